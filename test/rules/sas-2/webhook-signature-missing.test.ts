import { webhookSignatureMissing } from "../../../language-analysis/rules/sas-2/webhook-signature-missing.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(webhookSignatureMissing, {
  "GitHub by its header": javaScriptApp(`
exports.handler = async (event) => {
//      ^^^^^^^ SAS-2/webhook-signature-missing medium
  if (event.headers["x-github-event"] === "push") await build(JSON.parse(event.body));
  return { statusCode: 204 };
};`),
  "GitHub with a signature that nothing looks at": javaScriptApp(`
exports.handler = async (event) => {
//      ^^^^^^^ SAS-2/webhook-signature-missing medium
  const signature = event.headers["x-hub-signature-256"];
  if (event.headers["x-github-event"] === "push") await build(JSON.parse(event.body));
  return { statusCode: 204 };
};`),
  "GitHub with its signature": javaScriptApp(`
const { createHmac, timingSafeEqual } = require("node:crypto");
exports.handler = async (event) => {
  const given = Buffer.from(event.headers["x-hub-signature-256"]);
  if (!timingSafeEqual(given, Buffer.from(createHmac("sha256", secret).update(event.body).digest("hex")))) return { statusCode: 401 };
  if (event.headers["x-github-event"] === "push") await build(JSON.parse(event.body));
  return { statusCode: 204 };
};`),
  "a check in a module that it uses for something else": {
    ...javaScriptApp(`
const { answer } = require("./shared");
exports.handler = async (event) => {
//      ^^^^^^^ SAS-2/webhook-signature-missing medium
  if (event.headers["x-github-event"] === "push") await build(JSON.parse(event.body));
  return answer(204);
};`),
    "shared.js": `
const { timingSafeEqual } = require("node:crypto");
exports.answer = (statusCode) => ({ statusCode });
exports.isSame = (a, b) => timingSafeEqual(a, b);`,
  },
  "a check in a module that it uses": {
    ...javaScriptApp(`
const { refuse } = require("./shared");
exports.handler = async (event) => {
  if (event.headers["x-github-event"] === "push") await build(JSON.parse(event.body));
  return refuse(event) ?? { statusCode: 204 };
};`),
    "shared.js": `
const { timingSafeEqual } = require("node:crypto");
exports.refuse = (event) => (isSame(event.headers.a, event.headers.b) ? undefined : { statusCode: 401 });
const isSame = (a, b) => timingSafeEqual(a, b);`,
  },
  "Stripe by the kind of its events": pythonApp(`
import json
def handler(event, context):
#   ^^^^^^^ SAS-2/webhook-signature-missing medium
    message = json.loads(event["body"])
    if message["type"] == "checkout.session.completed":
        ship(message["data"])
    return {"statusCode": 200}`),
  "Stripe with its own check": pythonApp(`
import stripe
def handler(event, context):
    message = stripe.Webhook.construct_event(event["body"], event["headers"]["stripe-signature"], SECRET)
    return {"statusCode": 200, "body": message["type"]}`),
  "updates of Telegram": javaScriptApp(`
exports.handler = async (event) => {
//      ^^^^^^^ SAS-2/webhook-signature-missing medium
  const update = JSON.parse(event.body);
  return { statusCode: 200, body: String(update.update_id) };
};`),
  "updates of Telegram with their token": javaScriptApp(`
exports.handler = async (event) => {
  if (event.headers["x-telegram-bot-api-secret-token"] !== process.env.HOOK_TOKEN) return { statusCode: 403 };
  const update = JSON.parse(event.body);
  return { statusCode: 200, body: String(update.update_id) };
};`),
  "a function that is named as what Slack calls": javaScriptApp(
    `
exports.handler = async (event) => {
//      ^^^^^^^ SAS-2/webhook-signature-missing medium
  await choose(JSON.parse(new URLSearchParams(event.body).get("payload")).actions[0]);
  return { statusCode: 200 };
};`,
    "api",
    "SlackInteractive",
  ),
  "a function that is named after a service alone": javaScriptApp(
    `
exports.handler = async (event) => {
  await post(JSON.parse(event.body));
  return { statusCode: 200 };
};`,
    "api",
    "SlackSettings",
  ),
  "a webhook of an unknown sender": javaScriptApp(
    `
exports.handler = async (event) => ({ statusCode: 204 });
//      ^^^^^^^ SAS-2/webhook-signature-missing low`,
    "api",
    "OrderWebhook",
  ),
  "a folder that is called webhook": Object.fromEntries(
    Object.entries(javaScriptApp(`exports.handler = async () => ({ statusCode: 204 });`)).map(([file, text]) => [
      `webhooks/${file}`,
      text,
    ]),
  ),
  "not on the internet": javaScriptApp(
    `exports.handler = async (event) => (event.headers["x-github-event"] === "push" ? 1 : 0);`,
    "queue",
  ),
});
