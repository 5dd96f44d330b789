import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";
import { sensitivityReason } from "../severity.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";
import { ENCRYPTION_ROWS } from "./encryption-table.ts";

/** Where names speak of sensitive data, a key of one's own is worth its price, and no encryption is worth stopping for. */
const weigh: NonNullable<SettingRow["weigh"]> = ({ node }, graph, severity) => {
  const reason = node && sensitivityReason(graph, node);
  if (!reason) return undefined;
  return { severity: severity === "info" ? "low" : severity === "low" ? "medium" : "high", reasons: [reason] };
};

const ROWS = ENCRYPTION_ROWS.map((row) => ({ ...row, weigh }));

export const encryptionAtRestMissing = defineRule({
  id: "SAS-3/encryption-at-rest-missing",
  title: "Data at rest is not encrypted, or not with a key of its own",
  severity: "medium",
  why: "Functions keep all state in stores and channels; what lies there unencrypted is readable for whoever gets at a disk, a snapshot or a backup. Keys that are passed in as parameters are taken to be keys.",
  source: "https://docs.aws.amazon.com/whitepapers/latest/efs-encrypted-file-systems/encryption-of-data-at-rest.html",
  mitigation:
    "Turn encryption on when the resource is made, and use a KMS key of your own where the data is sensitive.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM: topic, stream and database"),
      language: "yaml",
      text: `OrderEvents:
  Type: AWS::SNS::Topic
  Properties:
    KmsMasterKeyId: alias/aws/sns
OrderStream:
  Type: AWS::Kinesis::Stream
  Properties:
    StreamEncryption:
      EncryptionType: KMS
      KeyId: alias/aws/kinesis
OrderDatabase:
  Type: AWS::RDS::DBCluster
  Properties:
    StorageEncrypted: true`,
    },
    {
      title: say("Table with a key of your own"),
      language: "yaml",
      text: `CustomersTable:
  Type: AWS::DynamoDB::Table
  Properties:
    SSESpecification:
      SSEEnabled: true
      SSEType: KMS
      KMSMasterKeyId: !Ref CustomerDataKey`,
    },
    {
      title: say("Serverless Framework: the same under resources"),
      language: "yaml",
      text: `resources:
  Resources:
    OrderEvents:
      Type: AWS::SNS::Topic
      Properties:
        KmsMasterKeyId: alias/aws/sns`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
  },
});
