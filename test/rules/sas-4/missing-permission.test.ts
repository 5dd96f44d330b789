import { missingPermission } from "../../../language-analysis/rules/sas-4/missing-permission.ts";
import { ruleTable } from "../rule-table.ts";

const template = (policies: string, more = ""): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Policy:
    Type: String
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Other:
    Type: AWS::Serverless::SimpleTable
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: pay.handler
      Environment:
        Variables:
          TABLE: !Ref Orders
${more}      Policies:
${policies}`;

const put = `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const client = new DynamoDBClient({});
exports.handler = async (event) => client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: event.item }));`;
const marked = `${put}
//                                 ${"^".repeat(83)} SAS-4/missing-permission high`;

ruleTable(missingPermission, {
  "another table is allowed": {
    "template.yaml": template(`        - DynamoDBCrudPolicy:
            TableName: !Ref Other`),
    "pay.js": marked,
  },
  "only reading is allowed": {
    "template.yaml": template(`        - DynamoDBReadPolicy:
            TableName: !Ref Orders`),
    "pay.js": marked,
  },
  "writing is denied": {
    "template.yaml": template(`        - DynamoDBCrudPolicy:
            TableName: !Ref Orders
        - Statement:
            - { Effect: Deny, Action: dynamodb:Put*, Resource: "*" }`),
    "pay.js": marked,
  },
  "the boundary does not let it": {
    "template.yaml": template(
      `        - DynamoDBCrudPolicy:
            TableName: !Ref Orders`,
      "      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3FullAccess\n",
    ),
    "pay.js": marked,
  },
  "it is allowed": {
    "template.yaml": template(`        - DynamoDBCrudPolicy:
            TableName: !Ref Orders`),
    "pay.js": put,
  },
  "a managed policy allows it": { "template.yaml": template("        - AmazonDynamoDBFullAccess"), "pay.js": put },
  "not known: a policy that is not known may allow it": {
    "template.yaml": template("        - !Ref Policy"),
    "pay.js": put,
  },
  "a table that is not known": {
    "template.yaml": template(`        - DynamoDBReadPolicy:
            TableName: !Ref Orders`),
    "pay.js": put.replace("process.env.TABLE", "event.table"),
  },
});
