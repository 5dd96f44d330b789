// What a function sends reaches the functions whose filters let it through, and no others.
import { expect, test } from "vitest";
import { reachedFunctions, type TwoFunctions } from "./two-functions.ts";

const kind = (pattern: string) =>
  `{ Rows: { Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST, FilterCriteria: { Filters: [{ Pattern: '{"dynamodb": {"NewImage": {"kind": {"S": [${pattern}]}}}}' }] } } } }`;
const rule = (word: string) =>
  `{ Rule: { Type: EventBridgeRule, Properties: { EventBusName: !Ref Bus, Pattern: { detail-type: [${word}] } } } }`;
const upload = (prefix: string) =>
  `{ Put: { Type: S3, Properties: { Bucket: !Ref Uploads, Events: "s3:ObjectCreated:*", Filter: { S3Key: { Rules: [{ Name: prefix, Value: ${prefix} }] } } } } }`;
const message = (word: string) =>
  `{ Sns: { Type: SNS, Properties: { Topic: !Ref Topic, FilterPolicy: { kind: [${word}] } } } }`;

/** Two functions that do the same; what starts them differs. */
const TABLE = {
  functions: { A: kind('"ticket"'), B: kind('"system"') },
  resources:
    "  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: rows, StreamSpecification: { StreamViewType: NEW_IMAGE } } }",
};
const BUS = {
  functions: { A: rule("Made"), B: rule("Counted") },
  resources: "  Bus: { Type: AWS::Events::EventBus, Properties: { Name: shop } }",
};
const BUCKET = {
  functions: { A: upload("in/"), B: upload("out/") },
  resources: "  Uploads: { Type: AWS::S3::Bucket, Properties: { BucketName: shop-uploads } }",
};
const TOPIC = {
  functions: { A: message("ticket"), B: message("system") },
  resources: "  Topic: { Type: AWS::SNS::Topic }",
  environment: "TOPIC: !Ref Topic",
};

const ROWS_PY = (item: string, put = "") => `
import os, boto3
table = boto3.resource("dynamodb").Table("rows")
client = boto3.client("dynamodb")
def start(event, context):
    item = ${item}
    ${put || "table.put_item(Item=item)"}
def a(event, context):
    os.system(event["Records"][0]["dynamodb"]["NewImage"]["text"]["S"])
b = a
`;
const TYPED_PUT = 'client.put_item(TableName="rows", Item=item)';

const ROWS_JS = (put: string) => `
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } = require("@aws-sdk/lib-dynamodb");
const { unmarshall, marshall } = require("@aws-sdk/util-dynamodb");
const { exec } = require("child_process");
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = "rows";
exports.start = async (event) => {
  const { text } = JSON.parse(event.body);
  ${put}
};
exports.a = async (event) => event.Records.forEach((record) => exec(unmarshall(record.dynamodb.NewImage).text));
exports.b = exports.a;
`;

const EVENTS_JS = (publish: string) => `
const { EventBridgeClient, PutEventsCommand } = require("@aws-sdk/client-eventbridge");
const { exec } = require("child_process");
class Publisher {
  constructor(client) { this.client = client; }
  async publish(type, detail) {
    await this.client.send(new PutEventsCommand({ Entries: [{ EventBusName: "shop", Source: "shop", DetailType: type, Detail: JSON.stringify({ data: detail }) }] }));
  }
}
const publisher = new Publisher(new EventBridgeClient({}));
const client = new EventBridgeClient({});
exports.start = async (event) => {
  const body = JSON.parse(event.body);
  ${publish}
};
exports.a = async (event) => exec("say " + event.detail.data.text);
exports.b = exports.a;
`;

const LINKS_JS = (link: string, sink: string) => `
const { S3Client, PutObjectCommand, GetObjectCommand } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const { createPresignedPost } = require("@aws-sdk/s3-presigned-post");
const { exec } = require("child_process");
const { randomUUID } = require("crypto");
const AWS = require("aws-sdk");
const old = new AWS.S3();
const s3 = new S3Client({});
const Bucket = "shop-uploads";
exports.start = async (event) => {
  const { name } = JSON.parse(event.body);
  return ${link};
};
exports.a = async (event) => {
  const { key } = event.Records[0].s3.object;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
  exec(${sink});
};
exports.b = exports.a;
`;
const CONTENT = "await Body.transformToString()";

