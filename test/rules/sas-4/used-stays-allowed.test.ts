// Every fix of SAS-4 on every fixture: the finding goes, none of SAS-4 comes, templates read as before, and what is used stays allowed.
import { describe, expect, test } from "vitest";
import type { AppGraph } from "../../../language-analysis/graph/app-graph.ts";
import { useGrants, type UseGrant } from "../../../language-analysis/graph/use-grants.ts";
import type { Finding } from "../../../language-analysis/model/finding.ts";
import { formatMessage } from "../../../language-analysis/model/message.ts";
import { RULES } from "../../../language-analysis/rules/index.ts";
import { analyseFiles } from "../analyse-files.ts";
import { applyFix } from "../fix-table.ts";
import { readFixture } from "../read-fixture.ts";

const PERMISSION_RULES = RULES.filter(({ id }) => id.startsWith("SAS-4/"));

/** What the functions of the other fixtures may do is what they do. */
const TOO_WIDE: ReadonlySet<string> = new Set(["cross-function", "online-shop"]);

describe.each(["bad-input", "cross-function", "online-shop", "seed-examples", "two-folders"])("%s", (fixture) => {
  const files = readFixture(fixture);
  const before = analyseFiles(files, PERMISSION_RULES);
  const known = new Set(before.findings.map(({ id }) => id));
  const decisions = decisionsOf(before.context.graph);
  const cases = before.findings.flatMap((finding) =>
    finding.fixes.map((fix) => [`${finding.rule} ${formatMessage(fix.title)}`, finding, fix] as const),
  );

  test("there are some where more is allowed than is used", () => {
    expect(cases.length > 0).toBe(TOO_WIDE.has(fixture));
  });

  test.each(cases)("%s", (_name, finding, fix) => {
    const after = analyseFiles(applyFix(files, fix), PERMISSION_RULES);
    const isOfSameKind = ({ rule, node }: Finding) => rule === finding.rule && node === finding.node;
    const times = before.findings.filter(isOfSameKind).length;
    expect(after.findings.filter(isOfSameKind).length).toBeLessThan(times);
    expect(after.findings.filter(({ id }) => !known.has(id)).map(({ message }) => formatMessage(message))).toEqual([]);
    expect(after.problems.length).toBeLessThanOrEqual(before.problems.length);
    const now = decisionsOf(after.context.graph);
    const lost = [...decisions].filter(([use, was]) => was === "granted" && now.get(use) !== "granted");
    expect(lost.map(([use]) => use)).toEqual([]);
  });
});

function decisionsOf(graph: AppGraph): ReadonlyMap<string, UseGrant["decision"]> {
  return new Map(
    graph.nodes("function").flatMap(({ id }) =>
      useGrants(graph, id).map(({ use, action, decision }) => {
        return [`${id} ${action} on ${JSON.stringify(use.resource)} for ${use.label}`, decision] as const;
      }),
    ),
  );
}
