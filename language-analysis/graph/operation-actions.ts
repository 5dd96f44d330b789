// Which IAM actions an SDK operation needs, where that is not simply `service:Operation`. Sources: Service Authorization Reference;
// developer guides of the services named.
//
// An entry is an action, with the same service as the operation unless it names one, and behind it:
//   @Argument   on the resource that this argument names (`GetObject@CopySource`), not on the call's own
//   ?A|B        only when one of these arguments is given; `?A=x` when it is given as x
//   !A          only when that argument is not given
//   ~           on every resource or on none that the call names
// An empty list: the operation needs no permission.

import { S3_ACTIONS } from "./s3-actions.ts";

export const ACTION_PREFIX: Readonly<Record<string, string>> = {
  apigatewaymanagementapi: "execute-api",
  apigatewayv2: "apigateway",
  cloudwatchevents: "events",
  cognito: "cognito-idp",
  docdb: "rds",
  "dynamodb-streams": "dynamodb",
  efs: "elasticfilesystem",
  eventbridge: "events",
  "iot-data": "iot",
  iotdata: "iot",
  neptune: "rds",
  opensearch: "es",
  sesv2: "ses",
  sfn: "states",
  stepfunctions: "states",
};

const STARTS_QUERY =
  "StartQueryExecution glue:GetDatabase~ glue:GetPartitions~ glue:GetTable~ s3:GetBucketLocation@ResultConfiguration.OutputLocation " +
  "s3:GetObject@ResultConfiguration.OutputLocation s3:ListBucket@ResultConfiguration.OutputLocation " +
  "s3:PutObject@ResultConfiguration.OutputLocation";
const IMAGE = "s3:GetObject@Image.S3Object.Bucket";
const VIDEO = "s3:GetObject@Video.S3Object.Bucket";
const DOCUMENT = "s3:GetObject@Document.S3Object.Bucket";
const LOCATION = "s3:GetObject@DocumentLocation.S3Object.Bucket s3:PutObject@OutputConfig.S3Bucket";
const MANAGE = "ManageConnections";
const DATA_API = "secretsmanager:GetSecretValue@secretArn";
const REDSHIFT_DATA =
  "secretsmanager:GetSecretValue@SecretArn redshift:GetClusterCredentials~?DbUser redshift-serverless:GetCredentials~?WorkgroupName";

/** Calls that a signed-in or unknown user makes: signed by nobody, or not checked against IAM. */
const withoutIam = (operations: string): Readonly<Record<string, string>> =>
  Object.fromEntries(operations.split(" ").map((operation) => [operation, ""]));

const OF_A_USER = withoutIam(
  "AssociateSoftwareToken ChangePassword CompleteWebAuthnRegistration ConfirmDevice ConfirmForgotPassword ConfirmSignUp " +
    "DeleteUser DeleteUserAttributes DeleteWebAuthnCredential ForgetDevice ForgotPassword GetDevice GetTokensFromRefreshToken " +
    "GetUser GetUserAttributeVerificationCode GetUserAuthFactors GlobalSignOut InitiateAuth ListDevices " +
    "ListWebAuthnCredentials ResendConfirmationCode RespondToAuthChallenge RevokeToken SetUserMFAPreference " +
    "SetUserSettings SignUp StartWebAuthnRegistration UpdateAuthEventFeedback UpdateDeviceStatus UpdateUserAttributes " +
    "VerifySoftwareToken VerifyUserAttribute",
);
/** Amazon Connect's participants have a token of their own. */
const OF_A_PARTICIPANT = withoutIam(
  "CancelParticipantAuthentication CompleteAttachmentUpload CreateParticipantConnection DescribeView " +
    "DisconnectParticipant GetAttachment GetAuthenticationUrl GetTranscript SendEvent SendMessage StartAttachmentUpload",
);

