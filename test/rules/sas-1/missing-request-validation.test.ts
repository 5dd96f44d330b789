import { missingRequestValidation } from "../../../language-analysis/rules/sas-1/missing-request-validation.ts";
import type { Files } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const event = (settings: string, mark: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Checked: { Type: String }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      Events:
        Post:
${mark}
          Type: Api
          Properties: { Path: /orders, Method: post${settings} }`;

const MEDIUM = "#       ^^^^ SAS-1/missing-request-validation medium";
const LOW = "#       ^^^^ SAS-1/missing-request-validation low";

const save = `
const { DynamoDBDocumentClient, PutCommand } = require("@aws-sdk/lib-dynamodb");
const client = DynamoDBDocumentClient.from(new (require("@aws-sdk/client-dynamodb").DynamoDBClient)({}));
const put = (order) => client.send(new PutCommand({ TableName: process.env.ORDERS, Item: order }));
`;

const rest = (handler: string, settings = "", mark = ""): Files => ({
  "template.yaml": event(settings, mark),
  "orders.js": `${save}${handler}`,
});

const python = (handler: string, mark = ""): Files => ({
  "template.yaml": event("", mark).replace("nodejs22.x", "python3.13"),
  "orders.py": handler,
});

const TAKES = "exports.handler = async (event) => put(JSON.parse(event.body));";

ruleTable(missingRequestValidation, {
  "a body that nobody checks": rest(TAKES, "", MEDIUM),
  "the event is taken apart": rest("exports.handler = async ({ body }) => put(JSON.parse(body));", "", MEDIUM),
  "the API checks it against a model": rest(TAKES, ", RequestModel: { Model: Order, ValidateBody: true }"),
  "the body is not used": rest('exports.handler = async () => put({ id: "1" });'),
  "a schema in the code": rest(`
const { z } = require("zod");
const Order = z.object({ id: z.string().max(20) });
exports.handler = async (event) => put(Order.parse(JSON.parse(event.body)));`),
  "types are asked for": rest(`
exports.handler = async (event) => {
  const order = JSON.parse(event.body);
  if (typeof order.id !== "string") return { statusCode: 422 };
  await put({ id: order.id });
};`),
  "a function of the app validates": rest(`
const rules = require("./rules.js");
exports.handler = async (event) => put(rules.validateOrder(JSON.parse(event.body)));`),
  "another function of the file validates, this one does not": rest(
    `
exports.other = async (event) => {
  if (typeof event.body !== "string") return { statusCode: 400 };
};
${TAKES}`,
    "",
    MEDIUM,
  ),
  "no caller from outside": {
    "template.yaml": event("", "").replace(
      /Type: Api\n.*$/,
      "Type: SQS\n          Properties: { Queue: arn:aws:sqs:eu-west-1:123456789012:jobs }",
    ),
    "orders.js": `${save}${TAKES}`,
  },
  "a body that GET does not have": {
    "template.yaml": event("", "").replace("Method: post", "Method: get"),
    "orders.js": `${save}${TAKES}`,
  },
  "whether the definition has a validator is not known": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Validator: { Type: String }
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        openapi: 3.0.1
        x-amazon-apigateway-request-validator: !Ref Validator
        paths:
          /orders:
            post:
${LOW.replace("#       ^", "#           ^")}
              x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Orders.Arn}/invocations" }
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: orders.handler }`,
    "orders.js": `${save}${TAKES}`,
  },
  "an injection is told by its own rule": rest(`
const { execSync } = require("child_process");
exports.handler = async (event) => put({ out: execSync(event.body).toString() });`),
  "Python, by get": python(
    `
import boto3, json, os
def handler(event, context):
    boto3.resource("dynamodb").Table(os.environ["ORDERS"]).put_item(Item=json.loads(event.get("body")))`,
    MEDIUM,
  ),
  "Python with a model": python(`
import boto3, os
from models import Order
from pydantic import ValidationError
def handler(event, context):
    order = Order.model_validate_json(event["body"])
    boto3.resource("dynamodb").Table(os.environ["ORDERS"]).put_item(Item=order.model_dump())`),
  "Python, a type is asked for": python(`
import boto3, json, os
def handler(event, context):
    order = json.loads(event["body"])
    if not isinstance(order.get("id"), str):
        raise ValueError("id")
    boto3.resource("dynamodb").Table(os.environ["ORDERS"]).put_item(Item={"id": order["id"]})`),
});
