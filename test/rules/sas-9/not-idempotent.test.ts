import { notIdempotent } from "../../../language-analysis/rules/sas-9/not-idempotent.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(notIdempotent, {
  "a payment for each message": javaScriptApp(
    `
const stripe = require("stripe")(process.env.KEY);
exports.handler = async (event) => {
  for (const record of event.Records) {
    await stripe.paymentIntents.create({ amount: JSON.parse(record.body).total });
    //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/not-idempotent medium
  }
};`,
    "queue",
  ),
  "a payment with a key": javaScriptApp(
    `
const stripe = require("stripe")(process.env.KEY);
exports.handler = async (event) => {
  for (const record of event.Records) {
    await stripe.paymentIntents.create({ amount: 1 }, { idempotencyKey: record.messageId });
  }
};`,
    "queue",
  ),
  "a sum in SQL for each message": pythonApp(
    `
import psycopg2
db = psycopg2.connect().cursor()
def handler(event, context):
    for record in event["Records"]:
        db.execute("UPDATE claim SET paid = paid + %s WHERE id = %s", (record["amount"], record["id"]))
        ${"^".repeat(95)} SAS-9/not-idempotent medium`,
    "queue",
  ),
  "a value in SQL for each message": pythonApp(
    `
import psycopg2
db = psycopg2.connect().cursor()
def handler(event, context):
    for record in event["Records"]:
        db.execute("UPDATE claim SET paid = %s WHERE id = %s", (record["amount"], record["id"]))`,
    "queue",
  ),
  "a mail for each message": javaScriptApp(
    `
const AWS = require("aws-sdk");
const mails = new AWS.SES();
exports.handler = async (event) => mails.sendEmail(letter(event.Records[0].body)).promise();
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/not-idempotent medium`,
    "queue",
  ),
  "a payment on request": javaScriptApp(`
const stripe = require("stripe")(process.env.KEY);
exports.handler = async (event) => stripe.paymentIntents.create({ amount: 1 });`),
  "a counter": pythonApp(
    `
import boto3
table = boto3.resource("dynamodb").Table("visits")
def handler(event, context):
    for record in event["Records"]:
        table.update_item(Key={"page": "start"}, UpdateExpression="ADD visits :one")
        # <- start`.replace("        # <- start", `       #${"^".repeat(76)} SAS-9/not-idempotent medium`),
    "queue",
  ),
  "a row that may be there": pythonApp(
    `
def handler(event, context):
    for record in event["Records"]:
        cursor.execute("insert into orders values (%s) on conflict do nothing", (record["body"],))`,
    "queue",
  ),
  "a statement that is not known": pythonApp(
    `
from statements import INSERT
def handler(event, context):
    for record in event["Records"]:
        cursor.execute(INSERT, (record["body"],))`,
    "queue",
  ),
});
