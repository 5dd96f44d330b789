// Stores and what is kept in them: encryption, copies, who can get at them.
import { IS_PRODUCTION, KEY, type Row } from "./row.ts";

const ENCRYPTION = "SAS-3/encryption-at-rest-missing";
const RECOVERY = "SAS-3/versioning-or-recovery-off";
const ACCESS_LOG = "SAS-5/access-log-missing";
const PUBLIC = "SAS-3/public-store";
const BLOCK = "SAS-3/block-public-access-off";
const TRANSPORT = "SAS-3/transport-not-encrypted";

const ALL_BLOCKED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

export const STORE_ROWS: readonly Row[] = [
  {
    checks: "CKV_AWS_18 NAG_W35",
    rule: ACCESS_LOG,
    type: "AWS::S3::Bucket",
    fails: [{}, { BucketName: "orders" }],
    passes: [
      { LoggingConfiguration: { DestinationBucketName: "orders-log" } },
      { LoggingConfiguration: { DestinationBucketName: KEY } },
      { AccessControl: "LogDeliveryWrite" },
    ],
  },
  {
    checks: "CKV_AWS_20 NAG_W31",
    rule: PUBLIC,
    type: "AWS::S3::Bucket",
    fails: [{ AccessControl: "PublicRead" }, { AccessControl: IS_PRODUCTION("PublicRead", "Private") }],
    passes: [
      {},
      { AccessControl: "Private" },
      { AccessControl: "BucketOwnerFullControl" },
      { AccessControl: "PublicRead", PublicAccessBlockConfiguration: ALL_BLOCKED },
    ],
  },
  {
    checks: "CKV_AWS_57 NAG_F14",
    rule: PUBLIC,
    type: "AWS::S3::Bucket",
    fails: [{ AccessControl: "PublicReadWrite" }],
    passes: [{}, { AccessControl: "Private" }],
  },
  {
    checks: "CKV_AWS_21",
    rule: RECOVERY,
    type: "AWS::S3::Bucket",
    fails: [{}, { VersioningConfiguration: { Status: "Suspended" } }],
    passes: [{ VersioningConfiguration: { Status: "Enabled" } }],
  },
  ...(
    [
      ["CKV_AWS_53", "BlockPublicAcls"],
      ["CKV_AWS_54", "BlockPublicPolicy"],
      ["CKV_AWS_55", "IgnorePublicAcls"],
      ["CKV_AWS_56", "RestrictPublicBuckets"],
    ] as const
  ).map(([checks, setting]): Row => ({
    checks,
    rule: BLOCK,
    type: "AWS::S3::Bucket",
    fails: [
      {},
      { PublicAccessBlockConfiguration: { ...ALL_BLOCKED, [setting]: false } },
      { PublicAccessBlockConfiguration: { ...ALL_BLOCKED, [setting]: undefined } },
    ],
    passes: [
      { PublicAccessBlockConfiguration: ALL_BLOCKED },
      { PublicAccessBlockConfiguration: { ...ALL_BLOCKED, [setting]: "true" } },
    ],
  })),
  {
    checks: "CKV_AWS_28 NAG_W78",
    rule: RECOVERY,
    type: "AWS::DynamoDB::Table",
    fails: [
      {},
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: "false" } },
    ],
    passes: [
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: "true" } },
    ],
  },
  {
    checks: "CKV_AWS_119 NAG_W74",
    rule: ENCRYPTION,
    type: "AWS::DynamoDB::Table",
    fails: [{}, { SSESpecification: { SSEEnabled: true } }, { SSESpecification: { SSEEnabled: false } }],
    passes: [
      { SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: "alias/orders" } },
      { SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: KEY } },
    ],
  },
  {
    checks: "CKV_AWS_165",
    rule: RECOVERY,
    type: "AWS::DynamoDB::GlobalTable",
    fails: [
      { Replicas: [{ Region: "us-east-1" }] },
      { Replicas: [{ Region: "us-east-1", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } }] },
    ],
    passes: [
      { Replicas: [{ Region: "us-east-1", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }] },
    ],
  },
  {
    checks: "CKV_AWS_47 NAG_W83",
    rule: ENCRYPTION,
    type: "AWS::DAX::Cluster",
    fails: [{ ClusterName: "cache" }, { SSESpecification: { SSEEnabled: false } }],
    passes: [{ SSESpecification: { SSEEnabled: true } }],
  },
  {
    checks: "CKV_AWS_16 NAG_F27",
    rule: ENCRYPTION,
    type: "AWS::RDS::DBInstance",
    fails: [{ Engine: "mysql" }, { Engine: "postgres", StorageEncrypted: false }, { StorageEncrypted: "false" }],
    passes: [
      { Engine: "mysql", StorageEncrypted: true },
      { StorageEncrypted: "true", KmsKeyId: KEY },
    ],
  },
  {
    checks: "CKV_AWS_96 NAG_F26",
    rule: ENCRYPTION,
    type: "AWS::RDS::DBCluster",
    fails: [
      { Engine: "aurora-mysql" },
      { Engine: "aurora-postgresql", DBClusterIdentifier: "orders" },
      { Engine: "aurora-mysql", StorageEncrypted: false },
    ],
    passes: [{ Engine: "aurora-mysql", StorageEncrypted: true }],
  },
  {
    checks: "CKV_AWS_17 NAG_F22",
    rule: PUBLIC,
    type: "AWS::RDS::DBInstance",
    fails: [{ PubliclyAccessible: true }, { PubliclyAccessible: "true" }],
    passes: [{ Engine: "mysql" }, { PubliclyAccessible: false }, { PubliclyAccessible: "false" }],
  },
  {
    checks: "CKV_AWS_74",
    rule: ENCRYPTION,
    type: "AWS::DocDB::DBCluster",
    fails: [{}, { DBClusterIdentifier: "orders" }, { StorageEncrypted: false }],
    passes: [{ StorageEncrypted: true }, { StorageEncrypted: true, DBClusterIdentifier: KEY }],
  },
  {
    checks: "CKV_AWS_85",
    rule: ACCESS_LOG,
    type: "AWS::DocDB::DBCluster",
    fails: [{}, { EnableCloudwatchLogsExports: [] }],
    passes: [{ EnableCloudwatchLogsExports: ["audit"] }, { EnableCloudwatchLogsExports: ["audit", "profiler"] }],
  },
  {
    checks: "CKV_AWS_360",
    rule: RECOVERY,
    type: "AWS::DocDB::DBCluster",
    fails: [{}, { BackupRetentionPeriod: 3 }, { BackupRetentionPeriod: "1" }],
    passes: [{ BackupRetentionPeriod: 7 }, { BackupRetentionPeriod: "14" }],
  },
  {
    checks: "CKV_AWS_90",
    rule: TRANSPORT,
    type: "AWS::DocDB::DBClusterParameterGroup",
    fails: [{ Family: "docdb5.0", Parameters: { tls: "disabled" } }],
    passes: [{ Family: "docdb5.0", Parameters: { tls: "enabled" } }, { Parameters: { audit_logs: "enabled" } }],
  },
  {
    checks: "CKV_AWS_104",
    rule: ACCESS_LOG,
    type: "AWS::DocDB::DBClusterParameterGroup",
    fails: [{ Parameters: { audit_logs: "disabled" } }, { Parameters: { tls: "enabled" } }],
    passes: [{ Parameters: { audit_logs: "enabled" } }],
  },
  {
    checks: "CKV_AWS_44 NAG_F30",
    rule: ENCRYPTION,
    type: "AWS::Neptune::DBCluster",
    fails: [{}, { DBClusterIdentifier: "graph" }, { StorageEncrypted: false }],
    passes: [{ StorageEncrypted: true }],
  },
  {
    checks: "CKV_AWS_101",
    rule: ACCESS_LOG,
    type: "AWS::Neptune::DBCluster",
    fails: [{}],
    passes: [{ EnableCloudwatchLogsExports: ["audit"] }],
  },
  {
    checks: "CKV_AWS_361",
    rule: RECOVERY,
    type: "AWS::Neptune::DBCluster",
    fails: [{}, { BackupRetentionPeriod: 2 }],
    passes: [{ BackupRetentionPeriod: 7 }],
  },
  {
    checks: "CKV_AWS_64 NAG_F28",
    rule: ENCRYPTION,
    type: "AWS::Redshift::Cluster",
    fails: [{ DBName: "sales" }, { Encrypted: false }, { ClusterIdentifier: "sales" }],
    passes: [{ Encrypted: true }],
  },
  {
    checks: "CKV_AWS_71",
    rule: ACCESS_LOG,
    type: "AWS::Redshift::Cluster",
    fails: [{ DBName: "sales" }],
    passes: [{ LoggingProperties: { BucketName: "sales-log" } }],
  },
  {
    checks: "CKV_AWS_87",
    rule: PUBLIC,
    type: "AWS::Redshift::Cluster",
    fails: [{ PubliclyAccessible: true }],
    passes: [{ PubliclyAccessible: false }],
  },
  {
    checks: "CKV_AWS_105",
    rule: TRANSPORT,
    type: "AWS::Redshift::ClusterParameterGroup",
    fails: [{ Parameters: [{ ParameterName: "require_ssl", ParameterValue: "false" }] }, {}],
    passes: [{ Parameters: [{ ParameterName: "require_ssl", ParameterValue: "true" }] }],
  },
  {
    checks: "CKV_AWS_42 NAG_F32",
    rule: ENCRYPTION,
    type: "AWS::EFS::FileSystem",
    fails: [{}, { Encrypted: false }, { KmsKeyId: KEY }],
    passes: [{ Encrypted: true }, { Encrypted: "true", KmsKeyId: KEY }],
  },
  {
    checks: "CKV_AWS_3 NAG_F1",
    rule: ENCRYPTION,
    type: "AWS::EC2::Volume",
    fails: [{ Size: 8 }, { Encrypted: false }],
    passes: [{ Encrypted: true }],
  },
  {
    checks: "CKV_AWS_29 NAG_F25",
    rule: ENCRYPTION,
    type: "AWS::ElastiCache::ReplicationGroup",
    fails: [{}, { AtRestEncryptionEnabled: false }],
    passes: [{ AtRestEncryptionEnabled: true }],
  },
  {
    checks: "CKV_AWS_30 NAG_F33",
    rule: TRANSPORT,
    type: "AWS::ElastiCache::ReplicationGroup",
    fails: [{}, { TransitEncryptionEnabled: false }],
    passes: [{ TransitEncryptionEnabled: true }],
  },
  {
    checks: "CKV_AWS_5 NAG_W54",
    rule: ENCRYPTION,
    type: "AWS::Elasticsearch::Domain",
    fails: [{}, { EncryptionAtRestOptions: { Enabled: false } }],
    passes: [{ EncryptionAtRestOptions: { Enabled: true } }],
  },
  {
    checks: "CKV_AWS_6 NAG_W85",
    rule: TRANSPORT,
    type: "AWS::Elasticsearch::Domain",
    fails: [{ DomainEndpointOptions: { EnforceHTTPS: true }, NodeToNodeEncryptionOptions: { Enabled: false } }],
    passes: [{ DomainEndpointOptions: { EnforceHTTPS: true }, NodeToNodeEncryptionOptions: { Enabled: true } }],
  },
  {
    checks: "CKV_AWS_83",
    rule: TRANSPORT,
    type: "AWS::Elasticsearch::Domain",
    fails: [{ DomainEndpointOptions: { EnforceHTTPS: false }, NodeToNodeEncryptionOptions: { Enabled: true } }],
    passes: [{ DomainEndpointOptions: { EnforceHTTPS: true }, NodeToNodeEncryptionOptions: { Enabled: true } }],
  },
  {
    checks: "CKV_AWS_84",
    rule: ACCESS_LOG,
    type: "AWS::OpenSearchService::Domain",
    fails: [{}, { LogPublishingOptions: { INDEX_SLOW_LOGS: { Enabled: false } } }],
    passes: [{ LogPublishingOptions: { AUDIT_LOGS: { Enabled: true, CloudWatchLogsLogGroupArn: KEY } } }],
  },
];
