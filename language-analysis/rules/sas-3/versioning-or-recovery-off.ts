import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { sensitivityReason, shift } from "../severity.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";
import { RECOVERY_ROWS } from "./recovery-table.ts";

const weigh: NonNullable<SettingRow["weigh"]> = ({ node }, graph, severity) => {
  if (!node) return undefined;
  const sensitive = sensitivityReason(graph, node);
  const isKept = /^Retain|^Snapshot$/.test(textOf(node.properties["deletionPolicy"]) ?? "");
  const reasons = [
    ...(sensitive ? [sensitive] : []),
    ...(isKept ? [] : [say("No deletion policy keeps it when the stack or the resource is removed.")]),
  ];
  return { severity: sensitive ? shift(severity, 1) : severity, reasons };
};

const ROWS = RECOVERY_ROWS.map((row) => ({ ...row, weigh }));

export const versioningOrRecoveryOff = defineRule({
  id: "SAS-3/versioning-or-recovery-off",
  title: "Store without versions, point-in-time recovery or backups",
  severity: "low",
  why: "A wrong event, a buggy deployment or an intruder overwrites data in seconds, and functions keep no copy of it. Backups that AWS Backup makes by tag are not seen here.",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
  mitigation: "Turn on versions or point-in-time recovery, and keep stateful resources with a deletion policy.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `OrdersTable:
  Type: AWS::DynamoDB::Table
  DeletionPolicy: Retain
  UpdateReplacePolicy: Retain
  Properties:
    PointInTimeRecoverySpecification:
      PointInTimeRecoveryEnabled: true
Uploads:
  Type: AWS::S3::Bucket
  DeletionPolicy: Retain
  Properties:
    VersioningConfiguration:
      Status: Enabled`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `resources:
  Resources:
    OrdersTable:
      Type: AWS::DynamoDB::Table
      DeletionPolicy: Retain
      Properties:
        PointInTimeRecoverySpecification:
          PointInTimeRecoveryEnabled: true`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
  },
});
