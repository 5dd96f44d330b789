// The whole engine in one process: texts of a small app in, result out; the same for any order of the input.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { analyze, type AnalysisInput } from "../language-analysis/analyze.ts";
import { readCode } from "../language-analysis/code/index.ts";
import type { CodeFile } from "../language-analysis/model/code-facts.ts";
import type { Fragment } from "../language-analysis/model/fragment.ts";
import { say } from "../language-analysis/model/message.ts";
import type { Problem } from "../language-analysis/model/problem.ts";
import { rangeOf } from "../language-analysis/model/range.ts";
import { readTemplate } from "../language-analysis/readers/index.ts";
import { GRAMMAR_FILES, RUNTIME_FILE, loadGrammar, type Grammars } from "../language-analysis/syntax/grammars.ts";

const TEMPLATES: Readonly<Record<string, string>> = {
  "shop/template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Run:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      Policies: [ S3ReadPolicy: { BucketName: !Ref Uploads } ]
      Environment: { Variables: { UPLOADS: !Ref Uploads } }
      Events:
        Get: { Type: Api, Properties: { Path: /run, Method: get } }
  Uploads:
    Type: AWS::S3::Bucket
    Properties: { AccessControl: PublicRead }
`,
  "orders/serverless.yml": `
service: orders
provider: { name: aws, runtime: python3.12 }
functions:
  take:
    handler: handler.take
    events:
      - sqs: arn:aws:sqs:eu-west-1:123456789012:orders
      - http: { path: /orders, method: post }
`,
};

const CODE: Readonly<Record<string, string>> = {
  "shop/src/app.js": `
const { execSync } = require("child_process");
exports.handler = async (event) => ({ statusCode: 200, body: execSync("ls " + event.queryStringParameters.dir).toString() });
`,
  "orders/handler.py": `
import os
def take(event, context):
    os.system("echo " + event["body"])
    return {"statusCode": 200}
`,
};

const PROBLEMS: readonly Problem[] = ["b.yaml", "a.yaml", "a.yaml"].map((file, index) => ({
  code: "syntax-error",
  severity: "error",
  message: say("number {0}", index % 2),
  at: rangeOf(file, [index, 0, index, 1]),
}));

const statistics = { files: 4, bytes: 0, templates: 2, modules: 2, cachedFiles: 0 };
let fragments: Fragment[];
let code: [string, CodeFile][];

beforeAll(async () => {
  const wasm = (file: string) =>
    readFileSync(new URL(`../node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, import.meta.url));
  const python = await loadGrammar("python", { runtime: wasm(RUNTIME_FILE), language: wasm(GRAMMAR_FILES.python) });
  const grammars: Grammars = { python };
  fragments = Object.entries(TEMPLATES).flatMap(
    ([path, text]) => readTemplate({ path, text, companions: {} }).fragment ?? [],
  );
  code = Object.entries(CODE).flatMap(([path, text]) => {
    const file = readCode(path, text, grammars).value;
    return file ? [[path, file] as [string, CodeFile]] : [];
  });
});

function input(
  shuffled: Partial<Pick<AnalysisInput, "fragments" | "code" | "files" | "problems">> = {},
): AnalysisInput {
  const files = new Set([...Object.keys(TEMPLATES), ...Object.keys(CODE)]);
  return { fragments, code: new Map(code), files, problems: PROBLEMS, revision: 7, statistics, ...shuffled };
}

describe("analyze", () => {
  test("reads, links, follows data and judges", () => {
    const { map, findings, revision } = analyze(input());
    expect(revision).toBe(7);
    expect(map.nodes.filter((node) => node.kind === "function").map((node) => [node.name, node.handler?.file])).toEqual(
      [
        ["take", "orders/handler.py"],
        ["Run", "shop/src/app.js"],
      ],
    );
    expect(findings.map(({ rule, at }) => `${at.file} ${rule}`)).toEqual(
      expect.arrayContaining([
        "orders/handler.py SAS-1/os-command-injection",
        "shop/src/app.js SAS-1/os-command-injection",
        "shop/template.yaml SAS-3/public-store",
      ]),
    );
  });

  test("problems are sorted by place and told once", () => {
    const { problems } = analyze(input({ problems: [...PROBLEMS, ...PROBLEMS] }));
    const ours = problems.filter(({ code }) => code === "syntax-error");
    expect(ours.map(({ at }) => `${at.file}:${at.start.line}`)).toEqual(["a.yaml:1", "a.yaml:2", "b.yaml:0"]);
  });

  test("nothing in, nothing out", () => {
    const nothing = input({ fragments: [], code: new Map(), files: new Set(), problems: [] });
    expect(analyze(nothing)).toEqual({
      revision: 7,
      map: { nodes: [], edges: [], statements: [] },
      findings: [],
      problems: [],
      unresolved: [],
      statistics,
    });
  });

  test("the order of the input does not matter, byte by byte", () => {
    const expected = JSON.stringify(analyze(input()));
    const shuffle = <T>(items: readonly T[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    fc.assert(
      fc.property(
        shuffle(fragments),
        shuffle(code),
        shuffle([...Object.keys(TEMPLATES), ...Object.keys(CODE)]),
        shuffle(PROBLEMS),
        (someFragments, someCode, files, problems) => {
          const shuffled = { fragments: someFragments, code: new Map(someCode), files: new Set(files), problems };
          expect(JSON.stringify(analyze(input(shuffled)))).toBe(expected);
        },
      ),
      { numRuns: 30 },
    );
  });
});