const LINKS_PY = (link: string, sink = 's3.get_object(Bucket="shop-uploads", Key=key)["Body"].read().decode()') => `
import os, uuid, boto3
s3 = boto3.client("s3")
def start(event, context):
    return {"statusCode": 200, "body": str(${link})}
def a(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]
    os.system(${sink})
b = a
`;

const MESSAGES_PY = (publish: string) => `
import os, boto3
sns = boto3.client("sns")
def start(event, context):
    text = event["body"]
    ${publish}
def a(event, context):
    os.system(event["Records"][0]["Sns"]["Message"])
b = a
`;
const entry = (word: string) =>
  `{"Id": "1", "Message": text, "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "${word}"}}}`;

const SCHEDULED = { functions: { A: "", B: "" }, environment: "TARGET: !GetAtt A.Arn" };
const SCHEDULE_JS = (input: string) => `
const { SchedulerClient, CreateScheduleCommand } = require("@aws-sdk/client-scheduler");
const { exec } = require("child_process");
const scheduler = new SchedulerClient({});
exports.start = async (event) => {
  const { text, at } = JSON.parse(event.body);
  const Target = { Arn: process.env.TARGET, RoleArn: "arn:aws:iam::123456789012:role/run", Input: JSON.stringify(${input}) };
  await scheduler.send(new CreateScheduleCommand({ Name: "once", ScheduleExpression: "at(2030-01-01T00:00:00)", Target }));
};
exports.a = async (event) => exec("say " + event.text);
exports.b = exports.a;
`;
const TARGETS_PY = `
import json, os, boto3
events = boto3.client("events")
def start(event, context):
    text = json.loads(event["body"])["text"]
    events.put_targets(Rule="later", Targets=[{"Id": "1", "Arn": os.environ["TARGET"], "Input": json.dumps({"text": text})}])
def a(event, context):
    os.system(event["text"])
b = a
`;

const py = (app: Omit<TwoFunctions, "language" | "code">, code: string, ...reached: readonly string[]) => ({
  app: { ...app, language: "py" as const, code },
  reached,
});
const js = (app: Omit<TwoFunctions, "language" | "code">, code: string, ...reached: readonly string[]) => ({
  app: { ...app, language: "js" as const, code },
  reached,
});

