import { unusedPermission } from "../../../language-analysis/rules/sas-4/unused-permission.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const template = (policies: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: pay.handler
      Environment:
        Variables:
          TABLE: !Ref Orders
      Policies:
${policies}`;

const put = `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const client = new DynamoDBClient({});
exports.handler = async (event) => client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: event.item }));
`;
const statement = (actions: string): string => `        - Statement:
            - Effect: Allow
              Action:
${actions}
              Resource: !GetAtt Orders.Arn
`;

const inlineApp = (code: string, mark = ""): string => `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: send
          PolicyDocument:
            Statement:
              - Effect: Allow
${mark}                Action: sqs:SendMessage
                Resource: arn:aws:sqs:eu-west-1:123456789012:jobs
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: |
          def handler(event, context):
              ${code}
`;

const two = statement("                - dynamodb:PutItem\n                - dynamodb:DeleteItem");

ruleTable(unusedPermission, {
  "what is done with a client that is made is not seen": inlineApp(
    'import boto3\n              client = boto3.client("sqs")\n              globals()["jobs"] = [client]',
  ),
  "a client that is made and never used": inlineApp(
    'import boto3\n              client = boto3.client("sqs")',
    "              # ^+2:66 SAS-4/unused-permission high\n",
  ),
  "an action that nothing calls": {
    "template.yaml": template(
      statement(`                - dynamodb:PutItem
                - dynamodb:DeleteItem
                # ^^^^^^^^^^^^^^^^^^^ SAS-4/unused-permission high`),
    ),
    "pay.js": put,
  },
  "not known: a part of the template is broken, and may use it": {
    "serverless.yml": `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  iamRoleStatements:
    - Effect: Allow
      Action: [dynamodb:PutItem, sqs:SendMessage]
      Resource: "*"
functions:
  pay: { handler: pay.handler, environment: { TABLE: orders } }
  tell: { handler: tell.handler, events: [{ s3: { bucket: a-\${self:service} } }] }
`,
    "pay.js": put,
  },
  "a service that nothing calls": {
    "template.yaml": template(
      statement(`                - dynamodb:PutItem
                - sqs:SendMessage
                # ^^^^^^^^^^^^^^^ SAS-4/unused-permission high`),
    ),
    "pay.js": put,
  },
  "a wildcard that is used for something": {
    "template.yaml": template(statement("                - dynamodb:*")),
    "pay.js": put,
  },
  "code in the template that stands in for what is deployed later": inlineApp('return {"statusCode": 200}'),
  "code in the template that does something else": inlineApp(
    "print(event)",
    "              # ^+2:66 SAS-4/unused-permission high\n",
  ),
  "what an extension in a foreign layer may use": {
    "template.yaml": template(
      `${statement("                - dynamodb:PutItem\n                - secretsmanager:GetSecretValue")}
      Layers:
        - !Sub arn:aws:lambda:\${AWS::Region}:177933569100:layer:AWS-Parameters-and-Secrets-Lambda-Extension:11`,
    ),
    "pay.js": put,
  },
  "a layer whose calls are known": {
    "template.yaml": template(`${statement(`                - dynamodb:PutItem
                - sqs:SendMessage
                # ^^^^^^^^^^^^^^^ SAS-4/unused-permission high`)}
      Layers:
        - !Sub arn:aws:lambda:\${AWS::Region}:094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:20`),
    "pay.js": put,
  },
  "the policy template for polling a queue, at a function that a queue starts": {
    "template.yaml": `${template(`        - DynamoDBWritePolicy:
            TableName: !Ref Orders
        - SQSPollerPolicy:
            QueueName: !GetAtt Queue.QueueName
      Events:
        Poll:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue.Arn`)}
  Queue:
    Type: AWS::SQS::Queue`,
    "pay.js": put,
  },
  "what libraries look up beside the work": {
    "template.yaml": template(
      statement("                - dynamodb:PutItem\n                - dynamodb:DescribeTable"),
    ),
    "pay.js": put,
  },
  "a policy template that nothing uses": {
    "template.yaml": template(`        - DynamoDBWritePolicy:
            TableName: !Ref Orders
        - SQSSendMessagePolicy:
        # ^+1:28 SAS-4/unused-permission high
            QueueName: jobs`),
    "pay.js": put,
  },
  "a template that allows more kinds of access": {
    "template.yaml": template(`        - DynamoDBCrudPolicy:
        # ^+1:35 SAS-4/unused-permission high
            TableName: !Ref Orders`),
    "pay.js": put,
  },
  "a driver that needs no SDK": {
    "template.yaml": template(statement("                - dynamodb:PutItem\n                - rds-db:connect")),
    "pay.js": put,
  },
  "not known: an operation that is chosen at run time": {
    "template.yaml": template(statement("                - dynamodb:PutItem\n                - dynamodb:DeleteItem")),
    "pay.js": `const AWS = require("aws-sdk");
const client = new AWS.DynamoDB();
exports.handler = async (event) => client[event.operation]({ TableName: process.env.TABLE }).promise();`,
  },
  "not known: a package of the company's own": {
    "template.yaml": template(two),
    "pay.js": `${put}const { store } = require("@acme/orders");
store.remove();`,
  },
  "a public package that calls nothing": {
    "template.yaml": template(
      statement(`                - dynamodb:PutItem
                - dynamodb:DeleteItem
                # ^^^^^^^^^^^^^^^^^^^ SAS-4/unused-permission high`),
    ),
    "pay.js": `${put}const { parse } = require("@babel/parser");
parse("1");`,
  },
  "not known: a mapper that is not modelled": {
    "template.yaml": template(two),
    "pay.js": `${put}const { Dyngoose } = require("dyngoose");
Dyngoose.Table;`,
  },
  "not known: the client is given to a library": {
    "template.yaml": template(two),
    "pay.js": `${put}const session = require("session-store");
session({ client });`,
  },
  "items of a mapper are deleted": {
    "template.yaml": template(two).replace("nodejs20.x", "python3.13"),
    "pay.py": `import os
from pynamodb.models import Model
class Order(Model):
    class Meta:
        table_name = os.environ["TABLE"]
def handler(event, context):
    Order("1").save()
    order = Order.get(event["id"])
    order.delete()
`,
  },
  "code that is not there": {
    "template.yaml": template(statement("                - dynamodb:PutItem")),
  },
});

const before = `                - dynamodb:PutItem # new orders
                - dynamodb:DeleteItem`;
fixTable(unusedPermission, {
  "an item of a list": {
    files: {
      "template.yaml": template(statement(before)),
      "pay.js": put,
    },
    after: { "template.yaml": template(statement("                - dynamodb:PutItem # new orders")) },
  },
  "a narrower policy template": {
    files: {
      "template.yaml": template("        - DynamoDBCrudPolicy: # orders\n            TableName: !Ref Orders"),
      "pay.js": put,
    },
    after: {
      "template.yaml": template("        - DynamoDBWritePolicy: # orders\n            TableName: !Ref Orders"),
    },
  },
  "a whole policy template": {
    files: {
      "template.yaml": template(
        "        - DynamoDBWritePolicy:\n            TableName: !Ref Orders\n        - SQSSendMessagePolicy:\n            QueueName: jobs\n",
      ),
      "pay.js": put,
    },
    after: { "template.yaml": template("        - DynamoDBWritePolicy:\n            TableName: !Ref Orders\n") },
  },
});
