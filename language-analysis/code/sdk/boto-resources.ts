// Resource objects of boto3: how they are made, and the operation behind each of their actions.
// Source: Boto3 documentation, "Resources" of each service. `objects`, `tables` and the like are collections.
import { MODEL_ROOTS, MODEL_TYPES } from "./boto-resource-models.ts";

export interface ResourceType {
  /** Argument of the operation that the object's identifier stands for. */
  readonly argument: string;
  /** Actions, and the operations each sends, a space between two. */
  readonly actions: Readonly<Record<string, string>>;
  /** Actions and attributes that give an object which stands for the same resource. */
  readonly related?: Readonly<Record<string, string>>;
  /** Positional arguments of actions by the name that the operation gives them. */
  readonly positions?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  "dynamodb.Table": {
    argument: "TableName",
    actions: {
      batch_writer: "BatchWriteItem",
      delete: "DeleteTable",
      delete_item: "DeleteItem",
      get_item: "GetItem",
      load: "DescribeTable",
      put_item: "PutItem",
      query: "Query",
      reload: "DescribeTable",
      scan: "Scan",
      update: "UpdateTable",
      update_item: "UpdateItem",
      wait_until_exists: "DescribeTable",
      wait_until_not_exists: "DescribeTable",
    },
    related: { batch_writer: "BatchWriter" },
  },
  "dynamodb.BatchWriter": {
    argument: "TableName",
    actions: { delete_item: "BatchWriteItem", put_item: "BatchWriteItem" },
  },
  "s3.Bucket": {
    argument: "Bucket",
    actions: {
      copy: "CopyObject",
      create: "CreateBucket",
      delete: "DeleteBucket",
      delete_objects: "DeleteObjects",
      download_file: "GetObject",
      download_fileobj: "GetObject",
      put_object: "PutObject",
      upload_file: "PutObject",
      upload_fileobj: "PutObject",
      wait_until_exists: "HeadBucket",
    },
    related: {
      Acl: "BucketAcl",
      Cors: "BucketCors",
      Object: "Object",
      Policy: "BucketPolicy",
      Website: "BucketWebsite",
      object_versions: "ObjectVersionCollection",
      objects: "ObjectCollection",
    },
    positions: { copy: { CopySource: 0 } },
  },
  "s3.BucketAcl": { argument: "Bucket", actions: { load: "GetBucketAcl", put: "PutBucketAcl" } },
  "s3.BucketCors": {
    argument: "Bucket",
    actions: { delete: "DeleteBucketCors", load: "GetBucketCors", put: "PutBucketCors" },
  },
  "s3.BucketPolicy": {
    argument: "Bucket",
    actions: { delete: "DeleteBucketPolicy", load: "GetBucketPolicy", put: "PutBucketPolicy" },
  },
  "s3.BucketWebsite": {
    argument: "Bucket",
    actions: { delete: "DeleteBucketWebsite", load: "GetBucketWebsite", put: "PutBucketWebsite" },
  },
  "s3.ObjectCollection": {
    argument: "Bucket",
    actions: {
      all: "ListObjects",
      delete: "ListObjects DeleteObjects",
      filter: "ListObjects",
      limit: "ListObjects",
      page_size: "ListObjects",
    },
    related: {
      all: "ObjectCollection",
      filter: "ObjectCollection",
      limit: "ObjectCollection",
      page_size: "ObjectCollection",
    },
  },
  "s3.ObjectVersionCollection": {
    argument: "Bucket",
    actions: {
      all: "ListObjectVersions",
      delete: "ListObjectVersions DeleteObjectVersions",
      filter: "ListObjectVersions",
    },
    related: { all: "ObjectVersionCollection", filter: "ObjectVersionCollection" },
  },
  "s3.Object": {
    argument: "Bucket",
    actions: {
      copy: "CopyObject",
      copy_from: "CopyObject",
      delete: "DeleteObject",
      download_file: "GetObject",
      download_fileobj: "GetObject",
      get: "GetObject",
      initiate_multipart_upload: "CreateMultipartUpload",
      load: "HeadObject",
      put: "PutObject",
      reload: "HeadObject",
      upload_file: "PutObject",
      upload_fileobj: "PutObject",
      wait_until_exists: "HeadObject",
    },
    related: { Acl: "ObjectAcl", Object: "Object" },
    positions: { copy: { CopySource: 0 } },
  },
  "s3.ObjectAcl": { argument: "Bucket", actions: { load: "GetObjectAcl", put: "PutObjectAcl" } },
  "s3.ObjectSummary": {
    argument: "Bucket",
    actions: { delete: "DeleteObject", get: "GetObject", load: "HeadObject", put: "PutObject" },
    related: { Object: "Object" },
  },
  "sns.Subscription": {
    argument: "SubscriptionArn",
    actions: { delete: "Unsubscribe", load: "GetSubscriptionAttributes", set_attributes: "SetSubscriptionAttributes" },
  },
  "sns.PlatformEndpoint": { argument: "TargetArn", actions: { delete: "DeleteEndpoint", publish: "Publish" } },
  "sns.Topic": {
    argument: "TopicArn",
    actions: {
      delete: "DeleteTopic",
      load: "GetTopicAttributes",
      publish: "Publish",
      set_attributes: "SetTopicAttributes",
      subscribe: "Subscribe",
    },
  },
  "sqs.Message": {
    argument: "QueueUrl",
    actions: { change_visibility: "ChangeMessageVisibility", delete: "DeleteMessage" },
  },
  "sqs.Queue": {
    argument: "QueueUrl",
    actions: {
      delete: "DeleteQueue",
      delete_messages: "DeleteMessageBatch",
      load: "GetQueueAttributes",
      purge: "PurgeQueue",
      receive_messages: "ReceiveMessage",
      send_message: "SendMessage",
      send_messages: "SendMessageBatch",
      set_attributes: "SetQueueAttributes",
    },
    related: { Message: "Message", receive_messages: "Message" },
  },
};

