// Calls of SDK methods that are handed on, made by a property, or built by a library.
import { describe, expect, it } from "vitest";
import { callLines } from "./read.ts";

const CASES: Readonly<Record<string, readonly [code: string, path: string, expected: readonly string[]]>> = {
  "a thread pool": [
    'import boto3\ns3 = boto3.client("s3")\ndef run(pool):\n    pool.submit(s3.download_file, "b", "k", "/tmp/x")\n',
    "app.py",
    ["s3:GetObject b"],
  ],
  partial: [
    'import boto3\nfrom functools import partial\nput = partial(boto3.client("s3").put_object, Bucket="b")\n',
    "app.py",
    ["s3:PutObject b"],
  ],
  "a property of a class": [
    'import boto3\nclass Repo:\n    @property\n    def table(self):\n        return boto3.resource("dynamodb").Table("t")\n    def load(self):\n        return self.table.get_item(Key={})\n',
    "app.py",
    ["dynamodb:GetItem t"],
  ],
  "bind and promisify": [
    'const AWS = require("aws-sdk"); const { promisify } = require("util"); const s3 = new AWS.S3();\nconst read = promisify(s3.getObject).bind(s3);\nexports.run = () => read({ Bucket: "b", Key: "k" });\n',
    "app.js",
    ["s3:GetObject b"],
  ],
  "dynamodb-toolbox with commands": [
    'import { Table, Entity, GetItemCommand, QueryCommand } from "dynamodb-toolbox";\nconst table = new Table({ name: "t" });\nconst user = new Entity({ name: "User", table });\nuser.build(GetItemCommand).key({}).send();\ntable.build(QueryCommand).query({}).send();\n',
    "app.ts",
    ["dynamodb:GetItem t", "dynamodb:Query t", "dynamodb:Query t (maybe IndexName)"],
  ],
  awswrangler: [
    'import awswrangler as wr\nwr.s3.read_csv("s3://b/in.csv")\nwr.s3.to_parquet(df=df, path="s3://out/x/")\n',
    "app.py",
    ["s3:ListObjectsV2 b", "s3:GetObject b", "s3:PutObject out"],
  ],
};

describe("what gets a method", () => {
  it.each(Object.entries(CASES))("%s", (_name, [code, path, expected]) => {
    expect(callLines(code, path)).toEqual(expected);
  });
});
