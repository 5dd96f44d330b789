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
    ["dynamodb:Query orders", "dynamodb:PutItem orders"],
  ],
  electrodb: [
    "import { Entity } from 'electrodb'; const e = new Entity({}, { table: process.env.T }); e.query.byCustomer({}).go(); e.put({}).go();",
    "app.ts",
    ["dynamodb:Query $T", "dynamodb:PutItem $T"],
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
