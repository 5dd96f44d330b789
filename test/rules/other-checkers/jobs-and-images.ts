// Jobs, builds, images and backups, and what they leave behind.
import { KEY, type Row } from "./row.ts";

const ENCRYPTION = "SAS-3/encryption-at-rest-missing";
const DEFAULTS = "SAS-3/default-configuration";

export const JOB_ROWS: readonly Row[] = [
  {
    checks: "CKV_AWS_160",
    rule: ENCRYPTION,
    type: "AWS::Timestream::Database",
    fails: [{}],
    passes: [{ KmsKeyId: KEY }],
  },
  {
    checks: "CKV_AWS_94",
    rule: ENCRYPTION,
    type: "AWS::Glue::DataCatalogEncryptionSettings",
    fails: [
      {
        DataCatalogEncryptionSettings: {
          EncryptionAtRest: { CatalogEncryptionMode: "DISABLED" },
          ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: true },
        },
      },
      {
        DataCatalogEncryptionSettings: {
          EncryptionAtRest: { CatalogEncryptionMode: "SSE-KMS" },
          ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: false },
        },
      },
    ],
    passes: [
      {
        DataCatalogEncryptionSettings: {
          EncryptionAtRest: { CatalogEncryptionMode: "SSE-KMS" },
          ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: true },
        },
      },
    ],
  },
  {
    checks: "CKV_AWS_99",
    rule: ENCRYPTION,
    type: "AWS::Glue::SecurityConfiguration",
    fails: [
      {
        EncryptionConfiguration: {
          CloudWatchEncryption: { CloudWatchEncryptionMode: "DISABLED" },
          JobBookmarksEncryption: { JobBookmarksEncryptionMode: "CSE-KMS" },
          S3Encryptions: [{ S3EncryptionMode: "SSE-KMS" }],
        },
      },
    ],
    passes: [
      {
        EncryptionConfiguration: {
          CloudWatchEncryption: { CloudWatchEncryptionMode: "SSE-KMS" },
          JobBookmarksEncryption: { JobBookmarksEncryptionMode: "CSE-KMS" },
          S3Encryptions: [{ S3EncryptionMode: "SSE-KMS" }],
        },
      },
    ],
  },
  {
    checks: "CKV_AWS_195",
    rule: ENCRYPTION,
    type: "AWS::Glue::Job",
    fails: [{ Name: "load" }],
    passes: [{ Name: "load", SecurityConfiguration: KEY }],
  },
  {
    checks: "CKV_AWS_82",
    rule: ENCRYPTION,
    type: "AWS::Athena::WorkGroup",
    fails: [
      { Name: "reports" },
      {
        WorkGroupConfiguration: {
          EnforceWorkGroupConfiguration: false,
          ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: "SSE_S3" } },
        },
      },
    ],
    passes: [
      {
        WorkGroupConfiguration: {
          EnforceWorkGroupConfiguration: true,
          ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: "SSE_KMS" } },
        },
      },
    ],
  },
  {
    checks: "CKV_AWS_136",
    rule: ENCRYPTION,
    type: "AWS::ECR::Repository",
    fails: [{}, { EncryptionConfiguration: { EncryptionType: "AES256" } }],
    passes: [{ EncryptionConfiguration: { EncryptionType: "KMS" } }],
  },
  {
    checks: "CKV_AWS_51",
    rule: DEFAULTS,
    type: "AWS::ECR::Repository",
    fails: [{ ImageScanningConfiguration: { ScanOnPush: true } }, { ImageTagMutability: "MUTABLE" }],
    passes: [{ ImageTagMutability: "IMMUTABLE", ImageScanningConfiguration: { ScanOnPush: true } }],
  },
  {
    checks: "CKV_AWS_163 NAG_W79",
    rule: DEFAULTS,
    type: "AWS::ECR::Repository",
    fails: [
      { ImageTagMutability: "IMMUTABLE" },
      { ImageTagMutability: "IMMUTABLE", ImageScanningConfiguration: { ScanOnPush: false } },
    ],
    passes: [{ ImageTagMutability: "IMMUTABLE", ImageScanningConfiguration: { ScanOnPush: "true" } }],
  },
  {
    checks: "CKV_AWS_166",
    rule: ENCRYPTION,
    type: "AWS::Backup::BackupVault",
    fails: [{ BackupVaultName: "vault" }],
    passes: [{ EncryptionKeyArn: KEY }],
  },
  {
    checks: "CKV_AWS_210 NAG_W34",
    rule: DEFAULTS,
    type: "AWS::Batch::JobDefinition",
    fails: [{ Type: "container", ContainerProperties: { Image: KEY, Privileged: true } }],
    passes: [{ Type: "container", ContainerProperties: { Image: KEY } }],
  },
  {
    checks: "CKV_AWS_316",
    rule: DEFAULTS,
    type: "AWS::CodeBuild::Project",
    fails: [{ Environment: { PrivilegedMode: true } }],
    passes: [{ Environment: { PrivilegedMode: false } }, { Environment: { Image: KEY } }],
  },
  {
    checks: "CKV_AWS_164",
    rule: DEFAULTS,
    type: "AWS::Transfer::Server",
    fails: [{ Domain: "S3" }, { EndpointType: "PUBLIC" }],
    passes: [{ EndpointType: "VPC" }],
  },
  {
    checks: "CKV_AWS_380",
    rule: "SAS-3/transport-not-encrypted",
    type: "AWS::Transfer::Server",
    fails: [{ EndpointType: "VPC" }, { SecurityPolicyName: "TransferSecurityPolicy-2018-11" }],
    passes: [{ SecurityPolicyName: "TransferSecurityPolicy-2024-01" }],
  },
];