/** By action prefix, then operation; `operation.VARIANT` for one form of it. */
const LINES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "access-analyzer": { GetFindingV2: "GetFinding", ListFindingsV2: "ListFindings" },
  athena: {
    StartQueryExecution: STARTS_QUERY,
    GetQueryResults: "GetQueryResults",
  },
  bedrock: {
    Converse: "InvokeModel ApplyGuardrail@guardrailConfig.guardrailIdentifier",
    ConverseStream: "InvokeModelWithResponseStream ApplyGuardrail@guardrailConfig.guardrailIdentifier",
    InvokeModel: "InvokeModel ApplyGuardrail@guardrailIdentifier",
    InvokeModelWithBidirectionalStream: "InvokeModel",
    InvokeModelWithResponseStream: "InvokeModelWithResponseStream ApplyGuardrail@guardrailIdentifier",
    Rerank: "Rerank~ InvokeModel~",
    RetrieveAndGenerate: "RetrieveAndGenerate Retrieve InvokeModel",
    RetrieveAndGenerateStream: "RetrieveAndGenerate Retrieve InvokeModel",
    StartAsyncInvoke: "InvokeModel",
  },
  budgets: {
    CreateBudget: "ModifyBudget",
    CreateNotification: "ModifyBudget",
    CreateSubscriber: "ModifyBudget",
    DeleteBudget: "ModifyBudget",
    DeleteNotification: "ModifyBudget",
    DeleteSubscriber: "ModifyBudget",
    DescribeBudget: "ViewBudget",
    DescribeBudgetNotificationsForAccount: "ViewBudget",
    DescribeBudgetPerformanceHistory: "ViewBudget",
    DescribeBudgets: "ViewBudget",
    DescribeNotificationsForBudget: "ViewBudget",
    DescribeSubscribersForNotification: "ViewBudget",
    UpdateBudget: "ModifyBudget",
    UpdateNotification: "ModifyBudget",
    UpdateSubscriber: "ModifyBudget",
  },
  cassandra: {
    CreateKeyspace: "Create",
    CreateTable: "Create",
    DeleteKeyspace: "Drop",
    DeleteTable: "Drop",
    GetKeyspace: "Select",
    GetTable: "Select",
    ListKeyspaces: "Select",
    ListTables: "Select",
    UpdateTable: "Alter",
  },
  cloudfront: { CreateDistributionWithTags: "CreateDistribution TagResource" },
  cloudsearch: { UploadDocuments: "document" },
  "cognito-idp": OF_A_USER,
  "cognito-identity": {
    GetCredentialsForIdentity: "",
    GetId: "",
    GetOpenIdToken: "",
    UnlinkIdentity: "",
  },
  comprehendmedical: { DetectEntities: "DetectEntitiesV2" },
  dsql: { GenerateDbConnectAdminAuthToken: "DbConnectAdmin", GenerateDbConnectAuthToken: "DbConnect" },
  dynamodb: {
    BatchGet: "BatchGetItem",
    BatchWrite: "BatchWriteItem",
    BatchWriter: "BatchWriteItem",
    Delete: "DeleteItem",
    Get: "GetItem",
    Put: "PutItem",
    Update: "UpdateItem",
    BatchExecuteStatement: "PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate",
    ExecuteStatement: "PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate",
    "ExecuteStatement.DELETE": "PartiQLDelete",
    "ExecuteStatement.INSERT": "PartiQLInsert",
    "ExecuteStatement.SELECT": "PartiQLSelect",
    "ExecuteStatement.UPDATE": "PartiQLUpdate",
    ExportTableToPointInTime:
      "ExportTableToPointInTime s3:AbortMultipartUpload@S3Bucket s3:PutObject@S3Bucket s3:PutObjectAcl@S3Bucket",
    ExecuteTransaction: "PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate",
    TransactGet: "GetItem",
    TransactGetItems: "GetItem",
    "TransactGetItems.Get": "GetItem",
    TransactWrite: "ConditionCheckItem DeleteItem PutItem UpdateItem",
    TransactWriteItems: "ConditionCheckItem DeleteItem PutItem UpdateItem",
    "TransactWriteItems.ConditionCheck": "ConditionCheckItem",
    "TransactWriteItems.Delete": "DeleteItem",
    "TransactWriteItems.Put": "PutItem",
    "TransactWriteItems.Update": "UpdateItem",
  },
  ecr: { GetAuthorizationToken: "GetAuthorizationToken" },
  "execute-api": { ...OF_A_PARTICIPANT, DeleteConnection: MANAGE, GetConnection: MANAGE, PostToConnection: MANAGE },
  "geo-maps": withoutIam("GetGlyphs GetSprites GetStyleDescriptor"),
  iam: { UpdateAssumeRolePolicy: "UpdateAssumeRolePolicy" },
  kms: { ReEncrypt: "ReEncryptFrom ReEncryptTo" },
  lambda: {
    CreateFunction: "CreateFunction s3:GetObject@Code.S3Bucket",
    GetLayerVersionByArn: "GetLayerVersion",
    Invoke: "InvokeFunction",
    InvokeAsync: "InvokeFunction",
    InvokeWithResponseStream: "InvokeFunction",
    PublishLayerVersion: "PublishLayerVersion s3:GetObject@Content.S3Bucket",
    UpdateFunctionCode: "UpdateFunctionCode s3:GetObject@S3Bucket",
  },
  "neptune-db": {
    CancelGremlinQuery: "CancelQuery",
    CancelOpenCypherQuery: "CancelQuery",
    DeletePropertygraphStatistics: "DeleteStatistics",
    DeleteSparqlStatistics: "DeleteStatistics",
    ExecuteFastReset: "ResetDatabase",
    ExecuteGremlinExplainQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
    ExecuteGremlinProfileQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
    ExecuteOpenCypherExplainQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
    GetGremlinQueryStatus: "GetQueryStatus",
    GetMLDataProcessingJob: "GetMLDataProcessingJobStatus",
    GetMLEndpoint: "GetMLEndpointStatus",
    GetMLModelTrainingJob: "GetMLModelTrainingJobStatus",
    GetMLModelTransformJob: "GetMLModelTransformJobStatus",
    GetOpenCypherQueryStatus: "GetQueryStatus",
    GetPropertygraphStatistics: "GetStatisticsStatus",
    GetPropertygraphStream: "GetStreamRecords",
    GetPropertygraphSummary: "GetGraphSummary",
    GetRDFGraphSummary: "GetGraphSummary",
    GetSparqlStatistics: "GetStatisticsStatus",
    GetSparqlStream: "GetStreamRecords",
    ListGremlinQueries: "GetQueryStatus",
    ListOpenCypherQueries: "GetQueryStatus",
    ManagePropertygraphStatistics: "ManageStatistics",
    ManageSparqlStatistics: "ManageStatistics",
    ExecuteGremlinQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
    ExecuteOpenCypherQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
  },
  "neptune-graph": {
    ExecuteQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
    GetQuery: "GetQueryStatus",
  },
  polly: { StartSpeechSynthesisTask: "StartSpeechSynthesisTask s3:PutObject@OutputS3BucketName" },
  rds: { GenerateDBAuthToken: "rds-db:connect~", GenerateDbAuthToken: "rds-db:connect~" },
  "rds-data": {
    BatchExecuteStatement: `BatchExecuteStatement ${DATA_API}`,
    BeginTransaction: `BeginTransaction ${DATA_API}`,
    CommitTransaction: `CommitTransaction ${DATA_API}`,
    ExecuteSql: `ExecuteSql ${DATA_API}`,
    ExecuteStatement: `ExecuteStatement ${DATA_API}`,
    RollbackTransaction: `RollbackTransaction ${DATA_API}`,
  },
  "redshift-data": {
    BatchExecuteStatement: `BatchExecuteStatement ${REDSHIFT_DATA}`,
    ExecuteStatement: `ExecuteStatement ${REDSHIFT_DATA}`,
    GetStatementResultV2: "GetStatementResult",
  },
  rekognition: {
    CompareFaces: "CompareFaces s3:GetObject@SourceImage.S3Object.Bucket s3:GetObject@TargetImage.S3Object.Bucket",
    DetectCustomLabels: `DetectCustomLabels ${IMAGE}`,
    DetectFaces: `DetectFaces ${IMAGE}`,
    DetectLabels: `DetectLabels ${IMAGE}`,
    DetectModerationLabels: `DetectModerationLabels ${IMAGE}`,
    DetectProtectiveEquipment: `DetectProtectiveEquipment ${IMAGE}`,
    DetectText: `DetectText ${IMAGE}`,
    IndexFaces: `IndexFaces ${IMAGE}`,
    RecognizeCelebrities: `RecognizeCelebrities ${IMAGE}`,
    SearchFacesByImage: `SearchFacesByImage ${IMAGE}`,
    SearchUsersByImage: `SearchUsersByImage ${IMAGE}`,
    StartCelebrityRecognition: `StartCelebrityRecognition ${VIDEO}`,
    StartContentModeration: `StartContentModeration ${VIDEO}`,
    StartFaceDetection: `StartFaceDetection ${VIDEO}`,
    StartPersonTracking: `StartPersonTracking ${VIDEO}`,
    StartFaceSearch: `StartFaceSearch ${VIDEO}`,
    StartLabelDetection: `StartLabelDetection ${VIDEO}`,
    StartSegmentDetection: `StartSegmentDetection ${VIDEO}`,
    StartTextDetection: `StartTextDetection ${VIDEO}`,
  },
  s3: S3_ACTIONS,
  secretsmanager: { BatchGetSecretValue: "BatchGetSecretValue~ GetSecretValue ListSecrets~?Filters" },
  ses: {
    SendBulkEmail: "SendBulkEmail SendEmail",
    SendBulkTemplatedEmail: "SendBulkTemplatedEmail",
  },
  sns: { PublishBatch: "Publish" },
  sqs: {
    ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
    DeleteMessageBatch: "DeleteMessage",
    SendMessageBatch: "SendMessage",
    StartMessageMoveTask: "StartMessageMoveTask ReceiveMessage DeleteMessage GetQueueAttributes",
  },
  ssm: {
    GetParameter: "GetParameter kms:Decrypt~?WithDecryption",
    GetParameterHistory: "GetParameterHistory kms:Decrypt~?WithDecryption",
    GetParameters: "GetParameters kms:Decrypt~?WithDecryption",
    GetParametersByPath: "GetParametersByPath kms:Decrypt~?WithDecryption",
    PutParameter: "PutParameter kms:Encrypt~?Type=SecureString",
  },
  sso: withoutIam("GetRoleCredentials ListAccountRoles ListAccounts Logout"),
  "sso-oauth": withoutIam("CreateToken RegisterClient StartDeviceAuthorization"),
  // A web identity or a SAML assertion stands for itself; of the others nobody needs a permission.
  sts: withoutIam("AssumeRoleWithSAML AssumeRoleWithWebIdentity GetCallerIdentity GetSessionToken"),
  textract: {
    AnalyzeDocument: `AnalyzeDocument ${DOCUMENT}`,
    AnalyzeExpense: `AnalyzeExpense ${DOCUMENT}`,
    DetectDocumentText: `DetectDocumentText ${DOCUMENT}`,
    StartDocumentAnalysis: `StartDocumentAnalysis ${LOCATION}`,
    StartDocumentTextDetection: `StartDocumentTextDetection ${LOCATION}`,
    StartExpenseAnalysis: `StartExpenseAnalysis ${LOCATION}`,
    StartLendingAnalysis: `StartLendingAnalysis ${LOCATION}`,
  },
  timestream: {
    CancelQuery: "CancelQuery DescribeEndpoints~",
    CreateDatabase: "CreateDatabase DescribeEndpoints~",
    CreateTable: "CreateTable DescribeEndpoints~",
    DescribeDatabase: "DescribeDatabase DescribeEndpoints~",
    DescribeEndpoints: "DescribeEndpoints~",
    DescribeTable: "DescribeTable DescribeEndpoints~",
    ListDatabases: "ListDatabases~ DescribeEndpoints~",
    ListTables: "ListTables DescribeEndpoints~",
    PrepareQuery: "PrepareQuery DescribeEndpoints~",
    Query: "Select DescribeEndpoints~",
    WriteRecords: "WriteRecords DescribeEndpoints~",
  },
  transcribe: {
    StartMedicalTranscriptionJob:
      "StartMedicalTranscriptionJob s3:GetObject@Media.MediaFileUri s3:PutObject@OutputBucketName",
    StartTranscriptionJob: "StartTranscriptionJob s3:GetObject@Media.MediaFileUri s3:PutObject@OutputBucketName",
  },
  verifiedpermissions: {
    BatchGetPolicy: "GetPolicy",
    BatchIsAuthorized: "IsAuthorized",
    BatchIsAuthorizedWithToken: "IsAuthorizedWithToken",
  },
  translate: { TranslateText: "TranslateText comprehend:DetectDominantLanguage~?SourceLanguageCode=auto" },
};

