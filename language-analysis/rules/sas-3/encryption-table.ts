// What each service encrypts by itself, and which setting decides. Sources: the service's page on encryption at rest and its
// CloudFormation reference. State of 2025-06: S3 (SSE-S3, since 2023-01-05), SQS (SSE-SQS, since 2022-10-04), DynamoDB, log groups,
// secrets, ECR, MQ, MSK, Timestream and backup vaults are always encrypted with a key of AWS; what is listed as "not encrypted" is not.
import type { EditValue } from "../../graph/edit-text.ts";
import { textOf } from "../../model/value.ts";
import { sensitivityReason } from "../severity.ts";
import type { Declared } from "../settings/declared.ts";
import { isNoneOf, isOff, isOn, isOneOf, isSet, valueAt, type Accept } from "../settings/read.ts";
import type { SettingRow } from "../settings/table.ts";

const has = (declared: Declared, path: string): boolean => valueAt(declared.settings, path) !== undefined;
const text = (declared: Declared, path: string): string => textOf(valueAt(declared.settings, path)) ?? "";

const PLAIN = "{0} keeps its data unencrypted.";

interface Plain {
  readonly accept?: Accept;
  readonly says?: string;
  readonly fix?: EditValue;
  readonly fixPath?: string;
  readonly when?: SettingRow["when"];
  readonly severity?: SettingRow["severity"];
}

/** Not encrypted unless the setting says so. */
function plain(types: string | readonly string[], path: string | readonly string[], more: Plain = {}): SettingRow {
  const first = typeof path === "string" ? path : (path[0] ?? "");
  return {
    types: typeof types === "string" ? [types] : types,
    path,
    accept: more.accept ?? isOn,
    severity: more.severity ?? "medium",
    says: more.says ?? PLAIN,
    ...(more.when && { when: more.when }),
    fix: { title: "Encrypt {0}", path: more.fixPath ?? first, value: more.fix ?? true },
  };
}

/** Always encrypted; without the setting with a key of AWS, whose use nobody can restrict, log or revoke. */
function ownKey(
  types: string | readonly string[],
  path: string | readonly string[],
  accept: Accept = isSet,
): SettingRow {
  return {
    types: typeof types === "string" ? [types] : types,
    path,
    accept,
    severity: "info",
    says: "{0} is encrypted with a key of AWS, not with one of your own.",
    together: "Resources that are encrypted with a key of AWS, not with one of your own",
  };
}

/** Takes its storage over from the cluster or the snapshot that it names. */
const isCopy = (declared: Declared): boolean =>
  [
    "SnapshotIdentifier",
    "DBSnapshotIdentifier",
    "DBClusterSnapshotIdentifier",
    "SourceDBInstanceIdentifier",
    "SourceDBClusterIdentifier",
  ].some((path) => has(declared, path)) ||
  (declared.type === "AWS::RDS::DBInstance" &&
    (has(declared, "DBClusterIdentifier") || /^aurora/i.test(text(declared, "Engine"))));

