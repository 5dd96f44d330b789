// The catalogue of rules, the code and the tests agree. The tables of every rule's own test are called here with collectors in place
// of the tables that run them: what counts is the cases that they hold, as they run them.
import { readdirSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { RULES } from "../../language-analysis/rules/index.ts";
import type { Rule } from "../../language-analysis/rules/rule.ts";
import catalogue from "./data/catalogue.json" with { type: "json" };
import { formatOfFix, isTemplateFormat, TEMPLATE_FORMATS } from "./fix-formats.ts";
import type { FixCase } from "./fix-table.ts";
import { filesOf, isNotKnown, readMarks, type Case } from "./rule-table.ts";

const collected = vi.hoisted(() => ({
  cases: new Map<string, Map<string, unknown>>(),
  fixes: new Map<string, Map<string, unknown>>(),
  into(map: Map<string, Map<string, unknown>>, id: string, cases: object): void {
    const known = map.get(id) ?? new Map<string, unknown>();
    for (const [name, one] of Object.entries(cases)) known.set(`${name} ${known.size}`, one);
    map.set(id, known);
  },
}));

vi.mock("./rule-table.ts", async (original) => ({
  ...(await original<object>()),
  ruleTable: (rule: Rule, cases: object) => collected.into(collected.cases, rule.id, cases),
}));
vi.mock("./fix-table.ts", async (original) => ({
  ...(await original<object>()),
  fixTable: (rule: Rule, cases: object) => collected.into(collected.fixes, rule.id, cases),
}));

const folder = new URL(".", import.meta.url);
for (const sas of readdirSync(folder).filter((name) => name.startsWith("sas-"))) {
  for (const file of readdirSync(new URL(sas, folder)).filter((name) => name.endsWith(".test.ts"))) {
    await import(/* @vite-ignore */ new URL(`${sas}/${file}`, folder).href);
  }
}

const casesOf = (id: string) => [...(collected.cases.get(id) ?? [])] as [string, Case][];
const fixesOf = (id: string) => [...(collected.fixes.get(id) ?? [])] as [string, FixCase][];
const marksOf = (given: Case) => readMarks(filesOf(given)).expected;

const IDS = catalogue.rows.map(({ id }) => id);
const NOT_YET = new Set(Object.keys(catalogue.notYet));
const BUILT = RULES.map(({ id }) => id);

describe("catalogue of rules", () => {
  test("each row is a rule, or is on the list of what is not there yet with the step that it belongs to", () => {
    const built = new Set<string>(BUILT);
    expect(IDS.filter((id) => !built.has(id) && !NOT_YET.has(id))).toEqual([]);
    expect([...NOT_YET].filter((id) => built.has(id) || !IDS.includes(id))).toEqual([]);
  });

  test("each rule is a row", () => {
    expect(BUILT.filter((id) => !IDS.includes(id))).toEqual([]);
  });

  test("what is on a list is a row that edits files, and its reason a sentence", () => {
    const editing = new Set(catalogue.rows.flatMap(({ id, editsFiles }) => (editsFiles ? [id] : [])));
    for (const list of [catalogue.guidanceInstead, catalogue.fixFormatsLeftOut]) {
      expect(Object.keys(list).filter((id) => !editing.has(id))).toEqual([]);
      for (const reason of Object.values(list)) expect(JSON.stringify(reason)).toMatch(/[.]["}]/);
    }
  });

  describe.each(BUILT)("%s", (id) => {
    test("has a hit, a near miss, and a case that is not known", () => {
      const cases = casesOf(id);
      expect(cases.filter(([, given]) => marksOf(given).length > 0).length).toBeGreaterThan(0);
      expect(cases.filter(([name, given]) => !isNotKnown(name) && marksOf(given).length === 0).length).toBeGreaterThan(
        0,
      );
      const unsure = cases.filter(
        ([name, given]) => isNotKnown(name) || marksOf(given).some((mark) => /(?:low|medium)$/.test(mark)),
      );
      expect(unsure.length).toBeGreaterThan(0);
    });
  });

  const editing = catalogue.rows.filter(
    ({ id, editsFiles }) => editsFiles && !NOT_YET.has(id) && !Object.hasOwn(catalogue.guidanceInstead, id),
  );

  describe.each(editing.map(({ id }) => id))("fixes of %s", (id) => {
    const formats = new Set(fixesOf(id).flatMap(([, one]) => (one.after ? formatOfFix(one) : [])));

    test("have a before and after", () => {
      expect(formats.size).toBeGreaterThan(0);
    });

    test("have one in each template format, or say why not", () => {
      const leftOut: Readonly<Record<string, string>> =
        (catalogue.fixFormatsLeftOut as Record<string, Record<string, string>>)[id] ?? {};
      expect(Object.keys(leftOut).filter((format) => formats.has(format) || !isTemplateFormat(format))).toEqual([]);
      if (![...formats].some(isTemplateFormat)) return;
      expect(TEMPLATE_FORMATS.filter((format) => !formats.has(format) && !Object.hasOwn(leftOut, format))).toEqual([]);
    });
  });
});
