import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "new-rule-"));
mkdirSync(join(root, "language-analysis"), { recursive: true });
cpSync(join(checkout, "language-analysis/rules"), join(root, "language-analysis/rules"), { recursive: true });
afterAll(() => rmSync(root, { recursive: true, force: true }));

function newRule(...ids: readonly string[]): { status: number | null; output: string } {
  const result = spawnSync(process.execPath, [join(checkout, "scripts/new-rule.mjs"), ...ids], {
    encoding: "utf8",
    env: { ...process.env, NEW_RULE_ROOT: root },
  });
  return { status: result.status, output: result.stdout + result.stderr };
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("npm run new-rule", () => {
  test("creates rule, test and page, and adds the rule to the list in order", () => {
    expect(newRule("SAS-5/made-up-rule").status).toBe(0);
    expect(read("language-analysis/rules/sas-5/made-up-rule.ts")).toContain('id: "SAS-5/made-up-rule"');
    expect(read("test/rules/sas-5/made-up-rule.test.ts")).toContain("ruleTable(madeUpRule");
    expect(read("docs/rules/SAS-5/made-up-rule.md")).toContain("# SAS-5/made-up-rule");
    const index = read("language-analysis/rules/index.ts");
    expect(index).toContain('import { madeUpRule } from "./sas-5/made-up-rule.ts";');
    expect(index.indexOf("  madeUpRule,")).toBeGreaterThan(index.indexOf("  managedPolicyTooBroad,"));
    expect(index.indexOf("  madeUpRule,")).toBeLessThan(index.indexOf("  hardCodedSecret,"));
  });

  test("the last risk goes to the end", () => {
    expect(newRule("SAS-10/another-made-up-rule").status).toBe(0);
    expect(read("language-analysis/rules/index.ts")).toMatch(/ {2}anotherMadeUpRule,\n\];\n$/);
  });

  test.each([
    ["SAS-11/too-far", "is no rule id"],
    ["SAS-2/Upper-Case", "is no rule id"],
    ["weak-user-pool", "is no rule id"],
    ["SAS-1/../../escape", "is no rule id"],
    ["SAS-3/public-store", "exists already"],
  ])("refuses %s", (id, sentence) => {
    const { status, output } = newRule(id);
    expect(status).toBe(2);
    expect(output).toContain(sentence);
  });

  test("refuses to guess", () => {
    expect(newRule().status).toBe(2);
    expect(newRule("SAS-2/a", "SAS-2/b").output).toContain("Usage");
  });
});
