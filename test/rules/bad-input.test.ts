import { expect, test } from "vitest";
import { analyseFiles } from "./analyse-files.ts";
import { readFixture } from "./read-fixture.ts";

// Bytes that are no text are the host's matter; here they arrive as what decoding made of them.
const files = readFixture("bad-input");

test("broken neighbours do not hide the template that is right", () => {
  const { findings, context } = analyseFiles(files);
  expect(context.graph.node("good/template.yaml#Greeter")?.handler?.file).toBe("good/greeter.js");
  const good = findings.filter(({ at }) => at.file.startsWith("good/")).map(({ rule }) => rule);
  const expected = [
    "SAS-8/no-concurrency-limit",
    "SAS-5/tracing-off",
    "SAS-2/unauthenticated-endpoint",
    "SAS-8/no-throttling",
    "SAS-5/access-log-missing",
    "SAS-3/versioning-or-recovery-off",
    "SAS-3/encryption-at-rest-missing",
  ];
  for (const rule of expected) expect(good).toContain(rule);
});

test("what is wrong is told with its file", () => {
  const { problems } = analyseFiles(files);
  expect(problems.filter(({ code }) => code === "rule-failed" || code === "analysis-crashed")).toEqual([]);
  const byFolder = (folder: string): string[] =>
    [...new Set(problems.filter(({ at }) => at.file.startsWith(`${folder}/`)).map(({ code }) => code))].sort();
  expect(byFolder("broken-yaml")).toContain("syntax-error");
  expect(byFolder("broken-json")).toContain("syntax-error");
  expect(byFolder("alias-bomb")).toContain("alias-limit");
  expect(byFolder("duplicate-keys")).toContain("duplicate-key");
  expect(byFolder("unknown-intrinsic")).toContain("unknown-intrinsic");
});

test("a workspace without serverless apps has no finding and no problem", () => {
  const { findings, problems, context } = analyseFiles(readFixture("empty-workspace"));
  expect([findings, problems, context.graph.map.nodes]).toEqual([[], [], []]);
});
