import { describe, expect, it } from "vitest";
import { joinModules } from "../../language-analysis/code/index.ts";
import type { CodeFile } from "../../language-analysis/model/code-facts.ts";
import { callLine, read } from "./read.ts";

function join(files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const code = new Map(Object.entries(files).map(([path, text]): [string, CodeFile] => [path, read(text, path)]));
  const joined = joinModules(code, new Set(Object.keys(files)));
  return new Map([...joined].map(([path, one]) => [path, one.facts.sdkCalls.map(callLine)]));
}

const CLIENT =
  "const AWS = require('aws-sdk'); module.exports = { db: new AWS.DynamoDB.DocumentClient(), TABLE: process.env.T };";

describe("calls across modules", () => {
  it("find a client that another module exports", () => {
    const found = join({
      "lib/db.js": CLIENT,
      "src/app.js":
        "const { db, TABLE } = require('../lib/db'); exports.handler = async (event) => db.put({ TableName: TABLE })",
    });
    expect(found.get("src/app.js")).toEqual(["dynamodb:PutItem $T"]);
  });

  it("find it through the module object and a re-export", () => {
    const found = join({
      "db.ts":
        "import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; export const db = DynamoDBDocument.from(x); export const T = 'orders';",
      "index.ts": "export * from './db'; export { db as store } from './db.js'",
      "app.ts":
        "import * as lib from './index'; import { store } from '.'; lib.db.get({ TableName: lib.T }); store.put({ TableName: lib.T })",
    });
    expect(found.get("app.ts")).toEqual(["dynamodb:GetItem orders", "dynamodb:PutItem orders"]);
  });

  it("give a helper's parameter the values of its callers", () => {
    const found = join({
      "helper.py": "import boto3\ndef save(name, item):\n  boto3.resource('dynamodb').Table(name).put_item(Item=item)",
      "a.py": "import os\nfrom helper import save\ndef handler(event, context):\n  save(os.environ['T'], event)",
      "b.py": "import helper\ndef handler(event, context):\n  helper.save('other', event)",
    });
    expect(found.get("helper.py")).toEqual(["dynamodb:PutItem $T|other"]);
  });

  it("find a table in a package of Python modules", () => {
    const found = join({
      "src/app/__init__.py": "",
      "src/app/db.py": "import boto3\ntable = boto3.resource('dynamodb').Table('t')",
      "src/app/handler.py":
        "from . import db\nfrom .db import table\ndef handler(event, context):\n  db.table.scan()\n  table.query()",
    });
    expect(found.get("src/app/handler.py")).toEqual(["dynamodb:Scan t", "dynamodb:Query t"]);
  });

  it("answer with the same map when there is nothing to join", () => {
    const one = read("const x = require('./missing'); x.put({ TableName: 't' })");
    const code = new Map([["app.js", one]]);
    expect(joinModules(code, new Set(["app.js"]))).toBe(code);
  });

  it("end on modules that import each other", () => {
    const found = join({
      "a.js": "const b = require('./b'); exports.x = b.x; b.x.put({ TableName: 't' })",
      "b.js": "const a = require('./a'); exports.x = a.x;",
    });
    expect(found.get("a.js")).toEqual([]);
  });
});