/** API Gateway's control plane is governed by the HTTP method of each call. */
const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^(?:Get|Export|List)/, "GET"],
  [/^(?:Delete|Flush|Reset|Untag)/, "DELETE"],
  [/^Update/, "PATCH"],
  [/^(?:Put|ImportApi$|ImportDocumentationParts$|Tag|Reimport)/, "PUT"],
  [/^/, "POST"],
];

/** Athena's own reading of the Glue catalogue, by what the query begins with. Source: Athena, "Fine-grained access to databases and tables". */
export const ATHENA_STATEMENTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*create\s+(?:database|schema)\b/i, "glue:CreateDatabase~"],
  [/^\s*create\s+(?:external\s+)?table\b/i, "glue:CreateTable~"],
  [/^\s*create\s+(?:or\s+replace\s+)?view\b/i, "glue:CreateTable~"],
  [/^\s*drop\s+(?:database|schema)\b/i, "glue:DeleteDatabase~"],
  [/^\s*drop\s+(?:table|view)\b/i, "glue:DeleteTable~"],
  [/^\s*msck\b/i, "glue:BatchCreatePartition~"],
  [/^\s*alter\s+table\b.*\bdrop\b/is, "glue:DeletePartition~ glue:UpdateTable~"],
  [/^\s*alter\s+table\b/i, "glue:BatchCreatePartition~ glue:UpdateTable~"],
  [/^\s*show\s+(?:databases|schemas)\b/i, "glue:GetDatabases~"],
  [/^\s*show\s+tables\b/i, "glue:GetTables~"],
];

/** What the operation needs, in the notation above; undefined when it is `prefix:Operation` on the call's resource. */
export function actionLine(prefix: string, operation: string, variant: string | undefined): string | undefined {
  if (prefix === "apigateway") return METHODS.find(([pattern]) => pattern.test(operation))?.[1];
  const own = LINES[prefix];
  if (!own) return undefined;
  const special = variant === undefined ? undefined : own[`${operation}.${variant}`];
  if (special !== undefined) return special;
  return Object.hasOwn(own, operation) ? own[operation] : undefined;
}
