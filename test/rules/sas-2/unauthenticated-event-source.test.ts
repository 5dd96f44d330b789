import { unauthenticatedEventSource } from "../../../language-analysis/rules/sas-2/unauthenticated-event-source.ts";
import { fixTable } from "../fix-table.ts";
import { everyFormat } from "../every-format.ts";
import { ruleTable } from "../rule-table.ts";

const queue = (statement: string, principal = '"*"'): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Sender:
    Type: String
Resources:
  Fulfil:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: fulfil.handler
      Events:
        Paid:
          Type: SQS
          Properties:
            Queue: !GetAtt PaidOrders.Arn
  PaidOrders:
    Type: AWS::SQS::Queue
  PaidOrdersPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref PaidOrders]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: ${principal}, Action: "sqs:SendMessage", Resource: "*"${statement} }
`;
const bucket = (acl: string): string => `
Resources:
  Resize:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs20.x
      Handler: resize.handler
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: ${acl}
      NotificationConfiguration:
        LambdaConfigurations:
          - { Event: "s3:ObjectCreated:*", Function: !GetAtt Resize.Arn }
`;
const mark = (from: number, length: number): string =>
  `${" ".repeat(from - 1)}${"^".repeat(length)} SAS-2/unauthenticated-event-source high`;
const open = queue("").trimEnd();

ruleTable(unauthenticatedEventSource, {
  "a queue for everybody": `${open}\n${mark(13, 75)}\n`,
  "a queue for one topic": queue(', Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:1:orders" } }'),
  "not known: a sender that is not known": queue("", "{ AWS: !Ref Sender }"),
  "a bucket that everybody writes to": `${bucket("PublicReadWrite").trimEnd()}\n${mark(13, 61)}\n`,
  "a bucket that everybody reads": bucket("PublicRead"),
});

fixTable(unauthenticatedEventSource, {
  "lets only this account send": {
    files: { "template.yaml": queue("") },
    after: { "template.yaml": queue("", '{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }') },
  },
});

const polledQueue = (principal: string): string => `Resources:
  Orders:
    Type: AWS::SQS::Queue
  Anyone:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: ${principal}
            Action: sqs:SendMessage
            Resource: !GetAtt Orders.Arn
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
  Poll:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref One
`;

fixTable(unauthenticatedEventSource, {
  ...everyFormat("only this account sends", {
    before: polledQueue('"*"'),
    after: polledQueue(`{ AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" }`),
  }),
});
