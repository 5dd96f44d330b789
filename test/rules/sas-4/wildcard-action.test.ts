import { describe, expect, test } from "vitest";
import { wildcardAction } from "../../../language-analysis/rules/sas-4/wildcard-action.ts";
import { breadthOf } from "../../../language-analysis/rules/sas-4/wildcard-breadth.ts";
import { analyseFiles } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const granted = (statement: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: report.handler
      Policies:
        - Statement:
${statement}`;

const allow = (action: string, resource = '"*"'): string =>
  granted(`            - Effect: Allow
              Resource: ${resource}
              Action: ${action}`);

ruleTable(wildcardAction, {
  "every action of a service": allow(`dynamodb:*
              #       ^^^^^^^^^^ SAS-4/wildcard-action high`),
  "every action": allow(`"*"
              #       ^^^ SAS-4/wildcard-action high`),
  "one of several": allow(`
                - s3:GetObject
                - s3:*
                # ^^^^ SAS-4/wildcard-action high
                - sqs:SendMessage`),
  "a verb for everything": allow(`s3:Put*
              #       ^^^^^^^ SAS-4/wildcard-action high`),
  "reading everything everywhere": allow(`s3:Get*
              #       ^^^^^^^ SAS-4/wildcard-action high`),
  "reading everything of one bucket": allow("s3:Get*", "arn:aws:s3:::shop-reports/*"),
  "one kind of object": allow("s3:GetObject*"),
  "named actions": allow("[s3:GetObject, s3:PutObject]"),
  "a condition makes it less sure": granted(`            - Effect: Allow
              Action: s3:*
              #       ^^^^ SAS-4/wildcard-action medium
              Resource: "*"
              Condition:
                StringEquals:
                  aws:ResourceTag/app: shop`),
  "a Deny grants nothing": granted(`            - Effect: Deny
              Action: s3:*
              Resource: "*"`),
  "a policy template has its own actions": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: report.handler
      Policies:
        - S3CrudPolicy:
            BucketName: shop-reports`,
  "a role that no function has is reported all the same": `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: codebuild.amazonaws.com } }
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "*", Resource: "*" }
              #                          ^^^ SAS-4/wildcard-action high`,
  "the provider's statements are granted to every function": `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: s3:*
          #       ^^^^ SAS-4/wildcard-action high
          Resource: "*"
functions:
  list:
    handler: orders.list
  create:
    handler: orders.create`,
  "an action that is not known is no wildcard": allow("!ImportValue report-action"),
});

test.each([
  ["*", "everything"],
  ["s3:*", "service"],
  ["s3:Put*", "prefix"],
  ["s3:*Object", undefined],
  ["dynamodb:BatchGet*", "reading"],
  ["s3:PutObject*", undefined],
  ["logs:CreateLog*", undefined],
  ["s3:PutObject", undefined],
])("%s covers %s", (pattern, covers) => {
  expect(breadthOf(pattern)?.covers).toBe(covers);
});

describe("severity of SAS-4/wildcard-action", () => {
  test.each([
    ['"*"', '"*"', "critical"],
    ["s3:*", '"*"', "high"],
    ["s3:*", "arn:aws:s3:::shop-reports/*", "medium"],
    ["logs:*", '"*"', "low"],
    ["s3:Get*", '"*"', "low"],
  ])("%s on %s is %s", (action, resource, severity) => {
    const { findings } = analyseFiles({ "template.yaml": allow(action, resource) }, [wildcardAction]);
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});
