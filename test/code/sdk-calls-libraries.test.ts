import { describe, it } from "vitest";
import { expectCalls } from "./read.ts";

type Table = Readonly<Record<string, readonly [code: string, path: string, expected: readonly string[]]>>;

const LIBRARIES: Table = {
  "Powertools parameters": [
    "import { getParameter, SSMProvider } from '@aws-lambda-powertools/parameters/ssm';\ngetParameter('/a');\nnew SSMProvider().getMultiple('/b');",
    "app.ts",
    ["ssm:GetParameter /a", "ssm:GetParametersByPath /b"],
  ],
  "Powertools for Python": [
    "from aws_lambda_powertools.utilities import parameters\nfrom aws_lambda_powertools.utilities.parameters import get_secret\nparameters.get_parameter('/a')\nget_secret(name='s')",
    "app.py",
    ["ssm:GetParameter /a", "secretsmanager:GetSecretValue s"],
  ],
  "Powertools idempotency": [
    "from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer\nDynamoDBPersistenceLayer(table_name='t')",
    "app.py",
    ["dynamodb:GetItem t", "dynamodb:PutItem t", "dynamodb:UpdateItem t", "dynamodb:DeleteItem t"],
  ],
  middy: [
    "const ssm = require('@middy/ssm'); const secrets = require('@middy/secrets-manager'); ssm({ fetchData: { a: '/a', b: '/b' } }); secrets({ fetchData: { s: 'k' } });",
    "app.js",
    ["ssm:GetParameters /a", "ssm:GetParameters /b", "secretsmanager:GetSecretValue k"],
  ],
  dynamoose: [
    "const dynamoose = require('dynamoose'); const Order = dynamoose.model('orders', {}); Order.query('a').eq(1).exec(); const one = new Order({}); one.save();",
    "app.js",
    ["dynamodb:Query orders", "dynamodb:Query orders (maybe IndexName)", "dynamodb:PutItem orders"],
  ],
  electrodb: [
    "import { Entity } from 'electrodb'; const e = new Entity({}, { table: process.env.T }); e.query.byCustomer({}).go(); e.put({}).go();",
    "app.ts",
    ["dynamodb:Query $T", "dynamodb:Query $T (maybe IndexName)", "dynamodb:PutItem $T"],
  ],
  "dynamodb-toolbox": [
    "import { Table, Entity } from 'dynamodb-toolbox'; const t = new Table({ name: 'users' }); new Entity({ name: 'User', table: t }).get({});",
    "app.ts",
    ["dynamodb:GetItem users"],
  ],
  pynamodb: [
    "from pynamodb.models import Model\nclass A(Model):\n    class Meta:\n        table_name = 'a'\nclass B(Model):\n    class Meta:\n        table_name = 'b'\nA.get('k')\nB('k').save()",
    "app.py",
    ["dynamodb:GetItem a", "dynamodb:PutItem b"],
  ],
  "secret cache": [
    "from aws_secretsmanager_caching import SecretCache\nSecretCache().get_secret_string('s')",
    "app.py",
    ["secretsmanager:DescribeSecret s", "secretsmanager:GetSecretValue s"],
  ],
  s3fs: [
    "import s3fs\nfs = s3fs.S3FileSystem()\nfs.open('s3://b/k')\nfs.ls('b/x')",
    "app.py",
    ["s3:GetObject b", "s3:ListObjectsV2 b"],
  ],
  "Parameters and Secrets extension": [
    "fetch(`http://localhost:2773/systemsmanager/parameters/get?name=${process.env.P}`); fetch('http://localhost:2773/secretsmanager/get?secretId=s'); fetch('http://localhost:3000/secretsmanager/get?secretId=s');",
    "app.js",
    ["ssm:GetParameter $P", "secretsmanager:GetSecretValue s"],
  ],
  "middy: what is fetched and what is called": [
    "const ssm = require('@middy/ssm'); const sts = require('@middy/sts'); const row = require('@middy/dynamodb'); const out = require('@middy/s3-object-response'); const ws = require('@middy/ws-response'); ssm({ fetchData: { a: '/a/', b: '/b' } }); sts({ fetchData: { r: { RoleArn: 'role' } } }); row({ fetchData: { c: { TableName: 't', Key: {} } } }); out(); ws();",
    "app.js",
    [
      "ssm:GetParameters /b",
      "ssm:GetParametersByPath /a/",
      "sts:AssumeRole role",
      "dynamodb:GetItem t",
      "s3:WriteGetObjectResponse -",
      "execute-api:PostToConnection -",
    ],
  ],
  "dynamoose: items that were read": [
    "const dynamoose = require('dynamoose'); const User = dynamoose.model('users', {}); (async () => { const one = await User.get('1'); one.name = 'x'; await one.save(); const [other] = await User.scan().exec(); await other.delete(); dynamoose.transaction([User.transaction.create({})]); })();",
    "app.js",
    [
      "dynamodb:GetItem users",
      "dynamodb:PutItem users",
      "dynamodb:Scan users",
      "dynamodb:DeleteItem users",
      "dynamodb:PutItem users",
    ],
  ],
  "electrodb: entities and collections of a service": [
    "import { Entity, Service } from 'electrodb'; const task = new Entity({}, {}); const app = new Service({ task }, { client, table: 't' }); app.entities.task.put({}).go(); app.collections.work({}).go(); app.transaction.get(() => []).go();",
    "app.ts",
    ["dynamodb:PutItem t", "dynamodb:Query t", "dynamodb:Query t (maybe IndexName)", "dynamodb:TransactGetItems t"],
  ],
  "electrodb: the table of the entities of a service": [
    "import { Entity, Service } from 'electrodb'; const app = new Service({ task: new Entity({}, { table: 't' }) }); const { task } = app.entities; task.get({}).go();",
    "app.ts",
    ["dynamodb:GetItem t"],
  ],
  "dynamodb-toolbox: repositories": [
    "import { Table, Entity, EntityRepository } from 'dynamodb-toolbox'; const t = new Table({ name: 'users' }); const users = new Entity({ name: 'User', table: t }).build(EntityRepository); users.get({}); users.delete({});",
    "app.ts",
    ["dynamodb:GetItem users", "dynamodb:DeleteItem users"],
  ],
  "dynamodb-onetable": [
    "import { Table } from 'dynamodb-onetable'; const t = new Table({ client, name: process.env.T }); const User = t.getModel('User'); User.create({}); User.find({}); t.scan('User');",
    "app.ts",
    ["dynamodb:PutItem $T", "dynamodb:Query $T", "dynamodb:Query $T (maybe IndexName)", "dynamodb:Scan $T"],
  ],
  "pynamodb: items, indexes, batches and classes between": [
    "from pynamodb.models import Model\nfrom pynamodb.indexes import GlobalSecondaryIndex\nclass ByMail(GlobalSecondaryIndex):\n    class Meta:\n        index_name = 'mail'\nclass Base(Model):\n    class Meta:\n        table_name = 'a'\nclass A(Base):\n    by_mail = ByMail()\none = A.get('k')\none.update(actions=[])\nfor other in A.scan():\n    other.delete()\nA.by_mail.query('m')\nwith A.batch_write() as batch:\n    batch.save(one)",
    "app.py",
    [
      "dynamodb:GetItem a",
      "dynamodb:UpdateItem a",
      "dynamodb:Scan a",
      "dynamodb:DeleteItem a",
      "dynamodb:Query a",
      "dynamodb:BatchWriteItem a",
    ],
  ],
  "pynamodb: what a method of the model inherits": [
    "from pynamodb.models import Model\nclass Base(Model):\n    def save(self):\n        super().save()\nclass A(Model):\n    class Meta:\n        table_name = 'a'\n    def save(self, **given):\n        super(A, self).save(**given)\n    def update(self):\n        super().update(actions=[])\nclass C:\n    def save(self):\n        super().save()",
    "app.py",
    ["dynamodb:PutItem ?it is not named here", "dynamodb:PutItem a", "dynamodb:UpdateItem a"],
  ],
  "pynamodb: transactions": [
    "from pynamodb.models import Model\nfrom pynamodb.transactions import TransactWrite\nclass A(Model):\n    class Meta:\n        table_name = 'a'\nwith TransactWrite(connection=c) as t:\n    t.save(A('1'))\n    t.condition_check(A, '2')",
    "app.py",
    ["dynamodb:PutItem a", "dynamodb:ConditionCheckItem a"],
  ],
  "data frames at S3 URLs, not at files": [
    "import os, pandas as pd\nbucket_name = os.environ['B']\nframe = pd.read_csv(f's3://{bucket_name}/in.csv')\nframe.to_parquet('s3://b/out')\nframe.to_csv('/tmp/x')\nlogger.info('s3://b')",
    "app.py",
    ["s3:GetObject $B", "s3:ListObjectsV2 $B (maybe)", "s3:PutObject b", "s3:ListObjectsV2 b (maybe)"],
  ],
  "files opened for reading or writing": [
    "from smart_open import open\nimport s3fs, fsspec\nopen('s3://b/k')\nopen('s3://b/k', 'w')\nopen('/tmp/k', 'w')\nfsspec.open('s3://c/k', mode='rb')\ns3fs.S3FileSystem().open('d/k', 'a')",
    "app.py",
    ["s3:GetObject b", "s3:PutObject b", "s3:GetObject c", "s3:PutObject d"],
  ],
  "same names of others": [
    "class Model: pass\nclass Order(Model): pass\nOrder.get('a')\nfrom parameters import get_parameter\nget_parameter('/x')",
    "app.py",
    [],
  ],
};

