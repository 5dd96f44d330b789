// Every fix of SAS-4 on every fixture: the finding goes, none of SAS-4 comes, templates read as before, and what is used stays allowed.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../language-analysis/model/finding.ts";
import { formatMessage } from "../../../language-analysis/model/message.ts";
import { RULES } from "../../../language-analysis/rules/index.ts";
import { analyseFiles } from "../analyse-files.ts";
import { applyFix } from "../fix-table.ts";
import { lostPermissions } from "../lost-permissions.ts";
import { readFixture } from "../read-fixture.ts";

const PERMISSION_RULES = RULES.filter(({ id }) => id.startsWith("SAS-4/"));

/** Fixtures without a fix of these rules, and why. */
const NOTHING_TO_FIX: Readonly<Record<string, string>> = {
  "bad-input": "What can be read there is granted as it is used.",
  "empty-workspace": "It has no template.",
  libraries: "It is code without templates.",
  "seed-examples": "What its functions may do is what they do.",
  "two-folders": "What its functions may do is what they do.",
};

const FIXTURES = readdirSync(new URL("../../fixtures", import.meta.url));

test("fixtures that are said to have no such fix are there", () => {
  expect(Object.keys(NOTHING_TO_FIX).filter((name) => !FIXTURES.includes(name))).toEqual([]);
});

describe.each(FIXTURES)("%s", (fixture) => {
  const files = readFixture(fixture);
  const before = analyseFiles(files, PERMISSION_RULES);
  const known = new Set(before.findings.map(({ id }) => id));
  const cases = before.findings.flatMap((finding) =>
    finding.fixes.map((fix) => [`${finding.rule} ${formatMessage(fix.title)}`, finding, fix] as const),
  );

  test("has a fix, unless it is said why not", () => {
    expect(cases.length === 0).toBe(Object.hasOwn(NOTHING_TO_FIX, fixture));
  });

  test.each(cases)("%s", (_name, finding, fix) => {
    const after = analyseFiles(applyFix(files, fix), PERMISSION_RULES);
    const isOfSameKind = ({ rule, node }: Finding) => rule === finding.rule && node === finding.node;
    const times = before.findings.filter(isOfSameKind).length;
    expect(after.findings.filter(isOfSameKind).length).toBeLessThan(times);
    expect(after.findings.filter(({ id }) => !known.has(id)).map(({ message }) => formatMessage(message))).toEqual([]);
    expect(after.problems.length).toBeLessThanOrEqual(before.problems.length);
    expect(lostPermissions(before.context.graph, after.context.graph)).toEqual([]);
  });
});
