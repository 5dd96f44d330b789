// Operations that hand data to others: which argument becomes which part of what the receiver gets. Operations are those of the API
// references, in lower case, behind the service word. Sources: API references of the services; Boto3 documentation.

/** What a receiver sees: an object's key and content, a message's body, subject and attributes, an item's attributes, a function's answer. */
export type PartName = "key" | "content" | "body" | "subject" | "attributes" | "item" | "answer";

export interface SentPart {
  readonly part: PartName;
  /** Argument and the way into it; `*` for every item. */
  readonly from: readonly string[];
}

const part = (name: PartName, from: string): SentPart => ({ part: name, from: from.split(".") });

const MESSAGE = [part("body", "MessageBody"), part("attributes", "MessageAttributes")];
const RECORD = [part("body", "Data")];

export const SENDS: Readonly<Record<string, readonly SentPart[] | undefined>> = {
  "s3.putobject": [part("key", "Key"), part("content", "Body")],
  "s3.copyobject": [part("key", "Key")],
  "sqs.sendmessage": MESSAGE,
  "sqs.sendmessagebatch": [part("body", "Entries.*.MessageBody"), part("attributes", "Entries.*.MessageAttributes")],
  "sns.publish": [part("body", "Message"), part("subject", "Subject"), part("attributes", "MessageAttributes")],
  "sns.publishbatch": [part("body", "PublishBatchRequestEntries.*.Message")],
  "lambda.invoke": [part("body", "Payload")],
  "lambda.invokeasync": [part("body", "InvokeArgs")],
  "states.startexecution": [part("body", "input")],
  "states.startsyncexecution": [part("body", "input")],
  "events.putevents": [part("body", "Entries.*.Detail")],
  "events.puttargets": [part("body", "Targets.*.Input")],
  "scheduler.createschedule": [part("body", "Target.Input")],
  "scheduler.updateschedule": [part("body", "Target.Input")],
  "kinesis.putrecord": RECORD,
  "kinesis.putrecords": [part("body", "Records.*.Data")],
  "firehose.putrecord": [part("body", "Record.Data")],
  "firehose.putrecordbatch": [part("body", "Records.*.Data")],
  "iot.publish": [part("body", "payload")],
  "dynamodb.putitem": [part("item", "Item")],
  "dynamodb.updateitem": [part("item", "AttributeUpdates"), part("item", "Key")],
  "dynamodb.batchwriteitem": [part("item", "Item"), part("item", "RequestItems.*.*.PutRequest.Item")],
  "dynamodb.transactwriteitems": [part("item", "TransactItems.*.Put.Item")],
};

/** Operations that read what others have stored, with the part they read. */
export const STORED_READS: Readonly<Record<string, PartName | undefined>> = {
  "s3.getobject": "content",
  "s3.selectobjectcontent": "content",
  "s3.listobjects": "key",
  "s3.listobjectsv2": "key",
  "dynamodb.getitem": "item",
  "dynamodb.query": "item",
  "dynamodb.scan": "item",
  "dynamodb.batchgetitem": "item",
  "dynamodb.transactgetitems": "item",
  "sqs.receivemessage": "body",
  "kinesis.getrecords": "body",
  "lambda.invoke": "answer",
};

interface Transfer {
  /** Names of the positional arguments, of a client, a bucket and an object. */
  readonly client: readonly string[];
  readonly bucket: readonly string[];
  readonly object: readonly string[];
}

const transfer = (...client: readonly string[]): Transfer => {
  const bucket = client.filter((name) => name !== "Bucket");
  return { client, bucket, object: bucket.filter((name) => name !== "Key") };
};

/** Methods of boto3 that move files. Source: Boto3 documentation, "S3 customizations reference". */
export const TRANSFERS: Readonly<Record<string, Transfer | undefined>> = {
  upload_file: transfer("Filename", "Bucket", "Key"),
  upload_fileobj: transfer("Fileobj", "Bucket", "Key"),
  download_file: transfer("Bucket", "Key", "Filename"),
  download_fileobj: transfer("Bucket", "Key", "Fileobj"),
};
