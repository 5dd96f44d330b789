import { describe, expect, test } from "vitest";
import { readConfiguration } from "../../language-analysis/configuration/read-configuration.ts";
import { SINK_CLASSES, TRUSTS } from "../../language-analysis/model/taint.ts";
import { RULES } from "../../language-analysis/rules/index.ts";
import { configurationCompletions } from "../../language-analysis/views/configuration-completions.ts";
import { configurationSchema } from "../../language-analysis/views/configuration-schema.ts";

const labels = (above: string[], before: string) =>
  configurationCompletions(above, before, RULES.slice(0, 2)).map(({ label }) => label);
const [first, second] = RULES.map(({ id }) => id);

describe("completion in the configuration", () => {
  test.each([
    ["settings at the margin", [], "ru", ["exclude", "rules", "ignore", "sensitivity", "taint", "baseline"]],
    ["rules and risks", ["rules:"], "  SAS-", [first, second, "SAS-1/*"]],
    ["severities", ["rules:"], "  SAS-1/x: ", ["off", "critical", "high", "medium", "low", "info"]],
    ["parts of an entry", ["ignore:"], "  - ", ["rule", "path", "resource", "finding", "reason"]],
    ["the rule of an entry", ["ignore:", "  - path: a"], "    rule: SAS", [first, second, "SAS-1/*"]],
    ["kinds of data", ["sensitivity:"], "  Orders: [", ["credentials", "payment", "health", "personal", "none"]],
    ["parts of taint", ["taint:"], "  s", ["sources", "sinks", "sanitizers", "propagators"]],
    ["parts of a model", ["taint:", "  sinks:"], "    - ", ["api", "trust", "class", "argument", "protects"]],
    ["who decides", ["taint:", "  sources:", "    - api: a"], "      trust: ", [...TRUSTS]],
    ["classes of sinks", ["taint:", "  sanitizers:"], "      protects: [sql, ", [...SINK_CLASSES]],
    ["nothing where any text may stand", ["ignore:"], "    reason: be", []],
    ["nothing below a setting without a list", ["baseline: x"], "  ", []],
  ])("%s", (_, above, before, expected) => {
    expect(labels(above, before)).toEqual(expected);
  });
});

test("the schema names every rule, every risk and every setting that is read", () => {
  const schema = configurationSchema(RULES) as { properties: Record<string, { properties?: object }> };
  expect(Object.keys(schema.properties["rules"]?.properties ?? {})).toEqual(
    expect.arrayContaining([...RULES.map(({ id }) => id), "SAS-1/*", "*"]),
  );
  const offered = labels([], "");
  expect(Object.keys(schema.properties).filter((name) => name !== "version" && !offered.includes(name))).toEqual([]);
  const text = Object.keys(schema.properties)
    .map((name) => `${name}: ~`)
    .join("\n");
  expect(readConfiguration(".serverless-atlas.yml", text).problems.map(({ at }) => at.start.line)).toEqual([]);
});
