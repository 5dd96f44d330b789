// Every example of every rule, put into a template of each format and into code: the file still parses, and nothing that was there is
// gone.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../language-analysis/graph/apply-edits.ts";
import { mitigationInserts } from "../../language-analysis/mitigation/mitigation-inserts.ts";
import type { MapNode } from "../../language-analysis/model/app-map.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import { say } from "../../language-analysis/model/message.ts";
import { startOfFile } from "../../language-analysis/model/range.ts";
import { RULES } from "../../language-analysis/rules/index.ts";
import { withStatements } from "../../language-analysis/rules/statement-places.ts";
import type { Rule } from "../../language-analysis/rules/rule.ts";
import { analyseFiles, type Files } from "../rules/analyse-files.ts";
import { javaScriptApp, pythonApp } from "../rules/code-app.ts";
import { parseDocument } from "../../language-analysis/syntax/document.ts";
import type { DataNode } from "../../language-analysis/model/tree.ts";

const CLOUDFORMATION = `Resources:
  # Keeps every order.
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13 # as tested
      Handler: app.handler
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: uploads
`;
const JSON_TEMPLATE = `{
  "Resources": {
    "Orders": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.13",
        "Handler": "app.handler"
      }
    },
    "Uploads": {
      "Type": "AWS::S3::Bucket"
    }
  }
}
`;
const SERVERLESS = `service: shop
provider:
  name: aws # the only one
functions:
  Orders:
    handler: app.handler
    events:
      - httpApi: GET /orders
resources:
  Resources:
    Uploads:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: uploads
`;
const TEMPLATES: Files = {
  "CloudFormation.yaml": CLOUDFORMATION,
  "CloudFormation.json": JSON_TEMPLATE,
  "sam.yaml": `Transform: AWS::Serverless-2016-10-31\n${CLOUDFORMATION.replace("AWS::Lambda::Function", "AWS::Serverless::Function")}`,
  "serverless.yml": SERVERLESS,
};

const CODE: Readonly<Record<string, Files>> = {
  "app.js": javaScriptApp(`const fs = require("fs");
exports.handler = async (event) => {
  for (const name of [event.body]) {
    return fs.readFileSync("/tmp/" + name);
  }
};
`),
  "app.py": pythonApp(`import json


def handler(event, context):
    for name in [event["body"]]:
        return open("/tmp/" + name).read()
`),
};

function insertsAt(rule: Rule, file: string, text: string, node: MapNode | undefined, found?: Finding) {
  const finding: Finding = {
    id: "1",
    rule: rule.id,
    severity: "low",
    confidence: "high",
    message: say("Found."),
    reasons: [say("Why.")],
    at: node?.nameAt ?? startOfFile(file),
    related: [],
    node: node?.id ?? file,
    steps: [],
    fixes: [],
    ...found,
  };
  return mitigationInserts(finding, node, rule, (asked) => (asked === file ? text : undefined));
}

