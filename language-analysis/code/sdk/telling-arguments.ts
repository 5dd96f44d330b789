// Arguments, besides the one that names the resource, that decide which permissions a call needs. Sources: API references of the
// services; Service Authorization Reference, "dependent actions".
import { SCHEDULED_TARGET } from "../../model/code-facts.ts";

/** By service, or `service:Operation`; both count. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  athena: ["QueryString"],
  "cloudformation:CreateStack": ["Capabilities"],
  dynamodb: ["IndexName", "Statement"],
  lambda: ["Qualifier", "DryRun"],
  "rds-data": ["secretArn"],
  "redshift-data": ["DbUser", "SecretArn", "WorkgroupName", "ClusterIdentifier"],
  s3: [
    "ACL",
    "BypassGovernanceRetention",
    "GrantFullControl",
    "GrantRead",
    "ObjectLockLegalHoldStatus",
    "ObjectLockMode",
    "SSEKMSKeyId",
    "ServerSideEncryption",
    "Tagging",
    "VersionId",
  ],
  "secretsmanager:BatchGetSecretValue": ["Filters"],
  "translate:TranslateText": ["SourceLanguageCode"],
  ssm: ["WithDecryption", "Type"],
};

export function tellingArguments(service: string, operation: string): readonly string[] {
  return [...(TELLING[service] ?? []), ...(TELLING[`${service}:${operation}`] ?? [])];
}

export interface FurtherResource {
  readonly argument: string;
  /** Names the service of the resource as the map does. */
  readonly service: string;
  /** The value is an S3 path: `bucket/key`, `s3://bucket/key`; the bucket is its first part. */
  readonly isPath?: true;
}

const BUCKETS = (...paths: readonly string[]): readonly FurtherResource[] =>
  paths.map((argument) => ({ argument, service: "s3" }));
const PATHS = (...paths: readonly string[]): readonly FurtherResource[] =>
  paths.map((argument) => ({ argument, service: "s3", isPath: true }));

/** What a schedule or rule that the call makes will start, with a role of its own. */
const SCHEDULED = (argument: string): readonly FurtherResource[] => [{ argument, service: SCHEDULED_TARGET }];

const GUARDRAIL = (argument: string): readonly FurtherResource[] => [{ argument, service: "bedrock" }];

const FURTHER: Readonly<Record<string, readonly FurtherResource[]>> = {
  "athena:StartQueryExecution": PATHS("ResultConfiguration.OutputLocation"),
  "bedrock:Converse": GUARDRAIL("guardrailConfig.guardrailIdentifier"),
  "bedrock:ConverseStream": GUARDRAIL("guardrailConfig.guardrailIdentifier"),
  "bedrock:InvokeModel": GUARDRAIL("guardrailIdentifier"),
  "bedrock:InvokeModelWithResponseStream": GUARDRAIL("guardrailIdentifier"),
  "dynamodb:ExportTableToPointInTime": BUCKETS("S3Bucket"),
  "lambda:CreateFunction": BUCKETS("Code.S3Bucket"),
  "lambda:PublishLayerVersion": BUCKETS("Content.S3Bucket"),
  "lambda:UpdateFunctionCode": BUCKETS("S3Bucket"),
  "polly:StartSpeechSynthesisTask": BUCKETS("OutputS3BucketName"),
  "rds-data": [{ argument: "secretArn", service: "secretsmanager" }],
  "redshift-data": [{ argument: "SecretArn", service: "secretsmanager" }],
  rekognition: BUCKETS(
    "Image.S3Object.Bucket",
    "SourceImage.S3Object.Bucket",
    "TargetImage.S3Object.Bucket",
    "Video.S3Object.Bucket",
  ),
  "events:PutTargets": SCHEDULED("Targets.0.Arn"),
  "s3:CopyObject": PATHS("CopySource"),
  "s3:UploadPartCopy": PATHS("CopySource"),
  textract: BUCKETS("Document.S3Object.Bucket", "DocumentLocation.S3Object.Bucket", "OutputConfig.S3Bucket"),
  "scheduler:CreateSchedule": SCHEDULED("Target.Arn"),
  "scheduler:UpdateSchedule": SCHEDULED("Target.Arn"),
  "transcribe:StartMedicalTranscriptionJob": [...PATHS("Media.MediaFileUri"), ...BUCKETS("OutputBucketName")],
  "transcribe:StartTranscriptionJob": [...PATHS("Media.MediaFileUri"), ...BUCKETS("OutputBucketName")],
};

/** Arguments that hand a role over to a service: the caller needs `iam:PassRole` on it. */
const ROLES = [
  "Role",
  "RoleArn",
  "roleArn",
  "RoleARN",
  "ExecutionRoleArn",
  "executionRoleArn",
  "taskRoleArn",
  "DataAccessRoleArn",
  "ServiceRoleArn",
  "serviceRole",
  "NotificationChannel.RoleArn",
  "JobExecutionSettings.DataAccessRoleArn",
  "IamRoleArn",
  "Target.RoleArn",
  "Targets.0.RoleArn",
  "overrides.executionRoleArn",
  "overrides.taskRoleArn",
].map((argument): FurtherResource => ({ argument, service: "iam" }));

/** Services whose own resource is the role, and operations that only read. */
const NO_PASSING = new Set(["iam", "sts", "cognito-identity", "kinesisvideo"]);
const READING = /^(?:Get|List|Describe|Invoke|Send|Query|Search|Delete)/;

export function furtherResources(service: string, operation: string): readonly FurtherResource[] {
  const passing = NO_PASSING.has(service) || READING.test(operation) ? [] : ROLES;
  return [...(FURTHER[service] ?? []), ...(FURTHER[`${service}:${operation}`] ?? []), ...passing];
}
