// What a task's `Resource` calls: service, operation, the IAM actions it needs, and the parameter that names what is used.
// Source: Step Functions Developer Guide, "Integrating services", "AWS SDK service integrations", "IAM policies for integrated services".
import type { EdgeKind, NodeKind } from "../../model/app-map.ts";
import { lookup } from "../lookup.ts";

export interface Integration {
  /** Sorted. */
  readonly actions: readonly string[];
  /** Absent when what is used is no node of the map. */
  readonly target?: {
    readonly edge: EdgeKind;
    readonly kind: NodeKind;
    readonly service: string;
    /** Paths below the state's parameters. */
    readonly parameters: readonly string[];
  };
}

interface Service {
  readonly kind: NodeKind;
  readonly service: string;
  readonly parameters: readonly string[];
  /** Operations whose edge is not `reads` or `writes`. */
  readonly edges?: readonly (readonly [operation: RegExp, edge: EdgeKind])[];
}

const SERVICES: Readonly<Record<string, Service>> = {
  lambda: { kind: "function", service: "lambda", parameters: ["FunctionName"], edges: [[/^invoke/i, "invokes"]] },
  states: {
    kind: "workflow",
    service: "states",
    parameters: ["StateMachineArn"],
    edges: [[/^start(sync)?execution/i, "invokes"]],
  },
  sqs: { kind: "channel", service: "sqs", parameters: ["QueueUrl"], edges: [[/^sendmessage/i, "publishes"]] },
  sns: { kind: "channel", service: "sns", parameters: ["TopicArn", "TargetArn"], edges: [[/^publish/i, "publishes"]] },
  kinesis: {
    kind: "channel",
    service: "kinesis",
    parameters: ["StreamName", "StreamARN"],
    edges: [[/^putrecord/i, "publishes"]],
  },
  firehose: {
    kind: "channel",
    service: "firehose",
    parameters: ["DeliveryStreamName"],
    edges: [[/^putrecord/i, "publishes"]],
  },
  events: {
    kind: "channel",
    service: "events",
    parameters: ["Entries.EventBusName"],
    edges: [[/^putevents/i, "publishes"]],
  },
  batch: { kind: "channel", service: "batch", parameters: ["JobQueue"], edges: [[/^submitjob/i, "publishes"]] },
  dynamodb: {
    kind: "store",
    service: "dynamodb",
    parameters: ["TableName", "RequestItems", "TransactItems"],
  },
  s3: { kind: "store", service: "s3", parameters: ["Bucket"] },
  ecs: { kind: "external", service: "ecs", parameters: ["TaskDefinition"], edges: [[/^runtask/i, "invokes"]] },
  logs: { kind: "store", service: "logs", parameters: ["LogGroupName"] },
  athena: { kind: "store", service: "athena", parameters: ["WorkGroup"] },
  "rds-data": { kind: "store", service: "rds", parameters: ["ResourceArn"] },
  "redshift-data": { kind: "store", service: "redshift", parameters: ["ClusterIdentifier", "WorkgroupName"] },
  secretsmanager: { kind: "secret", service: "secretsmanager", parameters: ["SecretId"] },
  ssm: { kind: "secret", service: "ssm", parameters: ["Name"] },
  kms: { kind: "secret", service: "kms", parameters: ["KeyId"] },
  "cognito-idp": { kind: "identity", service: "cognito", parameters: ["UserPoolId"] },
  "execute-api": { kind: "endpoint", service: "apigateway", parameters: ["ApiEndpoint"], edges: [[/./, "connects"]] },
};

