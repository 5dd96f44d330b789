import { describe, expect, test } from "vitest";
import { encryptionAtRestMissing } from "../../../language-analysis/rules/sas-3/encryption-at-rest-missing.ts";
import { analyseFiles } from "../analyse-files.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/encryption-at-rest-missing";

const resource = (type: string, properties: string, mark = ""): string => `
Parameters:
  Key:
    Type: String
  Encrypt:
    Type: String
Resources:
  Thing:
  ${mark}
    Type: ${type}
    Properties:
      Name: thing
${properties}`;
const MARK = `^^^^^ ${RULE} high`;

ruleTable(encryptionAtRestMissing, {
  "a topic is not encrypted": resource("AWS::SNS::Topic", "", MARK),
  "a topic with a key": resource("AWS::SNS::Topic", "      KmsMasterKeyId: alias/aws/sns"),
  "a parameter is a key": resource("AWS::SNS::Topic", "      KmsMasterKeyId: !Ref Key"),
  "a stream is not encrypted": resource("AWS::Kinesis::Stream", "", MARK),
  "a queue has a key of AWS": resource("AWS::SQS::Queue", "", MARK),
  "a queue that says so": resource("AWS::SQS::Queue", "      SqsManagedSseEnabled: true"),
  "a queue that switches it off": resource(
    "AWS::SQS::Queue",
    `      SqsManagedSseEnabled: false
      #                     ^^^^^ ${RULE} high`,
  ),
  "whether a database is encrypted is not known": resource(
    "AWS::RDS::DBCluster",
    `      StorageEncrypted: !Ref Encrypt
      #                 ^^^^^^^^^^^^ ${RULE} low`,
  ),
  "an instance of a cluster is as the cluster": resource("AWS::RDS::DBInstance", "      DBClusterIdentifier: orders"),
  "a delivery stream behind a stream": resource(
    "AWS::KinesisFirehose::DeliveryStream",
    "      DeliveryStreamType: KinesisStreamAsSource",
  ),
  "a file system": resource("AWS::EFS::FileSystem", "", MARK),
  "resources of a service": `
service: shop
provider:
  name: aws
resources:
  Resources:
    Orders:
  # ^^^^^^ ${RULE} high
      Type: AWS::DocDB::DBCluster
      Properties:
        MasterUsername: shop`,
});

describe(`severity of ${RULE}`, () => {
  test.each([
    ["AWS::DynamoDB::Table", "", "info"],
    ["AWS::DynamoDB::Table", "      TableName: patient-records", "low"],
    ["AWS::EFS::FileSystem", "", "medium"],
    ["AWS::SNS::Topic", "", "low"],
  ])("%s %s is %s", (type, properties, severity) => {
    const { findings } = analyseFiles({ "template.yaml": resource(type, properties) }, [encryptionAtRestMissing]);
    expect(findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

const template = (properties: string): string => `Resources:
  Orders:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1${properties}
`;

fixTable(encryptionAtRestMissing, {
  ...everyFormat("a stream is encrypted", {
    before: template(""),
    after: template(`
      StreamEncryption:
        EncryptionType: KMS
        KeyId: alias/aws/kinesis`),
  }),
});
