// What brings data back after a mistake or an attack: versions, point-in-time recovery, backups. Sources: CloudFormation reference of
// each type; defaults as of 2025-06.
import { isAtLeast, isOn, isOneOf, valueAt } from "../settings/read.ts";
import { holdsState } from "../settings/relevance.ts";
import type { SettingRow } from "../settings/table.ts";

const AT_LEAST_ONE_DAY = isAtLeast(1);

const days = (types: readonly string[], path: string, more: Partial<SettingRow> = {}): SettingRow => ({
  types,
  path,
  accept: AT_LEAST_ONE_DAY,
  missing: "yes",
  severity: "medium",
  says: "{0} is not backed up.",
  fix: { title: "Keep backups of {0} for seven days", path, value: 7 },
  ...more,
});

export const RECOVERY_ROWS: readonly SettingRow[] = [
  {
    types: ["AWS::S3::Bucket"],
    path: "VersioningConfiguration.Status",
    accept: isOneOf("Enabled"),
    severity: "low",
    when: (declared, graph) => holdsState(graph, declared),
    says: "Objects in {0} have no versions: what is overwritten or deleted is gone.",
    together: "Buckets whose objects have no versions",
    fix: { title: "Keep versions of the objects in {0}", path: "VersioningConfiguration.Status", value: "Enabled" },
  },
  {
    types: ["AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable"],
    path: "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
    accept: isOn,
    severity: "low",
    says: "{0} has no point-in-time recovery.",
    together: "Tables without point-in-time recovery",
    fix: {
      title: "Turn on point-in-time recovery for {0}",
      path: "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
      value: true,
    },
  },
  {
    types: ["AWS::DynamoDB::GlobalTable"],
    path: "Replicas.*.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
    accept: isOn,
    severity: "low",
    says: "{0} has a replica without point-in-time recovery.",
  },
  days(["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"], "BackupRetentionPeriod"),
  days(["AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster"], "BackupRetentionPeriod", {
    accept: isAtLeast(7),
    missing: "no",
    severity: "low",
    says: "Backups of {0} are kept for less than a week.",
  }),
  days(["AWS::Redshift::Cluster"], "AutomatedSnapshotRetentionPeriod"),
  days(["AWS::ElastiCache::ReplicationGroup"], "SnapshotRetentionLimit", {
    missing: "no",
    severity: "low",
    when: ({ settings }) => !/memcached/i.test(JSON.stringify(valueAt(settings, "Engine") ?? "")),
  }),
  {
    types: ["AWS::EFS::FileSystem"],
    path: "BackupPolicy.Status",
    accept: isOneOf("ENABLED", "ENABLING"),
    severity: "low",
    says: "{0} is not backed up.",
    fix: { title: "Back up {0}", path: "BackupPolicy.Status", value: "ENABLED" },
  },
];
