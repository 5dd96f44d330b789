// Analysing again after edits, with what the analyses before have left, gives byte for byte what analysing from nothing gives.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyze, type AnalysisInput } from "../language-analysis/analyze.ts";
import { isCodeFile, readCode } from "../language-analysis/code/index.ts";
import type { CodeFile } from "../language-analysis/model/code-facts.ts";
import type { Fragment } from "../language-analysis/model/fragment.ts";
import type { Memo } from "../language-analysis/model/memo.ts";
import { isTemplateCandidate, readTemplate } from "../language-analysis/readers/index.ts";
import { GRAMMAR_FILES, RUNTIME_FILE, loadGrammar, type Grammars } from "../language-analysis/syntax/grammars.ts";

const wasm = (file: string) =>
  readFileSync(new URL(`../node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, import.meta.url));
const grammars: Grammars = {
  python: await loadGrammar("python", { runtime: wasm(RUNTIME_FILE), language: wasm(GRAMMAR_FILES.python) }),
};

/** Modules that share clients, stacks that name each other's resources, a socket, a handler that no template names. */
const LINKED: Readonly<Record<string, string>> = {
  "linked/data.yaml": `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: linked-orders }
  Uploads:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub "linked-uploads-\${AWS::AccountId}" }
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: read
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "\${Uploads.Arn}/*" }]
Outputs:
  ReaderArn: { Value: !GetAtt Reader.Arn, Export: { Name: linked-reader } }
  OrdersName: { Value: !Ref Orders, Export: { Name: linked-orders-name } }
`,
  "linked/template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Take:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: take.handler
      Runtime: nodejs22.x
      Environment: { Variables: { ORDERS: !ImportValue linked-orders-name } }
      Policies:
        - Statement:
            - { Effect: Allow, Action: "dynamodb:*", Resource: !Sub "arn:aws:dynamodb:*:*:table/linked-orders" }
            - { Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::linked-uploads-*" }
      Events:
        Post: { Type: Api, Properties: { Path: /orders, Method: post } }
  Clean:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: python/
      Handler: clean.handler
      Runtime: python3.13
      Role: !ImportValue linked-reader
      Events:
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Put: { Type: S3, Properties: { Bucket: !Ref Incoming, Events: s3:ObjectCreated:* } }
  Incoming: { Type: AWS::S3::Bucket }
`,
  "linked/serverless.yml": `
service: sockets
provider: { name: aws, runtime: nodejs22.x }
functions:
  chat:
    handler: src/chat.handler
    events:
      - websocket: $default
  audit:
    handler: src/audit.handler
    events:
      - sqs: { arn: !GetAtt Audit.Arn }
resources:
  Resources:
    Audit: { Type: AWS::SQS::Queue, Properties: { QueueName: linked-audit } }
`,
  "linked/src/clients.js": `
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { S3 } = require("@aws-sdk/client-s3");
exports.database = new DynamoDBClient({});
exports.storage = new S3({});
exports.table = process.env.ORDERS || "linked-orders";
`,
  "linked/src/shell.js": `
const { execSync } = require("child_process");
exports.run = (command) => execSync("convert " + command).toString();
exports.upper = (text) => text.toUpperCase();
`,
  "linked/src/take.js": `
const { PutItemCommand } = require("@aws-sdk/client-dynamodb");
const { database, storage, table } = require("./clients");
const shell = require("./shell");
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  await database.send(new PutItemCommand({ TableName: table, Item: { name: { S: name } } }));
  await storage.getObject({ Bucket: "linked-uploads-1", Key: name });
  return { statusCode: 200, body: shell.run(shell.upper(name)) };
};
`,
  "linked/src/chat.js": `
const { ApiGatewayManagementApi } = require("@aws-sdk/client-apigatewaymanagementapi");
const shell = require("./shell");
const api = new ApiGatewayManagementApi({ endpoint: process.env.ENDPOINT });
exports.handler = async (event) => {
  await api.postToConnection({ ConnectionId: event.requestContext.connectionId, Data: shell.run(event.body) });
  return { statusCode: 200 };
};
`,
  "linked/src/audit.js": `
const { SQS } = require("@aws-sdk/client-sqs");
exports.handler = async (event) => {
  await new SQS({}).sendMessage({ QueueUrl: "linked-audit", MessageBody: event.Records[0].body });
  eval(event.Records[0].body);
};
`,
  "linked/python/clean.py": `
from common.names import bucket
from common import commands
import boto3
import os
def handler(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]
    boto3.client("s3").get_object(Bucket=os.environ["SOMEWHERE"], Key=key)
    boto3.client("s3").delete_object(Bucket=bucket, Key=key)
    return commands.run(key)
`,
  "linked/python/common/__init__.py": "",
  "linked/python/common/names.py": 'bucket = "linked-uploads-1"\n',
  "linked/python/common/commands.py": `
import boto3
import os
def run(name):
    os.system("rm " + name)
    boto3.client("sqs").send_message(QueueUrl="linked-audit", MessageBody=name)
    return {"statusCode": 200}
`,
  "linked/python/loose.py": `
import os
def lambda_handler(event, context):
    os.system(event["queryStringParameters"]["cmd"])
`,
};

const shop = fileURLToPath(new URL("fixtures/online-shop/", import.meta.url));
const SHOP = Object.fromEntries(
  readdirSync(shop, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:ya?ml|js|py)$/.test(path))
    .map((path) => [`shop/${path.replaceAll("\\", "/")}`, readFileSync(shop + path, "utf8")]),
);

