import { nosqlInjection } from "../../../language-analysis/rules/sas-1/nosql-injection.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable, type FixCase } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(nosqlInjection, {
  "a part of the parsed body in a filter": endpoint(`
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return await users.findOne({ name });
//             ^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/nosql-injection high
};`),
  "a query parameter is a text": endpoint(`
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => await users.findOne({ name: event.queryStringParameters.name });`),
  "a value that was made a text": endpoint(`
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => await users.findOne({ name: String(JSON.parse(event.body).name) });`),
  "what a library makes of it is not known": endpoint(`
const { MongoClient } = require("mongodb");
const { tidy } = require("some-library");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  return await users.findOne(tidy(event));
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/nosql-injection medium
};`),
});

fixTable(nosqlInjection, {
  "a value of the filter": {
    files: javaScriptApp(`const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return await users.findOne({ active: true, name });
};
`),
    after: {
      "app.js": `const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return await users.findOne({ active: true, name: String(name) });
};
`,
    },
  },
  "all values of one body, and no other": {
    files: javaScriptApp(`const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name, code } = JSON.parse(event.body);
  const shop = await users.findOne({ main: true });
  return await users.findOne({ name, code, shop: shop.id });
};
`),
    after: {
      "app.js": `const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  const { name, code } = JSON.parse(event.body);
  const shop = await users.findOne({ main: true });
  return await users.findOne({ name: String(name), code: String(code), shop: shop.id });
};
`,
    },
  },
  "none for a filter as a whole": {
    files: javaScriptApp(`const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
exports.handler = async (event) => {
  return await users.findOne(JSON.parse(event.body));
};
`),
  },
  Python: {
    files: pythonApp(`import json
from pymongo import MongoClient

users = MongoClient().shop.users


def handler(event, context):
    body = json.loads(event["body"])
    return users.find_one({"name": body["name"]})
`),
    after: {
      "app.py": `import json
from pymongo import MongoClient

users = MongoClient().shop.users


def handler(event, context):
    body = json.loads(event["body"])
    return users.find_one({"name": str(body["name"])})
`,
    },
  },
});

const scan = (
  settings: string,
): string => `const { DynamoDBDocumentClient, ScanCommand } = require("@aws-sdk/lib-dynamodb");
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  return await documents.send(new ScanCommand({ TableName: "orders", ${settings} }));
};
`;

const inVariable = (expression: string, more = ""): string => `const AWS = require("aws-sdk");
const documents = new AWS.DynamoDB.DocumentClient();
exports.handler = async (event) => {
  const params = { TableName: "orders", FilterExpression: ${expression} };
  ${more}
  return await documents.scan(params).promise();
};
`;

const update = (settings: string, client = 'boto3.resource("dynamodb").Table("orders")'): string => `import json
import boto3


def handler(event, context):
    body = json.loads(event["body"])
    ${client}.update_item(Key={"id": "1"}, ${settings})
`;

const inJavaScript = (before: string, after?: string): FixCase => ({
  files: javaScriptApp(scan(before)),
  ...(after !== undefined && { after: { "app.js": scan(after) } }),
});

const inPython = (before: string, after?: string): FixCase => ({
  files: pythonApp(update(before)),
  ...(after !== undefined && { after: { "app.py": update(after) } }),
});

fixTable(nosqlInjection, {
  "a value in an expression": inJavaScript(
    `FilterExpression: "price < " + body.price`,
    `FilterExpression: "price < :price", ExpressionAttributeValues: { ":price": body.price }`,
  ),
  "a value beside others": inJavaScript(
    `FilterExpression: \`price < \${body.price} AND shop = :shop\`, ExpressionAttributeValues: { ":shop": "main" }`,
    `FilterExpression: "price < :price AND shop = :shop", ExpressionAttributeValues: { ":shop": "main", ":price": body.price }`,
  ),
  "a name of an attribute": inJavaScript(
    `FilterExpression: \`\${body.field} = :value\`, ExpressionAttributeValues: { ":value": 1 }`,
    `FilterExpression: "#field = :value", ExpressionAttributeNames: { "#field": body.field }, ExpressionAttributeValues: { ":value": 1 }`,
  ),
  "a whole condition is no value": inJavaScript(`FilterExpression: "shop = :shop AND " + body.condition`),
  "a part of a name is no name": inJavaScript(`FilterExpression: "detail_" + body.field + " = :value"`),
  "parameters in a variable": {
    files: javaScriptApp(inVariable(`"price < " + event.queryStringParameters.price`)),
    after: {
      "app.js": inVariable(
        `"price < :price", ExpressionAttributeValues: { ":price": event.queryStringParameters.price }`,
      ),
    },
  },
  "values that are set later": {
    files: javaScriptApp(
      inVariable(`"price < " + event.queryStringParameters.price`, "params.ExpressionAttributeValues = {};"),
    ),
  },
  "Python: values": inPython(
    `UpdateExpression="SET price = " + body["price"] + ", state = " + body["state"]`,
    `UpdateExpression="SET price = :price, state = :state", ExpressionAttributeValues={":price": body["price"], ":state": body["state"]}`,
  ),
  "Python: a name in a formatted text": inPython(
    `UpdateExpression=f"SET {body['field']} = :value", ExpressionAttributeValues={":value": 1}`,
    `UpdateExpression="SET #field = :value", ExpressionAttributeNames={"#field": body['field']}, ExpressionAttributeValues={":value": 1}`,
  ),
  "a client that wants types": {
    files: pythonApp(update(`UpdateExpression="SET price = " + body["price"]`, 'boto3.client("dynamodb")')),
  },
});
