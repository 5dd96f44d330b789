import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "../../language-analysis/rules/index.ts";
import { ruleListMarkdown } from "../../language-analysis/rules/rule-list.ts";
import { cells, tableIn } from "../markdown-table.ts";

const root = new URL("../../", import.meta.url);
const isThere = (path: string): boolean => existsSync(new URL(path, root));
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

describe("registry of rules", () => {
  test("ids are unique and in order of the risks", () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const numbers = ids.map((id) => Number(/^SAS-(\d+)\//.exec(id)?.[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    test("is named as the catalogue names rules", () => {
      expect(id).toMatch(/^SAS-(10|[1-9])\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    });

    test("has its own file, test file and page", () => {
      const [sas = "", name = ""] = id.split("/");
      expect(isThere(`language-analysis/rules/${sas.toLowerCase()}/${name}.ts`)).toBe(true);
      expect(isThere(`test/rules/${sas.toLowerCase()}/${name}.test.ts`)).toBe(true);
      const page = read(`docs/rules/${id}.md`);
      expect(page.startsWith(`# ${id}: `)).toBe(true);
      expect(page).toContain(rule.source);
      for (const part of ["Why", "Bad", "Good", "Mitigation", "How it is detected", "Limits"]) {
        expect(page).toContain(`\n## ${part}\n`);
      }
      expect(page).toContain(`**Base severity: ${rule.severity}**`);
    });

    test("says why, what to do, how, and where its facts come from", () => {
      expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
      // A template for translation too, so no place in braces.
      expect(rule.why).toMatch(/^[A-Z][^{}]*\.$/);
      expect(rule.mitigation).toMatch(/^[A-Z].*\.$/);
      expect(rule.source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
      expect(rule.snippets.length).toBeGreaterThan(0);
      for (const { text, language } of rule.snippets) {
        expect(text.trim()).not.toBe("");
        expect(["yaml", "json", "javascript", "python", "sh", "text", "ini"]).toContain(language);
      }
    });
  });

  test("the README lists all of them (npm run update-stored-results)", () => {
    expect(cells(tableIn(read("README.md"), "rules"))).toBe(cells(ruleListMarkdown(RULES)));
  });
});
