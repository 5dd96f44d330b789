// Whatever stands in a template: a fragment or none, in bounded time, and never an exception.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceRange } from "../../language-analysis/model/range.ts";
import { comparePositions } from "../../language-analysis/model/range.ts";
import { readTemplate } from "../../language-analysis/readers/index.ts";
import { CLOUDFORMATION_SEED, SAM_SEED, SERVERLESS_SEED } from "./seeds.ts";

/** More for a long run: `FUZZ_RUNS=10000 npx vitest run test/readers/any-input.test.ts`. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 300);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const SEEDS: readonly (readonly [path: string, seed: Json])[] = [
  ["template.json", SAM_SEED],
  ["stack.json", CLOUDFORMATION_SEED],
  ["serverless.json", SERVERLESS_SEED],
];

function pathsOf(value: Json, at: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (value === null || typeof value !== "object") return [at];
  const children = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : Object.entries(value as Record<string, Json>);
  return [at, ...children.flatMap(([key, child]) => pathsOf(child, [...at, key]))];
}

function replaceAt(value: Json, [key, ...rest]: readonly (string | number)[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => (index === key ? replaceAt(item, rest, by) : item));
  }
  const map = value as Record<string, Json>;
  return { ...map, [key]: replaceAt(map[key] ?? null, rest, by) };
}

/** What is put in place of a part: any JSON, and calls and variables of the right form with the wrong content. */
const intruder: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    { Ref: "Handler" },
    { Ref: "AWS::NoValue" },
    { "Fn::GetAtt": ["Orders"] },
    { "Fn::Sub": ["${A}", { A: { Ref: "A" } }] },
    { "Fn::If": ["IsProd", [{ Ref: "AWS::NoValue" }], { a: 1 }] },
    { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "template.json" } } },
    { "Fn::ForEach::X": ["A", ["b", "c"], { "${A}": {} }] },
    "${self:custom.loop}",
    "${self:}",
    "${file(./other.yml):a.b, 'x'}",
    "${self:custom.${self:custom.loop}}",
    "__proto__",
    "constructor",
    [[], [null], {}],
  ),
);

const mutated = fc.constantFrom(...SEEDS).chain(([path, seed]) =>
  fc.array(fc.tuple(fc.constantFrom(...pathsOf(seed)), intruder), { minLength: 1, maxLength: 4 }).map((edits) => ({
    path,
    json: edits.reduce<Json>((value, [at, by]) => (existsAt(value, at) ? replaceAt(value, at, by) : value), seed),
  })),
);

function existsAt(value: Json, [key, ...rest]: readonly (string | number)[]): boolean {
  if (key === undefined) return true;
  if (value === null || typeof value !== "object") return false;
  const child = (value as Record<string | number, Json>)[key];
  return child !== undefined && Object.hasOwn(value, key) && existsAt(child, rest);
}

function readFast(path: string, text: string): ReturnType<typeof readTemplate> {
  const start = performance.now();
  const companions = { "other.yml": text, "template.json": text };
  const response = readTemplate({ path, text, companions });
  expect(performance.now() - start).toBeLessThan(2_000);
  return response;
}

function isOrdered({ start, end }: SourceRange): boolean {
  return comparePositions(start, end) <= 0;
}

describe("any input", () => {
  it("a part replaced by something else", { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(mutated, ({ path, json }) => {
        const { fragment } = readFast(path, JSON.stringify(json, null, 2));
        for (const node of fragment?.nodes ?? []) {
          expect(isOrdered(node.at) && isOrdered(node.nameAt)).toBe(true);
        }
        const ids = (fragment?.nodes ?? []).map((node) => node.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: RUNS, seed: 7 },
    );
  });

  it("a piece of the text cut out", { timeout: 900_000 }, () => {
    const texts = SEEDS.flatMap(([path, seed]) => {
      const text = JSON.stringify(seed, null, 2);
      return [
        [path, text],
        [path.replace(".json", ".yml"), text],
      ] as const;
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(40), ([path, text], offset, length) => {
        const from = offset % text.length;
        readFast(path, text.slice(0, from) + text.slice(from + length));
      }),
      { numRuns: RUNS, seed: 11 },
    );
  });

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
