// Whatever stands in a template: a fragment or none, in bounded time, and never an exception.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceRange } from "../../language-analysis/model/range.ts";
import { comparePositions } from "../../language-analysis/model/range.ts";
import { readTemplate } from "../../language-analysis/readers/index.ts";
import { READERS, companionsOf, mutatedTemplates, SCRIPTS } from "./mutations.ts";
import { NO_HANG } from "../no-hang.ts";

/** A long run, which also watches time and memory from outside, is \`npm run fuzz\`. */
const RUNS = 200;

function readFast(path: string, text: string): ReturnType<typeof readTemplate> {
  const start = performance.now();
  const response = readTemplate({ path, text, companions: companionsOf(text) });
  expect(performance.now() - start).toBeLessThan(NO_HANG);
  return response;
}

function isOrdered({ start, end }: SourceRange): boolean {
  return comparePositions(start, end) <= 0;
}

describe("any input", () => {
  it.each([...Object.keys(READERS), ...Object.keys(SCRIPTS)])(
    "mutated templates: %s",
    { timeout: 120_000 },
    (reader) => {
      fc.assert(
        fc.property(mutatedTemplates(reader), ({ path, text }) => {
          const { fragment } = readFast(path, text);
          for (const node of fragment?.nodes ?? []) {
            expect(isOrdered(node.at) && isOrdered(node.nameAt)).toBe(true);
          }
          const ids = (fragment?.nodes ?? []).map((node) => node.id);
          expect(new Set(ids).size).toBe(ids.length);
        }),
        { numRuns: RUNS, seed: 7 },
      );
    },
  );

  it("deep nesting and cyclic includes end", () => {
    const deep = `${"[".repeat(3_000)}${"]".repeat(3_000)}`;
    readFast("template.json", `{"Resources":{"A":{"Type":"AWS::SQS::Queue","Properties":{"X":${deep}}}}}`);
    readFast(
      "stack.yml",
      `Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: ${"!Base64 [".repeat(300)}\n`,
    );
    const loop = "a: ${file(./other.yml):a}\nb: ${file(./other.yml)}\n";
    const text = "service: x\nprovider: {name: aws}\ncustom: ${file(./other.yml)}\nfunctions: ${self:custom.b.b.b}\n";
    readTemplate({ path: "serverless.yml", text, companions: { "other.yml": loop } });
    const chain = Array.from(
      { length: 60 },
      (_, index) => `  v${index}: "\${self:custom.v${index + 1}}\${self:custom.v${index + 1}}"`,
    );
    const doubling = `service: x\nprovider: {name: aws}\ncustom:\n${chain.join("\n")}\n  v60: ab\nfunctions:\n  f: { handler: "\${self:custom.v0}" }\n`;
    readFast("serverless.yml", doubling);
  });
});
