import { noFailureDestination } from "../../../language-analysis/rules/sas-5/no-failure-destination.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/no-failure-destination";

ruleTable(noFailureDestination, {
  "a queue without dead letters": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Events:
        Order:
        ^^^^^ ${RULE} high
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn`,
  "a queue with dead letters": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:eu-central-1:123456789012:failed", maxReceiveCount: 5 }
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Events:
        Order:
        
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn`,
  "not known: a queue that is kept elsewhere is not known": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Orders:
    Type: String
Resources:
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Order:
          Type: SQS
          Properties:
            Queue: !Ref Orders`,
  "events of a topic": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Ship:
  ^^^^ ${RULE} high
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Order:
          Type: SNS
          Properties:
            Topic: !Ref Orders`,
  "a destination is set": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig:
        DestinationConfig:
          OnFailure: { Type: SQS, Destination: "arn:aws:sqs:eu-central-1:123456789012:failed" }
      Events:
        Order:
          Type: SNS
          Properties:
            Topic: !Ref Orders`,
});

const polledQueue = (more: string): string => `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders # by name${more}
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

const stream = (destination: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Runtime: nodejs22.x
      Events:
        Order:
          Type: Kinesis
          Properties:
            Stream: arn:aws:kinesis:eu-central-1:123456789012:stream/orders
            StartingPosition: LATEST${destination}
`;

fixTable(noFailureDestination, {
  ...everyFormat("a queue for what fails", {
    before: polledQueue(""),
    after: polledQueue(`
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt OrdersFailed.Arn
        maxReceiveCount: 5

  OrdersFailed:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: true
      MessageRetentionPeriod: 1209600`),
  }),
  "the records of a stream, SAM": {
    files: { "template.yaml": stream("") },
    after: {
      "template.yaml": stream(`
            DestinationConfig:
              OnFailure:
                Type: SQS
                Destination: !GetAtt ShipFailed.Arn
            MaximumRetryAttempts: 5

  ShipFailed:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: true
      MessageRetentionPeriod: 1209600`),
    },
  },
  "a destination, SAM": {
    files: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Events: { Sent: { Type: SNS, Properties: { Topic: !Ref Sales } } }
  Sales:
    Type: AWS::SNS::Topic
`,
    },
    after: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Events: { Sent: { Type: SNS, Properties: { Topic: !Ref Sales } } }
      EventInvokeConfig:
        DestinationConfig:
          OnFailure:
            Type: SQS
            Destination: !GetAtt OneFailed.Arn

  OneFailed:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: true
      MessageRetentionPeriod: 1209600
  Sales:
    Type: AWS::SNS::Topic
`,
    },
  },
});