/** SDK names of services whose IAM prefix is another one. */
const PREFIXES: Readonly<Record<string, string>> = {
  sfn: "states",
  eventbridge: "events",
  cloudwatchlogs: "logs",
  cloudwatchevents: "events",
  rdsdata: "rds-data",
  redshiftdata: "redshift-data",
  cognitoidentityprovider: "cognito-idp",
  cognitoidentity: "cognito-identity",
  apigateway: "execute-api",
  elasticmapreduce: "elasticmapreduce",
  emr: "elasticmapreduce",
  "emr-containers": "emr-containers",
  "emr-serverless": "emr-serverless",
  sesv2: "ses",
  bedrockruntime: "bedrock",
  bedrockagentruntime: "bedrock",
  dynamodbstreams: "dynamodb",
  applicationautoscaling: "application-autoscaling",
  elasticloadbalancingv2: "elasticloadbalancing",
  mediaconvert: "mediaconvert",
  costexplorer: "ce",
  efs: "elasticfilesystem",
  opensearch: "es",
  organizations: "organizations",
};

/** Operations whose IAM action has another name, or needs more than one. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "lambda:Invoke": ["lambda:InvokeFunction"],
  "s3:CopyObject": ["s3:GetObject", "s3:PutObject"],
  "s3:DeleteObjects": ["s3:DeleteObject"],
  "s3:HeadBucket": ["s3:ListBucket"],
  "s3:HeadObject": ["s3:GetObject"],
  "s3:ListObjects": ["s3:ListBucket"],
  "s3:ListObjectsV2": ["s3:ListBucket"],
  "dynamodb:TransactWriteItems": [
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
  ],
  "dynamodb:TransactGetItems": ["dynamodb:GetItem"],
  "sqs:SendMessageBatch": ["sqs:SendMessage"],
  "sns:PublishBatch": ["sns:Publish"],
  "bedrock:Converse": ["bedrock:InvokeModel"],
};

/** What `.sync` asks for and stops besides. */
const SYNCHRONOUS: Readonly<Record<string, readonly string[]>> = {
  "states:StartExecution": ["states:DescribeExecution", "states:StopExecution"],
  "batch:SubmitJob": ["batch:DescribeJobs", "batch:TerminateJob"],
  "ecs:RunTask": ["ecs:DescribeTasks", "ecs:StopTask"],
  "glue:StartJobRun": ["glue:BatchStopJobRun", "glue:GetJobRun", "glue:GetJobRuns"],
  "athena:StartQueryExecution": ["athena:GetQueryExecution", "athena:StopQueryExecution"],
  "codebuild:StartBuild": ["codebuild:BatchGetBuilds", "codebuild:StopBuild"],
  "sagemaker:CreateTrainingJob": ["sagemaker:DescribeTrainingJob", "sagemaker:StopTrainingJob"],
  "sagemaker:CreateTransformJob": ["sagemaker:DescribeTransformJob", "sagemaker:StopTransformJob"],
  "elasticmapreduce:CreateCluster": ["elasticmapreduce:DescribeCluster", "elasticmapreduce:TerminateJobFlows"],
  "databrew:StartJobRun": ["databrew:ListJobRuns", "databrew:StopJobRun"],
};

const READING = /^(?:batchget|get|list|describe|query|scan|head|select|search|detect|admin(?:get|list))/i;

/** Undefined for a resource that is no service integration: a function's ARN, an activity. */
export function integrationOf(resource: string): Integration | undefined {
  const [, isSdk, sdkName = "", operation = "", pattern = ""] =
    /^arn:[^:]*:states:[^:]*:[^:]*:(aws-sdk:)?([\w-]+):(\w+)(\.[\w:.-]+)?$/i.exec(resource) ?? [];
  if (operation === "" || (isSdk === undefined && /^(?:activity|stateMachine)$/i.test(sdkName))) return undefined;
  const lower = sdkName.toLowerCase();
  const prefix = lookup(PREFIXES, lower) ?? lower;
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const action = `${prefix}:${name}`;
  const own = lookup(ACTIONS, action) ?? [action];
  const more = pattern.includes("sync") ? (lookup(SYNCHRONOUS, action) ?? []) : [];
  const actions = [...own, ...more].sort();
  const service = lookup(SERVICES, prefix);
  if (!service) return { actions };
  const { kind, parameters, edges = [] } = service;
  const edge = edges.find(([shape]) => shape.test(operation))?.[1] ?? (READING.test(operation) ? "reads" : "writes");
  return { actions, target: { edge, kind, service: service.service, parameters } };
}