test.each(
  Object.entries({
    "the image of an item, plain values": py(
      TABLE,
      ROWS_PY('{"id": "1", "kind": "ticket", "text": event["body"]}'),
      "A",
    ),
    "the image of an item, typed values": py(
      TABLE,
      ROWS_PY('{"id": {"S": "1"}, "kind": {"S": "system"}, "text": {"S": event["body"]}}', TYPED_PUT),
      "B",
    ),
    "an item without the attribute": py(TABLE, ROWS_PY('{"id": "1", "text": event["body"]}')),
    "an attribute of the sender": py(
      TABLE,
      ROWS_PY('{"id": "1", "kind": event["headers"]["kind"], "text": event["body"]}'),
      "A",
      "B",
    ),
    "items of a transaction, one by one": js(
      TABLE,
      ROWS_JS(
        'await db.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: { kind: "ticket", text } } }, { Put: { TableName, Item: { kind: "system", at: 1 } } }] }));',
      ),
      "A",
    ),
    "an item put together before": js(
      TABLE,
      ROWS_JS(
        'const base = { kind: "system" }; await db.send(new PutCommand({ TableName, Item: { ...base, text } }));',
      ),
      "B",
    ),
    "a type given to a publisher": js(BUS, EVENTS_JS('await publisher.publish("Made", body);'), "A"),
    "two types given to one publisher": js(
      BUS,
      EVENTS_JS('await publisher.publish("Made", { at: 1 }); await publisher.publish("Counted", body);'),
      "B",
    ),
    "the same data under two types": js(
      BUS,
      EVENTS_JS('await publisher.publish("Made", body); await publisher.publish("Counted", body);'),
      "A",
      "B",
    ),
    "a type of the sender": js(BUS, EVENTS_JS("await publisher.publish(body.type, body);"), "A", "B"),
    "entries of one call": js(
      BUS,
      EVENTS_JS(
        'const of = (DetailType, Detail) => ({ EventBusName: "shop", Source: "shop", DetailType, Detail }); await client.send(new PutEventsCommand({ Entries: [of("Made", JSON.stringify({ data: { text: "x" } })), of("Counted", JSON.stringify({ data: body }))] }));',
      ),
      "B",
    ),
    "a link to upload under a fixed prefix": js(
      BUCKET,
      LINKS_JS(
        "getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: `in/${randomUUID()}` }), { expiresIn: 60 })",
        CONTENT,
      ),
      "A",
    ),
    "whose key the client does not choose": js(
      BUCKET,
      LINKS_JS("getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: `in/${randomUUID()}` }))", '"scan " + key'),
    ),
    "whose key the client chooses": js(
      BUCKET,
      LINKS_JS("getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: `in/${name}` }))", '"scan " + key'),
      "A",
    ),
    "a form to upload": js(
      BUCKET,
      LINKS_JS("createPresignedPost(s3, { Bucket, Key: `out/${randomUUID()}` })", CONTENT),
      "B",
    ),
    "a form to upload with the name of the file": js(
      BUCKET,
      LINKS_JS('createPresignedPost(s3, { Bucket, Key: "out/${filename}" })', '"scan " + key'),
      "B",
    ),
    "a link to download": js(
      BUCKET,
      LINKS_JS('getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "in/a" }))', CONTENT),
    ),
    "a form of version 2 of the SDK": js(
      BUCKET,
      LINKS_JS('old.createPresignedPost({ Bucket, Fields: { key: "in/" + randomUUID() } })', CONTENT),
      "A",
    ),
    "a link of version 2 of the SDK": js(
      BUCKET,
      LINKS_JS('old.getSignedUrlPromise("putObject", { Bucket, Key: "in/" + randomUUID() })', CONTENT),
      "A",
    ),
    "a link of boto3": py(
      BUCKET,
      LINKS_PY(
        's3.generate_presigned_url("put_object", Params={"Bucket": "shop-uploads", "Key": f"in/{uuid.uuid4()}"})',
      ),
      "A",
    ),
    "a form of boto3": py(
      BUCKET,
      LINKS_PY('s3.generate_presigned_post("shop-uploads", "out/" + str(uuid.uuid4()))'),
      "B",
    ),
    "a form of boto3 whose key is fixed": py(
      BUCKET,
      LINKS_PY('s3.generate_presigned_post(Bucket="shop-uploads", Key=f"out/{uuid.uuid4()}")', '"scan " + key'),
    ),
    "content that is made a text": js(
      BUCKET,
      LINKS_JS(
        'old.getSignedUrl("putObject", { Bucket, Key: "in/" + randomUUID() })',
        '(await old.getObject({ Bucket, Key: key }).promise()).Body.toString("utf-8")',
      ),
      "A",
    ),
    "the input of a schedule": js(SCHEDULED, SCHEDULE_JS("{ text }"), "A"),
    "another part of the input of a schedule": js(SCHEDULED, SCHEDULE_JS('{ text: "on time", at }')),
    "the input of a rule's target": py(SCHEDULED, TARGETS_PY, "A"),
    "attributes of a message": py(
      TOPIC,
      MESSAGES_PY(
        'sns.publish(TopicArn=os.environ["TOPIC"], Message=text, MessageAttributes={"kind": {"DataType": "String", "StringValue": "ticket"}})',
      ),
      "A",
    ),
    "a list among the attributes of a message": py(
      TOPIC,
      MESSAGES_PY(
        'sns.publish(TopicArn=os.environ["TOPIC"], Message=text, MessageAttributes={"kind": {"DataType": "String.Array", "StringValue": "[\\"ticket\\", \\"x\\"]"}})',
      ),
      "A",
      "B",
    ),
    "attributes of the messages of a batch": py(
      TOPIC,
      MESSAGES_PY(`sns.publish_batch(TopicArn=os.environ["TOPIC"], PublishBatchRequestEntries=[${entry("system")}])`),
      "B",
    ),
  }),
)("%s", (_name, { app, reached }) => {
  expect(reachedFunctions(app)).toEqual(reached);
});
