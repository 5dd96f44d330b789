import { describe, expect, test } from "vitest";
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import type { MapEdge, MapNode } from "../../language-analysis/model/app-map.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import { say } from "../../language-analysis/model/message.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";
import { toGraphView } from "../../language-analysis/views/graph-view.ts";

const FILE = "shop/template.yaml";
const at = rangeOf(FILE, [4, 2, 4, 8]);

function node(id: string, more: Partial<MapNode> = {}): MapNode {
  return {
    id,
    kind: "function",
    provider: "aws",
    service: "lambda",
    name: id,
    logicalId: id,
    type: "",
    dialect: "sam",
    group: FILE,
    at,
    nameAt: at,
    properties: {},
    ...more,
  };
}

function edge(from: string, kind: MapEdge["kind"], to: string, more: Partial<MapEdge> = {}): MapEdge {
  return {
    id: `${from}|${kind}|${to}`,
    from,
    to,
    kind,
    evidence: [{ kind: "declared", at, label: "x" }],
    confidence: "high",
    ...more,
  };
}

function finding(on: string, rule: Finding["rule"], severity: Finding["severity"]): Finding {
  return {
    id: `${rule}@${on}`,
    rule,
    severity,
    confidence: "high",
    message: say("Something about {0}.", on),
    reasons: [say("Why")],
    at,
    related: [],
    node: on,
    steps: [{ at, message: say("enters here") }],
    fixes: [{ title: say("Close it"), edits: [{ at, newText: "secret path" }] }],
  };
}

function result(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[] = [],
  findings: readonly Finding[] = [],
): AnalysisResult {
  return {
    revision: 7,
    map: { nodes, edges, statements: [] },
    findings,
    problems: [],
    unresolved: [{ reason: "dynamic-value", subject: "table of Pay", message: say("not known: {0}", "computed"), at }],
    statistics: { files: 0, bytes: 0, templates: 0, modules: 0, cachedFiles: 0 },
  };
}

const text = (value: string) => ({ kind: "text", value, at }) as const;
const internet = node("#internet", { kind: "public", group: "", service: "internet", name: "Internet" });
const route = (id: string, authentication?: string) =>
  node(id, {
    kind: "endpoint",
    service: "apigateway",
    properties: authentication ? { authentication: text(authentication) } : {},
  });

