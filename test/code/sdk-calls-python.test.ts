import { describe, it } from "vitest";
import { expectCalls } from "./read.ts";

type Table = Readonly<Record<string, readonly [code: string, expected: readonly string[]]>>;

const CLIENTS: Table = {
  client: ["import boto3\ns3 = boto3.client('s3')\ns3.put_object(Bucket='b')", ["s3:PutObject b"]],
  "keyword service": [
    "import boto3\nboto3.client(service_name='sqs').send_message(QueueUrl=q)",
    ["sqs:SendMessage ?q is not defined in this file"],
  ],
  session: [
    "import boto3\nsession = boto3.Session(profile_name='p')\nsession.client('sns').publish(TopicArn='t')",
    ["sns:Publish t"],
  ],
  "session module": [
    "from boto3.session import Session\nSession().client('sns').publish(TopicArn='t')",
    ["sns:Publish t"],
  ],
  "from boto3": ["from boto3 import client as c\nc('lambda').invoke(FunctionName='f')", ["lambda:Invoke f"]],
  alias: ["import boto3 as b\nb.client('ssm').get_parameter(Name='/a')", ["ssm:GetParameter /a"]],
  "service in a constant": ["import boto3\nS = 's3'\nboto3.client(S).get_object(Bucket='b')", ["s3:GetObject b"]],
  upload_file: ["import boto3\nboto3.client('s3').upload_file('f', 'b', 'k')", ["s3:PutObject b"]],
  download_fileobj: ["import boto3\nboto3.client('s3').download_fileobj('b', 'k', f)", ["s3:GetObject b"]],
  "presigned url": [
    "import boto3\nboto3.client('s3').generate_presigned_url('get_object', Params={'Bucket': 'b'})",
    ["s3:GetObject b"],
  ],
  "presigned url by keyword": [
    "import boto3\nboto3.client('s3').generate_presigned_url(ClientMethod='put_object', Params={'Bucket': 'b'})",
    ["s3:PutObject b"],
  ],
  paginator: [
    "import boto3\nc = boto3.client('dynamodb')\nfor p in c.get_paginator('scan').paginate(TableName='t'): pass",
    ["dynamodb:Scan t"],
  ],
  waiter: ["import boto3\nboto3.client('s3').get_waiter('object_exists').wait(Bucket='b')", ["s3:HeadObject b"]],
  "spread arguments": [
    "import boto3\nargs = {'TableName': 't'}\nboto3.client('dynamodb').query(**args)",
    ["dynamodb:Query t"],
  ],
  "first letter in lower case": [
    "import boto3\nboto3.client('stepfunctions').start_execution(stateMachineArn='m')",
    ["states:StartExecution m"],
  ],
  "words in capitals": [
    "import boto3\nboto3.client('cognito-idp').admin_set_user_mfa_preference(UserPoolId='p')",
    ["cognito:AdminSetUserMFAPreference p"],
  ],
  "not boto3": ["import boto\nboto.client('s3').put_object(Bucket='b')", []],
  "unknown service": ["import boto3\nboto3.client(name()).put_object(Bucket='b')", []],
  "not an operation": [
    "import boto3\nc = boto3.client('s3')\nc.close()\nc.can_paginate('x')\nc.exceptions.NoSuchKey()",
    [],
  ],
};

const RESOURCES: Table = {
  table: [
    "import boto3\nt = boto3.resource('dynamodb').Table('t')\nt.put_item(Item=x)\nt.query()",
    ["dynamodb:PutItem t", "dynamodb:Query t"],
  ],
  "table by keyword": ["import boto3\nboto3.resource('dynamodb').Table(name='t').scan()", ["dynamodb:Scan t"]],
  "batch writer": [
    "import boto3\nt = boto3.resource('dynamodb').Table('t')\nwith t.batch_writer() as b:\n  b.put_item(Item=x)",
    ["dynamodb:BatchWriteItem t", "dynamodb:BatchWriteItem t"],
  ],
  "batch get": [
    "import boto3\nboto3.resource('dynamodb').batch_get_item(RequestItems={'a': {}, 'b': {}})",
    ["dynamodb:BatchGetItem a", "dynamodb:BatchGetItem b"],
  ],
  bucket: [
    "import boto3\nb = boto3.resource('s3').Bucket('b')\nb.upload_file('f', 'k')\nb.Object('k').get()",
    ["s3:PutObject b", "s3:GetObject b"],
  ],
  object: ["import boto3\nboto3.resource('s3').Object('b', 'k').put(Body=x)", ["s3:PutObject b"]],
  objects: [
    "import boto3\nfor o in boto3.resource('s3').Bucket('b').objects.filter(Prefix='p'):\n  o.delete()",
    ["s3:ListObjects b", "s3:DeleteObject b"],
  ],
  queue: ["import boto3\nboto3.resource('sqs').Queue('u').send_message(MessageBody='x')", ["sqs:SendMessage u"]],
  "queue by name": [
    "import boto3\nq = boto3.resource('sqs').get_queue_by_name(QueueName='n')\nq.send_message(MessageBody='x')",
    ["sqs:GetQueueUrl n", "sqs:SendMessage n"],
  ],
  messages: [
    "import boto3\nq = boto3.resource('sqs').Queue('u')\nfor m in q.receive_messages():\n  m.delete()",
    ["sqs:ReceiveMessage u", "sqs:DeleteMessage u"],
  ],
  topic: ["import boto3\nboto3.resource('sns').Topic('t').publish(Message='x')", ["sns:Publish t"]],
  "client behind a resource": [
    "import boto3\nboto3.resource('s3').meta.client.copy({'Bucket': 'a'}, 'b', 'k')",
    ["s3:CopyObject b"],
  ],
  "not an action": ["import boto3\nt = boto3.resource('dynamodb').Table('t')\nt.frobnicate()\nt.name", []],
};

