import { unboundedWork } from "../../../language-analysis/rules/sas-8/unbounded-work.ts";
import { pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(unboundedWork, {
  "rounds for each match in a text": endpoint(`
const WORD = /\\w+/g;
exports.handler = async (event) => {
  let match;
  while ((match = WORD.exec(event.body)) !== null) await look(match[0]);
};`),
  "a scan that routes share, and its further pages": {
    "app.py": `
import boto3
from chalice import Chalice
app = Chalice(app_name="shop")
table = boto3.resource("dynamodb").Table("orders")
def everything():
    page = table.scan()
#          ^^^^^^^^^^^^ SAS-8/unbounded-work high
    items = page["Items"]
    while "LastEvaluatedKey" in page:
        page = table.scan(ExclusiveStartKey=page["LastEvaluatedKey"])
        items.extend(page["Items"])
    return items
@app.route("/orders")
def orders():
    return everything()
@app.route("/count")
def count():
    return {"count": len(everything())}
`,
  },
  "a length that is worked out from an amount": endpoint(`
exports.handler = async (event) => {
  const days = Number(event.queryStringParameters.days);
  return Array.from({ length: days * 96 }, (_, slot) => slot);
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work high
};`),
  "a length that is worked out from a bounded amount": endpoint(`
exports.handler = async (event) => {
  const days = Math.min(Number(event.queryStringParameters.days), 7);
  return Array.from({ length: days * 96 }, (_, slot) => slot);
};`),
  "rounds of a loop": endpoint(`
exports.handler = async (event) => {
  const { pages } = JSON.parse(event.body);
  for (let page = 0; page < pages; page++) await read(page);
//                   ^^^^^^^^^^^^ SAS-8/unbounded-work high
};`),
  "a number as the length of a buffer": endpoint(`
exports.handler = async (event) => {
  return Buffer.alloc(Number(event.body));
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work high
};`),
  "an upper limit": endpoint(`
exports.handler = async (event) => {
  const pages = Math.min(Number(event.body), 20);
  for (let page = 0; page < pages; page++) await read(page);
};`),
  "a comparison with a constant": endpoint(`
exports.handler = async (event) => {
  const pages = Number(event.body);
  if (pages > 20) return { statusCode: 400 };
  for (let page = 0; page < pages; page++) await read(page);
};`),
  "a number that passes through something unknown": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, tidy(event.body)));
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work medium
};`),
  "pages that are read again and again": endpoint(`
const { DynamoDBClient, ScanCommand } = require("@aws-sdk/client-dynamodb");
const client = new DynamoDBClient({});
exports.handler = async () => {
  let page = await client.send(new ScanCommand({ TableName: "orders", Limit: 50 }));
  while (page.LastEvaluatedKey) {
    page = await client.send(new ScanCommand({ TableName: "orders", Limit: 50 }));
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work high
  }
};`),
  "pages that go on": endpoint(`
const AWS = require("aws-sdk");
const client = new AWS.DynamoDB.DocumentClient();
exports.handler = async () => {
  const params = { TableName: "orders", Limit: 50 };
  let page;
  do {
    page = await client.query(params).promise();
    params.ExclusiveStartKey = page.LastEvaluatedKey;
  } while (page.LastEvaluatedKey);
};`),
  "parameters that something else may change": endpoint(`
const AWS = require("aws-sdk");
const client = new AWS.DynamoDB.DocumentClient();
exports.handler = async () => {
  let page;
  do {
    page = await client.query(paramsFor(page)).promise();
  } while (page.LastEvaluatedKey);
};`),
  "pages in Python": pythonApp(`
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    page = table.query(KeyConditionExpression="a = b")
    while "LastEvaluatedKey" in page:
        page = table.query(KeyConditionExpression="a = b")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work high
`),
  "pages in Python that go on": pythonApp(`
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    kwargs = {"KeyConditionExpression": "a = b"}
    page = table.query(**kwargs)
    while page.get("LastEvaluatedKey"):
        kwargs["ExclusiveStartKey"] = page["LastEvaluatedKey"]
        page = table.query(**kwargs)
`),
});
