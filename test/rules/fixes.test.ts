// Every fix of every fixture: its finding goes, no other comes, and the files still parse.
import { describe, expect, test } from "vitest";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { analyseFiles } from "./analyse-files.ts";
import { SHIPPED_ADVISORIES } from "./shipped-advisories.ts";
import { applyFix, sayingOf } from "./fix-table.ts";
import { readFixture } from "./read-fixture.ts";

describe.each(["online-shop", "bad-input"])("fixes in %s", (fixture) => {
  const files = readFixture(fixture);
  const before = analyseFiles(files, undefined, SHIPPED_ADVISORIES);
  const cases = before.findings.flatMap((finding) =>
    finding.fixes.map((fix) => [`${sayingOf(finding)} -> ${formatMessage(fix.title)}`, finding, fix] as const),
  );

  test("there are some", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases)("%s", (_name, finding, fix) => {
    const fixed = applyFix(files, fix);
    expect(fixed).not.toEqual(files);
    const after = analyseFiles(fixed, undefined, SHIPPED_ADVISORIES);
    const known = count(before.findings.map(sayingOf));
    const left = count(after.findings.map(sayingOf));
    expect(left.get(sayingOf(finding)) ?? 0).toBe((known.get(sayingOf(finding)) ?? 0) - 1);
    const grown = [...left].filter(([saying, times]) => times > (known.get(saying) ?? 0));
    expect(grown).toEqual([]);
    expect(after.problems.length).toBeLessThanOrEqual(before.problems.length);
  });
});

function count(sayings: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const saying of sayings) times.set(saying, (times.get(saying) ?? 0) + 1);
  return times;
}
