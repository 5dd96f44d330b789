import type { LayoutEdge, LayoutRequest } from "../../language-analysis/model/layout.ts";
import type { GraphView } from "../../language-analysis/views/graph-view.ts";
import { foldingOf } from "../../webview/folding.ts";
import { SEVERITIES } from "../../webview/kinds.ts";
import { pairKey } from "../../webview/pairs.ts";
import { CARD, CLOSED_GROUP, GROUP_PADDING } from "../../webview/sizes.ts";

/** What the layout has to place: cards and groups in the sizes in which the page draws them, one edge per drawn line. */
export function layoutRequestOf(graph: GraphView, showPermissions: boolean, aspect?: number): LayoutRequest {
  const { folded, aside } = foldingOf(graph);
  const isDrawn = ({ id }: { readonly id: string }) => showPermissions || !(folded.has(id) || aside.has(id));
  return {
    mode: graph.overview.isRecommended ? "overview" : "full",
    nodes: graph.nodes.filter(isDrawn).map(({ id, group, kind }) => ({ id, group, kind, ...CARD })),
    // The groups at most risk are what is seen first.
    groups: graph.groups.map(({ id, risk }) => ({
      id,
      ...CLOSED_GROUP,
      rank: risk ? SEVERITIES.indexOf(risk.worst) : SEVERITIES.length,
    })),
    edges: drawnEdges(graph),
    groupEdges: graph.overview.edges.map(({ id, from, to }) => ({ id, from, to })),
    // Rounded: a slightly different panel is no reason for another picture.
    ...(aspect === undefined ? {} : { aspect: Math.min(3, Math.max(0.6, Math.round(aspect * 5) / 5)) }),
    padding: GROUP_PADDING,
  };
}

/** Without permissions, which are not drawn at first and would pull everything together. */
function drawnEdges(graph: GraphView): readonly LayoutEdge[] {
  const pairs = new Map<string, LayoutEdge>();
  for (const { from, to, isPermissionOnly } of graph.edges) {
    if (!isPermissionOnly) pairs.set(pairKey(from, to), { id: pairKey(from, to), from, to });
  }
  return [...pairs.values()];
}
