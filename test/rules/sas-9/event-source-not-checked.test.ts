import { eventSourceNotChecked } from "../../../language-analysis/rules/sas-9/event-source-not-checked.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(eventSourceNotChecked, {
  "fields as they come": javaScriptApp(
    `
exports.handler = async (event) => refund(event.order);
//      ^^^^^^^ SAS-9/event-source-not-checked medium`,
    "both",
  ),
  "asks for the source": pythonApp(
    `
def handler(event, context):
    if "Records" in event:
        return [refund(record["body"]) for record in event["Records"]]
    return answer(event["body"])`,
    "both",
  ),
  "one trigger alone": javaScriptApp(`exports.handler = async (event) => refund(event.order);`),
  "what reads the event is not known": javaScriptApp(
    `
const { run } = require("framework");
exports.handler = async (event) => run(event);`,
    "both",
  ),
});
