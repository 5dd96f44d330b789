// The app map as the text formats draw it: nodes by group, parallel edges of one kind once.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapEdge, MapNode, NodeId } from "../model/app-map.ts";

export interface DrawnMap {
  /** Groups by name; nodes without one come first, under an empty name. */
  readonly groups: readonly { readonly group: string; readonly nodes: readonly MapNode[] }[];
  readonly edges: readonly MapEdge[];
  readonly numbers: ReadonlyMap<NodeId, number>;
}

export function drawnMap({ map }: AnalysisResult): DrawnMap {
  const groups = new Map<string, MapNode[]>([["", []]]);
  const numbers = new Map<NodeId, number>();
  for (const node of map.nodes) {
    numbers.set(node.id, numbers.size + 1);
    const group = node.declaredElsewhere || node.kind === "public" ? "" : node.group;
    const members = groups.get(group);
    if (members) members.push(node);
    else groups.set(group, [node]);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    groups: sorted.filter(([, nodes]) => nodes.length > 0).map(([group, nodes]) => ({ group, nodes })),
    edges: map.edges.filter((edge) => numbers.has(edge.from) && numbers.has(edge.to)),
    numbers,
  };
}

/** `triggers: s3`, `may: s3:GetObject +2`. */
export function edgeLabel({ kind, trigger, actions }: MapEdge): string {
  const [first, ...more] = actions ?? [];
  const detail = trigger ?? (first === undefined ? undefined : more.length > 0 ? `${first} +${more.length}` : first);
  return detail === undefined ? kind : `${kind}: ${detail}`;
}