const SDK: Table = {
  "presigned post": [
    "import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; createPresignedPost(client, { Bucket: 'b', Key: 'k' });",
    "app.ts",
    ["s3:PutObject b"],
  ],
  "client by declared type": [
    "import { DynamoDB } from 'aws-sdk'; export const get = (db: DynamoDB.DocumentClient) => db.get({ TableName: 't' });",
    "app.ts",
    ["dynamodb:GetItem t"],
  ],
  "client by type hint": [
    "from mypy_boto3_s3 import S3Client\ndef f(s3: S3Client):\n    s3.put_object(Bucket='b')",
    "app.py",
    ["s3:PutObject b"],
  ],
  aiobotocore: [
    "from aiobotocore.session import get_session\nasync def f():\n    async with get_session().create_client('sqs') as c:\n        await c.send_message(QueueUrl='q')",
    "app.py",
    ["sqs:SendMessage q"],
  ],
  "collections of a service": [
    "import boto3\nec2 = boto3.resource('ec2')\nfor i in ec2.instances.all():\n    i.stop()",
    "app.py",
    ["ec2:DescribeInstances -", "ec2:StopInstances ?it is not named here"],
  ],
  "all versions of a bucket": [
    "import boto3\nboto3.resource('s3').Bucket('b').object_versions.delete()",
    "app.py",
    ["s3:ListObjectVersions b", "s3:DeleteObjectVersions b"],
  ],
  "table of a statement": [
    "const { DynamoDB } = require('@aws-sdk/client-dynamodb'); new DynamoDB({}).executeStatement({ Statement: 'SELECT * FROM \"Orders\".\"byDate\" WHERE a = 1' });",
    "app.js",
    ["dynamodb:ExecuteStatement Orders"],
  ],
};

describe("libraries that call AWS", () => {
  it.each(Object.entries(LIBRARIES))("%s", (_, [code, path, expected]) => expectCalls(code, path, expected));
});

describe("less common ways to a client", () => {
  it.each(Object.entries(SDK))("%s", (_, [code, path, expected]) => expectCalls(code, path, expected));
});
