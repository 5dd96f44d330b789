import { versioningOrRecoveryOff } from "../../../language-analysis/rules/sas-3/versioning-or-recovery-off.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/versioning-or-recovery-off";

const database = (retention: string): string => `
Parameters:
  Days:
    Type: Number
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      BackupRetentionPeriod: ${retention}`;

ruleTable(versioningOrRecoveryOff, {
  "a table without recovery": `
Resources:
  Orders:
  ^^^^^^ ${RULE} high
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders`,
  "a table with recovery": `
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: true`,
  "versions are suspended": `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Suspended
        #       ^^^^^^^^^ ${RULE} high`,
  "no backups": database(`0
      #                      ^ ${RULE} high`),
  "backups of a week": database("7"),
  "backups of a day": `
Resources:
  Graph:
    Type: AWS::Neptune::DBCluster
    Properties:
      BackupRetentionPeriod: 1
      #                      ^ ${RULE} high`,
  "how long is not known": database(`!Ref Days
      #                      ^^^^^^^^^ ${RULE} low`),
});

const bucket = (more: string): string => `Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: uploads${more}
`;

fixTable(versioningOrRecoveryOff, {
  ...everyFormat("versions are kept", {
    before: bucket(""),
    after: bucket("\n      VersioningConfiguration:\n        Status: Enabled"),
  }),
});
