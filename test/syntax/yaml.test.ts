import { describe, expect, test } from "vitest";
import { parseYaml } from "../../language-analysis/syntax/yaml.ts";
import { describeProblems, describeTree, plain } from "./describe-tree.ts";

const parse = (text: string) => parseYaml("template.yaml", text);

/** The source and its tree, `#` lines of a table stay readable. */
const TREES: Record<string, { readonly text: string; readonly tree: readonly string[] }> = {
  "a tag belongs to its scalar": {
    text: "a: !Ref Name # why",
    tree: ["$ 0:0-12 yaml-block +0:18 |0", "$.a key 0:0-1 entry 0:0-12", '$.a 0:3-12 !Ref "Name" content 0:8-12'],
  },
  "a tag belongs to its list, on lines of their own": {
    text: "a: !Sub\n  - x\n  - {k: v}\nb: 1",
    tree: [
      "$ 0:0-3:4 yaml-block +3:4 |0",
      "$.a key 0:0-1 entry 0:0-2:10",
      "$.a 0:3-2:10 !Sub yaml-block +2:10 |2",
      '$.a[0] 1:4-5 "x"',
      "$.a[1] 2:4-10 yaml-flow +2:9 |5",
      "$.a[1].k key 2:5-6 entry 2:5-9",
      '$.a[1].k 2:8-9 "v"',
      "$.b key 3:0-1 entry 3:0-4",
      "$.b 3:3-4 1",
    ],
  },
  "a tag without a value": {
    text: "a: !Ref\nb: 1",
    tree: [
      "$ 0:0-1:4 yaml-block +1:4 |0",
      "$.a key 0:0-1 entry 0:0-7",
      '$.a 0:3-7 !Ref "" content 0:7-7',
      "$.b key 1:0-1 entry 1:0-4",
      "$.b 1:3-4 1",
    ],
  },
  "quotes are outside the content": {
    text: `a: 'it''s'\nb: "x\\n"`,
    tree: [
      "$ 0:0-1:8 yaml-block +1:8 |0",
      "$.a key 0:0-1 entry 0:0-10",
      `$.a 0:3-10 "it's" content 0:4-9`,
      "$.b key 1:0-1 entry 1:0-8",
      '$.b 1:3-8 "x\\n" content 1:4-7',
    ],
  },
  "values that are not written stand behind their sign": {
    text: "a:   # later\nb:\n  -\n  - # nothing\nc: {x: , y, z: }",
    tree: [
      "$ 0:0-4:16 yaml-block +4:16 |0",
      "$.a key 0:0-1 entry 0:0-2",
      "$.a 0:2-2 null",
      "$.b key 1:0-1 entry 1:0-3:3",
      "$.b 2:2-3:3 yaml-block +3:13 |2",
      "$.b[0] 2:3-3 null",
      "$.b[1] 3:3-3 null",
      "$.c key 4:0-1 entry 4:0-16",
      "$.c 4:3-16 yaml-flow +4:14 |4",
      "$.c.x key 4:4-5 entry 4:4-6",
      "$.c.x 4:6-6 null",
      "$.c.y key 4:9-10 entry 4:9-10",
      "$.c.y 4:10-10 null",
      "$.c.z key 4:12-13 entry 4:12-14",
      "$.c.z 4:14-14 null",
    ],
  },
  "a block scalar: content without indicator, end before the last break": {
    text: "code: |\n    def f():\n      pass\n\nnext: 1",
    tree: [
      "$ 0:0-4:7 yaml-block +4:7 |0",
      "$.code key 0:0-4 entry 0:0-2:10",
      '$.code 0:6-2:10 "def f():\\n  pass\\n" content 1:4-2:10 indent 4',
      "$.next key 4:0-4 entry 4:0-7",
      "$.next 4:6-7 1",
    ],
  },
  "a tagged block scalar with header comment, chomping and explicit indentation": {
    text: "- !Sub |2- # a | b\n    x\n   y\n",
    tree: ["$ 0:0-2:4 yaml-block +2:4 |0", '$[0] 0:2-2:4 !Sub "  x\\n y" content 1:2-2:4 indent 2'],
  },
  "a block scalar that keeps its blank lines is added to behind them": {
    text: "a:\n  b: |+\n    x\n\nc: 1",
    tree: [
      "$ 0:0-4:4 yaml-block +4:4 |0",
      "$.a key 0:0-1 entry 0:0-3:0",
      "$.a 1:2-3:0 yaml-block +3:0 |2",
      "$.a.b key 1:2-3 entry 1:2-2:5",
      '$.a.b 1:5-2:5 "x\\n\\n" content 2:4-5 indent 4',
      "$.c key 4:0-1 entry 4:0-4",
      "$.c 4:3-4 1",
    ],
  },
  "an empty block scalar": {
    text: "a: >-\nb: 1",
    tree: [
      "$ 0:0-1:4 yaml-block +1:4 |0",
      "$.a key 0:0-1 entry 0:0-5",
      '$.a 0:3-5 "" content 0:5-5 indent 0',
      "$.b key 1:0-1 entry 1:0-4",
      "$.b 1:3-4 1",
    ],
  },
  "a plain scalar over several lines": {
    text: "a: one\n  two\n\n  three # no\n",
    tree: ["$ 0:0-3:7 yaml-block +3:12 |0", "$.a key 0:0-1 entry 0:0-3:7", '$.a 0:3-3:7 "one two\\nthree"'],
  },
  "flow collections over several lines, trailing comma": {
    text: "a: [\n    x, # first\n    y,\n  ]\n",
    tree: [
      "$ 0:0-3:3 yaml-block +3:3 |0",
      "$.a key 0:0-1 entry 0:0-3:3",
      "$.a 0:3-3:3 yaml-flow +2:5 |4",
      '$.a[0] 1:4-5 "x"',
      '$.a[1] 2:4-5 "y"',
    ],
  },
  "empty flow collections are filled inside their brackets": {
    text: "a: [ ]\nb: {}",
    tree: [
      "$ 0:0-1:5 yaml-block +1:5 |0",
      "$.a key 0:0-1 entry 0:0-6",
      "$.a 0:3-6 yaml-flow-empty +0:4 |2",
      "$.b key 1:0-1 entry 1:0-5",
      "$.b 1:3-5 yaml-flow-empty +1:4 |2",
    ],
  },
  "a pair in a flow list is a map without brackets": {
    text: "[a: 1, {b: 2}: 3]",
    tree: [
      "$ 0:0-17 yaml-flow +0:16 |1",
      "$[0] 0:1-5 yaml-flow +0:5 |1",
      "$[0].a key 0:1-2 entry 0:1-5",
      "$[0].a 0:4-5 1",
      "$[1] 0:7-16 yaml-flow +0:16 |7",
      "$[1].{b: 2} key 0:7-13 entry 0:7-16",
      "$[1].{b: 2} 0:15-16 3",
    ],
  },
  "a list at its key's column, maps in it": {
    text: "a:\n- b: 1\n  c: 2\n- - d\n",
    tree: [
      "$ 0:0-3:5 yaml-block +3:5 |0",
      "$.a key 0:0-1 entry 0:0-3:5",
      "$.a 1:0-3:5 yaml-block +3:5 |0",
      "$.a[0] 1:2-2:6 yaml-block +2:6 |2",
      "$.a[0].b key 1:2-3 entry 1:2-6",
      "$.a[0].b 1:5-6 1",
      "$.a[0].c key 2:2-3 entry 2:2-6",
      "$.a[0].c 2:5-6 2",
      "$.a[1] 3:2-5 yaml-block +3:5 |2",
      '$.a[1][0] 3:4-5 "d"',
    ],
  },
  "CRLF and a byte order mark": {
    text: "\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n",
    tree: [
      "$ 0:1-3:3 yaml-block +3:3 |1",
      "$.a key 0:1-2 entry 0:1-5",
      "$.a 0:4-5 1",
      "$.b key 1:0-1 entry 1:0-3:3",
      '$.b 1:3-3:3 "x\\ny\\n" content 2:2-3:3 indent 2',
    ],
  },
  "characters outside the BMP count as two": {
    text: "😀: [ 😀 ]",
    tree: [
      "$ 0:0-10 yaml-block +0:10 |0",
      "$.😀 key 0:0-2 entry 0:0-10",
      "$.😀 0:4-10 yaml-flow +0:8 |6",
      '$.😀[0] 0:6-8 "😀"',
    ],
  },
  "an alias: the entry ends at the alias, the value keeps the place of its definition": {
    text: "a: &x [1]\nb: *x",
    tree: [
      "$ 0:0-1:5 yaml-block +1:5 |0",
      "$.a key 0:0-1 entry 0:0-9",
      "$.a 0:6-9 yaml-flow +0:8 |7",
      "$.a[0] 0:7-8 1",
      "$.b key 1:0-1 entry 1:0-5",
      "$.b 0:6-9 yaml-flow +0:8 |7",
      "$.b[0] 0:7-8 1",
    ],
  },
  "flow lines that are not indented deeper than their key": {
    text: "a:\n  b: [\n  !Ref X, # c ]\n  'y'\n]\n  c: '{\n  \"k\": 1\n}'\n",
    tree: [
      "$ 0:0-7:2 yaml-block +7:2 |0",
      "$.a key 0:0-1 entry 0:0-7:2",
      "$.a 1:2-7:2 yaml-block +7:2 |2",
      "$.a.b key 1:2-3 entry 1:2-4:1",
      "$.a.b 1:5-4:1 yaml-flow +3:5 |2",
      '$.a.b[0] 2:2-8 !Ref "X" content 2:7-8',
      `$.a.b[1] 3:2-5 "y" content 3:3-4`,
      "$.a.c key 5:2-3 entry 5:2-7:2",
      `$.a.c 5:5-7:2 "{ \\"k\\": 1 }" content 5:6-7:1`,
    ],
  },
};

