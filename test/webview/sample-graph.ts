// A GraphView for tests: small, with every part that the page treats differently.
import type { LayoutResult } from "../../language-analysis/model/layout.ts";
import { layoutWithColumns } from "../../language-analysis/layout/layout.ts";
import type { EdgeView, FindingView, GraphView, NodeView } from "../../language-analysis/views/graph-view.ts";
import { layoutRequestOf } from "../../extension/map-panel/layout-request.ts";
import type { Look } from "../../webview/elements.ts";
import type { Theme } from "../../webview/theme.ts";

export function node(id: string, kind: NodeView["kind"], group: string, more: Partial<NodeView> = {}): NodeView {
  const label = id.slice(id.indexOf("#") + 1);
  return {
    id,
    kind,
    provider: "aws",
    service: "s",
    label,
    sublabel: "detail",
    group,
    place: "t.yaml:1",
    facts: [],
    ...more,
  };
}

export function edge(from: string, to: string, kind: EdgeView["kind"], more: Partial<EdgeView> = {}): EdgeView {
  return {
    id: `${from}|${kind}|${to}`,
    from,
    to,
    kind,
    label: kind,
    confidence: "high",
    isPermissionOnly: false,
    actions: [],
    actionCount: 0,
    evidence: [{ kind: "declared", label: "Events.Api", place: "t.yaml:3" }],
    ...more,
  };
}

export function finding(node: string, severity: FindingView["severity"], sas: FindingView["sas"]): FindingView {
  return {
    id: `${node}-${severity}-${String(sas)}`,
    node,
    rule: `SAS-${sas}/some-rule`,
    sas,
    severity,
    confidence: "high",
    message: "Something is wrong.",
    reasons: ["Because."],
    place: "t.yaml:2",
    steps: [{ text: "It starts.", place: "a.js:1" }],
    fixes: ["Mend it"],
  };
}

export function graphOf(parts: {
  nodes: readonly NodeView[];
  edges?: readonly EdgeView[];
  findings?: readonly FindingView[];
  overview?: Partial<GraphView["overview"]>;
  revision?: number;
}): GraphView {
  const groups = [...new Set(parts.nodes.map(({ group }) => group))].sort();
  const kinds = parts.nodes.map(({ kind }) => kind);
  return {
    revision: parts.revision ?? 1,
    groups: groups.map((id) => {
      const members = parts.nodes.filter(({ group }) => group === id);
      return { id, label: id, path: id, nodes: members.map((member) => member.id), functions: 0, counts: {}, hubs: [] };
    }),
    nodes: parts.nodes,
    edges: parts.edges ?? [],
    overview: { isRecommended: false, hubs: [], edges: [], ...parts.overview },
    findings: parts.findings ?? [],
    rules: [],
    unresolved: [{ subject: "table of f", message: "computed", place: "a.js:4" }],
    counts: {
      nodesByKind: Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((other) => other === kind).length])),
      findingsBySas: {},
      findingsBySeverity: {},
      problems: 0,
    },
  };
}

export const SHOP = graphOf({
  nodes: [
    node("internet", "public", ""),
    node("shop#route", "endpoint", "shop"),
    node("shop#create", "function", "shop"),
    node("shop#orders", "store", "shop"),
    node("shop#role", "role", "shop"),
    node("pricing#quote", "function", "pricing"),
  ],
  edges: [
    edge("internet", "shop#route", "connects"),
    edge("shop#route", "shop#create", "triggers"),
    edge("shop#create", "shop#orders", "writes"),
    edge("shop#create", "shop#orders", "reads"),
    edge("shop#create", "shop#role", "runs-as"),
    edge("shop#role", "shop#orders", "may", { isPermissionOnly: true }),
    edge("pricing#quote", "shop#create", "invokes", { confidence: "low", reason: "the name is computed" }),
  ],
  findings: [
    finding("shop#create", "high", 8),
    finding("shop#create", "critical", 1),
    finding("shop#orders", "low", 3),
  ],
  overview: { edges: [{ id: "pricing|shop", from: "pricing", to: "shop", count: 1, kinds: ["invokes"] }] },
});

export const SHOP_OVERVIEW: GraphView = { ...SHOP, overview: { ...SHOP.overview, isRecommended: true } };

export function layoutOf(graph: GraphView): LayoutResult {
  return layoutWithColumns(layoutRequestOf(graph, true));
}

/** Texts as they are, pictures by what they show. */
export const PLAIN_LOOK: Look = {
  nodeFace: (view, risk) => `data:face,${view.kind},${risk?.worst ?? ""}`,
  groupFace: (group, risk) => `data:group,${group.id},${risk?.worst ?? ""}`,
  cardName: (text) => text,
  groupTitle: (text) => text,
  emptyFace: "data:empty",
};

export const THEME: Theme = {
  background: "#ffffff",
  text: "#000000",
  muted: "#555555",
  font: "sans-serif",
  nodeFill: "#fefefe",
  groupFill: "#f0f0f0",
  groupBorder: "#cccccc",
  edge: "#777777",
  focus: "#0000ff",
  trigger: "#0000aa",
  compute: "#aa00aa",
  data: "#00aa00",
  message: "#aa6600",
  kind: {
    public: "#0000aa",
    endpoint: "#0000aa",
    schedule: "#0000aa",
    function: "#aa00aa",
    workflow: "#aa00aa",
    channel: "#aa6600",
    store: "#00aa00",
    secret: "#00aa00",
    identity: "#555555",
    role: "#555555",
    external: "#555555",
  },
  risk: { critical: "#ff0000", high: "#ff9900", medium: "#0099ff", low: "#555555", info: "#555555" },
  isHighContrast: false,
  isDark: false,
  reduceMotion: true,
};
