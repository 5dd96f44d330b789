import { recursiveTrigger } from "../../../language-analysis/rules/sas-8/recursive-trigger.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable, type Case } from "../rule-table.ts";

const RULE = "SAS-8/recursive-trigger";

const template = (filter: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Images:
    Type: AWS::S3::Bucket
  Shrink:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: shrink.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          IMAGES: !Ref Images
      Policies:
        - S3CrudPolicy: { BucketName: !Ref Images }
      Events:
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Images
            Events: s3:ObjectCreated:*${filter}
`;

/** The mark covers the call, however long its key is. */
const code = (key: string, confidence = ""): string => `
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
exports.handler = async (event) => {
  const name = event.Records[0].s3.object.key;
  await s3.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: ${key} }));
${confidence === "" ? "" : `     // ${"^".repeat(68 + key.length)} ${RULE} ${confidence}`}
};
`;

const rule = (name: string, value: string): string => `
            Filter: { S3Key: { Rules: [{ Name: ${name}, Value: ${value} }] } }`;

const shop = (filter: string, key: string, confidence = ""): Case => ({
  "template.yaml": template(filter),
  "src/shrink.js": code(key, confidence),
});

ruleTable(recursiveTrigger, {
  "it writes to the bucket that starts it": shop("", '"small.png"', "high"),
  "the prefix keeps out what it writes": shop(rule("prefix", "uploads/"), "`small/${name}`"),
  "the suffix keeps out what it writes": shop(rule("suffix", ".raw"), 'name.replace(".raw", ".txt")'),
  "the prefix lets through what it writes": shop(rule("prefix", "small/"), "`small/${name}`", "high"),
  "not known: whether the prefix lets it through is not known": shop(rule("prefix", "uploads/"), "name", "low"),
  "it writes to another bucket": {
    "template.yaml": template("").replace("IMAGES: !Ref Images", "IMAGES: elsewhere"),
    "src/shrink.js": code('"small.png"'),
  },
});

fixTable(recursiveTrigger, {
  "only uploads start it": {
    files: { "template.yaml": template(""), "src/shrink.js": code("`small/${name}`") },
    after: {
      "template.yaml": template(`
            Filter:
              S3Key:
                Rules:
                  - Name: prefix
                    Value: uploads/`),
    },
  },
});
