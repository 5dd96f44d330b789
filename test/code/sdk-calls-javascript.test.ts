import { describe, expect, it } from "vitest";
import { covered, expectCalls, facts } from "./read.ts";

type Table = Readonly<Record<string, readonly [code: string, expected: readonly string[]]>>;

const V2: Table = {
  "client class": [
    "const AWS = require('aws-sdk'); const s3 = new AWS.S3(); s3.putObject({ Bucket: 'b' })",
    ["s3:PutObject b"],
  ],
  import: [
    "import AWS from 'aws-sdk'; new AWS.SQS().sendMessage({ QueueUrl: process.env.Q }).promise()",
    ["sqs:SendMessage $Q"],
  ],
  "import star": ["import * as AWS from 'aws-sdk'; new AWS.SNS().publish({ TopicArn: 'a' })", ["sns:Publish a"]],
  "named import": ["import { S3 } from 'aws-sdk'; new S3().getObject({ Bucket: 'b' })", ["s3:GetObject b"]],
  destructured: [
    "const { Lambda: L } = require('aws-sdk'); new L().invoke({ FunctionName: 'f' })",
    ["lambda:Invoke f"],
  ],
  "single client": [
    "const S3 = require('aws-sdk/clients/s3'); new S3().listObjectsV2({ Bucket: 'b' })",
    ["s3:ListObjectsV2 b"],
  ],
  "document client": [
    "const AWS = require('aws-sdk'); const db = new AWS.DynamoDB.DocumentClient(); db.put({ TableName: 't' }); db.query({ TableName: 't' })",
    ["dynamodb:PutItem t", "dynamodb:Query t"],
  ],
  "document client of a single client": [
    "const { DocumentClient } = require('aws-sdk/clients/dynamodb'); new DocumentClient().get({ TableName: 't' })",
    ["dynamodb:GetItem t"],
  ],
  upload: ["const AWS = require('aws-sdk'); new AWS.S3().upload({ Bucket: 'b' }, cb)", ["s3:PutObject b"]],
  "signed url": [
    "const AWS = require('aws-sdk'); new AWS.S3().getSignedUrl('putObject', { Bucket: 'b' })",
    ["s3:PutObject b"],
  ],
  "bound parameters": [
    "const AWS = require('aws-sdk'); new AWS.S3({ params: { Bucket: 'b' } }).putObject({ Key: 'k' })",
    ["s3:PutObject b"],
  ],
  waits: ["const AWS = require('aws-sdk'); new AWS.S3().waitFor('objectExists', { Bucket: 'b' })", ["s3:HeadObject b"]],
  "traced SDK": [
    "const X = require('aws-xray-sdk'); const AWS = X.captureAWS(require('aws-sdk')); new AWS.S3().putObject({ Bucket: 'b' })",
    ["s3:PutObject b"],
  ],
  "traced client": [
    "const X = require('aws-xray-sdk-core'), AWS = require('aws-sdk'); const s3 = X.captureAWSClient(new AWS.S3()); s3.putObject({ Bucket: 'b' })",
    ["s3:PutObject b"],
  ],
  "require in place": [
    "new (require('aws-sdk').StepFunctions)().startExecution({ stateMachineArn: process.env.M })",
    ["states:StartExecution $M"],
  ],
  "not the SDK": ["const AWS = require('other-sdk'); new AWS.S3().putObject({ Bucket: 'b' })", []],
  "not a service": [
    "const AWS = require('aws-sdk'); AWS.config.update({ region: 'x' }); new AWS.Credentials().get()",
    [],
  ],
  "not an operation": ["const AWS = require('aws-sdk'); const s3 = new AWS.S3(); s3.on('x', f); s3.config", []],
};

