// The examples of the literature on serverless injection, in apps of our own: each is found with its way, and its fix works. Which hosts
// a function may call only its owner knows: for a request to any address an example is inserted, and what its owner completes works.
import { describe, expect, test } from "vitest";
import { mitigationInserts } from "../../language-analysis/mitigation/mitigation-inserts.ts";
import type { Finding, Fix } from "../../language-analysis/model/finding.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { RULES } from "../../language-analysis/rules/index.ts";
import { withStatements } from "../../language-analysis/rules/statement-places.ts";
import { analyseFiles, type Files } from "../rules/analyse-files.ts";
import { applyFix } from "../rules/fix-table.ts";
import { readFixture } from "../rules/read-fixture.ts";

interface Example {
  readonly rule: string;
  /** File and one-based line of each step of the way, joined; the first is where the data comes in, the last the sink. */
  readonly way: readonly string[];
  /** Part of the changed file after the first fix, or after the inserted example. */
  readonly fixed: string;
  /** What the owner writes in place of the example's own names; absent: the fix needs nothing more. */
  readonly completed?: Readonly<Record<string, string>>;
  readonly names?: readonly string[];
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  "chatbot-report": {
    rule: "SAS-1/os-command-injection",
    way: ["report.py:14", "report.py:8", "report.py:18"],
    fixed: 'subprocess.call(["zip", "/tmp/" + str(address) + ".zip", "/tmp/report.csv"])',
    names: ["Messages", "Work"],
  },
  "upload-eval": {
    rule: "SAS-1/code-injection",
    way: ["upload.js:6", "upload.js:7", "upload.js:9"],
    fixed: "const settings = JSON.parse(text);",
    names: ["Work"],
  },
  "queue-to-delete": {
    rule: "SAS-1/sql-injection",
    way: ["app.py:9", "serverless.yml:18", "app.py:16", "app.py:18"],
    fixed: "cursor.execute(\"DELETE FROM orders WHERE id = %s\", (order['id'],))",
    names: ["POST /cancel", "cancel", "Orders", "remove"],
  },
  "device-command": {
    rule: "SAS-1/os-command-injection",
    way: ["device.py:5", "device.py:6"],
    fixed: 'subprocess.check_output(["ping", "-c", "1", command["host"]], shell=False).decode()',
  },
  "xml-python": {
    rule: "SAS-1/xml-external-entity",
    way: ["app.py:5", "app.py:5"],
    fixed: 'etree.fromstring(event["body"], parser=etree.XMLParser(resolve_entities=False, no_network=True))',
  },
  "xml-node": {
    rule: "SAS-1/xml-external-entity",
    way: ["app.js:4", "app.js:4"],
    fixed: "libxmljs.parseXml(event.body, { noent: false })",
  },
  "ssrf-python": {
    rule: "SAS-1/server-side-request-forgery",
    way: ["app.py:7", "app.py:8"],
    fixed: '    ALLOWED_ORIGINS = {"https://api.example.com"}\n',
    completed: { 'event["queryStringParameters"]["url"]': 'wanted["url"]' },
  },
  "ssrf-node": {
    rule: "SAS-1/server-side-request-forgery",
    way: ["app.js:4", "app.js:5"],
    fixed: '  const ALLOWED_ORIGINS = new Set(["https://api.example.com"]);\n',
    completed: { "event.queryStringParameters.url": "url" },
  },
  "nosql-python": {
    rule: "SAS-1/nosql-injection",
    way: ["app.py:9", "app.py:10"],
    fixed: 'users.find_one({"name": str(login["name"]), "code": str(login["code"])})',
  },
  "nosql-node": {
    rule: "SAS-1/nosql-injection",
    way: ["app.js:6", "app.js:7"],
    fixed: "findOne({ name: String(login.name), code: String(login.code) })",
  },
  "deserialization-python": {
    rule: "SAS-1/unsafe-deserialization",
    way: ["app.py:5", "app.py:5"],
    fixed: 'settings = yaml.safe_load(event["body"])',
  },
  "deserialization-node": {
    rule: "SAS-1/unsafe-deserialization",
    way: ["app.js:4", "app.js:4"],
    fixed: "const cart = JSON.parse(event.body);",
  },
  "pickle-python": {
    rule: "SAS-1/unsafe-deserialization",
    way: ["app.py:7", "app.py:7"],
    fixed: 'cart = json.loads(base64.b64decode(event["headers"]["x-cart"]))',
  },
};

describe("seed examples", () => {
  test.each(Object.entries(EXAMPLES))("%s", (name, { rule, way, fixed, completed, names }) => {
    const files = readFixture(`seed-examples/${name}`);
    const { findings, context } = analyseFiles(files);
    const [finding, ...others] = withStatements(
      findings.filter((one) => one.rule === rule),
      context.code,
    );
    expect(others).toEqual([]);
    const steps = finding?.steps.map(({ at }) => `${at.file}:${at.start.line + 1}`) ?? [];
    expect(steps[0]).toBe(way[0]);
    expect(steps.at(-1)).toBe(way.at(-1));
    expect(steps).toEqual(expect.arrayContaining([...way]));
    const message = finding ? formatMessage(finding.message) : "";
    for (const one of names ?? []) expect(message).toContain(one);
    const fix = finding && (completed ? insertedExample(finding, files, completed) : finding.fixes[0]);
    expect(fix).toBeDefined();
    if (!fix) return;
    const changed = applyFix(files, fix);
    expect(Object.values(changed).join("\n")).toContain(fixed);
    const after = analyseFiles(changed);
    expect(after.problems).toEqual([]);
    expect(after.findings.filter((one) => one.rule === rule)).toEqual([]);
    // Its code is still read as it was.
    for (const [file, { module }] of context.code)
      expect(after.context.code.get(file)?.module.functions.length).toBe(module.functions.length);
  });
});

/** The first example that the editor offers at the finding, with what the owner writes into it. */
function insertedExample(
  finding: Finding,
  files: Files,
  completed: Readonly<Record<string, string>>,
): Pick<Fix, "edits"> | undefined {
  const rule = RULES.find(({ id }) => id === finding.rule);
  const [insert] = rule ? mitigationInserts(finding, undefined, rule, (file) => files[file]) : [];
  const edits = insert?.edits.map(({ at, newText }) => ({
    at,
    newText: Object.entries(completed).reduce((text, [from, to]) => text.replaceAll(from, to), newText),
  }));
  return edits && { edits };
}
