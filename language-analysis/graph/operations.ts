// What an SDK operation does on the map and which IAM actions it needs. Default: the action is `service:Operation`; listed is
// what departs from it. Source: Service Authorization Reference; API references of the services.
import type { EdgeKind } from "../model/app-map.ts";

export interface OperationShape {
  readonly kind: Extract<EdgeKind, "reads" | "writes" | "publishes" | "invokes" | "connects">;
  /** Sorted. */
  readonly actions: readonly string[];
}

/** SDK service word -> prefix of its IAM actions, where they differ. */
const ACTION_PREFIX: Readonly<Record<string, string>> = {
  sfn: "states",
  stepfunctions: "states",
  eventbridge: "events",
  cloudwatchevents: "events",
  "iot-data": "iot",
  iotdata: "iot",
  opensearch: "es",
  sesv2: "ses",
  cognito: "cognito-idp",
  "dynamodb-streams": "dynamodb",
  apigatewaymanagementapi: "execute-api",
};

const ACTIONS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  s3: {
    ListObjects: ["s3:ListBucket"],
    ListObjectsV2: ["s3:ListBucket"],
    ListObjectVersions: ["s3:ListBucketVersions"],
    HeadObject: ["s3:GetObject"],
    HeadBucket: ["s3:ListBucket"],
    SelectObjectContent: ["s3:GetObject"],
    DownloadFile: ["s3:GetObject"],
    DownloadFileobj: ["s3:GetObject"],
    Upload: ["s3:PutObject"],
    UploadFile: ["s3:PutObject"],
    UploadFileobj: ["s3:PutObject"],
    PostObject: ["s3:PutObject"],
    CopyObject: ["s3:GetObject", "s3:PutObject"],
    Copy: ["s3:GetObject", "s3:PutObject"],
    DeleteObjects: ["s3:DeleteObject"],
    CreateMultipartUpload: ["s3:PutObject"],
    UploadPart: ["s3:PutObject"],
    CompleteMultipartUpload: ["s3:PutObject"],
    AbortMultipartUpload: ["s3:AbortMultipartUpload"],
    ListBuckets: ["s3:ListAllMyBuckets"],
  },
  dynamodb: {
    Get: ["dynamodb:GetItem"],
    Put: ["dynamodb:PutItem"],
    Update: ["dynamodb:UpdateItem"],
    Delete: ["dynamodb:DeleteItem"],
    BatchGet: ["dynamodb:BatchGetItem"],
    BatchWrite: ["dynamodb:BatchWriteItem"],
    BatchWriter: ["dynamodb:BatchWriteItem"],
    TransactGet: ["dynamodb:GetItem"],
    TransactGetItems: ["dynamodb:GetItem"],
    TransactWrite: ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
    TransactWriteItems: [
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
    ],
    ExecuteStatement: [
      "dynamodb:PartiQLDelete",
      "dynamodb:PartiQLInsert",
      "dynamodb:PartiQLSelect",
      "dynamodb:PartiQLUpdate",
    ],
  },
  lambda: {
    Invoke: ["lambda:InvokeFunction"],
    InvokeAsync: ["lambda:InvokeFunction"],
    InvokeWithResponseStream: ["lambda:InvokeFunction"],
  },
  sqs: {
    SendMessageBatch: ["sqs:SendMessage"],
    DeleteMessageBatch: ["sqs:DeleteMessage"],
    ChangeMessageVisibilityBatch: ["sqs:ChangeMessageVisibility"],
  },
  sns: { PublishBatch: ["sns:Publish"] },
  ses: {
    SendEmail: ["ses:SendEmail"],
    SendBulkEmail: ["ses:SendEmail"],
  },
  "execute-api": {
    PostToConnection: ["execute-api:ManageConnections"],
    GetConnection: ["execute-api:ManageConnections"],
    DeleteConnection: ["execute-api:ManageConnections"],
  },
  ssm: { GetParametersByPath: ["ssm:GetParametersByPath"] },
};

const PUBLISHING: Readonly<Record<string, RegExp>> = {
  sns: /^Publish/,
  sqs: /^SendMessage/,
  events: /^PutEvents/,
  kinesis: /^PutRecords?$/,
  firehose: /^PutRecord/,
  iot: /^Publish/,
  kafka: /^(?:Send|Produce)/,
  mq: /^Send/,
  "execute-api": /^PostToConnection/,
};

const INVOKING: Readonly<Record<string, RegExp>> = {
  lambda: /^Invoke/,
  states: /^Start(?:Sync)?Execution/,
};

const READING =
  /^(?:Get|BatchGet|TransactGet|List|Describe|Query|Scan|Select|Head|Receive|Download|Lookup|Search|Detect|Poll|Retrieve|Admin(?:Get|List)|Decrypt|Verify|Sign|Check|Batch(?:Detect|Check))/;

/** `service` as SDK facts name it; any case of the first letter. */
export function operationShape(service: string, operation: string): OperationShape {
  const prefix = ACTION_PREFIX[service] ?? service;
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const own = ACTIONS[prefix];
  const actions = own && Object.hasOwn(own, name) ? (own[name] ?? []) : [`${prefix}:${name}`];
  const kind = PUBLISHING[prefix]?.test(name)
    ? "publishes"
    : INVOKING[prefix]?.test(name)
      ? "invokes"
      : READING.test(name)
        ? "reads"
        : "writes";
  return { kind, actions };
}

/** Operations of the account, not of one resource: no edge, and nothing unresolved. */
export function isAccountOperation(operation: string): boolean {
  return /^(?:List(?:Tables|Buckets|Queues|Topics|Functions|Streams|UserPools|Secrets|Keys|Aliases|StateMachines|Rules|EventBuses|Roles|Users)|GetCallerIdentity|Describe(?:Parameters|Endpoints|Limits)|GetRandomPassword|GenerateRandom|CreateTable|CreateBucket|CreateQueue|CreateTopic|Waiter|GetPaginator|GetWaiter)$/.test(
    operation,
  );
}
