// Channels, logs, keys and secrets.
import { KEY, type Row } from "./row.ts";

const ENCRYPTION = "SAS-3/encryption-at-rest-missing";
const TRANSPORT = "SAS-3/transport-not-encrypted";
const ACCESS_LOG = "SAS-5/access-log-missing";
const RETENTION = "SAS-5/log-retention-unset";
const PUBLIC = "SAS-3/public-store";
const SECRET = "SAS-7/unencrypted-secret";
const AUDIT = "SAS-5/audit-trail-missing";

export const CHANNEL_ROWS: readonly Row[] = [
  {
    checks: "CKV_AWS_26 NAG_W47",
    rule: ENCRYPTION,
    type: "AWS::SNS::Topic",
    fails: [{}, { TopicName: "orders" }],
    passes: [{ KmsMasterKeyId: "alias/aws/sns" }, { KmsMasterKeyId: KEY }],
  },
  {
    checks: "CKV_AWS_27 NAG_W48",
    rule: ENCRYPTION,
    type: "AWS::SQS::Queue",
    fails: [{}, { SqsManagedSseEnabled: false }],
    passes: [{ KmsMasterKeyId: "alias/aws/sqs" }, { KmsMasterKeyId: KEY }],
  },
  {
    checks: "CKV_AWS_43 NAG_W49",
    rule: ENCRYPTION,
    type: "AWS::Kinesis::Stream",
    fails: [{ ShardCount: 1 }, { StreamEncryption: { EncryptionType: "NONE" } }],
    passes: [{ ShardCount: 1, StreamEncryption: { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" } }],
  },
  {
    checks: "NAG_W88",
    rule: ENCRYPTION,
    type: "AWS::KinesisFirehose::DeliveryStream",
    fails: [{ DeliveryStreamType: "DirectPut" }, {}],
    passes: [
      { DeliveryStreamEncryptionConfigurationInput: { KeyType: "AWS_OWNED_CMK" } },
      { DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: KEY } },
      {
        DeliveryStreamType: "KinesisStreamAsSource",
        KinesisStreamSourceConfiguration: { KinesisStreamARN: KEY, RoleARN: KEY },
      },
    ],
  },
  {
    checks: "CKV_AWS_158 NAG_W84",
    rule: ENCRYPTION,
    type: "AWS::Logs::LogGroup",
    fails: [{}, { RetentionInDays: 90 }],
    passes: [{ KmsKeyId: KEY }],
  },
  {
    checks: "CKV_AWS_66 NAG_W86",
    rule: RETENTION,
    type: "AWS::Logs::LogGroup",
    fails: [{}, { LogGroupName: "orders" }],
    passes: [{ RetentionInDays: 90 }, { RetentionInDays: KEY }],
  },
  {
    checks: "CKV_AWS_149 NAG_W77",
    rule: ENCRYPTION,
    type: "AWS::SecretsManager::Secret",
    fails: [{ GenerateSecretString: {} }, { KmsKeyId: "alias/aws/secretsmanager" }],
    passes: [{ KmsKeyId: KEY }, { KmsKeyId: "alias/orders" }],
  },
  {
    checks: "CKV_AWS_7 NAG_F19",
    rule: SECRET,
    type: "AWS::KMS::Key",
    fails: [{ Enabled: true }, { EnableKeyRotation: false }],
    passes: [{ EnableKeyRotation: true }, { EnableKeyRotation: "true" }, { KeySpec: "RSA_2048" }],
  },
  {
    checks: "CKV_AWS_80",
    rule: ACCESS_LOG,
    type: "AWS::MSK::Cluster",
    fails: [{ ClusterName: "orders" }, { LoggingInfo: { BrokerLogs: { S3: { Enabled: false } } } }],
    passes: [
      { LoggingInfo: { BrokerLogs: { S3: { Enabled: true, Bucket: KEY } } } },
      { LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true, LogGroup: KEY } } } },
      { LoggingInfo: { BrokerLogs: { Firehose: { Enabled: true, DeliveryStream: KEY } } } },
    ],
  },
  {
    checks: "CKV_AWS_81",
    rule: TRANSPORT,
    type: "AWS::MSK::Cluster",
    fails: [
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: "TLS_PLAINTEXT" } } },
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: "PLAINTEXT" } } },
      { EncryptionInfo: { EncryptionInTransit: { InCluster: false } } },
    ],
    passes: [{ EncryptionInfo: { EncryptionInTransit: { ClientBroker: "TLS", InCluster: true } } }],
  },
  {
    checks: "CKV_AWS_69",
    rule: PUBLIC,
    type: "AWS::AmazonMQ::Broker",
    fails: [{ PubliclyAccessible: true, Logs: { General: true } }],
    passes: [{ PubliclyAccessible: false }],
  },
  {
    checks: "CKV_AWS_197",
    rule: ACCESS_LOG,
    type: "AWS::AmazonMQ::Broker",
    fails: [{ EngineType: "ActiveMQ" }, { EngineType: "ActiveMQ", Logs: { General: false, Audit: false } }],
    passes: [{ EngineType: "ActiveMQ", Logs: { General: true, Audit: true } }],
  },
  {
    checks: "CKV_AWS_291",
    rule: PUBLIC,
    type: "AWS::MSK::Cluster",
    fails: [{ BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: "SERVICE_PROVIDED_EIPS" } } } }],
    passes: [
      { BrokerNodeGroupInfo: {} },
      { BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: "DISABLED" } } } },
    ],
  },
  {
    checks: "CKV_AWS_35",
    rule: ENCRYPTION,
    type: "AWS::CloudTrail::Trail",
    fails: [{ IsLogging: true }],
    passes: [{ IsLogging: true, KMSKeyId: KEY }],
  },
  {
    checks: "CKV_AWS_36",
    rule: AUDIT,
    type: "AWS::CloudTrail::Trail",
    fails: [{ IsMultiRegionTrail: true, EventSelectors: [{}] }, { EnableLogFileValidation: false }],
    passes: [{ EnableLogFileValidation: true, IsMultiRegionTrail: true, EventSelectors: [{}] }],
  },
  {
    checks: "CKV_AWS_67",
    rule: AUDIT,
    type: "AWS::CloudTrail::Trail",
    fails: [{ EnableLogFileValidation: true, EventSelectors: [{}] }],
    passes: [{ EnableLogFileValidation: true, IsMultiRegionTrail: "true", EventSelectors: [{}] }],
  },
  {
    checks: "CKV_AWS_78",
    rule: ENCRYPTION,
    type: "AWS::CodeBuild::Project",
    fails: [{ EncryptionKey: KEY, Artifacts: { Type: "S3", EncryptionDisabled: true } }],
    passes: [{ EncryptionKey: KEY, Artifacts: { Type: "S3" } }],
  },
  {
    checks: "NAG_W32",
    rule: ENCRYPTION,
    type: "AWS::CodeBuild::Project",
    fails: [{ Artifacts: { Type: "NO_ARTIFACTS" } }],
    passes: [{ EncryptionKey: KEY }],
  },
];
