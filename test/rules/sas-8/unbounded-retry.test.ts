import { unboundedRetry } from "../../../language-analysis/rules/sas-8/unbounded-retry.ts";
import { fixTable } from "../fix-table.ts";
import { everyFormat } from "../every-format.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-8/unbounded-retry";

ruleTable(unboundedRetry, {
  "messages come back while they are worked on": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds:
    Type: Number
Resources:
  Orders:
  ^^^^^^ ${RULE} high
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Timeout: 60
      Events:
        Order:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn`,
  "messages stay hidden": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds:
    Type: Number
Resources:
  Orders:
  
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      VisibilityTimeout: 360
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Timeout: 60
      Events:
        Order:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn`,
  "not known: how long is not known": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds:
    Type: Number
Resources:
  Orders:
  
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      VisibilityTimeout: !Ref Seconds
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Timeout: 60
      Events:
        Order:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn`,
  "a record is tried until it expires": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification: { StreamViewType: NEW_IMAGE }
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Events:
        Order:
        ^^^^^ ${RULE} high
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Orders.StreamArn
            StartingPosition: LATEST
            DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:eu-central-1:123456789012:failed" } }`,
  "a record is tried five times": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification: { StreamViewType: NEW_IMAGE }
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Events:
        Order:
        
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Orders.StreamArn
            StartingPosition: LATEST
            DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:eu-central-1:123456789012:failed" } }
            MaximumRetryAttempts: 5`,
});

fixTable(unboundedRetry, {
  "hidden six times as long": {
    files: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds:
    Type: Number
Resources:
  Orders:
  
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Timeout: 60
      Events:
        Order:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
`,
    },
    after: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds:
    Type: Number
Resources:
  Orders:
  
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      VisibilityTimeout: 360
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
      Timeout: 60
      Events:
        Order:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
`,
    },
  },
});

const polledQueue = (more: string): string => `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders # by name
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }${more}
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Timeout: 60
  Poll:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref One
  Dead:
    Type: AWS::SQS::Queue
`;

fixTable(unboundedRetry, {
  ...everyFormat("hidden long enough", {
    before: polledQueue(""),
    after: polledQueue(`
      VisibilityTimeout: 360`),
  }),
});
