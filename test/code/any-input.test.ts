import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCodeFile, readCode } from "../../language-analysis/code/index.ts";
import { NO_HANG } from "../no-hang.ts";
import { grammars } from "./read.ts";

const WORDS = [
  ..."{}[]()<>;:,.=+-*/%!?&|\"'`\\\n\t @#$".split(""),
  "${",
  "=>",
  "...",
  "?.",
  "async ",
  "await ",
  "function ",
  "class ",
  "extends ",
  "return ",
  "const ",
  "let ",
  "for (",
  "of ",
  "in ",
  "switch (",
  "case ",
  "try {",
  "catch (e) {",
  "import ",
  "export ",
  "from ",
  "default ",
  "yield ",
  "new ",
  "exports.handler = ",
  "require('aws-sdk')",
  "process.env.A",
  "new AWS.S3()",
  "putObject(",
  "Bucket: ",
  "event",
  "x",
  "1",
  "'a'",
  "enum ",
  "namespace ",
];
const PYTHON_WORDS = [
  ..."{}[]():,.=+-*/%\"'\\\n @".split(""),
  "\n  ",
  "\n    ",
  "def ",
  "class ",
  "lambda ",
  "if ",
  "elif ",
  "else:",
  "for ",
  "in ",
  "while ",
  "try:",
  "except ",
  "with ",
  "as ",
  "import ",
  "from ",
  "global ",
  "return ",
  "yield ",
  "match x:",
  "case ",
  "print ",
  "f'",
  "{x}",
  "**",
  "boto3.client('s3')",
  "x",
  "1",
];

const texts = (words: readonly string[]) =>
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join("")),
  );

/** No exception, ranges inside the text, plain data. */
function check(path: string, text: string): void {
  const { value, problems } = readCode(path, text, grammars);
  const lines = text.split(/\r\n|\r|\n/);
  const isInside = (line: number, character: number) => character >= 0 && character <= (lines[line]?.length ?? -1);
  const visit = (one: unknown): void => {
    if (Array.isArray(one)) return one.forEach(visit);
    if (typeof one !== "object" || one === null) return;
    for (const [key, inner] of Object.entries(one)) {
      if (/^at$|At$/.test(key) && Array.isArray(inner)) {
        const [startLine, startCharacter, endLine, endCharacter] = inner as [number, number, number, number];
        expect(isInside(startLine, startCharacter) && isInside(endLine, endCharacter)).toBe(true);
        expect(startLine < endLine || (startLine === endLine && startCharacter <= endCharacter)).toBe(true);
      } else visit(inner);
    }
  };
  visit(value);
  for (const { at } of problems) expect(isInside(at.start.line, at.start.character)).toBe(true);
  expect(structuredClone(value)).toEqual(value);
}

describe("any input", () => {
  it.each(["a.js", "a.tsx", "a.ts"])("is read as %s", (path) => {
    fc.assert(
      fc.property(texts(WORDS), (text) => check(path, text)),
      { numRuns: 300 },
    );
  });
  it("is read as Python", () => {
    fc.assert(
      fc.property(texts(PYTHON_WORDS), (text) => check("a.py", text)),
      { numRuns: 300 },
    );
  });
});

describe("input nested deeper than any person writes", () => {
  const deep = (open: string, close: string, times: number) =>
    `x = ${`${open}\n`.repeat(times)}1${`${close}\n`.repeat(times)}`;
  const table: Readonly<Record<string, readonly [path: string, text: string]>> = {
    brackets: ["a.js", deep("[", "]", 5000)],
    "many more brackets": ["a.js", deep("(", ")", 100_000)],
    "member chain": ["a.js", `x = a${"\n.b()".repeat(5000)}`],
    "nested functions": ["a.js", `${"() => {\n".repeat(2000)}${"}".repeat(2000)}`],
    "else if": ["a.js", `${"if (a) b(); else\n".repeat(3000)} c()`],
    "Python brackets": ["a.py", deep("[", "]", 20_000)],
    "Python calls": ["a.py", `x = a${".b()".repeat(5000)}`],
    "Python elif": ["a.py", `if a: b\n${"elif c: d\n".repeat(3000)}`],
  };
  it.each(Object.entries(table))("%s: a problem, no exception", (_, [path, text]) => {
    const { value, problems } = readCode(path, text, grammars);
    expect(problems.map((one) => one.code)).toContain("nesting-limit");
    if (value) structuredClone(value);
  });

  it("long chains of operators stay flat", () => {
    for (const [path, text] of [
      ["a.js", `x = 'a'${"\n + b".repeat(20_000)}`],
      ["a.py", `x = 'a'${" + b".repeat(20_000)}`],
      ["a.js", `x = a${"\n || b".repeat(20_000)}`],
    ] as const) {
      const { value, problems } = readCode(path, text, grammars);
      expect(problems).toEqual([]);
      expect(value?.module.functions[0]?.body.length).toBe(1);
    }
  });
});

describe("files that are not read", () => {
  it("are named by extension", () => {
    expect(["a.js", "a.mjs", "a.cts", "a.tsx", "a.py", "a.d.ts", "a.java", "a.json"].filter(isCodeFile)).toEqual([
      "a.js",
      "a.mjs",
      "a.cts",
      "a.tsx",
      "a.py",
    ]);
  });

  it.each([
    ["minified", "lib.js", `var a=1;${"f(a,b);".repeat(2000)}`, "generated-code"],
    ["minified by name", "lib.min.js", "var a = 1;", "generated-code"],
    ["bundled", "main.js", `// webpackBootstrap\n${"__webpack_require__(1);\n".repeat(400)}`, "generated-code"],
  ])("%s", (_, path, text, code) => {
    const { value, problems } = readCode(path, text, grammars);
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code, severity: "information" }]);
  });

  it("Python without its grammar is a problem", () => {
    expect(readCode("a.py", "x = 1", {}).problems.map((one) => one.code)).toEqual(["unreadable-file"]);
  });
});

it("follows objects that are spread into each other once", () => {
  const names = ["a", "b", "c", "d"];
  const lines = names.flatMap((name) => names.map((other) => `${name} = { ...${name}, ...${other}, x${other}: 1 };`));
  const text = `const AWS = require("aws-sdk");\nlet ${names.join(" = {}, ")} = {};\n${lines.join("\n")}
exports.handler = async () => new AWS.S3().getObject({ Bucket: a.bucket, Key: b.key }).promise();\n`;
  const start = performance.now();
  const { value } = readCode("app.js", text, grammars);
  expect(value?.facts.sdkCalls.map(({ operation }) => operation)).toEqual(["GetObject"]);
  expect(performance.now() - start).toBeLessThan(NO_HANG);
});

it("puts texts together that a function is handed of its own", () => {
  const text = `const AWS = require("aws-sdk");
function under(a, b) {
  if (a === "" || b === "") return a + b;
  return \`\${a}/\${b}\`;
}
exports.handler = async (event) => {
  const folder = under("incoming", under(process.env.TENANT, "files"));
  const file = under(folder, under("2026", under("11", under("22", event.name))));
  const key = under(file, under(folder, under("copy", "x")));
  await new AWS.S3().getObject({ Bucket: under(key, "q"), Key: key }).promise();
};\n`;
  const start = performance.now();
  const { value } = readCode("app.js", text, grammars);
  expect(value?.facts.sdkCalls.map(({ operation }) => operation)).toEqual(["GetObject"]);
  expect(performance.now() - start).toBeLessThan(NO_HANG);
});