const V3: Table = {
  send: [
    "import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; const c = new S3Client(); await c.send(new PutObjectCommand({ Bucket: 'b' }))",
    ["s3:PutObject b"],
  ],
  "command in a variable": [
    "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; const c = new SQSClient({}); const m = new SendMessageCommand({ QueueUrl: process.env.Q }); c.send(m)",
    ["sqs:SendMessage $Q"],
  ],
  require: [
    "const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda'); new LambdaClient().send(new InvokeCommand({ FunctionName: 'f' }))",
    ["lambda:Invoke f"],
  ],
  aggregated: ["import { S3 } from '@aws-sdk/client-s3'; new S3().putObject({ Bucket: 'b' })", ["s3:PutObject b"]],
  "aggregated with a dash": [
    "import { SecretsManager } from '@aws-sdk/client-secrets-manager'; new SecretsManager().getSecretValue({ SecretId: 's' })",
    ["secretsmanager:GetSecretValue s"],
  ],
  "document client": [
    "import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; const c = DynamoDBDocumentClient.from(new DynamoDBClient()); c.send(new PutCommand({ TableName: 't' }))",
    ["dynamodb:PutItem t"],
  ],
  "document, aggregated": [
    "import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; DynamoDBDocument.from(x).get({ TableName: 't' })",
    ["dynamodb:GetItem t"],
  ],
  paginator: [
    "import { paginateScan } from '@aws-sdk/lib-dynamodb'; for await (const p of paginateScan({ client }, { TableName: 't' })) {}",
    ["dynamodb:Scan t"],
  ],
  waiter: [
    "import { waitUntilTableExists } from '@aws-sdk/client-dynamodb'; await waitUntilTableExists({ client }, { TableName: 't' })",
    ["dynamodb:DescribeTable t"],
  ],
  presigned: [
    "import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; import { GetObjectCommand } from '@aws-sdk/client-s3'; getSignedUrl(c, new GetObjectCommand({ Bucket: 'b' }))",
    ["s3:GetObject b"],
  ],
  upload: [
    "import { Upload } from '@aws-sdk/lib-storage'; new Upload({ client, params: { Bucket: 'b' } }).done()",
    ["s3:PutObject b"],
  ],
  "client from elsewhere": [
    "import { PutObjectCommand } from '@aws-sdk/client-s3'; import { c } from './c'; c.send(new PutObjectCommand({ Bucket: 'b' }))",
    ["s3:PutObject b"],
  ],
  "events without a bus": [
    "import { EventBridge } from '@aws-sdk/client-eventbridge'; new EventBridge().putEvents({ Entries: [{ Source: 's' }] })",
    ["events:PutEvents default"],
  ],
  "events with a bus": [
    "import { EventBridge } from '@aws-sdk/client-eventbridge'; new EventBridge().putEvents({ Entries: [{ EventBusName: process.env.BUS }] })",
    ["events:PutEvents $BUS"],
  ],
  "not an SDK package": ["import { S3Client } from '@other/client-s3'; new S3Client().putObject({ Bucket: 'b' })", []],
  "errors are no commands": [
    "import { NoSuchKey } from '@aws-sdk/client-s3'; if (e instanceof NoSuchKey) new NoSuchKey({})",
    [],
  ],
};

/** The argument is `TableName` of one put. */
const put = (before: string, table: string) =>
  `const AWS = require('aws-sdk'); const db = new AWS.DynamoDB.DocumentClient(); ${before}; db.put({ TableName: ${table} })`;

const RESOURCES: Table = {
  constant: [put("const T = 'orders'", "T"), ["dynamodb:PutItem orders"]],
  "environment with fallback": [put("const T = process.env.T || 'orders'", "T"), ["dynamodb:PutItem $T|orders"]],
  "destructured environment": [put("const { T = 'orders' } = process.env", "T"), ["dynamodb:PutItem $T|orders"]],
  template: [put("const s = process.env.STAGE", "`orders-${s}`"), ["dynamodb:PutItem orders-+$STAGE"]],
  concatenation: [put("const a = 'or'", "a + 'ders'"), ["dynamodb:PutItem orders"]],
  join: [put("", "['orders', process.env.STAGE].join('-')"), ["dynamodb:PutItem orders-+$STAGE"]],
  "member of an object": [put("const tables = { orders: 'o' }", "tables.orders"), ["dynamodb:PutItem o"]],
  imported: [put("const { T } = require('./config')", "T"), ["dynamodb:PutItem import ./config#T"]],
  "two values": [put("const T = x ? 'a' : 'b'", "T"), ["dynamodb:PutItem a|b"]],
  "object by a computed key": [put("const T = { x: 'a', y: 'b' }", "T[kind]"), ["dynamodb:PutItem a|b"]],
  unknown: [put("", "compute()"), ["dynamodb:PutItem ?it is computed by compute()"]],
  "parameter without caller": [
    put("exports.f = (t) => db.put({ TableName: t })", "'x'"),
    ["dynamodb:PutItem ?parameter t of f() is not known here", "dynamodb:PutItem x"],
  ],
  "parameter with one caller": [
    put("function save(t) { db.put({ TableName: t }) } save('orders')", "'x'"),
    ["dynamodb:PutItem orders", "dynamodb:PutItem x"],
  ],
  "event data": [
    put("exports.handler = async (event) => db.get({ TableName: JSON.parse(event.body).table })", "'x'"),
    ["dynamodb:GetItem event.body.table", "dynamodb:PutItem x"],
  ],
  "records of the event": [
    put(
      "exports.handler = async (event) => { for (const r of event.Records) db.get({ TableName: r.body }); event.Records.map((r) => db.get({ TableName: r.x })) }",
      "'x'",
    ),
    ["dynamodb:GetItem event.Records.0.body", "dynamodb:GetItem event.Records.0.x", "dynamodb:PutItem x"],
  ],
};