interface Read {
  readonly fragment: Fragment | undefined;
  readonly code: CodeFile | undefined;
}

/** What a session does: a file is read once for each text, and then is the same object. */
class Workspace {
  readonly texts: Map<string, string>;
  private readonly reads = new Map<string, { readonly text: string; readonly read: Read }>();

  constructor(files: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(files));
  }

  input(): AnalysisInput {
    const fragments: Fragment[] = [];
    const code = new Map<string, CodeFile>();
    for (const [path, text] of this.texts) {
      const known = this.reads.get(path);
      const read = known?.text === text ? known.read : readFile(path, text);
      this.reads.set(path, { text, read });
      if (read.fragment) fragments.push(read.fragment);
      if (read.code) code.set(path, read.code);
    }
    const statistics = { files: 0, bytes: 0, templates: 0, modules: 0, cachedFiles: 0 };
    return { fragments, code, files: new Set(this.texts.keys()), problems: [], revision: 1, statistics };
  }
}

function readFile(path: string, text: string): Read {
  return {
    fragment: isTemplateCandidate(path, text) ? readTemplate({ path, text, companions: {} }).fragment : undefined,
    code: isCodeFile(path) ? readCode(path, text, grammars).value : undefined,
  };
}

const WHOLE_FILE = ["delete file", "restore file", "copy file"] as const;
const ONE_LINE = ["delete line", "repeat line", "blank line", "comment"] as const;

interface Edit {
  readonly kind: (typeof WHOLE_FILE)[number] | (typeof ONE_LINE)[number];
  readonly file: number;
  readonly line: number;
}

function apply(edit: Edit, { texts }: Workspace, original: Readonly<Record<string, string>>): void {
  const paths = Object.keys(original);
  const path = paths[edit.file % paths.length] ?? "";
  const text = texts.get(path);
  if (edit.kind === "restore file") texts.set(path, original[path] ?? "");
  else if (text === undefined) return;
  else if (edit.kind === "delete file") texts.delete(path);
  else if (edit.kind === "copy file") texts.set(path.replace(/([^/]+)$/, "copy-$1"), text);
  else {
    const lines = text.split("\n");
    const at = edit.line % lines.length;
    const line = lines[at] ?? "";
    if (edit.kind === "delete line") lines.splice(at, 1);
    else if (edit.kind === "repeat line") lines.splice(at, 0, line);
    else if (edit.kind === "blank line") lines.splice(at, 0, "");
    else lines.push(path.endsWith(".js") ? "// edited" : "# edited");
    texts.set(path, lines.join("\n"));
  }
}

const edit = (kinds: readonly Edit["kind"][]) =>
  fc.record({ kind: fc.constantFrom(...kinds), file: fc.nat(200), line: fc.nat(200) });
const edits = fc.array(fc.oneof(edit(WHOLE_FILE), { weight: 4, arbitrary: edit(ONE_LINE) }), {
  minLength: 1,
  maxLength: 8,
});

/** Analyses with the memo and from nothing. */
function expectSame(workspace: Workspace, memo: Memo, what: unknown): void {
  const input = workspace.input();
  const [again, fresh] = [JSON.stringify(analyze(input, memo)), JSON.stringify(analyze(input))];
  if (again !== fresh) expect(JSON.parse(again), JSON.stringify(what)).toEqual(JSON.parse(fresh));
  expect(again === fresh).toBe(true);
}

describe("every single edit of linked modules and stacks, and its undoing", () => {
  test.each(Object.keys(LINKED).map((path, file) => [path, file] as const))("%s", (path, file) => {
    const workspace = new Workspace(LINKED);
    const memo: Memo = new Map();
    const lines = (LINKED[path] ?? "").split("\n").keys();
    const all: Edit[] = [
      { kind: "delete file", file, line: 0 },
      { kind: "copy file", file, line: 0 },
      ...[...lines].map((line): Edit => ({ kind: "delete line", file, line })),
    ];
    expectSame(workspace, memo, "as it was");
    for (const one of all) {
      apply(one, workspace, LINKED);
      expectSame(workspace, memo, one);
      apply({ ...one, kind: "restore file" }, workspace, LINKED);
      expectSame(workspace, memo, ["undone", one]);
    }
  });
});

test.each([
  ["linked modules and stacks", LINKED, 25],
  ["the online shop", SHOP, 10],
] as const)("edits in %s leave nothing stale", (_, original, numRuns) => {
  fc.assert(
    fc.property(edits, (list) => {
      const workspace = new Workspace(original);
      const memo: Memo = new Map();
      analyze(workspace.input(), memo);
      for (const one of list) {
        apply(one, workspace, original);
        expectSame(workspace, memo, one);
      }
    }),
    { numRuns },
  );
});

test("what no edit has touched stays the same object", () => {
  const workspace = new Workspace(LINKED);
  const memo: Memo = new Map();
  const before = analyze(workspace.input(), memo);
  const file = Object.keys(LINKED).indexOf("linked/src/audit.js");
  apply({ kind: "comment", file, line: 0 }, workspace, LINKED);
  const after = analyze(workspace.input(), memo);
  expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  expect(after.map.nodes.every((node, index) => node === before.map.nodes[index])).toBe(true);
  expect(after.map.statements).toBe(before.map.statements);
});