describe.each(
  RULES.filter(({ snippets }) => snippets.some(({ language }) => language === "yaml")).map(
    (rule) => [rule.id, rule] as const,
  ),
)("examples of %s", (_id, rule) => {
  test.each(Object.keys(TEMPLATES))("in %s", (file) => {
    const text = TEMPLATES[file] ?? "";
    const { context } = analyseFiles({ [file]: text });
    for (const name of ["Orders", "Uploads"]) {
      const node = context.graph.nodes().find((one) => one.name === name);
      expect(node).toBeDefined();
      const inserts = insertsAt(rule, file, text, node);
      // Comments have no place in JSON, so an example that fits nowhere is not offered there.
      if (!file.endsWith(".json") && !rule.snippets.every((one) => /^(?:permissions|steps):/m.test(one.text))) {
        expect(inserts.length).toBeGreaterThan(0);
      }
      for (const { edits } of inserts) {
        expect(edits.every(({ at }) => at.file === file)).toBe(true);
        const changed = applyEdits(text, edits);
        expect(changed).not.toBe(text);
        const { root, problems } = parseDocument(file, changed);
        expect(problems).toEqual([]);
        expect(missingIn(root, parseDocument(file, text).root)).toEqual([]);
        // What it says of a function is put into the function, not into a second one.
        if (name === "Orders") expect(functionsIn(file, changed)).toEqual(functionsIn(file, text));
        for (const comment of text.matchAll(/#.*/g)) expect(changed).toContain(comment[0]);
      }
    }
  });
});

describe.each(Object.entries(CODE))("examples in %s", (file, files) => {
  const { context, findings } = analyseFiles(files);
  const [found] = withStatements(
    findings.filter(({ rule }) => rule === "SAS-1/path-traversal"),
    context.code,
  );

  test("are put before the statement in which the finding stands", () => {
    expect(found?.statementAt).toEqual(statementAt);
  });
  const language = file === "app.js" ? "javascript" : "python";
  const statementAt = { line: file === "app.js" ? 3 : 5, character: file === "app.js" ? 4 : 8 };

  test.each(
    RULES.filter(({ snippets }) => snippets.some((one) => one.language === language)).map(
      (rule) => [rule.id, rule] as const,
    ),
  )("%s", (_id, rule) => {
    expect(found).toBeDefined();
    if (!found) return;
    const text = files[file] ?? "";
    const inserts = insertsAt(rule, file, text, context.graph.node(found.node), found);
    expect(inserts.length).toBeGreaterThan(0);
    for (const { edits } of inserts) {
      const changed = applyEdits(text, edits);
      const after = analyseFiles({ ...files, [file]: changed });
      expect(after.problems).toEqual([]);
      // In the loop of the handler, before what was found.
      const [handler] = after.context.code.get(file)?.module.functions.filter(({ name }) => name === "handler") ?? [];
      const added = changed.split("\n").length - text.split("\n").length;
      expect(handler?.at[2]).toBe(text.split("\n").length - 2 + added);
      expect(changed.split("\n")[statementAt.line]?.startsWith(" ".repeat(statementAt.character))).toBe(true);
    }
  });
});

describe("code that the finding's statement begins in", () => {
  const CALL = "fs.readFileSync(event.body)";
  const EXAMPLE = "const file = ";
  const rule = RULES.find(({ id }) => id === "SAS-1/path-traversal");

  test.each<[string, string, number | undefined]>([
    ["a declaration", `exports.handler = async (event) => {\n  const text = ${CALL};\n  return text;\n};\n`, 2],
    [
      "the second name of a declaration",
      `exports.handler = async (event) => {\n  let a = 1,\n    b = ${CALL};\n};\n`,
      undefined,
    ],
    ["an arrow function without a body", `exports.handler = async (event) => ${CALL};\n`, undefined],
    ["a function in a call", `exports.handler = async (event) => {\n  return [1].map(() => ${CALL});\n};\n`, 2],
  ])("%s", (_name, code, line) => {
    const files = javaScriptApp(`const fs = require("fs");\n${code}`);
    const { context, findings } = analyseFiles(files);
    const [found] = withStatements(
      findings.filter((one) => one.rule === rule?.id),
      context.code,
    );
    expect(found).toBeDefined();
    if (!rule || !found) return;
    const [insert] = insertsAt(rule, "app.js", files["app.js"] ?? "", context.graph.node(found.node), found);
    expect(insert?.edits[0]?.at.start.line).toBe(line);
    if (insert) expect(insert.edits[0]?.newText).toContain(`  ${EXAMPLE}`);
  });
});

function functionsIn(file: string, text: string): readonly string[] {
  const declared = analyseFiles({ [file]: text }).context.graph.nodes("function");
  return declared.filter(({ declaredElsewhere }) => !declaredElsewhere).map(({ name }) => name);
}

/** Paths of values that were there before and are not there after. */
function missingIn(after: DataNode | undefined, before: DataNode | undefined, path = ""): readonly string[] {
  if (!before) return [];
  if (!after || after.type !== before.type) return [path];
  if (before.type === "scalar") return after.type === "scalar" && after.text === before.text ? [] : [path];
  if (before.type === "list")
    return before.items.flatMap((item, index) =>
      missingIn(after.type === "list" ? after.items[index] : undefined, item, `${path}/${index}`),
    );
  return before.entries.flatMap(({ key, value }) =>
    missingIn(
      after.type === "map" ? after.entries.find((one) => one.key === key)?.value : undefined,
      value,
      `${path}/${key}`,
    ),
  );
}
