import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  baselineFindings,
  isConfigurationFile,
  readConfiguration,
} from "../../language-analysis/configuration/read-configuration.ts";
import { leftOut } from "../../language-analysis/configuration/excluded.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { spanOf } from "../../language-analysis/model/range.ts";

const problemsOf = (text: string) =>
  readConfiguration("app/.serverless-atlas.yml", text).problems.map(({ at, message }) => [
    spanOf(at),
    formatMessage(message),
  ]);

describe(".serverless-atlas.yml", () => {
  test("is read from any folder by its name alone", () => {
    expect([".serverless-atlas.yml", "a/b/.serverless-atlas.yaml"].map(isConfigurationFile)).toEqual([true, true]);
    expect(["serverless-atlas.yml", "x.serverless-atlas.yml", "a.yml"].map(isConfigurationFile)).toEqual(
      Array(3).fill(false),
    );
  });

  test("gives every setting with its place", () => {
    const { value, problems } = readConfiguration(
      "app/.serverless-atlas.yml",
      `exclude: ["legacy/**", samples]
rules:
  SAS-5/tracing-off: off
  SAS-8/*: high
ignore:
  - rule: SAS-2/unauthenticated-endpoint
    path: public/**
    resource: Get*
    reason: The catalogue is public.
sensitivity:
  Orders: [payment, personal]
  Names: none
baseline: ../accepted.json
`,
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      file: "app/.serverless-atlas.yml",
      exclude: ["legacy/**", "samples"],
      rules: [
        { rule: "SAS-5/tracing-off", severity: "off" },
        { rule: "SAS-8/*", severity: "high" },
      ],
      ignore: [
        {
          rule: "SAS-2/unauthenticated-endpoint",
          path: "public/**",
          resource: "Get*",
          reason: "The catalogue is public.",
        },
      ],
      sensitivity: [
        { resource: "Orders", data: ["payment", "personal"] },
        { resource: "Names", data: [] },
      ],
      baselineFile: "accepted.json",
    });
    expect(spanOf(value.rules[0]!.at)).toEqual([2, 2, 2, 24]);
  });

  test.each([
    ["colour: red", [0, 0, 0, 6], "There is no setting colour here"],
    ["rules:\n  SAS-5/tracing-off: loud", [1, 21, 1, 25], "must be off or a severity"],
    ["rules:\n  tracing-off: low", [1, 2, 1, 13], "tracing-off is no rule"],
    ["ignore:\n  - rule: SAS-1/x", [1, 4, 1, 17], "gives no reason"],
    ["ignore:\n  - reason: all of it", [1, 4, 1, 21], "would accept every finding"],
    ["ignore:\n  - rule: SAS-1/x\n    file: a\n    reason: b", [2, 4, 2, 8], "There is no setting file here"],
    ["sensitivity:\n  Orders: secret stuff", [1, 10, 1, 22], "must be none or some of"],
    ["exclude: legacy", [0, 9, 0, 15], "must be a list"],
    ["- a", [0, 0, 0, 3], "must be a map"],
  ])("%j is reported at its place", (text, at, message) => {
    expect(problemsOf(text)).toEqual([[at, expect.stringContaining(message)]]);
  });

  test("what is wrong does not take the rest away", () => {
    const { value } = readConfiguration("c", "colour: red\nrules:\n  x: low\n  SAS-1/y: low\n");
    expect(value.rules).toMatchObject([{ rule: "SAS-1/y", severity: "low" }]);
  });

  test("empty and any other text do not break it", () => {
    expect(readConfiguration("c", "").value).toMatchObject({ exclude: [], rules: [] });
    fc.assert(fc.property(fc.string(), (text) => void readConfiguration("c", text)));
  });

  test("excluded files are told by patterns relative to its folder", () => {
    const isLeftOut = leftOut([readConfiguration("app/.serverless-atlas.yml", 'exclude: [old, "*.gen.ts"]').value]);
    const paths = ["app/old/a.py", "app/x/b.gen.ts", "app/older.py", "old/a.py", "app/x/b.ts"];
    expect(paths.filter(isLeftOut)).toEqual(["app/old/a.py", "app/x/b.gen.ts"]);
  });

  test("a baseline is a list of ids or of findings", () => {
    expect(baselineFindings('["a", "b"]')).toEqual(["a", "b"]);
    expect(baselineFindings('{"findings": [{"id": "a"}, {"no": 1}]}')).toEqual(["a"]);
    expect(baselineFindings("{}")).toBeUndefined();
    expect(baselineFindings("not JSON")).toBeUndefined();
  });
});
