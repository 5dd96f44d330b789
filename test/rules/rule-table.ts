// Tables of cases for one rule. A mark below a line (`# ^^^^ SAS-2/name high`) says that the rule finds exactly this range with this
// confidence; whatever is not marked must not be found. Marks are taken out of the text before it is analysed. A case whose name
// begins with `not known: ` holds something that can't be known: whatever is found there must say that it is not certain.
import { describe, expect, test } from "vitest";
import type { AdvisoryDatabase } from "../../language-analysis/model/dependencies.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import type { Rule } from "../../language-analysis/rules/rule.ts";
import { analyseFiles, type Files } from "./analyse-files.ts";

/** A template alone (`template.yaml`, or `serverless.yml` when it names a service), or several files. */
export type Case = string | Files;

export function ruleTable(rule: Rule, cases: Readonly<Record<string, Case>>, advisories?: AdvisoryDatabase): void {
  describe(rule.id, () => {
    test.each(Object.entries(cases))("%s", (name, given) => {
      const { files, expected } = readMarks(filesOf(given));
      const { findings, problems } = analyseFiles(files, [rule], advisories);
      expect(problems.filter(({ code }) => code === "rule-failed")).toEqual([]);
      expect(findings.map(markOf).sort()).toEqual(expected.sort());
      for (const finding of findings) expect(finding.reasons.length).toBeGreaterThan(0);
      if (isNotKnown(name)) expect(findings.filter(({ confidence }) => confidence === "high")).toEqual([]);
    });
  });
}

export function isNotKnown(name: string): boolean {
  return name.startsWith("not known: ");
}

/** The files of a case without marks, and the marks as `file:line:from-to rule confidence`, lines and columns one-based. */
export function readMarks(files: Files): { readonly files: Files; readonly expected: string[] } {
  const expected: string[] = [];
  const clean = Object.entries(files).map(([file, text]): [string, string] => {
    const kept: string[] = [];
    for (const line of text.replace(/^\n/, "").split("\n")) {
      // A range of several lines ends some lines further down: `^+2:17`.
      const mark = /^(\s*(?:#|\/\/)?\s*)(\^+)(?:\+(\d+):(\d+))? (SAS-\S+ \w+)\s*$/.exec(line);
      if (!mark) {
        kept.push(line);
        continue;
      }
      const [, before = "", carets = "", lines, column, what = ""] = mark;
      const start = before.length + 1;
      const end = lines === undefined ? String(start + carets.length) : `${kept.length + Number(lines)}:${column}`;
      expected.push(`${file}:${kept.length}:${start}-${end} ${what}`);
    }
    return [file, kept.join("\n")];
  });
  return { files: Object.fromEntries(clean), expected };
}

function markOf({ at, rule, confidence }: Finding): string {
  const end = at.start.line === at.end.line ? "" : `${at.end.line + 1}:`;
  return `${at.file}:${at.start.line + 1}:${at.start.character + 1}-${end}${at.end.character + 1} ${rule} ${confidence}`;
}

export function filesOf(given: Case): Files {
  if (typeof given !== "string") return given;
  return { [/^service:/m.test(given) ? "serverless.yml" : "template.yaml"]: given };
}
