import { resourcePolicyTooOpen } from "../../../language-analysis/rules/sas-3/resource-policy-too-open.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/resource-policy-too-open";

ruleTable(resourcePolicyTooOpen, {
  "everybody may decrypt": `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
          # ^^^^^^^^^^^^^+3:26 ${RULE} high
            Principal: "*"
            Action: kms:Decrypt
            Resource: "*"`,
  "a key leaves it to the account": `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" }
            Action: kms:*
            Resource: "*"`,
  "everybody behind a condition": `
Resources:
  Orders:
    Type: AWS::SQS::Queue
  OrdersPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: "*"
            Action: sqs:SendMessage
            Resource: "*"
            Condition:
              ArnEquals:
                aws:SourceArn: arn:aws:sns:eu-central-1:123456789012:orders`,
  "a layer for every account": `
Resources:
  Shared:
    Type: AWS::Lambda::LayerVersionPermission
    Properties:
      Action: lambda:GetLayerVersion
      LayerVersionArn: arn:aws:lambda:eu-central-1:123456789012:layer:shared:1
      Principal: "*"
      #          ^^^ ${RULE} high`,
  "everybody may put events on the account's bus": `
Resources:
  BusPolicy:
    Type: AWS::Events::EventBusPolicy
    Properties:
      StatementId: all
      Statement:
        Effect: Allow
        Principal: "*"
        #          ^^^ ${RULE} high
        Action: events:PutEvents
        Resource: arn:aws:events:eu-central-1:123456789012:event-bus/default`,
  "an organisation may put events on the account's bus": `
Resources:
  BusPolicy:
    Type: AWS::Events::EventBusPolicy
    Properties:
      StatementId: all
      Statement:
        Effect: Allow
        Principal: "*"
        Action: events:PutEvents
        Resource: arn:aws:events:eu-central-1:123456789012:event-bus/default
        Condition: { StringEquals: { "aws:PrincipalOrgID": o-1234567890 } }`,
  "not known: the principal is not known": `
Parameters:
  Partner:
    Type: String
Resources:
  Orders:
    Type: AWS::SNS::Topic
  OrdersPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Orders]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Ref Partner }
            Action: sns:Publish
            Resource: "*"`,
});

fixTable(resourcePolicyTooOpen, {
  ...everyFormat("this account alone", {
    before: `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: "*" }
            Action: kms:Decrypt
            Resource: "*"
`,
    after: `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" }
            Action: kms:Decrypt
            Resource: "*"
`,
  }),
});
