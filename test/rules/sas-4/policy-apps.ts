// One function with a table and a queue, in each template language, for tests of fixes that rewrite policies.

export const CODE = `import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
export const client = new DynamoDBClient({});
export const handler = (id) =>
  client.send(new GetItemCommand({ TableName: process.env.ORDERS, Key: { id: { S: "1" } } }));
`;
export const SENDING = `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
export const client = new SQSClient({});
export const handler = () => client.send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: "go" }));
`;

/** A SAM function with a table and a queue, and `policies` at the column of its properties. */
export const sam = (policies: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Jobs:
    Type: AWS::SQS::Queue
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Handler: read.handler
      Runtime: nodejs22.x
${policies}      Environment:
        Variables:
          ORDERS: !Ref Orders
          JOBS: !Ref Jobs
`;

export const samStatement = (statement: string): string =>
  sam(`      Policies:
        - Statement:
${statement}`);

export const cloudFormation = (policies: string): string => `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
${policies}  Read:
    Type: AWS::Lambda::Function
    Properties:
      Handler: read.handler
      Runtime: nodejs22.x
      Code: .
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          ORDERS: !Ref Orders
`;

export const serverless = (role: string): string => `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  environment:
    ORDERS: !Ref Orders
${role}functions:
  read:
    handler: read.handler
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
`;