describe("ranges and layout", () => {
  test.each(Object.entries(TREES))("%s", (_name, { text, tree }) => {
    const parsed = parse(text);
    expect(describeTree(parsed)).toEqual(tree);
    expect(describeProblems(parsed.problems)).toEqual([]);
  });
});

describe("values by the YAML 1.2 core schema", () => {
  test.each([
    ["null, Null, NULL, ~, ", [null, null, null, null, null]],
    ["true, True, FALSE, yes, on, y, no", [true, true, false, "yes", "on", "y", "no"]],
    ["1, -2, +3, 0o17, 0x1F, 012", [1, -2, 3, 15, 31, 12]],
    ["1.5, .5, 1e3, 1., .inf, -.INF", [1.5, 0.5, 1000, 1, Infinity, -Infinity]],
    ["2012-10-17, 1.2.3, 0b1, 1_000, +, .", ["2012-10-17", "1.2.3", "0b1", "1_000", "+", "."]],
    ["'1', \"true\", !Ref 1, !!str 2", ["1", "true", "1", "2"]],
  ])("%s", (text, expected) => {
    const items = text.split(", ").map((item) => `- ${item}\n`);
    expect(plain(parse(items.join("")).root)).toEqual(expected);
  });

  test("the text stays as written, and keys are text", () => {
    const { root } = parse("on: 012345678901\ny: 1\n1: x\nnull: z");
    expect(root?.type === "map" && root.entries.map((entry) => entry.key)).toEqual(["on", "y", "1", "null"]);
    expect(root?.type === "map" && root.entries[0]?.value).toMatchObject({ text: "012345678901", value: 12345678901 });
  });
});

