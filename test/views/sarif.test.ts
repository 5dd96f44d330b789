import { describe, expect, test } from "vitest";
import { toSarif } from "../../language-analysis/views/sarif.ts";
import { EMPTY, reportInput } from "./report-input.ts";
import { sarifErrors } from "./sarif-schema.ts";

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
      readonly results: readonly Record<string, unknown>[];
      readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly Record<string, unknown>[] }];
    },
  ];
}
const log = (...args: Parameters<typeof toSarif>) => toSarif(...args) as unknown as Log;

describe("SARIF", () => {
  test("is valid with everything in it, with a baseline, and empty", () => {
    expect(sarifErrors(log(reportInput()))).toEqual([]);
    expect(sarifErrors(log(reportInput({ accepted: new Set(["f1"]) }), { hasBaseline: true }))).toEqual([]);
    expect(sarifErrors(log(reportInput({ result: EMPTY })))).toEqual([]);
  });

  test("the schema of the tests notices a wrong log", () => {
    const wrong = structuredClone(log(reportInput())) as unknown as { runs: [{ results: [Record<string, unknown>] }] };
    wrong.runs[0].results[0]["severity"] = "high";
    wrong.runs[0].results[0]["level"] = "critical";
    expect(sarifErrors(wrong)).toHaveLength(2);
  });

  test("places are relative, escaped and one-based", () => {
    const [wildcard, injection] = log(reportInput()).runs[0].results;
    expect(wildcard).toMatchObject({ ruleId: "SAS-4/wildcard-action", ruleIndex: 1, level: "warning" });
    expect(injection).toMatchObject({
      ruleId: "SAS-1/os-command-injection",
      ruleIndex: 0,
      level: "error",
      partialFingerprints: { "serverlessAtlas/v1": "f1" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "my%20app/src/app.js", uriBaseId: "SRCROOT" },
            region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 10 },
          },
        },
      ],
      properties: { sas: "SAS-1", confidence: "high", "security-severity": "9.5" },
    });
    expect(wildcard).not.toHaveProperty("codeFlows");
  });

  test("steps are a code flow, edits are grouped by file", () => {
    const injection = log(reportInput()).runs[0].results[1] as {
      codeFlows: [{ threadFlows: [{ locations: { executionOrder: number; location: { message: object } }[] }] }];
      fixes: [{ artifactChanges: { artifactLocation: { uri: string }; replacements: object[] }[] }];
    };
    expect(injection.codeFlows[0].threadFlows[0].locations).toMatchObject([
      { executionOrder: 1, location: { message: { text: "The event arrives" } } },
      { executionOrder: 2, location: { message: { text: "reaches execSync" } } },
    ]);
    expect(injection.fixes[0].artifactChanges.map((change) => change.artifactLocation.uri)).toEqual([
      "my%20app/src/app.js",
      "my%20app/template.yaml",
    ]);
  });

  test("rules that have findings are described, with their help", () => {
    const { rules } = log(reportInput()).runs[0].tool.driver;
    expect(rules.map((rule) => rule["id"])).toEqual(["SAS-1/os-command-injection", "SAS-4/wildcard-action"]);
    expect(rules[0]).toMatchObject({
      name: "OsCommandInjection",
      properties: { sas: "SAS-1", "security-severity": "8.0" },
      help: { markdown: expect.stringContaining("```yaml\na: 1\n```") as string },
    });
    expect(log(reportInput({ result: EMPTY })).runs[0].tool.driver.rules).toEqual([]);
  });

  test("what could not be read is a notification; without a file it has no place", () => {
    const { toolExecutionNotifications } = log(reportInput()).runs[0].invocations[0];
    expect(toolExecutionNotifications).toMatchObject([
      { descriptor: { id: "syntax-error" }, level: "error", locations: [{}] },
      { descriptor: { id: "rule-failed" } },
    ]);
    expect(toolExecutionNotifications[1]).not.toHaveProperty("locations");
  });

  test("accepted findings are suppressed only where a baseline was given", () => {
    const accepted = new Set(["f1"]);
    const [wildcard, injection] = log(reportInput({ accepted }), { hasBaseline: true }).runs[0].results;
    expect(wildcard).toMatchObject({ baselineState: "new" });
    expect(wildcard).not.toHaveProperty("suppressions");
    expect(injection).toMatchObject({ baselineState: "unchanged", suppressions: [{ kind: "external" }] });
    expect(log(reportInput()).runs[0].results[0]).not.toHaveProperty("baselineState");
  });
});