/** Methods of the service resource that send an operation and answer with an object. */
export const RESOURCE_FACTORIES: Readonly<
  Record<string, { readonly operation: string; readonly type: string; readonly argument: string }>
> = {
  "dynamodb.create_table": { operation: "CreateTable", type: "Table", argument: "TableName" },
  "s3.create_bucket": { operation: "CreateBucket", type: "Bucket", argument: "Bucket" },
  "sns.create_topic": { operation: "CreateTopic", type: "Topic", argument: "Name" },
  "sqs.create_queue": { operation: "CreateQueue", type: "Queue", argument: "QueueName" },
  "sqs.get_queue_by_name": { operation: "GetQueueUrl", type: "Queue", argument: "QueueName" },
};

/** Operations of the service resource itself. */
const RESOURCE_OPERATIONS: Readonly<Record<string, string>> = {
  "dynamodb.batch_get_item": "BatchGetItem",
  "dynamodb.batch_write_item": "BatchWriteItem",
};

/** Operation that a method of the service resource sends; absent for methods that only make an object. */
export function rootOperation(service: string, method: string): string | undefined {
  return RESOURCE_OPERATIONS[`${service}.${method}`] ?? resourceRoot(service)?.actions[method];
}

/** Collections of the service resource itself: `s3.buckets`. */
const ROOTS: Readonly<Record<string, ResourceType>> = {
  dynamodb: { argument: "", actions: {}, related: { tables: "ListTables*Table" } },
  s3: { argument: "", actions: {}, related: { buckets: "ListBuckets*Bucket" } },
  sns: {
    argument: "",
    actions: {},
    related: { subscriptions: "ListSubscriptions*Subscription", topics: "ListTopics*Topic" },
  },
  sqs: { argument: "", actions: {}, related: { queues: "ListQueues*Queue" } },
};

export function resourceRoot(service: string): ResourceType | undefined {
  return ROOTS[service] ?? MODEL_ROOTS[service];
}

const COLLECTION_METHODS = ["all", "filter", "limit", "page_size", "pages"];

/** By service and type; `service.Operation*Type` is a collection, whose batch actions are those of its items. */
export function resourceType(name: string): ResourceType | undefined {
  const [, service = "", operation, item = ""] = /^([\w-]+)\.(?:(\w+)\*)?(\w+)$/.exec(name) ?? [];
  if (operation === undefined) return RESOURCE_TYPES[name] ?? MODEL_TYPES[name];
  const own = resourceType(`${service}.${item}`);
  const listing = Object.fromEntries(COLLECTION_METHODS.map((method) => [method, operation]));
  const related = Object.fromEntries(COLLECTION_METHODS.map((method) => [method, `${operation}*${item}`]));
  return { argument: "", actions: { ...own?.actions, ...listing }, related };
}
