import { clientControlledFlow } from "../../../language-analysis/rules/sas-9/client-controlled-flow.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(clientControlledFlow, {
  "the name of the invoked function": endpoint(`
const AWS = require("aws-sdk");
const lambda = new AWS.Lambda();
exports.handler = async (event) => {
  const { step } = JSON.parse(event.body);
  await lambda.invoke({ FunctionName: step, Payload: "{}" }).promise();
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow high
};`),
  "the name comes from a list": endpoint(`
const AWS = require("aws-sdk");
const lambda = new AWS.Lambda();
const STEPS = { order: "order-function", refund: "refund-function" };
exports.handler = async (event) => {
  const { step } = JSON.parse(event.body);
  await lambda.invoke({ FunctionName: STEPS[step], Payload: "{}" }).promise();
};`),
  "a method that is called by its name": endpoint(`
const actions = { order, refund };
exports.handler = async (event) => {
  const { action } = JSON.parse(event.body);
  return await actions[action]();
//             ^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium
};`),
  "the workflow that a service of AWS tells of": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Redrive:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      Events:
        Failed: { Type: EventBridgeRule, Properties: { Pattern: { source: [aws.states] } } }`,
    "orders.js": `
const AWS = require("aws-sdk");
const workflows = new AWS.StepFunctions();
exports.handler = async (event) => {
  await workflows.startExecution({ stateMachineArn: event.detail.stateMachineArn }).promise();
};`,
  },
  "the workflow that an application tells of": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Redrive:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      Events:
        Failed: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop.orders] } } }`,
    "orders.js": `
const AWS = require("aws-sdk");
const workflows = new AWS.StepFunctions();
exports.handler = async (event) => {
  await workflows.startExecution({ stateMachineArn: event.detail.stateMachineArn }).promise();
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow high
};`,
  },
  "the role and the price as the caller says": endpoint(`
const { DynamoDBDocumentClient, UpdateCommand } = require("@aws-sdk/lib-dynamodb");
const users = require("mongoose").model("User", {});
const table = DynamoDBDocumentClient.from(client);
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  await users.updateOne({ _id: body.id }, { $set: { role: body.role } });
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium
  await table.send(new UpdateCommand({ TableName: "jobs", Key: { id: body.id }, UpdateExpression: "SET price = :p", ExpressionAttributeValues: { ":p": body.price } }));
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium
  await users.updateOne({ _id: body.id }, { $set: { role: "guest", color: body.color } });
};`),
  "the price in SQL as the caller says": endpoint(`
const { Pool } = require("pg");
const db = new Pool();
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  await db.query("UPDATE job SET price = $1 WHERE id = $2", [Number(body.price), body.id]);
//      ${"^".repeat(82)} SAS-9/client-controlled-flow high
  await db.query("UPDATE job SET title = $1 WHERE id = $2", [body.title, body.id]);
  await db.query("SELECT id FROM job WHERE price = $1", [body.price]);
};`),
  "the role as an administrator says": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  AdminUsers:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: users.handler
      Events:
        Change: { Type: Api, Properties: { Path: /admin/users, Method: put } }`,
    "users.js": `
const users = require("mongoose").model("User", {});
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  await users.updateOne({ _id: String(body.id) }, { $set: { role: body.role } });
};`,
  },
});
