import { warmContainerState } from "../../../language-analysis/rules/sas-3/warm-container-state.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(warmContainerState, {
  "a list that grows": javaScriptApp(`
const lines = [];
exports.handler = async (event) => {
  lines.push(event.body);
  ${"^".repeat(22)} SAS-3/warm-container-state medium
  return { statusCode: 200, body: lines.join() };
};`),
  "sessions by their id": javaScriptApp(`
const sessions = {};
exports.handler = async (event) => {
  sessions[event.headers.id] = event.headers.token;
  ${"^".repeat(49)} SAS-3/warm-container-state medium
  return { statusCode: 200 };
};`),
  "a cache of what is the same for everybody": javaScriptApp(`
const prices = {};
exports.handler = async (event) => {
  prices[event.body] = await priceOf(event.body);
  return { statusCode: 200 };
};`),
  "a list that is emptied": javaScriptApp(`
let lines = [];
exports.handler = async (event) => {
  lines = [];
  lines.push(event.body);
  return { statusCode: 200, body: lines.join() };
};`),
  "a list of the handler": javaScriptApp(`
exports.handler = async (event) => {
  const lines = [];
  lines.push(event.body);
  return { statusCode: 200, body: lines.join() };
};`),
  "a caller that is kept": pythonApp(`
user = None
def handler(event, context):
    global user
    if event.get("claims"):
        user = event["claims"]["sub"]
        ${"^".repeat(29)} SAS-3/warm-container-state medium
    return {"statusCode": 200, "body": user}`),
  "a caller that is set each time": pythonApp(`
user = None
def handler(event, context):
    global user
    user = event["claims"]["sub"]
    return {"statusCode": 200, "body": user}`),
  "a timer without an end": javaScriptApp(`
exports.handler = async (event) => {
  setInterval(report, 1000);
  ${"^".repeat(25)} SAS-3/warm-container-state medium
};`),
  "not known: what is added is not known": javaScriptApp(`
const { next } = require("./steps");
const lines = [];
exports.handler = async () => { lines.push(next()); return lines; };`),
});
