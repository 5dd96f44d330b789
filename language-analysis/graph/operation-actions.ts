// Which IAM actions an SDK operation needs, where that is not simply `service:Operation`. Sources: Service Authorization Reference;
// "Required permissions" in the API reference of Amazon S3; developer guides of the services named.
//
// An entry is an action, with the same service as the operation unless it names one, and behind it:
//   @Argument   on the resource that this argument names (`GetObject@CopySource`), not on the call's own
//   ?A|B        only when one of these arguments is given; `?A=x` when it is given as x
//   !A          only when that argument is not given
//   ~           on every resource or on none that the call names
// An empty list: the operation needs no permission.

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

const WRITES_OBJECT =
  "PutObject PutObjectAcl?ACL|GrantRead|GrantFullControl PutObjectTagging?Tagging PutObjectRetention?ObjectLockMode " +
  "PutObjectLegalHold?ObjectLockLegalHoldStatus kms:GenerateDataKey~?SSEKMSKeyId";
const READS_OBJECT = "GetObject!VersionId GetObjectVersion?VersionId";
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

/** By action prefix, then operation; `operation.VARIANT` for one form of it. */
const LINES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "access-analyzer": { GetFindingV2: "GetFinding", ListFindingsV2: "ListFindings" },
  athena: {
    StartQueryExecution: STARTS_QUERY,
    GetQueryResults: "GetQueryResults",
  },
  bedrock: {
    Converse: "InvokeModel",
    ConverseStream: "InvokeModelWithResponseStream",
    InvokeModelWithBidirectionalStream: "InvokeModel",
    RetrieveAndGenerate: "RetrieveAndGenerate Retrieve InvokeModel",
    RetrieveAndGenerateStream: "RetrieveAndGenerate Retrieve InvokeModel",
    StartAsyncInvoke: "InvokeModel",
  },
  budgets: {
    CreateBudget: "ModifyBudget",
    CreateNotification: "ModifyBudget",
    CreateSubscriber: "ModifyBudget",
    DeleteBudget: "ModifyBudget",
    DescribeBudget: "ViewBudget",
    DescribeBudgets: "ViewBudget",
    DescribeNotificationsForBudget: "ViewBudget",
    UpdateBudget: "ModifyBudget",
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
  "cognito-idp": {
    // Calls that a signed-in or unknown user makes: signed by nobody, or not checked against IAM.
    AssociateSoftwareToken: "",
    ChangePassword: "",
    ConfirmForgotPassword: "",
    ConfirmSignUp: "",
    DeleteUser: "",
    ForgotPassword: "",
    GetUser: "",
    GlobalSignOut: "",
    InitiateAuth: "",
    ResendConfirmationCode: "",
    RespondToAuthChallenge: "",
    RevokeToken: "",
    SetUserMFAPreference: "",
    SignUp: "",
    UpdateUserAttributes: "",
    VerifySoftwareToken: "",
    VerifyUserAttribute: "",
  },
  "cognito-identity": {
    GetCredentialsForIdentity: "",
    GetId: "",
    GetOpenIdToken: "",
    UnlinkIdentity: "",
  },
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
  "execute-api": { DeleteConnection: MANAGE, GetConnection: MANAGE, PostToConnection: MANAGE },
  iam: { UpdateAssumeRolePolicy: "UpdateAssumeRolePolicy" },
  kms: { ReEncrypt: "ReEncryptFrom ReEncryptTo" },
  lambda: {
    CreateFunction: "CreateFunction s3:GetObject@Code.S3Bucket",
    GetLayerVersionByArn: "GetLayerVersion",
    Invoke: "InvokeFunction",
    InvokeAsync: "InvokeFunction",
    InvokeWithResponseStream: "InvokeFunction",
    UpdateFunctionCode: "UpdateFunctionCode s3:GetObject@S3Bucket",
  },
  "neptune-db": {
    ExecuteGremlinQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
    ExecuteOpenCypherQuery: "DeleteDataViaQuery ReadDataViaQuery WriteDataViaQuery",
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
    StartCelebrityRecognition: `StartCelebrityRecognition ${VIDEO}`,
    StartContentModeration: `StartContentModeration ${VIDEO}`,
    StartFaceDetection: `StartFaceDetection ${VIDEO}`,
    StartFaceSearch: `StartFaceSearch ${VIDEO}`,
    StartLabelDetection: `StartLabelDetection ${VIDEO}`,
    StartSegmentDetection: `StartSegmentDetection ${VIDEO}`,
    StartTextDetection: `StartTextDetection ${VIDEO}`,
  },
  s3: {
    CompleteMultipartUpload: "PutObject",
    Copy: `${WRITES_OBJECT} GetObject@CopySource`,
    CopyObject: `${WRITES_OBJECT} GetObject@CopySource`,
    CreateMultipartUpload: WRITES_OBJECT,
    DeleteBucketAnalyticsConfiguration: "PutAnalyticsConfiguration",
    DeleteBucketCors: "PutBucketCORS",
    DeleteBucketEncryption: "PutEncryptionConfiguration",
    DeleteBucketInventoryConfiguration: "PutInventoryConfiguration",
    DeleteBucketLifecycle: "PutLifecycleConfiguration",
    DeleteBucketMetricsConfiguration: "PutMetricsConfiguration",
    DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
    DeleteBucketReplication: "PutReplicationConfiguration",
    DeleteBucketTagging: "PutBucketTagging",
    DeleteObject:
      "DeleteObject!VersionId DeleteObjectVersion?VersionId BypassGovernanceRetention?BypassGovernanceRetention",
    DeleteObjectTagging: "DeleteObjectTagging!VersionId DeleteObjectVersionTagging?VersionId",
    DeleteObjectVersions: "DeleteObject DeleteObjectVersion",
    DeleteObjects: "DeleteObject",
    DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
    DownloadFile: READS_OBJECT,
    DownloadFileobj: READS_OBJECT,
    GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
    GetBucketAnalyticsConfiguration: "GetAnalyticsConfiguration",
    GetBucketCors: "GetBucketCORS",
    GetBucketEncryption: "GetEncryptionConfiguration",
    GetBucketInventoryConfiguration: "GetInventoryConfiguration",
    GetBucketLifecycle: "GetLifecycleConfiguration",
    GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
    GetBucketMetricsConfiguration: "GetMetricsConfiguration",
    GetBucketNotificationConfiguration: "GetBucketNotification",
    GetBucketReplication: "GetReplicationConfiguration",
    GetObject: READS_OBJECT,
    GetObjectAttributes: "GetObject GetObjectAttributes",
    GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
    GetObjectTagging: "GetObjectTagging!VersionId GetObjectVersionTagging?VersionId",
    GetPublicAccessBlock: "GetBucketPublicAccessBlock",
    HeadBucket: "ListBucket",
    HeadObject: READS_OBJECT,
    ListBuckets: "ListAllMyBuckets~",
    ListDirectoryBuckets: "s3express:ListAllMyDirectoryBuckets~",
    ListMultipartUploads: "ListBucketMultipartUploads",
    ListObjectVersions: "ListBucketVersions",
    ListObjects: "ListBucket",
    ListObjectsV2: "ListBucket",
    ListParts: "ListMultipartUploadParts",
    PostObject: WRITES_OBJECT,
    PutBucketAccelerateConfiguration: "PutAccelerateConfiguration",
    PutBucketAnalyticsConfiguration: "PutAnalyticsConfiguration",
    PutBucketCors: "PutBucketCORS",
    PutBucketEncryption: "PutEncryptionConfiguration",
    PutBucketInventoryConfiguration: "PutInventoryConfiguration",
    PutBucketLifecycle: "PutLifecycleConfiguration",
    PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
    PutBucketMetricsConfiguration: "PutMetricsConfiguration",
    PutBucketNotificationConfiguration: "PutBucketNotification",
    PutBucketReplication: "PutReplicationConfiguration",
    PutObject: WRITES_OBJECT,
    PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
    PutPublicAccessBlock: "PutBucketPublicAccessBlock",
    SelectObjectContent: "GetObject",
    Upload: WRITES_OBJECT,
    UploadFile: WRITES_OBJECT,
    UploadFileobj: WRITES_OBJECT,
    UploadPart: "PutObject",
    UploadPartCopy: "PutObject GetObject@CopySource",
    WriteGetObjectResponse: "s3-object-lambda:WriteGetObjectResponse~",
  },
  ses: {
    SendBulkEmail: "SendBulkEmail SendEmail",
    SendBulkTemplatedEmail: "SendBulkTemplatedEmail",
  },
  sns: { PublishBatch: "Publish" },
  sqs: {
    ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
    DeleteMessageBatch: "DeleteMessage",
    SendMessageBatch: "SendMessage",
  },
  ssm: {
    GetParameter: "GetParameter kms:Decrypt~?WithDecryption",
    GetParameterHistory: "GetParameterHistory kms:Decrypt~?WithDecryption",
    GetParameters: "GetParameters kms:Decrypt~?WithDecryption",
    GetParametersByPath: "GetParametersByPath kms:Decrypt~?WithDecryption",
    PutParameter: "PutParameter kms:Encrypt~?Type=SecureString",
  },
  sts: { DecodeAuthorizationMessage: "DecodeAuthorizationMessage", GetCallerIdentity: "", GetSessionToken: "" },
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
    DescribeEndpoints: "DescribeEndpoints~",
    Query: "Select DescribeEndpoints~",
    WriteRecords: "WriteRecords DescribeEndpoints~",
  },
  transcribe: {
    StartTranscriptionJob: "StartTranscriptionJob s3:GetObject@Media.MediaFileUri s3:PutObject@OutputBucketName",
  },
  translate: { TranslateText: "TranslateText comprehend:DetectDominantLanguage~?SourceLanguageCode=auto" },
};

/** API Gateway's control plane is governed by the HTTP method of each call. */
const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^(?:Get|Export|List)/, "GET"],
  [/^(?:Delete|Flush|Reset)/, "DELETE"],
  [/^Update/, "PATCH"],
  [/^(?:Put|Import\w*Update|Tag|Reimport)/, "PUT"],
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
