// Grants that are narrowed to what the code uses: before and after in each template language, and where none may be offered.
import { privilegeEscalation } from "../../../language-analysis/rules/sas-4/privilege-escalation.ts";
import { unusedPermission } from "../../../language-analysis/rules/sas-4/unused-permission.ts";
import { wildcardAction } from "../../../language-analysis/rules/sas-4/wildcard-action.ts";
import { wildcardResource } from "../../../language-analysis/rules/sas-4/wildcard-resource.ts";
import { fixTable } from "../fix-table.ts";
import { CODE, sam, samStatement, cloudFormation, serverless } from "./policy-apps.ts";

fixTable(wildcardAction, {
  "SAM: action and resource, with the comments of the rest": {
    files: {
      "read.js": CODE,
      "template.yaml": samStatement(`            - Sid: Orders # the table
              Effect: Allow
              Action: 'dynamodb:*' # all of it
              Resource: '*'
`),
    },
    after: {
      "template.yaml": samStatement(`            - Sid: Orders # the table
              Effect: Allow
              Action: dynamodb:GetItem # all of it
              Resource: !GetAtt Orders.Arn
`),
    },
  },
  "SAM: one item of a list, the others as they are written": {
    files: {
      "read.js": CODE,
      "template.yaml": samStatement(`            - Effect: Allow
              Action:
                - xray:PutTraceSegments # tracing
                - dynamodb:*
                - 'kms:Decrypt'
              Resource: !GetAtt Orders.Arn
`),
    },
    after: {
      "template.yaml": samStatement(`            - Effect: Allow
              Action:
                - xray:PutTraceSegments # tracing
                - dynamodb:GetItem
                - 'kms:Decrypt'
              Resource: !GetAtt Orders.Arn
`),
    },
  },
  "SAM: of everything what the code uses": {
    files: {
      "read.js": CODE,
      "template.yaml": samStatement(`            - Effect: Allow
              Action: "*"
              Resource: "*"
`),
    },
    after: {
      "template.yaml": samStatement(`            - Effect: Allow
              Action: dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
`),
    },
  },
  "CloudFormation in JSON": {
    files: {
      "read.js": CODE,
      "template.json": `{
  "Resources": {
    "Orders": { "Type": "AWS::DynamoDB::Table" },
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [
            { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }
          ]
        },
        "Policies": [
          {
            "PolicyName": "orders",
            "PolicyDocument": {
              "Statement": [{ "Effect": "Allow", "Action": ["dynamodb:*"], "Resource": "*" }]
            }
          }
        ]
      }
    },
    "Read": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Handler": "read.handler",
        "Runtime": "nodejs22.x",
        "Role": { "Fn::GetAtt": ["Role", "Arn"] },
        "Environment": { "Variables": { "ORDERS": { "Ref": "Orders" } } }
      }
    }
  }
}
`,
    },
    after: {
      "template.json": `{
  "Resources": {
    "Orders": { "Type": "AWS::DynamoDB::Table" },
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [
            { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }
          ]
        },
        "Policies": [
          {
            "PolicyName": "orders",
            "PolicyDocument": {
              "Statement": [{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": { "Fn::GetAtt": ["Orders", "Arn"] } }]
            }
          }
        ]
      }
    },
    "Read": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Handler": "read.handler",
        "Runtime": "nodejs22.x",
        "Role": { "Fn::GetAtt": ["Role", "Arn"] },
        "Environment": { "Variables": { "ORDERS": { "Ref": "Orders" } } }
      }
    }
  }
}
`,
    },
  },
  "Serverless: the shared statements": {
    files: {
      "read.js": CODE,
      "serverless.yml": serverless(`  iam:
    role:
      statements:
        - Effect: Allow
          Action: dynamodb:* # for now
          Resource: "*"
`),
    },
    after: {
      "serverless.yml": serverless(`  iam:
    role:
      statements:
        - Effect: Allow
          Action: dynamodb:GetItem # for now
          Resource: !GetAtt Orders.Arn
`),
    },
  },
  "none when the table is not known": {
    files: {
      "read.js": CODE.replace("process.env.ORDERS", "process.env.OTHER"),
      "template.yaml": samStatement(`            - Effect: Allow
              Action: "*"
              Resource: "*"
`),
    },
  },
  "none when the operation is chosen at run time": {
    files: {
      "read.js": `const AWS = require("aws-sdk");
const db = new AWS.DynamoDB.DocumentClient();
exports.handler = (event) => db[event.operation]({ TableName: process.env.ORDERS });
`,
      "template.yaml": samStatement(`            - Effect: Allow
              Action: dynamodb:*
              Resource: "*"
`),
    },
  },
});

