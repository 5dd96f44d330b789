import { describe, expect, test } from "vitest";
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import type { MapEdge, MapNode, NodeKind } from "../../language-analysis/model/app-map.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import { formatMessage, say } from "../../language-analysis/model/message.ts";
import { rangeOf, type Span } from "../../language-analysis/model/range.ts";
import type { RuleInfo } from "../../language-analysis/model/rule-info.ts";
import { sentenceText } from "../../language-analysis/views/blast-sentence.ts";
import { hoverAt, type HoverBlock } from "../../language-analysis/views/hover.ts";
import { nodeAt } from "../../language-analysis/views/node-at.ts";
import { appTree, findingsTree, type TreeItem } from "../../language-analysis/views/tree.ts";

const TEMPLATE = "template.yaml";
const CODE = "src/orders.js";

function node(name: string, kind: NodeKind, service: string, at: Span, extra: Partial<MapNode> = {}): MapNode {
  const nameAt = rangeOf(TEMPLATE, [at[0], at[1], at[0], at[1] + name.length]);
  return {
    id: `${TEMPLATE}#${name}`,
    kind,
    provider: "aws",
    service,
    name,
    logicalId: name,
    type: "",
    dialect: "sam",
    group: TEMPLATE,
    at: rangeOf(TEMPLATE, at),
    nameAt,
    properties: {},
    ...extra,
  };
}

const orders = node("Orders", "store", "dynamodb", [20, 2, 24, 0]);
const create = node("CreateOrder", "function", "lambda", [4, 2, 15, 0], {
  handler: {
    file: CODE,
    functionIndex: 1,
    at: rangeOf(CODE, [3, 8, 3, 15]),
    bodyAt: rangeOf(CODE, [3, 0, 9, 1]),
    confidence: "high",
  },
  properties: {
    environment: {
      kind: "map",
      at: rangeOf(TEMPLATE, [8, 8, 9, 28]),
      entries: [
        {
          key: "TABLE",
          keyAt: rangeOf(TEMPLATE, [9, 10, 9, 15]),
          at: rangeOf(TEMPLATE, [9, 10, 9, 28]),
          value: {
            kind: "reference",
            to: { by: "logical-id", file: TEMPLATE, logicalId: "Orders" },
            at: rangeOf(TEMPLATE, [9, 17, 9, 28]),
          },
        },
      ],
    },
  },
});
const writes: MapEdge = {
  id: "w",
  from: create.id,
  to: orders.id,
  kind: "writes",
  actions: ["dynamodb:PutItem"],
  evidence: [{ kind: "observed", at: rangeOf(CODE, [6, 8, 6, 20]), label: "DynamoDB.put" }],
  confidence: "high",
};
const finding: Finding = {
  id: "f1",
  rule: "SAS-8/no-concurrency-limit",
  severity: "medium",
  confidence: "high",
  message: say("Nothing limits how often {0} runs at a time.", "CreateOrder"),
  reasons: [say("It is reachable from the internet.")],
  at: rangeOf(TEMPLATE, [4, 2, 4, 13]),
  related: [],
  node: create.id,
  steps: [{ at: rangeOf(CODE, [5, 0, 5, 4]), message: say("{0} enters", "body") }],
  fixes: [{ title: say("Limit to {0}", 10), edits: [] }],
};
const result: AnalysisResult = {
  revision: 1,
  map: { nodes: [create, orders], edges: [writes], statements: [] },
  findings: [finding],
  problems: [],
  unresolved: [
    {
      reason: "dynamic-value",
      subject: "bucket",
      message: say("The bucket is computed."),
      at: rangeOf(CODE, [7, 0, 7, 3]),
    },
    {
      reason: "dynamic-value",
      subject: "bucket",
      message: say("The bucket is computed."),
      at: rangeOf(CODE, [8, 0, 8, 3]),
    },
  ],
  statistics: { files: 2, bytes: 1, templates: 1, modules: 1, cachedFiles: 0 },
};
const rule: RuleInfo = {
  id: finding.rule,
  title: "No concurrency limit",
  why: "why",
  mitigation: "Set a limit.",
  source: "https://example.com",
  snippets: [
    { title: say("In code"), language: "javascript", text: "js" },
    { title: say("In SAM"), language: "yaml", text: "ReservedConcurrentExecutions: 10" },
  ],
};
const rules = new Map([[rule.id, rule]]);

function linesOf(blocks: readonly HoverBlock[] | undefined): string[] {
  return (blocks ?? []).flatMap((block) => {
    if (block.kind === "list") return block.items.map(({ text }) => `- ${formatMessage(text)}`);
    if (block.kind === "code") return [block.text];
    if (block.kind === "sentence") return [sentenceText(block.sentence)];
    return block.kind === "links" ? [] : [formatMessage(block.text)];
  });
}