const PLACES: Table = {
  "parameters object": [
    "const AWS = require('aws-sdk'); const db = new AWS.DynamoDB(); const p = { TableName: 't', Key: k }; p.Limit = 1; db.query(p)",
    ["dynamodb:Query t"],
  ],
  "property set later": [
    "const AWS = require('aws-sdk'); const db = new AWS.DynamoDB(); const p = {}; p.TableName = 't'; db.query(p)",
    ["dynamodb:Query t"],
  ],
  "spread parameters": [
    "const AWS = require('aws-sdk'); const db = new AWS.DynamoDB(); const base = { TableName: 't' }; db.query({ ...base, Limit: 1 })",
    ["dynamodb:Query t"],
  ],
  "input from elsewhere": [
    "const AWS = require('aws-sdk'); exports.q = (p) => new AWS.DynamoDB().query(p)",
    ["dynamodb:Query ?parameter p.TableName of q() is not known here"],
  ],
  "class field": [
    "const AWS = require('aws-sdk'); class Repo { constructor() { this.db = new AWS.DynamoDB(); this.t = 't' } save() { this.db.putItem({ TableName: this.t }) } }",
    ["dynamodb:PutItem t"],
  ],
  "declared field": [
    "const AWS = require('aws-sdk'); class Repo { db = new AWS.DynamoDB(); save() { const f = () => this.db.putItem({ TableName: 't' }) } }",
    ["dynamodb:PutItem t"],
  ],
  "constructor parameter": [
    "const AWS = require('aws-sdk'); class Repo { constructor(t) { this.t = t } save() { new AWS.DynamoDB().putItem({ TableName: this.t }) } } new Repo(process.env.T)",
    ["dynamodb:PutItem $T"],
  ],
  "helper that returns a client": [
    "const AWS = require('aws-sdk'); function client() { return new AWS.S3() } client().putObject({ Bucket: 'b' })",
    ["s3:PutObject b"],
  ],
  "client as a parameter": [
    "const AWS = require('aws-sdk'); function save(s3) { s3.putObject({ Bucket: 'b' }) } save(new AWS.S3())",
    ["s3:PutObject b"],
  ],
  "made on first use": [
    "const AWS = require('aws-sdk'); let s3; function f() { if (!s3) s3 = new AWS.S3(); s3.putObject({ Bucket: 'b' }) }",
    ["s3:PutObject b"],
  ],
  "batch write": [
    "const AWS = require('aws-sdk'); const T = process.env.T; new AWS.DynamoDB.DocumentClient().batchWrite({ RequestItems: { [T]: [], other: [] } })",
    ["dynamodb:BatchWriteItem $T", "dynamodb:BatchWriteItem other"],
  ],
  transaction: [
    "const AWS = require('aws-sdk'); new AWS.DynamoDB().transactWriteItems({ TransactItems: [{ Put: { TableName: 'a' } }, { Delete: { TableName: 'b' } }] })",
    ["dynamodb:TransactWriteItems a", "dynamodb:TransactWriteItems b"],
  ],
  "names in a list": [
    "const { SSM } = require('aws-sdk'); new SSM().getParameters({ Names: ['a', 'b'] })",
    ["ssm:GetParameters a", "ssm:GetParameters b"],
  ],
  "the function itself": [
    "const { Lambda } = require('aws-sdk'); exports.handler = async (event, context) => new Lambda().invoke({ FunctionName: context.functionName })",
    ["lambda:Invoke $AWS_LAMBDA_FUNCTION_NAME"],
  ],
  "no resource": ["const { SES } = require('aws-sdk'); new SES().sendEmail({ Source: 'x' })", ["ses:SendEmail -"]],
  "a phone number is no resource": [
    "const { SNS } = require('aws-sdk'); new SNS().publish({ PhoneNumber: 'x' })",
    ["sns:Publish -"],
  ],
};

describe("AWS SDK for JavaScript v2", () => {
  it.each(Object.entries(V2))("%s", (_, [code, expected]) => expectCalls(code, "app.js", expected));
});
describe("AWS SDK for JavaScript v3", () => {
  it.each(Object.entries(V3))("%s", (_, [code, expected]) => expectCalls(code, "app.ts", expected));
});
describe("values of the resource argument", () => {
  it.each(Object.entries(RESOURCES))("%s", (_, [code, expected]) => expectCalls(code, "app.js", expected));
});
describe("where clients and inputs come from", () => {
  it.each(Object.entries(PLACES))("%s", (_, [code, expected]) => expectCalls(code, "app.js", expected));
});

it("places callee, call and resource, and names the function", () => {
  const code =
    "const { S3 } = require('aws-sdk');\nexports.handler = async (event) => {\n  await new S3().putObject({ Bucket: 'b' }).promise();\n};";
  const [call] = facts(code).sdkCalls;
  expect(call?.functionIndex).toBe(1);
  expect(call && covered(code, call.at)).toBe("new S3().putObject");
  expect(call && covered(code, call.callAt)).toBe("new S3().putObject({ Bucket: 'b' })");
  expect(call?.resource && covered(code, call.resource.at)).toBe("'b'");
});
