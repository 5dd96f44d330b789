// Managed policies that are replaced by what the code uses, and permissions that are added.
import { managedPolicyTooBroad } from "../../../language-analysis/rules/sas-4/managed-policy-too-broad.ts";
import { missingPermission } from "../../../language-analysis/rules/sas-4/missing-permission.ts";
import { fixTable } from "../fix-table.ts";
import { CODE, SENDING, sam, cloudFormation, serverless } from "./policy-apps.ts";

fixTable(managedPolicyTooBroad, {
  "SAM: a policy template where one fits exactly": {
    files: {
      "read.js": SENDING,
      "template.yaml": sam(`      Policies:
        - AmazonSQSFullAccess
        - AWSXrayWriteOnlyAccess
`),
    },
    after: {
      "template.yaml": sam(`      Policies:
        - SQSSendMessagePolicy:
            QueueName: !GetAtt Jobs.QueueName
        - AWSXrayWriteOnlyAccess
`),
    },
  },
  "SAM: a policy that stands alone": {
    files: { "read.js": CODE, "template.yaml": sam("      Policies: AmazonDynamoDBFullAccess\n") },
    after: {
      "template.yaml": sam(`      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
`),
    },
  },
  "CloudFormation: an inline policy instead": {
    files: {
      "read.js": CODE,
      "template.yaml": cloudFormation(`      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess
`),
    },
    after: {
      "template.yaml": cloudFormation(`      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: used-actions
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: dynamodb:GetItem
                Resource: !GetAtt Orders.Arn
`),
    },
  },
  "Serverless: a statement instead": {
    files: {
      "read.js": CODE,
      "serverless.yml": serverless(`  iam:
    role:
      managedPolicies:
        - arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess
`),
    },
    after: {
      "serverless.yml": serverless(`  iam:
    role:
      statements:
        - Effect: Allow
          Action: dynamodb:GetItem
          Resource: !GetAtt Orders.Arn
`),
    },
  },
  "none when the code is not there": {
    files: { "template.yaml": sam("      Policies:\n        - AmazonDynamoDBFullAccess\n") },
  },
});

fixTable(missingPermission, {
  "SAM: beside other policies": {
    files: {
      "read.js": CODE,
      "template.yaml": sam(`      Policies:
        - SQSSendMessagePolicy: # jobs
            QueueName: !GetAtt Jobs.QueueName
`),
    },
    after: {
      "template.yaml": sam(`      Policies:
        - SQSSendMessagePolicy: # jobs
            QueueName: !GetAtt Jobs.QueueName
        - Statement:
            - Effect: Allow
              Action: dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
`),
    },
  },
  "CloudFormation: in the role's own policy": {
    files: {
      "read.js": CODE,
      "template.yaml": cloudFormation(`      Policies:
        - PolicyName: logs
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: logs:PutLogEvents
                Resource: "*"
`),
    },
    after: {
      "template.yaml": cloudFormation(`      Policies:
        - PolicyName: logs
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: logs:PutLogEvents
                Resource: "*"
              - Effect: Allow
                Action: dynamodb:GetItem
                Resource: !GetAtt Orders.Arn
`),
    },
  },
  "Serverless: statements of their own": {
    files: { "read.js": CODE, "serverless.yml": serverless("") },
    after: {
      "serverless.yml": serverless(`  iam:
    role:
      statements:
        - Effect: Allow
          Action: dynamodb:GetItem
          Resource: !GetAtt Orders.Arn
`),
    },
  },
});
