import { sharedRole } from "../../../language-analysis/rules/sas-4/shared-role.ts";
import { ruleTable } from "../rule-table.ts";

const service = (statements: string): string => `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  environment:
    ORDERS: orders
    MAILS: mails
  iam:
    role:
${statements}
functions:
  list:
    handler: orders.list
  create:
    handler: orders.create
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
      Properties: { TableName: orders }
    Mails:
      Type: AWS::DynamoDB::Table
      Properties: { TableName: mails }`;

const code = (list: string, create: string): string => `
const { DynamoDBClient, PutItemCommand, ScanCommand } = require("@aws-sdk/client-dynamodb");
const client = new DynamoDBClient({});
exports.list = async () => ${list};
exports.create = async (event) => ${create};`;
const scan = (table: string): string => `client.send(new ScanCommand({ TableName: process.env.${table} }))`;
const put = (table: string): string => `client.send(new PutItemCommand({ TableName: process.env.${table}, Item: {} }))`;
const all = `      statements:
        - Effect: Allow
          Action: [dynamodb:Scan, dynamodb:PutItem]
          Resource: "*"`;
const marked = `      statements:
    # ^+3:24 SAS-4/shared-role high
        - Effect: Allow
          Action: [dynamodb:Scan, dynamodb:PutItem]
          Resource: "*"`;

ruleTable(sharedRole, {
  "two tables": {
    "serverless.yml": service(marked),
    "orders.js": code(scan("ORDERS"), put("MAILS")),
  },
  "the same table for the same": { "serverless.yml": service(all), "orders.js": code(scan("ORDERS"), scan("ORDERS")) },
  "nothing is granted but logs": {
    "serverless.yml": service("      name: shop"),
    "orders.js": code(scan("ORDERS"), put("MAILS")),
  },
  "not known: code that is not there": { "serverless.yml": service(all) },
  "a role for each": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  List:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.list
      Policies: [AmazonDynamoDBReadOnlyAccess]
  Create:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.create
      Policies: [AmazonDynamoDBFullAccess]`,
    "orders.js": code(scan("ORDERS"), put("MAILS")),
  },
});
