import { sharedRole } from "../../../language-analysis/rules/sas-4/shared-role.ts";
import { cloudFormationFormats } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
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

const READ = `import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
export const handler = () => client.send(new GetItemCommand({ TableName: process.env.ORDERS }));
`;
const SEND = `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const client = new SQSClient({});
export const handler = () => client.send(new SendMessageCommand({ QueueUrl: process.env.JOBS }));
`;

const shared = (type: string, role: (name: string) => string, more: (name: string) => string): string => `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Jobs:
    Type: AWS::SQS::Queue
  Shared:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [dynamodb:GetItem, sqs:SendMessage]
                Resource: [!GetAtt Orders.Arn, !GetAtt Jobs.Arn]
  Read:
    Type: ${type}
    Properties:
      Handler: read.handler
      Runtime: nodejs22.x
${role("Read")}      Environment: # names
        Variables: { ORDERS: !Ref Orders }
${more("Read")}  Send:
    Type: ${type}
    Properties:
      Handler: send.handler
      Runtime: nodejs22.x
${role("Send")}      Environment:
        Variables: { JOBS: !Ref Jobs }
${more("Send")}`;

const ownRole = (name: string): string => `
  ${name}Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub "arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
      Policies:
        - PolicyName: used-actions
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ${name === "Read" ? "dynamodb:GetItem" : "sqs:SendMessage"}
                Resource: !GetAtt ${name === "Read" ? "Orders" : "Jobs"}.Arn
`;

const plugin = (read: string, send: string): string => `service: shop
plugins:
  - serverless-iam-roles-per-function
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:GetItem, sqs:SendMessage]
          Resource: [!GetAtt Orders.Arn, !GetAtt Jobs.Arn]
functions:
  read:
    handler: read.handler
    environment: { ORDERS: !Ref Orders }
${read}  send:
    handler: send.handler
    environment: { JOBS: !Ref Jobs }
${send}resources:
  Resources:
    Orders: { Type: AWS::DynamoDB::Table }
    Jobs: { Type: AWS::SQS::Queue }
`;

const statement = (action: string, resource: string): string => `    iamRoleStatements:
      - Effect: Allow
        Action: ${action}
        Resource: !GetAtt ${resource}.Arn
`;

const programs = { "read.js": READ, "send.js": SEND };
const none = (): string => "";
const TRANSFORM = "Transform: AWS::Serverless-2016-10-31\n";

fixTable(sharedRole, {
  "SAM: policies instead of the role": {
    files: {
      ...programs,
      "template.yaml": TRANSFORM + shared("AWS::Serverless::Function", () => "      Role: !GetAtt Shared.Arn\n", none),
    },
    after: {
      "template.yaml":
        TRANSFORM +
        shared(
          "AWS::Serverless::Function",
          (name) =>
            name === "Read"
              ? `      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
`
              : `      Policies:
        - SQSSendMessagePolicy:
            QueueName: !GetAtt Jobs.QueueName
`,
          none,
        ),
    },
  },
  ...cloudFormationFormats(
    "a role beside each function",
    {
      before: shared("AWS::Lambda::Function", () => "      Role: !GetAtt Shared.Arn\n", none),
      after: shared("AWS::Lambda::Function", (name) => `      Role: !GetAtt ${name}Role.Arn\n`, ownRole),
    },
    programs,
  ),
  "Serverless: statements of each function, with the plugin": {
    files: { ...programs, "serverless.yml": plugin("", "") },
    after: {
      "serverless.yml": plugin(statement("dynamodb:GetItem", "Orders"), statement("sqs:SendMessage", "Jobs")),
    },
  },
  "Serverless: none without the plugin": {
    files: { ...programs, "serverless.yml": plugin("", "").replace(/plugins:\n.*\n/, "") },
  },
  "none when what a function calls is not known": {
    files: {
      ...programs,
      "read.js": `${READ}const AWS = require("aws-sdk"); new AWS.S3()[process.env.WHAT]();\n`,
      "serverless.yml": plugin("", ""),
    },
  },
});
