import { describe, expect, test } from "vitest";
import { findSuppressions } from "../../language-analysis/configuration/suppressions.ts";
import { readConfiguration } from "../../language-analysis/configuration/read-configuration.ts";
import type { Configuration } from "../../language-analysis/model/configuration.ts";
import { matchesName } from "../../language-analysis/model/configuration.ts";
import { decide, type Decided } from "../../language-analysis/rules/decisions.ts";
import { analyseFiles, type Files } from "./analyse-files.ts";

const TEMPLATE = `Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
  Notes:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicReadWrite
`;

/** Rules, resources and the way, of what is reported and what is accepted. */
function decided(files: Files, configurations: Readonly<Record<string, string>> = {}) {
  const { findings, context } = analyseFiles(files);
  const suppressions = Object.entries(files).flatMap(([path, text]) => findSuppressions(path, text).value);
  const read = Object.entries(configurations).map(([path, text]): Configuration => {
    const { baselineFile, ...rest } = readConfiguration(path, text).value;
    return baselineFile === undefined
      ? rest
      : { ...rest, baseline: { file: baselineFile, findings: findings.map(({ id }) => id) } };
  });
  const nodes = new Map(context.graph.map.nodes.map((node) => [node.id, node]));
  const only = findings.filter(({ rule }) => rule === "SAS-3/public-store");
  return summary(decide(only, { configurations: read, suppressions }, nodes));
}

const summary = ({ findings, accepted, problems }: Decided) => ({
  reported: findings.map(({ node, severity }) => `${node} ${severity}`),
  accepted: accepted.map(({ finding, by, reason }) => `${finding.node} ${by}: ${reason}`),
  problems: problems.map(({ code, at }) => `${code} ${at.file}:${at.start.line}`),
});

const comment = (line: string, where: number): Files => {
  const lines = TEMPLATE.split("\n");
  lines.splice(where, 0, line);
  return { "t.yaml": lines.join("\n") };
};

describe("what users decide", () => {
  test("a rule that does not exist is named", () => {
    const settings = { ".serverless-atlas.yml": "rules:\n  SAS-3/public-stores: off\n  SAS-3/*: low\n  '*': info\n" };
    expect(decided({ "t.yaml": TEMPLATE }, settings).problems).toEqual(["invalid-value .serverless-atlas.yml:1"]);
  });

  test("nothing is decided without a word", () => {
    expect(decided({ "t.yaml": TEMPLATE })).toMatchObject({ reported: Array<unknown>(2).fill(expect.any(String)) });
  });

  test("a comment accepts the findings of the block below, and no other", () => {
    const { reported, accepted, problems } = decided(
      comment("  # atlas-ignore SAS-3/public-store -- a shop window", 1),
    );
    expect(reported).toEqual([expect.stringMatching(/^t\.yaml#Notes /)]);
    expect(accepted).toEqual(["t.yaml#Photos comment: a shop window"]);
    expect(problems).toEqual([]);
  });

  test("a comment for another rule, or where nothing is found, is named", () => {
    const { reported, problems } = decided(comment("  # atlas-ignore SAS-4/wildcard-action -- no", 1));
    expect(reported).toHaveLength(2);
    expect(problems).toEqual(["unused-suppression t.yaml:1"]);
  });

  test("in JSON the resource that the string stands in", () => {
    const bucket = (metadata: string) =>
      `{"Type": "AWS::S3::Bucket", ${metadata}"Properties": {"AccessControl": "PublicRead"}}`;
    const ignored = '"Metadata": {"//": "atlas-ignore SAS-3/* -- ok"}, ';
    const text = `{"Resources": {"A": ${bucket(ignored)}, "B": ${bucket("")}}}`;
    expect(decided({ "t.json": text })).toMatchObject({
      reported: [expect.stringMatching(/^t\.json#B /)],
      accepted: ["t.json#A comment: ok"],
    });
  });

  test("the configuration changes severities and switches rules off; a rule's own setting wins, and the deeper file", () => {
    const files = { "app/t.yaml": TEMPLATE, "other/t.yaml": TEMPLATE };
    const { reported, accepted } = decided(files, {
      ".serverless-atlas.yml": "rules:\n  SAS-3/*: off\n  SAS-3/public-store: info\n",
      "app/.serverless-atlas.yml": "rules:\n  '*': off\n",
    });
    expect(reported).toEqual(["other/t.yaml#Photos info", "other/t.yaml#Notes info"]);
    expect(accepted).toEqual([]);
  });

  test("entries accept by rule, path and resource; one that accepts nothing is named", () => {
    const entry = (more: string) => `  - rule: SAS-3/public-store\n    reason: ok\n    ${more}\n`;
    const { reported, accepted, problems } = decided(
      { "t.yaml": TEMPLATE },
      { ".serverless-atlas.yml": `ignore:\n${entry("resource: Ph*")}${entry("path: other/**")}` },
    );
    expect(reported).toEqual([expect.stringMatching(/^t\.yaml#Notes /)]);
    expect(accepted).toEqual(["t.yaml#Photos configuration: ok"]);
    expect(problems).toEqual(["unused-suppression .serverless-atlas.yml:4"]);
  });

  test("the baseline accepts what it lists", () => {
    const { reported, accepted } = decided({ "t.yaml": TEMPLATE }, { ".serverless-atlas.yml": "baseline: b.json" });
    expect(reported).toEqual([]);
    expect(accepted).toEqual(["Photos", "Notes"].map((name) => `t.yaml#${name} baseline: Accepted by the baseline.`));
  });

  test.each([
    ["Get*", "GetOrder", true],
    ["Get*", "get", false],
    ["*Table", "OrdersTable", true],
    ["a*b*c", "a-b-c", true],
    ["a*b*c", "a-c", false],
    ["ab*ba", "aba", false],
    ["Orders", "Orders", true],
    ["Orders", "OrdersTable", false],
  ])("%s against %s", (pattern, name, isMatch) => {
    expect(matchesName(pattern, name)).toBe(isMatch);
  });
});
