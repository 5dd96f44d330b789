// The catalogue of rules, the code and the tests agree. What is not there yet is on a list, so that nothing is missing unseen.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "../../language-analysis/rules/index.ts";
import catalogue from "./data/catalogue.json" with { type: "json" };

const IDS = catalogue.rows.map(({ id }) => id);
const BUILT = new Set<string>(RULES.map(({ id }) => id));
const NOT_YET = new Set(Object.keys(catalogue.notYet));

/** Text of the rule's own test file. */
function testOf(id: string): string {
  const [sas = "", name = ""] = id.split("/");
  const url = new URL(`${sas.toLowerCase()}/${name}.test.ts`, import.meta.url);
  return existsSync(url) ? readFileSync(url, "utf8") : "";
}

describe("catalogue of rules", () => {
  test("each row is a rule, or is on the list of what is not there yet with the step that it belongs to", () => {
    expect(IDS.filter((id) => !BUILT.has(id) && !NOT_YET.has(id))).toEqual([]);
  });

  test("each rule is a row", () => {
    expect([...BUILT].filter((id) => !IDS.includes(id))).toEqual([]);
  });

  test("the lists name rows only", () => {
    const named = [...NOT_YET, ...catalogue.fixNotTestedInItsFile, ...catalogue.noUnknownCase];
    expect(named.filter((id) => !IDS.includes(id))).toEqual([]);
  });

  // These read test files for words: they show that somebody thought of the case, not that the case is a good one.
  test("a rule that edits files has a test of a fix in its test file, or is on the list", () => {
    const open = catalogue.rows.filter(({ id, editsFiles }) => editsFiles && BUILT.has(id)).map(({ id }) => id);
    const untested = open.filter((id) => !/fixTable|fixes|applyFix|applyEdits/.test(testOf(id)));
    expect(untested.filter((id) => !catalogue.fixNotTestedInItsFile.includes(id))).toEqual([]);
  });

  test("a rule has marked hits or expected findings, and a case that is not known, or is on the list", () => {
    const without = [...BUILT].filter(
      (id) =>
        !/unknown|not known|unresolved|parameter|not a pass|guess|unsure|not resolved| (?:low|medium)$/im.test(
          testOf(id),
        ),
    );
    expect(without.filter((id) => !catalogue.noUnknownCase.includes(id))).toEqual([]);
    expect(
      [...BUILT].filter((id) => !testOf(id).includes(id) && !/ruleTable\(|analyseFiles\(/.test(testOf(id))),
    ).toEqual([]);
  });
});
