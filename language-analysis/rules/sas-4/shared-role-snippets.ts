import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SHARED_ROLE_SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: policies per function, SAM makes the roles"),
    language: "yaml",
    text: `PayFunction:
  Type: AWS::Serverless::Function
  Properties:
    Policies:
      - DynamoDBWritePolicy:
          TableName: !Ref OrdersTable`,
  },
  {
    title: say("CloudFormation: a role per function"),
    language: "yaml",
    text: `PayFunction:
  Type: AWS::Lambda::Function
  Properties:
    Role: !GetAtt PayRole.Arn`,
  },
  {
    title: say("Serverless Framework: statements per function (plugin serverless-iam-roles-per-function)"),
    language: "yaml",
    text: `plugins:
  - serverless-iam-roles-per-function
functions:
  pay:
    handler: pay.handler
    iamRoleStatements:
      - Effect: Allow
        Action: dynamodb:PutItem
        Resource: !GetAtt OrdersTable.Arn`,
  },
];