const put = (before: string, table: string) =>
  `import os\nimport boto3\nddb = boto3.resource('dynamodb')\n${before}\nddb.Table(${table}).put_item(Item=x)`;

const VALUES: Table = {
  environment: [put("", "os.environ['T']"), ["dynamodb:PutItem $T"]],
  "environment with fallback": [put("", "os.environ.get('T', 'orders')"), ["dynamodb:PutItem $T|orders"]],
  getenv: [put("from os import getenv", "getenv('T') or 'orders'"), ["dynamodb:PutItem $T|orders"]],
  "f-string": [put("stage = os.environ['STAGE']", "f'orders-{stage}'"), ["dynamodb:PutItem orders-+$STAGE"]],
  percent: [put("", "'orders-%s' % os.environ['STAGE']"), ["dynamodb:PutItem orders-+$STAGE"]],
  "percent with names": [put("", "'%(a)s-b' % {'a': 'x'}"), ["dynamodb:PutItem x-b"]],
  format: [put("", "'{}-{}'.format('orders', os.environ['STAGE'])"), ["dynamodb:PutItem orders-+$STAGE"]],
  "format with names": [put("", "'{n}-x'.format(n='orders')"), ["dynamodb:PutItem orders-x"]],
  join: [put("", "'-'.join(['a', 'b'])"), ["dynamodb:PutItem a-b"]],
  event: [
    put("def handler(event, context):\n  ddb.Table(event['body']['t']).scan()", "'x'"),
    ["dynamodb:Scan event.body.t", "dynamodb:PutItem x"],
  ],
  "event through json": [
    put("import json\ndef handler(event, context):\n  ddb.Table(json.loads(event.get('body'))['t']).scan()", "'x'"),
    ["dynamodb:Scan event.body.t", "dynamodb:PutItem x"],
  ],
  imported: [put("from config import T", "T"), ["dynamodb:PutItem import config#T"]],
  "made on first use": [
    "import boto3\ntable = None\ndef f():\n  global table\n  if table is None:\n    table = boto3.resource('dynamodb').Table('t')\n  table.scan()",
    ["dynamodb:Scan t"],
  ],
  "attribute of self": [
    "import boto3\nclass R:\n  def __init__(self, name):\n    self.table = boto3.resource('dynamodb').Table(name)\n  def all(self):\n    return self.table.scan()\nR('t').all()",
    ["dynamodb:Scan t"],
  ],
  "helper that returns a table": [
    "import boto3\ndef table():\n  return boto3.resource('dynamodb').Table('t')\ntable().scan()",
    ["dynamodb:Scan t"],
  ],
  "keyword argument of a helper": [
    "import boto3\ndef save(table, name='x'):\n  boto3.resource('dynamodb').Table(table).scan()\nsave(table='t')",
    ["dynamodb:Scan t"],
  ],
  recursion: [put("def f(n):\n  return f(n)", "f(1)"), ["dynamodb:PutItem ?it is not named here"]],
};

describe("boto3 clients", () => {
  it.each(Object.entries(CLIENTS))("%s", (_, [code, expected]) => expectCalls(code, "app.py", expected));
});
describe("boto3 resources", () => {
  it.each(Object.entries(RESOURCES))("%s", (_, [code, expected]) => expectCalls(code, "app.py", expected));
});
describe("values of the resource argument in Python", () => {
  it.each(Object.entries(VALUES))("%s", (_, [code, expected]) => expectCalls(code, "app.py", expected));
});
