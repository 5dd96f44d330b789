// The app map in Graphviz' language.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { NodeKind } from "../model/app-map.ts";
import { drawnMap, edgeLabel } from "./drawn-map.ts";

const SHAPES: Readonly<Record<NodeKind, string>> = {
  function: "ellipse",
  workflow: "component",
  endpoint: "cds",
  schedule: "circle",
  channel: "hexagon",
  store: "cylinder",
  secret: "note",
  identity: "box",
  role: "diamond",
  external: "parallelogram",
  public: "doublecircle",
};

export function toDot(result: AnalysisResult): string {
  const { groups, edges } = drawnMap(result);
  const lines = ["digraph serverless {", "  rankdir=LR;", '  node [fontname="Helvetica"];'];
  for (const [index, { group, nodes }] of groups.entries()) {
    const isGroup = group !== "";
    if (isGroup) lines.push(`  subgraph cluster_${index} {`, `    label=${quoted(group)};`);
    for (const node of nodes) {
      const tooltip = quoted(`${node.kind} ${node.service}`);
      const indent = isGroup ? "    " : "  ";
      lines.push(
        `${indent}${quoted(node.id)} [label=${quoted(node.name)}, shape=${SHAPES[node.kind]}, tooltip=${tooltip}];`,
      );
    }
    if (isGroup) lines.push("  }");
  }
  for (const edge of edges) {
    const style = edge.kind === "runs-as" || edge.kind === "may" || edge.kind === "trusts" ? ", style=dashed" : "";
    lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edgeLabel(edge))}${style}];`);
  }
  lines.push("}");
  return `${lines.join("\n")}\n`;
}

/** Source: Graphviz, "DOT Language": in quoted text only `"` is escaped, but `\` begins escapes in labels. */
function quoted(text: string): string {
  return `"${text
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\r?\n|\r/g, " ")}"`;
}
