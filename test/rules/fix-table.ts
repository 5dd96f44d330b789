// Before and after of fixes: the fix is found by its title in English, applied as an editor would, and compared as text.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../language-analysis/graph/apply-edits.ts";
import type { AdvisoryDatabase } from "../../language-analysis/model/dependencies.ts";
import type { Finding, Fix } from "../../language-analysis/model/finding.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import type { Rule } from "../../language-analysis/rules/rule.ts";
import { analyseFiles, type Files } from "./analyse-files.ts";
import { lostPermissions } from "./lost-permissions.ts";

export interface FixCase {
  readonly files: Files;
  /** Changed files only. Absent: the finding offers no fix. */
  readonly after?: Files;
  /** Title of the fix; absent: the first. */
  readonly title?: string;
}

export function fixTable(rule: Rule, cases: Readonly<Record<string, FixCase>>, advisories?: AdvisoryDatabase): void {
  describe(`fixes of ${rule.id}`, () => {
    test.each(Object.entries(cases))("%s", (_name, { files, after, title }) => {
      const { findings, context } = analyseFiles(files, [rule], advisories);
      expect(findings).toHaveLength(1);
      const fixes = findings.flatMap((finding) => finding.fixes);
      const fix = title === undefined ? fixes[0] : fixes.find((one) => formatMessage(one.title) === title);
      if (!after) return expect(fix).toBeUndefined();
      expect(fix, fixes.map((one) => formatMessage(one.title)).join("\n")).toBeDefined();
      const changed = fix ? applyFix(files, fix) : files;
      for (const [file, text] of Object.entries(after)) expect(changed[file]).toBe(text);
      expect(Object.keys(changed).filter((file) => changed[file] !== files[file])).toEqual(Object.keys(after));
      const fixed = analyseFiles(changed, [rule], advisories);
      expect(fixed.findings).toEqual([]);
      if (rule.id.startsWith("SAS-4/")) expect(lostPermissions(context.graph, fixed.context.graph)).toEqual([]);
    });
  });
}

export function applyFix(files: Files, fix: Pick<Fix, "edits">): Files {
  const changed = [...new Set(fix.edits.map(({ at }) => at.file))].map((file): [string, string] => [
    file,
    applyEdits(
      files[file] ?? "",
      fix.edits.filter(({ at }) => at.file === file),
    ),
  ]);
  return { ...files, ...Object.fromEntries(changed) };
}

/** What a finding says, without its place: the same before and after an edit elsewhere. */
export function sayingOf({ rule, node, message }: Finding): string {
  return `${rule} on ${node}: ${formatMessage(message)}`;
}