export const ENCRYPTION_ROWS: readonly SettingRow[] = [
  plain("AWS::SNS::Topic", "KmsMasterKeyId", {
    accept: isSet,
    severity: "low",
    says: "Messages in {0} are kept unencrypted.",
    fix: "alias/aws/sns",
  }),
  plain("AWS::Kinesis::Stream", "StreamEncryption.EncryptionType", {
    accept: isOneOf("KMS"),
    says: "Records in {0} are kept unencrypted.",
    fix: { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" },
    fixPath: "StreamEncryption",
  }),
  plain("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamEncryptionConfigurationInput.KeyType", {
    accept: isSet,
    says: "{0} keeps records unencrypted until they are delivered.",
    fix: "AWS_OWNED_CMK",
    when: (declared) =>
      ["", "DirectPut"].includes(text(declared, "DeliveryStreamType")) &&
      !has(declared, "KinesisStreamSourceConfiguration") &&
      !has(declared, "MSKSourceConfiguration"),
  }),
  {
    types: ["AWS::SQS::Queue"],
    path: "SqsManagedSseEnabled",
    accept: (value) => (isOff(value) === "yes" ? "no" : "yes"),
    missing: "yes",
    severity: "medium",
    says: "Messages in {0} are kept unencrypted.",
    when: (declared) => !has(declared, "KmsMasterKeyId"),
    fix: { title: "Encrypt {0}", path: "SqsManagedSseEnabled", value: true },
  },
  ownKey("AWS::SQS::Queue", ["KmsMasterKeyId", "SqsManagedSseEnabled"]),
  plain(["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"], ["StorageEncrypted", "KmsKeyId"], {
    accept: encrypts,
    when: (declared) => !isCopy(declared),
  }),
  plain("AWS::RDS::GlobalCluster", "StorageEncrypted", { when: (declared) => !isCopy(declared) }),
  plain(["AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster"], ["StorageEncrypted", "KmsKeyId"], {
    accept: encrypts,
    when: (declared) => !isCopy(declared),
  }),
  plain("AWS::Redshift::Cluster", "Encrypted", { when: (declared) => !isCopy(declared) }),
  plain("AWS::EFS::FileSystem", "Encrypted"),
  plain("AWS::EC2::Volume", "Encrypted", { when: (declared) => !has(declared, "SnapshotId") }),
  plain("AWS::ElastiCache::ReplicationGroup", "AtRestEncryptionEnabled"),
  plain("AWS::AppSync::ApiCache", "AtRestEncryptionEnabled", { says: "The cache {0} keeps responses unencrypted." }),
  plain(["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"], "EncryptionAtRestOptions.Enabled"),
  plain("AWS::DAX::Cluster", "SSESpecification.SSEEnabled", { says: "The cache {0} keeps items unencrypted." }),
  plain("AWS::WorkSpaces::Workspace", "UserVolumeEncryptionEnabled"),
  plain("AWS::WorkSpaces::Workspace", "RootVolumeEncryptionEnabled"),
  {
    types: ["AWS::CodeBuild::Project"],
    path: ["Artifacts.EncryptionDisabled"],
    accept: (value) => (isOn(value) === "yes" ? "no" : "yes"),
    missing: "yes",
    severity: "medium",
    says: "{0} stores what it builds unencrypted.",
    fix: { title: "Encrypt {0}", path: "Artifacts.EncryptionDisabled", value: false },
  },
  plain(
    "AWS::Glue::DataCatalogEncryptionSettings",
    "DataCatalogEncryptionSettings.EncryptionAtRest.CatalogEncryptionMode",
    {
      accept: isNoneOf("DISABLED"),
      says: "The data catalog of {0} is not encrypted.",
      fix: "SSE-KMS",
    },
  ),
  plain(
    "AWS::Glue::DataCatalogEncryptionSettings",
    "DataCatalogEncryptionSettings.ConnectionPasswordEncryption.ReturnConnectionPasswordEncrypted",
    {
      says: "Passwords of connections in the data catalog of {0} are not encrypted.",
    },
  ),
  ...[
    "S3Encryptions.*.S3EncryptionMode",
    "CloudWatchEncryption.CloudWatchEncryptionMode",
    "JobBookmarksEncryption.JobBookmarksEncryptionMode",
  ].map((path): SettingRow => ({
    types: ["AWS::Glue::SecurityConfiguration"],
    path: `EncryptionConfiguration.${path}`,
    accept: isNoneOf("DISABLED"),
    severity: "medium",
    says: "The security configuration {0} leaves a part of the jobs' data unencrypted.",
  })),
  {
    types: ["AWS::Glue::Job", "AWS::Glue::Crawler", "AWS::Glue::DevEndpoint"],
    path: ["SecurityConfiguration", "CrawlerSecurityConfiguration"],
    accept: isSet,
    severity: "low",
    says: "{0} has no security configuration, so its logs and bookmarks are not encrypted with a key of yours.",
  },
  {
    types: ["AWS::Athena::WorkGroup"],
    path: [
      "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.EncryptionOption",
      "WorkGroupConfiguration.ManagedQueryResultsConfiguration.EncryptionConfiguration",
    ],
    accept: isSet,
    severity: "low",
    says: "{0} does not say how query results are encrypted.",
    fix: {
      title: "Encrypt the results of {0}",
      path: "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration",
      value: { EncryptionOption: "SSE_S3" },
    },
  },
  {
    types: ["AWS::Athena::WorkGroup"],
    path: "WorkGroupConfiguration.EnforceWorkGroupConfiguration",
    accept: isOn,
    missing: "yes",
    severity: "low",
    says: "Clients of {0} may choose to leave their query results unencrypted.",
    fix: {
      title: "Let the settings of {0} hold for every client",
      path: "WorkGroupConfiguration.EnforceWorkGroupConfiguration",
      value: true,
    },
  },
  {
    types: ["AWS::ApiGateway::Stage"],
    path: "MethodSettings.*.CacheDataEncrypted",
    accept: isOn,
    severity: "medium",
    says: "The stage {0} caches responses unencrypted.",
    when: (declared) => isOnAt(declared, "CacheClusterEnabled"),
  },
  plain("AWS::ApiGateway::Deployment", "StageDescription.CacheDataEncrypted", {
    says: "The stage that {0} deploys caches responses unencrypted.",
    when: (declared) => isOnAt(declared, "StageDescription.CachingEnabled"),
  }),
  {
    types: ["AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable", "AWS::DynamoDB::GlobalTable"],
    path: ["SSESpecification.KMSMasterKeyId", "Replicas.*.SSESpecification.KMSMasterKeyId"],
    accept: isSet,
    severity: "info",
    says: "{0} is encrypted with a key of AWS, not with one of your own.",
  },
  {
    ...ownKey("AWS::S3::Bucket", "BucketEncryption.ServerSideEncryptionConfiguration"),
    // Every app has buckets: only those of sensitive data are worth a word.
    when: ({ node }, graph) => node !== undefined && sensitivityReason(graph, node) !== undefined,
  },
  ownKey("AWS::Logs::LogGroup", "KmsKeyId"),
  ownKey("AWS::SecretsManager::Secret", "KmsKeyId", (value) =>
    textOf(value) === "alias/aws/secretsmanager" ? "no" : isSet(value),
  ),
  ownKey("AWS::ECR::Repository", "EncryptionConfiguration.EncryptionType", isOneOf("KMS", "KMS_DSSE")),
  ownKey("AWS::AmazonMQ::Broker", "EncryptionOptions.KmsKeyId"),
  ownKey("AWS::MSK::Cluster", "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId"),
  ownKey("AWS::Timestream::Database", "KmsKeyId"),
  ownKey("AWS::Backup::BackupVault", "EncryptionKeyArn"),
  ownKey("AWS::CloudTrail::Trail", "KMSKeyId"),
  ownKey("AWS::CodeBuild::Project", "EncryptionKey"),
  ownKey(
    ["AWS::SageMaker::NotebookInstance", "AWS::SageMaker::EndpointConfig", "AWS::KinesisVideo::Stream"],
    "KmsKeyId",
  ),
];

/** `StorageEncrypted`, or a key, which only an encrypted store can have. */
function encrypts(value: Parameters<Accept>[0]): ReturnType<Accept> {
  const off = isOff(value);
  if (off === "yes") return "no";
  if (isOn(value) === "yes") return "yes";
  return value.kind === "text" ? isSet(value) : value.kind === "reference" ? "unknown" : isSet(value);
}

function isOnAt(declared: Declared, path: string): boolean {
  const value = valueAt(declared.settings, path);
  return value !== undefined && isOn(value) === "yes";
}
