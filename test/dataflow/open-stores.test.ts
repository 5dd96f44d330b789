// Stores that anybody may fill: their content is nobody's whom the app knows.
import { describe, expect, test } from "vitest";
import { analyseFiles } from "../rules/analyse-files.ts";

const CODE = `
import boto3, os
s3 = boto3.client("s3")
def handler(event, context):
    os.system(s3.get_object(Bucket=os.environ["BUCKET"], Key="latest")["Body"].read())
`;

const template = (more: string, properties = "") => `
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Inbox:
    Type: AWS::S3::Bucket
${properties}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: src
      Environment: { Variables: { BUCKET: !Ref Inbox } }
      Policies: [{ S3ReadPolicy: { BucketName: !Ref Inbox } }]
      Events: { Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
${more}`;

const MAILS = `
  Rules: { Type: AWS::SES::ReceiptRuleSet }
  Rule:
    Type: AWS::SES::ReceiptRule
    Properties:
      RuleSetName: !Ref Rules
      Rule: { Enabled: true, Actions: [{ S3Action: { BucketName: !Ref Inbox } }] }
`;

function pathsOf(text: string): readonly string[] {
  const { taintPaths } = analyseFiles({ "template.yaml": text, "src/app.py": CODE }, []).context;
  return taintPaths.map(({ sink, source }) => `${sink.class} ${source.path} ${source.trust}`);
}

describe("content of a bucket, read by a fixed key", () => {
  test.each([
    ["mails that a rule stores", MAILS, "", ["os-command Body internet"]],
    [
      "objects that anybody may put",
      "",
      "    Properties: { AccessControl: PublicReadWrite }",
      ["os-command Body internet"],
    ],
    ["objects of which nothing tells who puts them", "", "", []],
    ["objects that anybody may only read", "", "    Properties: { AccessControl: PublicRead }", []],
  ])("%s", (_name, more, properties, expected) => {
    expect(pathsOf(template(more, properties))).toEqual(expected);
  });
});
