import { checkBypassed } from "../../../language-analysis/rules/sas-9/check-bypassed.ts";
import { fixTable } from "../fix-table.ts";
import { samFix } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const step = (event: string, mark = ""): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Door:
    Type: String
Resources:
  Order:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Check
        States:
          Check: { Type: Task, Resource: !GetAtt Check.Arn, Next: Charge }
          Charge: { Type: Task, Resource: !GetAtt Charge.Arn, End: true }
  Check:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: check.handler }
  Charge:
${mark}
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: charge.handler
${event}`;
const url = (authType: string): string => `      FunctionUrlConfig: { AuthType: ${authType} }`;
const beside = (authType: string, mark = ""): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Auth: { DefaultAuthorizer: AWS_IAM } }
  Orders:
${mark}
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      FunctionUrlConfig: { AuthType: ${authType} }
      Events:
        Call: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /orders, Method: get } }`;
const scan = (acl: string, call: string, mark = "") => ({
  "template.yaml": `
Resources:
  Scan:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs22.x, Handler: scan.handler, Environment: { Variables: { BUCKET: uploads-of-the-shop } } }
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: uploads-of-the-shop
      AccessControl: ${acl}
      NotificationConfiguration:
        LambdaConfigurations:
          - { Event: "s3:ObjectCreated:*", Function: !GetAtt Scan.Arn }
${mark}`,
  "scan.js": `
const { S3Client, DeleteObjectCommand, GetObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client();
exports.handler = async (event) => s3.send(new ${call}({ Bucket: process.env.BUCKET, Key: "a" }));`,
});

const billing = (first: string): string => `
Resources:
  Billing:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        StartAt: Entry
        States:
${first}
          Validate: { Type: Task, Resource: arn:aws:lambda:eu-west-1:123456789012:function:validate, Next: Render }
          Render: { Type: Task, Resource: arn:aws:lambda:eu-west-1:123456789012:function:render, End: true }
`;

ruleTable(checkBypassed, {
  "input that jumps over the check": billing(`
          Entry:
            Type: Choice
            Choices:
              - Variable: $.resume
                #         ^^^^^^^^ SAS-9/check-bypassed medium
                IsPresent: true
                Next: Render
            Default: Validate`),
  "input that ends the workflow": billing(`
          Entry:
            Type: Choice
            Choices:
              - { Variable: $.cancelled, IsPresent: true, Next: Stop }
            Default: Validate
          Stop: { Type: Succeed }`),
  "a choice behind a task": billing(`
          Entry: { Type: Task, Resource: arn:aws:lambda:eu-west-1:123456789012:function:load, Next: Known }
          Known:
            Type: Choice
            Choices:
              - { Variable: $.valid, BooleanEquals: true, Next: Render }
            Default: Validate`),
  "not known: a definition from elsewhere": `
Parameters:
  Steps: { Type: String }
Resources:
  Billing:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionString: !Ref Steps }`,
});

ruleTable(checkBypassed, {
  "a step with a door of its own": step(url("NONE"), "  ^^^^^^ SAS-9/check-bypassed medium"),
  "a step whose door asks": step(url("AWS_IAM")),
  "a step whose door is not known": step(url("!Ref Door")),
  "a step without a door": step(""),
  "a URL beside an authorizer": beside("NONE", "  ^^^^^^ SAS-9/check-bypassed high"),
  "a URL with a check beside an authorizer": beside("AWS_IAM"),
  "objects that are read before the scan": scan(
    "PublicRead",
    "DeleteObjectCommand",
    `            ${"^".repeat(59)} SAS-9/check-bypassed medium`,
  ),
  "objects that are only read": scan("PublicRead", "GetObjectCommand"),
  "a private bucket": scan("Private", "DeleteObjectCommand"),
});

const urlBesideApi = (authType: string): string => `FunctionUrlConfig:
  AuthType: ${authType}
Events:
  Call:
    Type: HttpApi
    Properties:
      Path: /things
      Method: post
      Auth:
        Authorizer: AWS_IAM`;

fixTable(checkBypassed, {
  "closes the second way": samFix(urlBesideApi("NONE"), urlBesideApi("AWS_IAM")),
});
