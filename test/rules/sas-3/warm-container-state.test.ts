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
  "an entry that is set on some ways": javaScriptApp(`
const state = {};
exports.handler = async (event) => {
  const message = JSON.parse(event.body);
  if (message.tour) state.tour = { id: message.tour };
  ${" ".repeat(18)}${"^".repeat(34)} SAS-3/warm-container-state medium
  return { statusCode: 200, body: JSON.stringify(state.tour) };
};`),
  "an entry that is read only where it is set": javaScriptApp(`
const state = {};
exports.handler = async (event) => {
  const message = JSON.parse(event.body);
  if (message.tour) {
    state.tour = { id: message.tour };
    return { statusCode: 200, body: JSON.stringify(state.tour) };
  }
};`),
  "the caller that another route reads": pythonApp(`
last_user = {}
def greeting(event):
    claims = event["requestContext"]["authorizer"]["claims"]
    last_user["claims"] = claims
    ${"^".repeat(28)} SAS-3/warm-container-state medium
    return claims
def profile(event):
    return last_user.get("claims")
ROUTES = {"/hello": greeting, "/me": profile}
def handler(event, context):
    return ROUTES[event["path"]](event)`),
  "what the handler sets before anything reads it": pythonApp(`
request = {}
def profile():
    return request.get("claims")
def handler(event, context):
    request["claims"] = event["requestContext"]["authorizer"]["claims"]
    return profile()`),
  "a step that is always taken first": javaScriptApp(`
const context = {};
function begin(event) { context.user = event.claims; }
function name() { return context.user.name; }
exports.handler = async (event) => {
  begin(event);
  return name();
};`),
  "an object of another file": javaScriptApp(`
import { container } from "./container.js";
class Desk {
  search(event, who) {
    container.actor = who;
    ${"^".repeat(22)} SAS-3/warm-container-state medium
    return [];
  }
}
const desk = new Desk();
export const handler = async (event) => {
  console.log(container.actor);
  return event.search ? desk.search(event, event.claims) : {};
};`),
  "what the last event said is compared": pythonApp(`
seen = {}
def keep(point):
    if seen.get(point["truck"]) == point["at"]:
        return
    seen[point["truck"]] = point["at"]
    ${"^".repeat(34)} SAS-3/warm-container-state medium
def handler(event, context):
    for point in event["points"]:
        keep(point)`),
  "a cache that is looked up": pythonApp(`
seen = {}
def load(point):
    if point["truck"] not in seen:
        seen[point["truck"]] = fetch(point["truck"])
    return seen[point["truck"]]
def handler(event, context):
    return [load(point) for point in event["points"]]`),
  "not known: what is added is not known": javaScriptApp(`
const { next } = require("./steps");
const lines = [];
exports.handler = async () => { lines.push(next()); return lines; };`),
});
