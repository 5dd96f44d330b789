import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { libraryListMarkdown } from "../../language-analysis/dataflow/tables/library-list.ts";
import { cells, tableIn } from "../markdown-table.ts";

describe("list of libraries", () => {
  const list = libraryListMarkdown();

  test.each([
    ["sql", "pg", "psycopg2"],
    ["os-command", "child_process", "subprocess"],
    ["nosql", "mongodb", "pymongo"],
  ])("%s names modules of both languages", (name, ...modules) => {
    const row = list.split("\n").find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
    for (const module of modules) expect(row).toContain(`\`${module}\``);
  });

  test("the page about data flow has it (npm run update-stored-results)", () => {
    const page = readFileSync(new URL("../../docs/data-flow.md", import.meta.url), "utf8");
    expect(cells(tableIn(page, "libraries"))).toBe(cells(list));
  });
});