describe("hover", () => {
  test("on a declaration: finding, why, mitigation, the snippet in the file's language, then the node", () => {
    const hover = hoverAt(result, rules, TEMPLATE, { line: 4, character: 5 });
    expect(hover?.at).toEqual(rangeOf(TEMPLATE, [4, 2, 4, 13]));
    expect(linesOf(hover?.blocks)).toEqual([
      "No concurrency limit · medium · SAS-8/no-concurrency-limit",
      "- It is reachable from the internet.",
      "What to do: Set a limit.",
      "ReservedConcurrentExecutions: 10",
      "A quick fix is at hand: Limit to 10",
      "CreateOrder · function (lambda)",
      "- writes Orders (dynamodb:PutItem)",
      "- medium: Nothing limits how often CreateOrder runs at a time.",
      "If CreateOrder is compromised: writes 1 store.",
    ]);
  });

  test("on the handler's name in code: the function", () => {
    const hover = hoverAt(result, rules, CODE, { line: 3, character: 8 });
    expect(hover?.at).toEqual(rangeOf(CODE, [3, 8, 3, 15]));
    expect(linesOf(hover?.blocks)[0]).toBe("CreateOrder · function (lambda)");
  });

  test("on a resource reference: the resource and who uses it", () => {
    const hover = hoverAt(result, rules, TEMPLATE, { line: 9, character: 20 });
    expect(hover?.at).toEqual(rangeOf(TEMPLATE, [9, 17, 9, 28]));
    expect(linesOf(hover?.blocks)).toEqual([
      "Orders · store (dynamodb)",
      '- holds data: personal (personal: the word "orders" in Orders)',
      "- CreateOrder writes it (dynamodb:PutItem)",
    ]);
  });

  test("on a call in code: the edge", () => {
    const hover = hoverAt(result, rules, CODE, { line: 6, character: 10 });
    expect(linesOf(hover?.blocks)).toEqual(["- CreateOrder writes Orders (dynamodb:PutItem)"]);
  });

  test("nothing where nothing of the app stands, or in another file", () => {
    expect(hoverAt(result, rules, TEMPLATE, { line: 17, character: 0 })).toBeUndefined();
    expect(hoverAt(result, rules, "other.yaml", { line: 4, character: 5 })).toBeUndefined();
  });
});

describe("node under the cursor", () => {
  test.each([
    [TEMPLATE, 4, "CreateOrder"],
    [TEMPLATE, 10, "CreateOrder"],
    [TEMPLATE, 22, "Orders"],
    [TEMPLATE, 18, undefined],
    [CODE, 7, "CreateOrder"],
    [CODE, 12, undefined],
  ])("%s line %i", (file, line, expected) => {
    expect(nodeAt(result, file, { line, character: 1 })?.name).toBe(expected);
  });
});

describe("trees", () => {
  const outline = (items: readonly TreeItem[], depth = 0): string[] =>
    items.flatMap((item) => [
      `${"  ".repeat(depth)}${formatMessage(item.label)}${item.description ? ` | ${item.description}` : ""}`,
      ...outline(item.children, depth + 1),
    ]);
  const ids = (items: readonly TreeItem[]): string[] => items.flatMap((item) => [item.id, ...ids(item.children)]);

  test("by kind", () => {
    expect(outline(appTree(result, "kind"))).toEqual([
      "Functions | 1",
      "  CreateOrder | lambda · 1 finding · risk 6",
      "    Nothing limits how often CreateOrder runs at a time. | SAS-8/no-concurrency-limit  template.yaml:5",
      "      1. body enters | src/orders.js:6",
      "Data stores | 1",
      "  Orders | dynamodb",
      "Not resolved | 2",
      "  The bucket is computed. | src/orders.js:8",
      "  The bucket is computed. | src/orders.js:9",
    ]);
  });

  test("by risk all ten are listed, with the count of findings", () => {
    const roots = appTree(result, "risk");
    expect(roots.slice(0, 10).map(({ description }) => description)).toEqual([
      "0",
      "0",
      "0",
      "0",
      "0",
      "0",
      "0",
      "1",
      "0",
      "0",
    ]);
    expect(formatMessage(roots[7]!.label)).toBe("SAS-8: Denial of service and financial exhaustion");
  });

  test("a finding in code that no function runs stands under its risk", () => {
    const loose: Finding = {
      ...finding,
      id: "f2",
      node: "scripts/old.js",
      at: rangeOf("scripts/old.js", [0, 0, 0, 1]),
      steps: [],
    };
    const risk = appTree({ ...result, findings: [finding, loose] }, "risk")[7];
    expect(risk?.description).toBe("2");
    expect(risk?.children.map(({ id }) => id)).toEqual([`risk:8/${create.id}`, "risk:8/f2"]);
  });

  test("findings by severity; a finding with a fix says so", () => {
    const [medium, ...others] = findingsTree(result);
    expect(others).toEqual([]);
    expect(medium).toMatchObject({ id: "severity:medium", description: "1" });
    expect(medium?.children[0]).toMatchObject({ finding: "f1", isFixable: true });
  });

  test("findings of one cause are children of one row under their severity, which counts findings", () => {
    const cause = { key: "Api", message: say("Open routes of {0}", "Api") };
    const findings = (["high", "low", "high"] as const).map((severity, n) => ({
      ...finding,
      id: `r${n}`,
      severity,
      cause,
    }));
    const tree = findingsTree({ ...result, findings });
    expect(tree.map(({ id, description }) => [id, description])).toEqual([
      ["severity:high", "2"],
      ["severity:low", "1"],
    ]);
    const [row] = tree[0]?.children ?? [];
    expect(row).toMatchObject({ label: cause.message, severity: "high" });
    expect(row?.children.map(({ finding: id }) => id)).toEqual(["r0", "r2"]);
    expect(new Set(ids(tree)).size).toBe(ids(tree).length);
  });

  test("ids are unique", () => {
    for (const tree of [appTree(result, "kind"), appTree(result, "risk"), findingsTree(result)]) {
      const all = ids(tree);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
