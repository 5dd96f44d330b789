// The examples of the literature on serverless injection, in apps of our own: each is found with its way, and where there is a fix it works.
import { describe, expect, test } from "vitest";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { analyseFiles } from "../rules/analyse-files.ts";
import { applyFix } from "../rules/fix-table.ts";
import { readFixture } from "../rules/read-fixture.ts";

interface Example {
  readonly rule: string;
  /** File and one-based line of each step of the way, joined; the first is where the data comes in, the last the sink. */
  readonly way: readonly string[];
  /** Part of the changed file after the first fix; absent: there is none. */
  readonly fixed?: string;
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
  "xml-python": { rule: "SAS-1/xml-external-entity", way: ["app.py:5", "app.py:5"] },
  "xml-node": { rule: "SAS-1/xml-external-entity", way: ["app.js:4", "app.js:4"] },
  "ssrf-python": { rule: "SAS-1/server-side-request-forgery", way: ["app.py:7", "app.py:8"] },
  "ssrf-node": { rule: "SAS-1/server-side-request-forgery", way: ["app.js:4", "app.js:5"] },
  "nosql-python": { rule: "SAS-1/nosql-injection", way: ["app.py:9", "app.py:10"] },
  "nosql-node": { rule: "SAS-1/nosql-injection", way: ["app.js:6", "app.js:7"] },
  "deserialization-python": {
    rule: "SAS-1/unsafe-deserialization",
    way: ["app.py:5", "app.py:5"],
    fixed: 'settings = yaml.safe_load(event["body"])',
  },
  "deserialization-node": { rule: "SAS-1/unsafe-deserialization", way: ["app.js:4", "app.js:4"] },
};

describe("seed examples", () => {
  test.each(Object.entries(EXAMPLES))("%s", (name, { rule, way, fixed, names }) => {
    const files = readFixture(`seed-examples/${name}`);
    const [finding, ...others] = analyseFiles(files).findings.filter((one) => one.rule === rule);
    expect(others).toEqual([]);
    const steps = finding?.steps.map(({ at }) => `${at.file}:${at.start.line + 1}`) ?? [];
    expect(steps[0]).toBe(way[0]);
    expect(steps.at(-1)).toBe(way.at(-1));
    expect(steps).toEqual(expect.arrayContaining([...way]));
    const message = finding ? formatMessage(finding.message) : "";
    for (const one of names ?? []) expect(message).toContain(one);
    const [fix] = finding?.fixes ?? [];
    if (fixed === undefined || !fix) return expect(fixed).toBeUndefined();
    const changed = applyFix(files, fix);
    expect(Object.values(changed).join("\n")).toContain(fixed);
    expect(analyseFiles(changed).findings.filter((one) => one.rule === rule)).toEqual([]);
  });
});