fixTable(wildcardResource, {
  "one statement for the table and one for the queue": {
    files: {
      "read.js": `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
const table = new DynamoDBClient({});
const queue = new SQSClient({});
export const handler = async () => {
  await table.send(new GetItemCommand({ TableName: process.env.ORDERS }));
  await queue.send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: "go" }));
};
`,
      "template.yaml": samStatement(`            - Effect: Allow
              Action:
                - dynamodb:GetItem # reading
                - sqs:SendMessage
              Resource: "*"
`),
    },
    after: {
      "template.yaml": samStatement(`            - Effect: Allow
              Action:
                - dynamodb:GetItem # reading
              Resource: !GetAtt Orders.Arn
            - Effect: Allow
              Action: sqs:SendMessage
              Resource: !GetAtt Jobs.Arn
`),
    },
  },
  "the parameter of a policy template": {
    files: {
      "read.js": CODE,
      "template.yaml": sam(`      Policies:
        - DynamoDBReadPolicy:
            TableName: "*"
`),
    },
    after: {
      "template.yaml": sam(`      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
`),
    },
  },
  "the objects of a bucket that waits for the function are named by its name": {
    files: {
      "read.js": `import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
const client = new S3Client({});
export const handler = () => client.send(new GetObjectCommand({ Bucket: process.env.UPLOADS, Key: "a" }));
`,
      "template.yaml": uploads("!Sub uploads-${AWS::AccountId}", '"*"'),
    },
    after: {
      "template.yaml": uploads(
        "!Sub uploads-${AWS::AccountId}",
        '!Sub "arn:${AWS::Partition}:s3:::uploads-${AWS::AccountId}/*"',
      ),
    },
  },
});

function uploads(name: string, resource: string): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: ${name}
  Read:
    Type: AWS::Serverless::Function
    Properties:
      Handler: read.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          UPLOADS: !Sub uploads-\${AWS::AccountId}
      Policies:
        - Statement:
            - Effect: Allow
              Action: s3:GetObject
              Resource: ${resource}
      Events:
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Uploads
            Events: s3:ObjectCreated:*
`;
}

fixTable(privilegeEscalation, {
  "what the code does not use goes": {
    files: {
      "read.js": CODE,
      "template.yaml": samStatement(`            - Effect: Allow
              Action:
                - dynamodb:GetItem
                - iam:PutRolePolicy
              Resource: "*"
`),
    },
    after: {
      "template.yaml": samStatement(`            - Effect: Allow
              Action:
                - dynamodb:GetItem
              Resource: !GetAtt Orders.Arn
`),
    },
  },
});

fixTable(unusedPermission, {
  "a policy that two roles have stays while one of them uses it": {
    files: {
      "read.js": CODE,
      "idle.js": "export const handler = async () => 1;\n",
      "template.yaml": `${cloudFormation("")}  Idle:
    Type: AWS::Lambda::Function
    Properties: { Handler: idle.handler, Runtime: nodejs22.x, Code: ., Role: !GetAtt IdleRole.Arn }
  IdleRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
  Both:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: both
      Roles: [!Ref Role, !Ref IdleRole]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn }
          - { Effect: Allow, Action: logs:PutLogEvents, Resource: "*" }
`,
    },
  },
});
