import { describe, expect, test } from "vitest";
import { parseDocument } from "../../language-analysis/syntax/document.ts";
import { parseJson } from "../../language-analysis/syntax/json.ts";
import { describeProblems, describeTree, plain } from "./describe-tree.ts";

const parse = (text: string) => parseJson("template.json", text);

describe("ranges and layout", () => {
  test("over several lines", () => {
    const tree = parse('{\n  "a": [1, true],\n  "b": {},\n  "c\\n": "x\\ty"\n}\n');
    expect(describeTree(tree)).toEqual([
      "$ 0:0-4:1 json +3:15 |2",
      "$.a key 1:2-5 entry 1:2-16",
      "$.a 1:7-16 json +1:15 |8",
      "$.a[0] 1:8-9 1",
      "$.a[1] 1:11-15 true",
      "$.b key 2:2-5 entry 2:2-9",
      "$.b 2:7-9 json-empty +2:8 |4",
      "$.c\n key 3:2-7 entry 3:2-15",
      '$.c\n 3:9-15 "x\\ty" content 3:10-14',
    ]);
    expect(tree.problems).toEqual([]);
  });

  test("comments, trailing commas, a byte order mark and CRLF are tolerated", () => {
    const tree = parse('\uFEFF{ // c\r\n "a": 1, /* [ */\r\n}');
    expect(describeTree(tree)).toEqual(["$ 0:1-2:1 json +1:7 |1", "$.a key 1:1-4 entry 1:1-7", "$.a 1:6-7 1"]);
    expect(tree.problems).toEqual([]);
  });

  test("the last of two equal keys counts, with a problem at it", () => {
    const tree = parse('{"a": 1, "a": 2}');
    expect(plain(tree.root)).toEqual({ a: 2 });
    expect(describeProblems(tree.problems)).toEqual([
      "warning duplicate-key 0:9-12 a is written twice here. The last one counts, as in CloudFormation.",
    ]);
  });
});

const BROKEN: Record<string, { readonly text: string; readonly value: unknown; readonly problems: readonly string[] }> =
  {
    "no end": {
      text: '{"a": {"b": [1, 2',
      value: { a: { b: [1, 2] } },
      problems: [
        "error syntax-error 0:17-17 Broken JSON: a closing bracket is expected.",
        "error syntax-error 0:17-17 Broken JSON: a closing brace is expected.",
        "error syntax-error 0:17-17 Broken JSON: a closing brace is expected.",
      ],
    },
    "a missing value": {
      text: '{"a": , "b": 2}',
      value: { a: null, b: 2 },
      problems: ["error syntax-error 0:6-7 Broken JSON: a value is expected."],
    },
    "a missing comma": {
      text: '{"a": 1 "b": 2}',
      value: { a: 1, b: 2 },
      problems: ["error syntax-error 0:8-11 Broken JSON: a comma is expected."],
    },
    "a key alone": {
      text: '{"a"}',
      value: { a: null },
      problems: ["error syntax-error 0:4-5 Broken JSON: a colon is expected."],
    },
  };

describe("broken JSON", () => {
  test.each(Object.entries(BROKEN))("%s", (_name, { text, value, problems }) => {
    const tree = parse(text);
    expect(plain(tree.root)).toEqual(value);
    expect(describeProblems(tree.problems)).toEqual(problems);
  });

  test("nesting has a limit", () => {
    const tree = parse(`{"a": 1, "b": ${"[".repeat(100_000)}`);
    expect(plain(tree.root)).toMatchObject({ a: 1 });
    expect(describeProblems(tree.problems)).toEqual([
      "error nesting-limit 0:113-114 This nests deeper than 100 levels. What follows is not analysed.",
    ]);
  });

  test("a file that is no JSON at all has few problems", () => {
    expect(parse("x ".repeat(1000)).problems.length).toBeLessThanOrEqual(20);
  });
});

test.each([
  ["a.json", "{}", "json"],
  ["a.JSONC", "{}", "json"],
  ["a.yml", "{}", "yaml"],
  ["a.template", '\n {"a": 1}', "json"],
  ["a.template", "a: 1", "yaml"],
  ["folder.json/a", "a: 1", "yaml"],
])("%s with %j is read as %s", (file, text, _format) => {
  expect(parseDocument(file, text).format).toBe(_format);
});
