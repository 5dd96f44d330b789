import { describe, expect, test } from "vitest";
import { findSuppressions } from "../../language-analysis/configuration/suppressions.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { spanOf } from "../../language-analysis/model/range.ts";

const found = (file: string, text: string) =>
  findSuppressions(file, text).value.map(({ rules, reason, lines, at }) => ({ rules, reason, lines, at: spanOf(at) }));

describe("a comment that accepts findings", () => {
  test.each([
    ["a line of its own speaks of the next", "a.py", "# atlas-ignore SAS-1/x -- because\nrun()\nrun()", [1, 1]],
    ["at the end of a line it speaks of that one", "a.js", "run(); // atlas-ignore SAS-1/x -- because\nrun();", [0, 0]],
    [
      "a block below belongs to the line",
      "t.yaml",
      "# atlas-ignore SAS-1/x -- because\nA:\n  B: 1\n\n  C: 2\nD: 3",
      [1, 4],
    ],
    [
      "a list item is a block",
      "t.yaml",
      "L:\n  # atlas-ignore SAS-1/x -- because\n  - a: 1\n    b: 2\n  - a: 2",
      [2, 3],
    ],
    ["in a block comment", "a.ts", "/* atlas-ignore SAS-1/x -- because */\nrun();", [1, 1]],
    ["in a documentation comment", "a.ts", "/**\n * atlas-ignore SAS-1/x -- because\n */\nrun();", [3, 3]],
    [
      "blank and further comment lines are passed over",
      "a.py",
      "# atlas-ignore SAS-1/x -- because\n\n# why\nrun()",
      [3, 3],
    ],
    ["Windows line ends", "a.py", "# atlas-ignore SAS-1/x -- because\r\nrun()\r\n", [1, 1]],
    ["behind a text with an apostrophe", "a.py", 'run("don\'t")  # atlas-ignore SAS-1/x -- because', [0, 0]],
    ["behind a text with escaped quotes", "a.js", 'run("a \\" b"); // atlas-ignore SAS-1/x -- because', [0, 0]],
    ["behind an apostrophe in a word of YAML", "t.yaml", "A: don't # atlas-ignore SAS-1/x -- because", [0, 0]],
    ["behind quoted YAML", "t.yaml", "A: 'don''t' # atlas-ignore SAS-1/x -- because", [0, 0]],
  ])("%s", (_, file, text, lines) => {
    expect(found(file, text)).toMatchObject([{ rules: ["SAS-1/x"], reason: "because", lines }]);
  });

  test("its range is the words themselves", () => {
    expect(found("a.py", "  # atlas-ignore SAS-10/a-b -- c")).toMatchObject([{ at: [0, 4, 0, 27] }]);
  });

  test("it may name several rules and whole risks", () => {
    expect(found("a.py", "# atlas-ignore SAS-1/x, SAS-10/* -- ok\nrun()")[0]?.rules).toEqual(["SAS-1/x", "SAS-10/*"]);
  });

  test("in JSON a string in the resource's metadata does", () => {
    const text = '{ "Metadata": { "atlas-ignore": "x" },\n "//": "atlas-ignore SAS-2/y -- open \\"on\\" purpose" }';
    expect(found("t.json", text)).toEqual([
      { rules: ["SAS-2/y"], reason: 'open \\"on\\" purpose', lines: undefined, at: [1, 8, 1, 28] },
    ]);
  });

  test.each([
    ["a text that holds a comment", 'run("# atlas-ignore SAS-1/x -- no");'],
    ["code that names it", 'const word = "atlas-ignore SAS-1/x -- no";'],
    ["a string that looks like a comment is none in YAML", "Value: atlas-ignore SAS-1/x -- no"],
  ])("%s is none", (_, text) => {
    expect(findSuppressions("a.js", text)).toEqual({ value: [], problems: [] });
  });

  test.each(["A: '# atlas-ignore SAS-1/x -- no'", 'A: "it\'s # atlas-ignore SAS-1/x -- no"'])(
    "%s is a text of YAML",
    (text) => {
      expect(findSuppressions("t.yaml", text)).toEqual({ value: [], problems: [] });
    },
  );

  test.each([
    ["# atlas-ignore", "names no rule"],
    ["# atlas-ignore everything -- please", "names no rule"],
    ["# atlas-ignore SAS-11/x -- no such risk", "names no rule"],
    ["# atlas-ignore SAS-1/x", "gives no reason"],
    ["# atlas-ignore SAS-1/x --   ", "gives no reason"],
  ])("%s accepts nothing and is reported", (text, message) => {
    const { value, problems } = findSuppressions("a.py", text);
    expect(value).toEqual([]);
    expect(problems.map((problem) => [problem.code, formatMessage(problem.message)])).toEqual([
      ["invalid-suppression", expect.stringContaining(message)],
    ]);
  });
});
