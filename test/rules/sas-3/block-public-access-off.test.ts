import { describe, expect, test } from "vitest";
import { blockPublicAccessOff } from "../../../language-analysis/rules/sas-3/block-public-access-off.ts";
import { analyseFiles } from "../analyse-files.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/block-public-access-off";

const block = (acls: string, more = ""): string => `
Parameters:
  Open:
    Type: String
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:${more}
      PublicAccessBlockConfiguration:
        BlockPublicAcls: ${acls}
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true`;

ruleTable(blockPublicAccessOff, {
  "one setting is off": block(`false
        #                ^^^^^ ${RULE} high`),
  "all are on": block("true"),
  "a text is as good": block('"true"'),
  "not known: a parameter is not known": block("!Ref Open"),
  "nothing is said": `
Resources:
  Uploads:
  ^^^^^^^ ${RULE} high
    Type: AWS::S3::Bucket`,
});

describe(`severity of ${RULE}`, () => {
  test.each([
    [block("false"), "medium"],
    [block("false", "\n      WebsiteConfiguration: { IndexDocument: index.html }"), "low"],
    ["Resources:\n  Uploads:\n    Type: AWS::S3::Bucket", "info"],
  ])("%s", (text, severity) => {
    const { findings } = analyseFiles({ "template.yaml": text }, [blockPublicAccessOff]);
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

const bucket = (more: string): string => `Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: uploads${more}
`;

fixTable(blockPublicAccessOff, {
  ...everyFormat("all four are set", {
    before: bucket(""),
    after: bucket(`
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true`),
  }),
});
