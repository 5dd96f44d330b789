import { describe, expect, test } from "vitest";
import { ignoreComment, ignoreEntry } from "../../language-analysis/configuration/ignore-edit.ts";
import { readConfiguration } from "../../language-analysis/configuration/read-configuration.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";

const at = (file: string, line: number) => ({ rule: "SAS-1/x" as const, at: rangeOf(file, [line, 0, line, 1]) });

const hash = (line: number) => ({ line, beforeReason: "# atlas-ignore SAS-1/x -- ", afterReason: "" });
const slashes = { line: 0, beforeReason: "// atlas-ignore SAS-1/x -- ", afterReason: "" };
const markup = { line: 0, beforeReason: "<!-- atlas-ignore SAS-1/x -- ", afterReason: " -->" };

describe("a comment that accepts a finding", () => {
  test.each([
    ["YAML", "t.yaml", "A:\n  B: 1", 1, { line: 1, beforeReason: "  # atlas-ignore SAS-1/x -- ", afterReason: "" }],
    ["Python", "a.py", "run()", 0, { line: 0, beforeReason: "# atlas-ignore SAS-1/x -- ", afterReason: "" }],
    ["TypeScript", "a.ts", "\trun();", 0, { line: 0, beforeReason: "\t// atlas-ignore SAS-1/x -- ", afterReason: "" }],
    ["requirements", "requirements.txt", "a\nb", 1, hash(1)],
    ["a Pipfile", "Pipfile", "[packages]", 0, hash(0)],
    ["pyproject", "pyproject.toml", "[project]", 0, hash(0)],
    ["an environment", ".env.production", "A=1", 0, hash(0)],
    ["an image", "Dockerfile", "FROM a", 0, hash(0)],
    ["Terraform", "main.tf", "a {}", 0, hash(0)],
    ["Java", "A.java", "run();", 0, slashes],
    ["Go", "a.go", "run()", 0, slashes],
    ["C#", "a.cs", "run();", 0, slashes],
    ["a Go module", "go.mod", "require a v1", 0, slashes],
    ["Gradle", "build.gradle.kts", "a()", 0, slashes],
    ["Maven", "pom.xml", "<a/>", 0, markup],
    ["NuGet", "a.csproj", "<a/>", 0, markup],
    [
      "above a text of several lines",
      "a.js",
      "run(`\n  a${b}\n`);",
      1,
      { line: 0, beforeReason: "// atlas-ignore SAS-1/x -- ", afterReason: "" },
    ],
  ])("%s", (_, file, text, line, expected) => {
    expect(ignoreComment(text, at(file, line))).toEqual(expected);
  });

  test.each([
    ["JSON has no comments", "t.json", '{\n  "A": 1\n}', 1],
    ["a template in JSON neither", "stack.template", '{\n  "A": 1\n}', 1],
    ["a lock file is written anew", "yarn.lock", "a:\n  b", 1],
    ["a text of several lines that is not indented would not be covered", "a.js", "run(`\na${b}\n`);", 1],
    ["the line is gone", "a.js", "", 4],
  ])("none where %s", (_, file, text, line) => {
    expect(ignoreComment(text, at(file, line))).toBeUndefined();
  });
});

describe("an entry that accepts a finding", () => {
  test.each([
    ["no file yet", undefined, 0],
    ["an empty file", "", 0],
    ["a file without the section", "rules:\n  SAS-1/x: low\n", 2],
    ["a file without a last line end", "rules:\n  SAS-1/x: low", 2],
    ["a file with the section", "ignore: # accepted\n  - rule: SAS-2/y\n    reason: z\n", 1],
  ])("%s", (_, text, line) => {
    const edit = ignoreEntry(text, { rule: "SAS-1/x", id: "0123" });
    expect(edit.line).toBe(line);
    const lines = (text ?? "").split("\n");
    const inserted = `${edit.beforeReason}because${edit.afterReason}`;
    const edited =
      edit.line < lines.length
        ? [...lines.slice(0, edit.line), inserted + lines.slice(edit.line).join("\n")].join("\n")
        : `${text}${inserted}`;
    const { value, problems } = readConfiguration(".serverless-atlas.yml", edited);
    expect(problems).toEqual([]);
    expect(value.ignore).toContainEqual(
      expect.objectContaining({ rule: "SAS-1/x", finding: "0123", reason: "because" }),
    );
  });
});
