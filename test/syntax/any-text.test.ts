// Properties that hold for every text, however broken.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Span } from "../../language-analysis/model/range.ts";
import type { DataNode, DocumentTree } from "../../language-analysis/model/tree.ts";
import { parseJson } from "../../language-analysis/syntax/json.ts";
import { LineIndex } from "../../language-analysis/syntax/line-index.ts";
import { parseYaml } from "../../language-analysis/syntax/yaml.ts";
import { plain } from "./describe-tree.ts";

const YAML_PIECES = [
  "a",
  "b: ",
  "- ",
  "\n",
  "\r\n",
  "  ",
  "    ",
  "!Ref ",
  "!Sub\n",
  "&x ",
  "*x",
  "<<: *x",
  "|\n",
  ">-\n",
  "'",
  '"',
  "[",
  "]",
];
const yamlText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(...YAML_PIECES, "{", "}", ", ", "? ", ": ", "# c\n", "---\n", "\t", "%", "@", "\\", "é😀", "1"),
    )
    .map((pieces) => pieces.join("")),
);
const jsonText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom("{", "}", "[", "]", '"a"', '"', ":", ",", "1", "tru", "null", "\n", "//c\n", "/*", "\\", " "),
    )
    .map((pieces) => pieces.join("")),
);

function check(tree: DocumentTree, text: string): void {
  const lines = new LineIndex(text);
  for (const problem of tree.problems) {
    const { start, end } = problem.at;
    isInside(lines, [start.line, start.character, end.line, end.character]);
  }
  for (const document of [tree.root, ...(tree.others ?? [])]) if (document) walk(document, lines);
}

function walk(node: DataNode, lines: LineIndex): void {
  const [start, end] = isInside(lines, node.at);
  if (node.type === "scalar") {
    const [contentStart, contentEnd] = isInside(lines, node.contentAt);
    expect(contentStart).toBeGreaterThanOrEqual(start);
    expect(contentEnd).toBeLessThanOrEqual(end);
    const content = lines.text.slice(contentStart, contentEnd);
    if (node.style === "plain" && !/[\r\n]/.test(content)) expect(content).toBe(node.text);
    return;
  }
  const [line, character] = node.layout?.insertAt ?? [-1, -1];
  isInside(lines, [line, character, line, character]);
  if (node.type === "list") node.items.forEach((item) => walk(item, lines));
  else {
    for (const entry of node.entries) {
      const [entryStart] = isInside(lines, entry.at);
      expect(isInside(lines, entry.keyAt)[0]).toBe(entryStart);
      walk(entry.value, lines);
    }
    expect(new Set(node.entries.map((entry) => entry.key)).size).toBe(node.entries.length);
  }
}

/** Fails when a place is not in the text or ends before it starts; answers with its offsets. */
function isInside(lines: LineIndex, [startLine, startCharacter, endLine, endCharacter]: Span): [number, number] {
  const offsets = [
    [startLine, startCharacter],
    [endLine, endCharacter],
  ].map(([line = 0, character = 0]) => {
    expect(line).toBeLessThan(lines.lineCount);
    const offset = lines.startOfLine(line) + character;
    expect(lines.positionAt(offset)).toEqual({ line, character });
    return offset;
  }) as [number, number];
  expect(offsets[0]).toBeLessThanOrEqual(offsets[1]);
  return offsets;
}

describe("any text", () => {
  test("YAML", () => {
    fc.assert(
      fc.property(yamlText, (text) => check(parseYaml("t.yaml", text), text)),
      { numRuns: 3000 },
    );
  });

  test("JSON", () => {
    fc.assert(
      fc.property(jsonText, (text) => check(parseJson("t.json", text), text)),
      { numRuns: 2000 },
    );
  });

  test("what JSON.stringify writes is read back by both", () => {
    const value = fc.jsonValue({ stringUnit: "grapheme" });
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (written, space) => {
        const text = JSON.stringify(written, null, space);
        // JSON.parse makes `-0` a zero with a sign and `__proto__` a key like others; both are compared as JSON.
        const expected = JSON.stringify(JSON.parse(text));
        expect(JSON.stringify(plain(parseJson("t.json", text).root))).toBe(expected);
        const yaml = parseYaml("t.yaml", text);
        expect(yaml.problems).toEqual([]);
        expect(JSON.stringify(plain(yaml.root))).toBe(expected);
      }),
    );
  });
});
