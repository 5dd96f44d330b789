// The sample app against its answer key: all that is expected now is found, nothing else is.
import { describe, expect, test } from "vitest";
import type { Finding } from "../../language-analysis/model/finding.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { RULES } from "../../language-analysis/rules/index.ts";
import { analyseFiles } from "./analyse-files.ts";
import { SHIPPED_ADVISORIES } from "./shipped-advisories.ts";
import { readFixture } from "./read-fixture.ts";

interface KeyEntry {
  readonly rule: string;
  readonly file: string;
  /** One-based, both included. */
  readonly line: number;
  readonly endLine: number;
  readonly why: string;
  readonly status?: "expected-now" | "later";
}

const files = readFixture("online-shop");
const key = JSON.parse(files["answer-key.json"] ?? "{}") as { findings: KeyEntry[]; negatives: KeyEntry[] };
const { findings, problems } = analyseFiles(files, undefined, SHIPPED_ADVISORIES);
const rules = new Set<string>(RULES.map(({ id }) => id));

const isAt = (finding: Finding, { rule, file, line, endLine }: KeyEntry): boolean =>
  finding.rule === rule &&
  finding.at.file === file &&
  finding.at.start.line + 1 <= endLine &&
  finding.at.end.line + 1 >= line;

describe("the online shop", () => {
  const now = key.findings.filter(({ status }) => status === "expected-now");

  test.each(now.map((entry) => [`${entry.rule} ${entry.file}:${entry.line} ${entry.why}`, entry] as const))(
    "%s",
    (_name, entry) => {
      expect(findings.filter((finding) => isAt(finding, entry))).toHaveLength(1);
    },
  );

  test.each(key.negatives.map((entry) => [`${entry.rule} ${entry.file}:${entry.line} ${entry.why}`, entry] as const))(
    "not %s",
    (_name, entry) => {
      expect(findings.filter((finding) => isAt(finding, entry)).map(({ message }) => formatMessage(message))).toEqual(
        [],
      );
    },
  );

  test("nothing is found that the key does not know", () => {
    const unknown = findings.filter((finding) => !key.findings.some((entry) => isAt(finding, entry)));
    expect(
      unknown.map(({ rule, at, message }) => `${rule} ${at.file}:${at.start.line + 1} ${formatMessage(message)}`),
    ).toEqual([]);
  });

  test("every risk is planted, and what waits for a rule waits for one that is not there", () => {
    const risks = new Set(key.findings.map(({ rule }) => rule.split("/")[0]));
    expect([...risks].sort()).toEqual(Array.from({ length: 10 }, (_, index) => `SAS-${index + 1}`).sort());
    expect(now.filter(({ rule }) => !rules.has(rule))).toEqual([]);
    expect(key.findings.filter(({ rule, status }) => rules.has(rule) && status !== "expected-now")).toEqual([]);
  });

  test("every place of the key exists", () => {
    for (const { file, line, endLine } of [...key.findings, ...key.negatives]) {
      const lines = (files[file] ?? "").split("\n").length;
      expect(line).toBeGreaterThan(0);
      expect(endLine).toBeGreaterThanOrEqual(line);
      expect(endLine).toBeLessThan(lines);
    }
  });

  test("is read without a problem", () => {
    expect(problems.map(({ code, message, at }) => `${code} ${at.file} ${formatMessage(message)}`)).toEqual([]);
  });

  test("every finding says why it is as severe as it is, in whole sentences", () => {
    for (const { reasons, message } of findings) {
      for (const sentence of [message, ...reasons].map(formatMessage))
        expect(sentence).toMatch(/^\S.*[.:]$|^\S.*\.\s?$/);
    }
  });
});
