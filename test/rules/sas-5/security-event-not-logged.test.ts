import { securityEventNotLogged } from "../../../language-analysis/rules/sas-5/security-event-not-logged.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(securityEventNotLogged, {
  "a silent refusal": javaScriptApp(`
exports.handler = async (event) => {
  if (!isOwner(event)) return { statusCode: 403 };
  //                                        ^^^ SAS-5/security-event-not-logged medium
  return { statusCode: 200 };
};`),
  "a refusal that is logged": pythonApp(`
def handler(event, context):
    if not is_owner(event):
        logger.warning("Refused")
        return {"statusCode": 403}
    return {"statusCode": 200}`),
  "a refusal that a function of the module logs": pythonApp(`
def handler(event, context):
    if not is_owner(event):
        report("refused")
        return {"statusCode": 403}
    return {"statusCode": 200}
def report(message):
    write(message)
def write(message):
    print(message)`),
  "a refusal beside a function that logs and is not called for it": pythonApp(`
def handler(event, context):
    if not is_owner(event):
        return {"statusCode": 403}
        #                     ^^^ SAS-5/security-event-not-logged medium
    return {"statusCode": 200}
def report(message):
    print(message)`),
  "an exception of a framework by its status": pythonApp(`
from fastapi import HTTPException
def handler(event, context):
    if not is_owner(event):
        raise HTTPException(status_code=401, detail="no")
        ${"^".repeat(49)} SAS-5/security-event-not-logged medium`),
  "an exception that refuses nobody": pythonApp(`
from fastapi import HTTPException
def handler(event, context):
    raise HTTPException(404, "no such order")`),
  "an error of the app's own": javaScriptApp(`
const { NotAllowed } = require("./errors");
exports.handler = async (event) => {
  if (!isOwner(event)) throw new NotAllowed();
  ${" ".repeat(21)}${"^".repeat(23)} SAS-5/security-event-not-logged medium
};`),
  "not on the internet": javaScriptApp(
    `exports.handler = async (event) => (isOwner(event) ? 1 : { statusCode: 403 });`,
    "queue",
  ),
  "an answer that is not known": javaScriptApp(`
const { answer } = require("./answers");
exports.handler = async (event) => ({ statusCode: answer(event) });`),
});
