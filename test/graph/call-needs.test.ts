// What single SDK calls need of IAM. Sources: Service Authorization Reference and the API reference of each service.
import { expect, test } from "vitest";
import { callNeeds } from "../../language-analysis/graph/call-needs.ts";
import { actionInfo } from "../../language-analysis/iam/service-data.ts";
import type { CodeValue } from "../../language-analysis/model/code-facts.ts";

const text = (value: string): CodeValue => ({ kind: "text", value, at: [0, 0, 0, 0] });

/** `s3:GetObject`, `s3:GetObject on b` for a further resource, `kms:Decrypt on any`. */
function needs(
  service: string,
  operation: string,
  given: Readonly<Record<string, string>> = {},
  also: Readonly<Record<string, readonly [service: string, name: string]>> = {},
): readonly string[] {
  const others = Object.entries(also).map(([argument, [other, name]]) => ({
    argument,
    service: other,
    resource: text(name),
  }));
  return callNeeds({ service, operation, given, also: others }).flatMap(({ on, actions }) => {
    const place = on.kind === "any" ? " on any" : on.kind === "other" ? ` on ${nameOf(on.resource)}` : "";
    return actions.map((action) => `${action}${place}`);
  });
}

function nameOf(value: CodeValue): string {
  return value.kind === "text" ? value.value : "";
}

test.each([
  ["s3", "ListObjectVersions", "s3:ListBucketVersions"],
  ["s3", "CreateMultipartUpload", "s3:PutObject"],
  ["s3", "UploadPart", "s3:PutObject"],
  ["s3", "HeadBucket", "s3:ListBucket"],
  ["s3", "ListBucketInventoryConfigurations", "s3:GetInventoryConfiguration"],
  ["s3", "PutBucketIntelligentTieringConfiguration", "s3:PutIntelligentTieringConfiguration"],
  ["s3", "CreateSession", "s3express:CreateSession"],
  ["s3", "WriteGetObjectResponse", "s3-object-lambda:WriteGetObjectResponse on any"],
  ["sqs", "SendMessageBatch", "sqs:SendMessage"],
  [
    "sqs",
    "StartMessageMoveTask",
    "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:StartMessageMoveTask",
  ],
  ["sns", "PublishBatch", "sns:Publish"],
  ["cognito", "AdminInitiateAuth", "cognito-idp:AdminInitiateAuth"],
  ["cognito", "GetTokensFromRefreshToken", ""],
  ["cognito", "ForgetDevice", ""],
  ["ses", "SendTemplatedEmail", "ses:SendTemplatedEmail"],
  ["states", "DescribeExecution", "states:DescribeExecution"],
  ["states", "StartSyncExecution", "states:StartSyncExecution"],
  ["kms", "ReEncrypt", "kms:ReEncryptFrom kms:ReEncryptTo"],
  ["iot", "Publish", "iot:Publish"],
  ["execute-api", "PostToConnection", "execute-api:ManageConnections"],
  ["execute-api", "CreateParticipantConnection", ""],
  ["bedrock", "Converse", "bedrock:InvokeModel"],
  ["bedrock", "ConverseStream", "bedrock:InvokeModelWithResponseStream"],
  ["bedrock", "InvokeAgent", "bedrock:InvokeAgent"],
  ["lambda", "InvokeAsync", "lambda:InvokeFunction"],
  ["firehose", "PutRecordBatch", "firehose:PutRecordBatch"],
  ["verifiedpermissions", "BatchIsAuthorizedWithToken", "verifiedpermissions:IsAuthorizedWithToken"],
  ["redshift-data", "GetStatementResultV2", "redshift-data:GetStatementResult"],
  ["neptune-db", "GetPropertygraphSummary", "neptune-db:GetGraphSummary"],
  ["neptune-graph", "GetQuery", "neptune-graph:GetQueryStatus"],
  ["comprehendmedical", "DetectEntities", "comprehendmedical:DetectEntitiesV2"],
  ["budgets", "UpdateNotification", "budgets:ModifyBudget"],
  ["dsql", "GenerateDbConnectAuthToken", "dsql:DbConnect"],
  ["rds", "GenerateDBAuthToken", "rds-db:connect on any"],
  ["sts", "AssumeRole", "sts:AssumeRole"],
  ["sts", "AssumeRoleWithWebIdentity", ""],
  ["sts", "GetCallerIdentity", ""],
  ["timestream", "ListTables", "timestream:ListTables timestream:DescribeEndpoints on any"],
  ["apigateway", "UpdateStage", "apigateway:PATCH"],
  ["apigateway", "UntagResource", "apigateway:DELETE"],
  ["apigateway", "ImportApi", "apigateway:PUT"],
  ["apigateway", "ImportRestApi", "apigateway:POST"],
])("%s %s", (service, operation, expected) => {
  const found = needs(service, operation);
  expect(found).toEqual(expected === "" ? [] : expected.split(/ (?=[\w-]+:)/));
  expect(found.filter((one) => !actionInfo(one.split(" ")[0] ?? ""))).toEqual([]);
});

test("versions of objects have actions of their own", () => {
  const given = { VersionId: "1" };
  expect(needs("s3", "GetObject", given)).toEqual(["s3:GetObjectVersion"]);
  expect(needs("s3", "GetObjectAcl", given)).toEqual(["s3:GetObjectVersionAcl"]);
  expect(needs("s3", "PutObjectTagging", given)).toEqual(["s3:PutObjectVersionTagging"]);
  expect(needs("s3", "GetObjectAttributes", given)).toEqual(["s3:GetObjectVersion", "s3:GetObjectVersionAttributes"]);
});

test("a copy reads its source, and writes what its arguments ask for", () => {
  expect(needs("s3", "CopyObject", { Tagging: "a=b" }, { CopySource: ["s3", "from"] })).toEqual([
    "s3:PutObject",
    "s3:PutObjectTagging",
    "s3:GetObject on from",
  ]);
});

test("what a call hands to a service is needed on what it names", () => {
  expect(needs("textract", "StartDocumentAnalysis", {}, { "DocumentLocation.S3Object.Bucket": ["s3", "in"] })).toEqual([
    "textract:StartDocumentAnalysis",
    "s3:GetObject on in",
  ]);
  expect(needs("bedrock", "InvokeModel", {}, { guardrailIdentifier: ["bedrock", "g"] })).toEqual([
    "bedrock:InvokeModel",
    "bedrock:ApplyGuardrail on g",
  ]);
  expect(needs("scheduler", "CreateSchedule", {}, { "Target.RoleArn": ["iam", "role"] })).toEqual([
    "scheduler:CreateSchedule",
    "iam:PassRole on role",
  ]);
  expect(needs("ecs", "RunTask", {}, { "overrides.taskRoleArn": ["iam", "role"] })).toEqual([
    "ecs:RunTask",
    "iam:PassRole on role",
  ]);
});

test("several secrets at once", () => {
  expect(needs("secretsmanager", "BatchGetSecretValue", { Filters: "*" })).toEqual([
    "secretsmanager:BatchGetSecretValue on any",
    "secretsmanager:ListSecrets on any",
    "secretsmanager:GetSecretValue",
  ]);
});