describe("merge keys, duplicates, documents", () => {
  test("written keys win over merged ones, earlier maps over later", () => {
    const { root, problems } = parse("x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  a: 0\n");
    expect(plain(root)).toMatchObject({ z: { a: 0, b: 1, c: 2 } });
    expect(problems).toEqual([]);
  });

  test("a quoted << and one without a map are plain keys", () => {
    expect(plain(parse("a: {'<<': {b: 1}}\nc: {<<: 1}").root)).toEqual({ a: { "<<": { b: 1 } }, c: { "<<": 1 } });
  });

  test("the last of two equal keys counts, with a problem at it", () => {
    const { root, problems } = parse("a: 1\nb: 2\na: 3");
    expect(plain(root)).toEqual({ b: 2, a: 3 });
    expect(describeProblems(problems)).toEqual([
      "warning duplicate-key 2:0-1 a is written twice here. The last one counts, as in CloudFormation.",
    ]);
  });

  test("the first document is the root", () => {
    const tree = parse("# head\n---\na: 1\n...\n---\nb: 2\n---\nc: 3\n");
    expect(plain(tree.root)).toEqual({ a: 1 });
    expect(tree.others?.map(plain)).toEqual([{ b: 2 }, { c: 3 }]);
  });

  test.each(["", "# only a comment\n", "\uFEFF", "   \n"])("no document in %j", (text) => {
    expect(parse(text)).toEqual({ file: "template.yaml", format: "yaml", root: undefined, problems: [] });
  });
});
