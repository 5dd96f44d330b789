import { swallowedError } from "../../../language-analysis/rules/sas-10/swallowed-error.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(swallowedError, {
  "a mail that is lost": pythonApp(
    `
import boto3
mail = boto3.client("ses")
def handler(event, context):
    try:
        mail.send_email(Source="shop@shop.test")
    except Exception:
    ^^^^^^^^^^^^^^^^^+1:13 SAS-10/swallowed-error high
        pass`.replace("^^^^^^^^^^^^^^^^^+1:13", "^+1:13"),
  ),
  "an expected error": pythonApp(`
import boto3
table = boto3.client("dynamodb")
def handler(event, context):
    try:
        table.create_table(TableName="orders")
    except table.exceptions.ResourceInUseException:
        pass`),
  "a file that may be missing": javaScriptApp(`
exports.handler = async () => {
  try { fs.unlinkSync("/tmp/old"); } catch {}
};`),
  "a check that is dropped": javaScriptApp(`
exports.handler = async (event) => {
  try { await verifyToken(event.headers.Authorization); } catch (error) {}
//                                                        ^^^^^^^^^^^^^^^^ SAS-10/swallowed-error high
  return { statusCode: 200 };
};`),
  "an error that is logged": javaScriptApp(`
exports.handler = async (event) => {
  try { await verifyToken(event.headers.Authorization); } catch (error) { console.error(error); }
};`),
  "not known: what is tried is not known": javaScriptApp(`
const { run } = require("./steps");
exports.handler = async (event) => {
  try { await run(event); } catch {}
};`),
});
