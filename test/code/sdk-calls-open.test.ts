import { describe, expect, test } from "vitest";
import { covered, facts } from "./read.ts";

type Table = Readonly<Record<string, readonly [code: string, path: string, expected: readonly string[]]>>;

const OPEN: Table = {
  "operation chosen at run time": [
    "const AWS = require('aws-sdk'); const d = new AWS.DynamoDB.DocumentClient(); exports.call = (action, params) => d[action](params).promise();",
    "app.js",
    ["operation d[action]"],
  ],
  "operation chosen among callers' constants": [
    "const AWS = require('aws-sdk'); const d = new AWS.S3(); const call = (action) => d[action]({ Bucket: 'b' }); call('getObject');",
    "app.js",
    [],
  ],
  "client chosen at run time": [
    "const AWS = require('aws-sdk'); exports.call = (name) => new AWS[name]().list();",
    "app.js",
    ["service AWS[name]"],
  ],
  "command made elsewhere": [
    "import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({}); export const run = (command) => s3.send(command);",
    "app.ts",
    ["operation s3.send"],
  ],
  "command of the only caller": [
    "import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; const s3 = new S3Client({}); const run = (c) => s3.send(c); run(new GetObjectCommand({ Bucket: 'b' }));",
    "app.ts",
    [],
  ],
  "client given to a library": [
    "import { S3Client } from '@aws-sdk/client-s3'; import Sync from 'bucket-sync'; new Sync({ client: new S3Client({}) });",
    "app.ts",
    ["library Sync"],
  ],
  "client given to a tracer": [
    "import { S3Client } from '@aws-sdk/client-s3'; import xray from 'aws-xray-sdk-core'; xray.captureAWSv3Client(new S3Client({}));",
    "app.ts",
    [],
  ],
  getattr: [
    "import boto3\nc = boto3.client('s3')\ndef f(n):\n    getattr(c, n)()\n    getattr(c, 'close')()\n    getattr({}, n)()",
    "app.py",
    ["operation getattr"],
  ],
  "service chosen at run time": [
    "import boto3\ndef f(n):\n    return boto3.client(n)",
    "app.py",
    ["service boto3.client"],
  ],
  "service among constants": ["import boto3\nfor n in ['s3', 'sqs']:\n    boto3.client(n)", "app.py", []],
  "paginator chosen at run time": [
    "import boto3\ndef f(n):\n    return boto3.client('s3').get_paginator(n)",
    "app.py",
    ["operation boto3.client('s3').get_paginator"],
  ],
  "no SDK": ["const d = make(); exports.call = (a) => d[a](); d.send(x());", "app.js", []],
};

describe("uses of an SDK that only running the code would tell", () => {
  test.each(Object.entries(OPEN))("%s", (_, [code, path, expected]) => {
    const uses = (facts(code, path).openSdkUses ?? []).filter(({ unlessCalled }) => unlessCalled === undefined);
    expect(uses.map(({ what, at }) => `${what} ${covered(code, at)}`)).toEqual(expected);
  });
});
