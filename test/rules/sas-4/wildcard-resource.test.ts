import { expect, test } from "vitest";
import { wildcardResource } from "../../../language-analysis/rules/sas-4/wildcard-resource.ts";
import { analyseFiles } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const granted = (statement: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Table:
    Type: String
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: report.handler
      Policies:
        - Statement:
${statement}`;

const on = (resource: string, action: string, more = ""): string =>
  granted(`            - Effect: Allow
              Action: ${action}
              Resource: ${resource}${more}`);

// Marks (`# ^^^^ SAS-4/wildcard-resource high`) name the exact range below which they stand.
ruleTable(wildcardResource, {
  "an action that knows tables": on(
    `"*"
              #         ^^^ SAS-4/wildcard-resource high`,
    "dynamodb:Scan",
  ),
  "every table of the account": on(
    `!Sub arn:aws:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/*
              #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/wildcard-resource high`,
    "dynamodb:Scan",
  ),
  "every object of every bucket": on(
    `arn:aws:s3:::*/*
              #         ^^^^^^^^^^^^^^^^ SAS-4/wildcard-resource high`,
    "[s3:GetObject, s3:PutObject]",
  ),
  "an action that knows no resources": on(`"*"`, "[ec2:DescribeInstances, s3:ListAllMyBuckets, sts:GetCallerIdentity]"),
  "a table is named": on("arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "dynamodb:Scan"),
  "a part of the name is named": on("arn:aws:dynamodb:*:*:table/orders-*", "dynamodb:Scan"),
  "a parameter may name one table": on("!Sub arn:aws:dynamodb:*:*:table/${Table}*", "dynamodb:Scan"),
  "a parameter alone is not known": on("!Ref Table", "dynamodb:Scan"),
  "an action that is not known": on(`"*"`, "dynamodb:Teleport"),
  "a function's own logs and network interfaces": on(
    `"*"`,
    "[logs:CreateLogGroup, logs:PutLogEvents, ec2:CreateNetworkInterface, ec2:DeleteNetworkInterface]",
  ),
  "everything on everything is another rule's": on(`"*"`, `"*"`),
  "a tag that the resource must have": on(
    `"*"`,
    "dynamodb:Scan",
    `
              Condition:
                StringEquals:
                  aws:ResourceTag/app: shop`,
  ),
  "another condition makes it less sure": on(
    `"*"
              #         ^^^ SAS-4/wildcard-resource medium`,
    "dynamodb:Scan",
    `
              Condition:
                Bool:
                  aws:SecureTransport: "true"`,
  ),
  "everything but what is named": granted(`            - Effect: Allow
              Action: s3:GetObject
              NotResource: arn:aws:s3:::payroll/*
              #            ^^^^^^^^^^^^^^^^^^^^^^ SAS-4/wildcard-resource high`),
  "a Deny grants nothing": granted(`            - Effect: Deny
              Action: dynamodb:Scan
              Resource: "*"`),
  "the provider's statements": `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  iamRoleStatements:
    - Effect: Allow
      Action: [sqs:SendMessage]
      Resource: ["*"]
      #          ^^^ SAS-4/wildcard-resource high
functions:
  list:
    handler: orders.list`,
  "a group's policy": `
Resources:
  Support:
    Type: AWS::IAM::Group
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "kms:Decrypt", Resource: "*" }
              #                                                   ^^^ SAS-4/wildcard-resource high`,
});

test("a finding keeps its id when the one before it on the same role is mended", () => {
  const queues = `            - Sid: Tell
              Effect: Allow
              Action: sqs:SendMessage
              Resource: "*"
`;
  const tables = `            - Sid: Look
              Effect: Allow
              Action: dynamodb:Scan
              Resource: "*"`;
  const idsOf = (statements: string): readonly string[] =>
    analyseFiles({ "template.yaml": granted(statements) }, [wildcardResource]).findings.map(({ id }) => id);
  const [, second] = idsOf(queues + tables);
  expect(idsOf(tables)).toEqual([second]);
});