describe("graph view", () => {
  test("is JSON-safe and tells what the webview needs, without edits or ranges", () => {
    const view = toGraphView(
      result([node("Pay", { properties: { runtime: text("nodejs20.x") } })], [], [finding("Pay", "SAS-1/x", "high")]),
      { rules: [{ id: "SAS-1/x", title: "X", why: "w", mitigation: "m", source: "https://example.org" }] },
    );
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(JSON.stringify(view)).not.toContain("secret path");
    expect(view.revision).toBe(7);
    expect(view.nodes[0]).toMatchObject({
      label: "Pay",
      sublabel: "nodejs20.x",
      place: `${FILE}:5`,
      risk: { worst: "high", findings: 1, sas: [1] },
    });
    expect(view.findings[0]).toMatchObject({ sas: 1, message: "Something about Pay.", fixes: ["Close it"] });
    expect(view.rules.map((rule) => rule.title)).toEqual(["X"]);
    expect(view.unresolved[0]).toEqual({ subject: "table of Pay", message: "not known: computed", place: `${FILE}:5` });
  });

  test("a group takes the worst severity and all SAS numbers of its nodes", () => {
    const findings = [
      finding("A", "SAS-10/x", "low"),
      finding("B", "SAS-2/y", "critical"),
      finding("B", "SAS-2/z", "low"),
    ];
    const view = toGraphView(result([node("A"), node("B")], [], findings));
    expect(view.groups).toHaveLength(1);
    expect(view.groups[0]).toMatchObject({
      label: "shop",
      functions: 2,
      risk: { worst: "critical", findings: 3, sas: [2, 10] },
    });
    expect(view.counts.findingsBySas).toEqual({ 2: 2, 10: 1 });
  });

  test.each([
    ["none", "open"],
    ["iam", "authenticated"],
    [undefined, "unknown"],
  ])("authentication %s of a public route makes its function %s", (authentication, exposure) => {
    const view = toGraphView(
      result(
        [internet, node("Pay"), node("Store", { kind: "store" }), route("Route", authentication)],
        [edge("#internet", "connects", "Route"), edge("Route", "triggers", "Pay", { trigger: "api" })],
      ),
    );
    expect(view.nodes.map((drawn) => [drawn.label, drawn.exposure])).toEqual([
      ["Internet", undefined],
      ["Pay", exposure],
      ["Store", undefined],
      ["Route", exposure],
    ]);
  });

  test("a route that the internet does not reach exposes nothing", () => {
    const view = toGraphView(result([node("Pay"), route("Route", "none")], [edge("Route", "triggers", "Pay")]));
    expect(view.nodes.map((drawn) => drawn.exposure)).toEqual([undefined, undefined]);
  });

  test("an edge is permission-only when every evidence is a grant", () => {
    const granted = { kind: "granted", at, label: "P" } as const;
    const observed = { kind: "observed", at, label: "DynamoDB.put" } as const;
    const actions = ["dynamodb:GetItem", "dynamodb:PutItem"];
    const view = toGraphView(
      result(
        [node("R", { kind: "role" }), node("S", { kind: "store" })],
        [
          edge("R", "may", "S", { evidence: [granted], actions }),
          edge("R", "writes", "S", { evidence: [granted, observed] }),
        ],
      ),
    );
    expect(view.edges.map((drawn) => [drawn.isPermissionOnly, drawn.label])).toEqual([
      [true, "may 2 actions"],
      [false, "writes"],
    ]);
  });

  test("values of environment variables and secrets are not shown", () => {
    const value = (key: string, secret: string) => ({ key, keyAt: at, value: text(secret), at });
    const view = toGraphView(
      result([
        node("F", { properties: { environment: { kind: "map", entries: [value("KEY", "hunter2")], at } } }),
        node("S", { kind: "secret", properties: { secretValue: text("hunter2") } }),
      ]),
    );
    expect(JSON.stringify(view)).not.toContain("hunter2");
    expect(view.nodes[0]?.facts).toEqual([{ label: "environment", text: "KEY" }]);
  });

  test("group labels are unique", () => {
    const groups = ["a/api/template.yaml", "b/api/template.yml", "stacks/orders.json", "template.yaml", ""];
    const view = toGraphView(result(groups.map((group, index) => node(`N${index}`, { group }))));
    expect(view.groups.map((group) => [group.path, group.label])).toEqual([
      ["", "Outside the workspace"],
      ["a/api/template.yaml", "a/api"],
      ["b/api/template.yml", "b/api"],
      ["stacks/orders.json", "orders"],
      ["template.yaml", "template"],
    ]);
  });

  test("above 150 nodes the overview opens, hubs are left out and named on the groups", () => {
    const nodes = [internet];
    const edges: MapEdge[] = [];
    for (let index = 0; index < 40; index++) {
      const group = `s${index}/template.yaml`;
      for (const part of ["a", "b", "c", "d"]) nodes.push(node(`${part}${index}`, { group }));
      edges.push(edge("#internet", "connects", `a${index}`), edge(`a${index}`, "invokes", `b${(index + 1) % 40}`));
    }
    const view = toGraphView(result(nodes, edges));
    expect(view.overview.isRecommended).toBe(true);
    expect(view.overview.hubs).toEqual(["#internet"]);
    expect(view.overview.edges).toHaveLength(40);
    expect(view.overview.edges.every((drawn) => drawn.from !== "" && drawn.count === 1)).toBe(true);
    expect(view.groups.find((group) => group.id === "s3/template.yaml")?.hubs).toEqual(["#internet"]);
    expect(toGraphView(result(nodes.slice(0, 150))).overview.isRecommended).toBe(false);
  });
});
