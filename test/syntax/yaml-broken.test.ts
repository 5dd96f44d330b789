import { describe, expect, test } from "vitest";
import { parseYaml } from "../../language-analysis/syntax/yaml.ts";
import { describeProblems, plain } from "./describe-tree.ts";
import { NO_HANG } from "../no-hang.ts";

const parse = (text: string) => parseYaml("template.yaml", text);

const CASES: Record<string, { readonly text: string; readonly value: unknown; readonly problems: readonly string[] }> =
  {
    "a key without a colon loses its line only": {
      text: "a:\n  b: 1\n  c\n  d: 2\ne: 3\n",
      value: { a: { b: 1, d: 2 }, e: 3 },
      problems: [
        "error syntax-error 3:3-6 Broken YAML: can not read a block mapping entry; a multiline key may not be an implicit key. Not analysed: line 3.",
      ],
    },
    "a quote that is not closed loses its line only": {
      text: 'a:\n  b: "x\n  c: 2\nd: 3\n',
      value: { a: { c: 2 }, d: 3 },
      problems: ["error syntax-error 2:2-6 Broken YAML: deficient indentation. Not analysed: line 2."],
    },
    "a bracket that is not closed, with another quote after it": {
      text: "a:\n  b: [1, 2\n  c: 'x'\nd: 3\n",
      value: { a: { c: "x" }, d: 3 },
      problems: ["error syntax-error 2:2-8 Broken YAML: deficient indentation. Not analysed: line 2."],
    },
    "a tab as indentation": {
      text: "a:\n\tb: 1\nc: 2\n",
      value: { a: null, c: 2 },
      problems: [
        "error syntax-error 1:0-5 Broken YAML: tab characters must not be used in indentation. Not analysed: line 2.",
      ],
    },
    "two broken places": {
      text: "a: 1\nb\nc: 2\nd: @x\ne: 3\n",
      value: { a: 1, c: 2, e: 3 },
      problems: [
        "error syntax-error 2:1-4 Broken YAML: can not read a block mapping entry; a multiline key may not be an implicit key. Not analysed: line 2.",
        "error syntax-error 3:3-5 Broken YAML: bad indentation of a mapping entry. Not analysed: line 4.",
      ],
    },
    "an alias without anchor is null": {
      text: "a: *x\nb: 1",
      value: { a: null, b: 1 },
      problems: ["error syntax-error 0:3-5 There is no anchor named x before this alias."],
    },
    "an alias inside its own value is null": {
      text: "a: &x\n  b: *x",
      value: { a: { b: null } },
      problems: ["error cyclic-reference 1:5-7 The alias x stands inside the value that it names."],
    },
  };

describe("broken YAML", () => {
  test.each(Object.entries(CASES))("%s", (_name, { text, value, problems }) => {
    const tree = parse(text);
    expect(plain(tree.root)).toEqual(value);
    expect(describeProblems(tree.problems)).toEqual(problems);
  });

  test("an alias bomb is cut at its limit and the rest is read", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? "lol" : `*l${level - 1}`));
      return `l${level}: &l${level} [${items.join(", ")}]`;
    });
    const tree = parse([...levels, "after: 1"].join("\n"));
    expect(tree.problems.map((problem) => problem.code)).toEqual(["alias-limit"]);
    expect(count(tree.root)).toBeLessThan(250_000);
    expect(tree.root?.type === "map" && tree.root.entries.at(-1)).toMatchObject({ key: "after", value: { value: 1 } });
  });

  test("aliases cannot nest deeper than a walk can follow", () => {
    const levels = Array.from(
      { length: 3000 },
      (_, level) => `l${level}: &l${level} [${level === 0 ? 1 : `*l${level - 1}`}]`,
    );
    const tree = parse(levels.join("\n"));
    expect(depth(tree.root)).toBeLessThanOrEqual(201);
    expect(tree.problems[0]?.code).toBe("nesting-limit");
  });

  test("nesting as written has a limit", () => {
    const tree = parse(`a: 1\nb: ${"[".repeat(5000)}\n`);
    expect(tree.problems.map((problem) => problem.code)).toEqual(["nesting-limit"]);
    expect(plain(tree.root)).toEqual({ a: 1 });
  });

  test("hundreds of broken lines end in bounded time", () => {
    const text = Array.from({ length: 3000 }, (_, line) => `key${line}: @x\nlist${line}:\n  - [`).join("\n");
    const started = performance.now();
    expect(parse(text).problems.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(NO_HANG);
  });
});

function count(node: ReturnType<typeof parse>["root"]): number {
  if (!node || node.type === "scalar") return 1;
  const children = node.type === "list" ? node.items : node.entries.map((entry) => entry.value);
  return children.reduce((sum, child) => sum + count(child), 1);
}

function depth(node: ReturnType<typeof parse>["root"]): number {
  if (!node || node.type === "scalar") return 1;
  const children = node.type === "list" ? node.items : node.entries.map((entry) => entry.value);
  return 1 + Math.max(0, ...children.map(depth));
}
