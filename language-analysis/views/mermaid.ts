// The app map as a Mermaid flowchart: what Git hosts and documentation tools draw from text.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapEdge, MapNode, NodeKind } from "../model/app-map.ts";
import { drawnMap, edgeLabel } from "./drawn-map.ts";

/** Opening and closing signs of a node's shape. Source: Mermaid documentation, "Flowcharts - Basic Syntax". */
const SHAPES: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  function: ["([", "])"],
  workflow: ["[[", "]]"],
  endpoint: [">", "]"],
  schedule: ["((", "))"],
  channel: ["{{", "}}"],
  store: ["[(", ")]"],
  secret: ["[/", "/]"],
  identity: ["[", "]"],
  role: ["{", "}"],
  external: ["[\\", "\\]"],
  public: ["(((", ")))"],
};

export function toMermaid(result: AnalysisResult): string {
  const { groups, edges, numbers } = drawnMap(result);
  const idOf = (id: string) => `n${numbers.get(id) ?? 0}`;
  const lines = ["flowchart LR"];
  for (const [index, { group, nodes }] of groups.entries()) {
    const isGroup = group !== "";
    if (isGroup) lines.push(`  subgraph g${index} [${quoted(group)}]`);
    for (const node of nodes) lines.push(`${isGroup ? "    " : "  "}${idOf(node.id)}${shape(node)}`);
    if (isGroup) lines.push("  end");
  }
  for (const edge of edges) lines.push(`  ${idOf(edge.from)} ${arrow(edge)} ${idOf(edge.to)}`);
  return `${lines.join("\n")}\n`;
}

function shape(node: MapNode): string {
  const [open, close] = SHAPES[node.kind];
  return `${open}${quoted(node.name)}${close}`;
}

function arrow(edge: MapEdge): string {
  return edge.kind === "runs-as" || edge.kind === "may" || edge.kind === "trusts"
    ? `-. ${quoted(edgeLabel(edge))} .->`
    : `-- ${quoted(edgeLabel(edge))} -->`;
}

/** Mermaid reads HTML entities in quoted text; `#` begins one of its own. */
function quoted(text: string): string {
  const escaped = text.replace(/[#&<>"\\`[\]{}()|\r\n]/g, (char) => `#${char.charCodeAt(0)};`);
  return `"${escaped}"`;
}
