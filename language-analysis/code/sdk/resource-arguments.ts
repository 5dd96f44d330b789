// Which argument of an operation names the resource. Source: the services' API references.

/** Argument names, most telling first; spellings differ between operations (`stateMachineArn`, `StateMachineArn`). */
const BY_SERVICE: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["restApiId", "ApiId"],
  appsync: ["apiId"],
  athena: ["WorkGroup"],
  batch: ["jobQueue"],
  bedrock: ["modelId", "agentId", "knowledgeBaseId"],
  cloudformation: ["StackName"],
  cloudfront: ["DistributionId", "Id"],
  codebuild: ["projectName", "project"],
  codecommit: ["repositoryName"],
  codepipeline: ["name", "pipelineName"],
  cognito: ["UserPoolId", "ClientId"],
  "cognito-identity": ["IdentityPoolId", "IdentityId"],
  dynamodb: ["TableName", "ResourceArn", "TableArn"],
  "dynamodb-streams": ["StreamArn", "TableName"],
  ecr: ["repositoryName"],
  ecs: ["cluster", "taskDefinition"],
  efs: ["FileSystemId"],
  elasticache: ["CacheClusterId"],
  es: ["DomainName"],
  events: ["EventBusName", "Rule", "Name"],
  "execute-api": ["ConnectionId"],
  firehose: ["DeliveryStreamName"],
  glue: ["JobName", "DatabaseName", "Name"],
  iam: ["RoleName", "UserName", "PolicyArn", "GroupName"],
  iot: ["topic", "thingName"],
  kinesis: ["StreamName", "StreamARN"],
  kms: ["KeyId"],
  lambda: ["FunctionName", "LayerName", "EventSourceArn"],
  lex: ["botId", "botName"],
  logs: ["logGroupName"],
  mediaconvert: ["Queue"],
  rds: ["DBInstanceIdentifier", "DBClusterIdentifier"],
  "rds-data": ["resourceArn"],
  "redshift-data": ["ClusterIdentifier", "WorkgroupName"],
  route53: ["HostedZoneId", "Id"],
  s3: ["Bucket"],
  sagemaker: ["EndpointName"],
  scheduler: ["Name", "GroupName"],
  secretsmanager: ["SecretId", "SecretIdList", "Name"],
  sns: ["TopicArn", "TargetArn", "PlatformApplicationArn", "Name"],
  sqs: ["QueueUrl", "QueueName", "SourceArn"],
  ssm: ["Name", "Names", "Path"],
  states: ["stateMachineArn", "executionArn", "activityArn"],
  sts: ["RoleArn"],
  timestream: ["DatabaseName"],
};

export function resourceArguments(service: string): readonly string[] {
  return Object.hasOwn(BY_SERVICE, service) ? (BY_SERVICE[service] ?? []) : [];
}

/** A list of entries, each of which may name its own resource. */
export interface EntryList {
  /** Argument that holds the list. */
  readonly list: string;
  /** Keys from an entry to the name; `*` steps over one key of any name (`Put`, `Delete`). */
  readonly path: readonly string[];
  /** What an entry without a name means. */
  readonly otherwise?: string;
}

/** Operations that touch several resources in one call. */
export const ENTRY_LISTS: Readonly<Record<string, EntryList>> = {
  "dynamodb:TransactWriteItems": { list: "TransactItems", path: ["*", "TableName"] },
  "dynamodb:TransactGetItems": { list: "TransactItems", path: ["*", "TableName"] },
  "events:PutEvents": { list: "Entries", path: ["EventBusName"], otherwise: "default" },
};

/** Operations whose argument is a map from resource to requests. */
export const KEYED_BY_RESOURCE: Readonly<Record<string, string>> = {
  "dynamodb:BatchGetItem": "RequestItems",
  "dynamodb:BatchWriteItem": "RequestItems",
};
