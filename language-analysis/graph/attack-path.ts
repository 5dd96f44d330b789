// How an attacker gets from the internet to a node without signing in.
import type { EdgeKind, MapEdge, MapNode, NodeId } from "../model/app-map.ts";
import { textOf } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";
import { doorOf } from "./route-doors.ts";

/** Edges along which a request or its data moves on; permissions and identities are not ways. */
const WAYS: readonly EdgeKind[] = ["triggers", "invokes", "reads", "writes", "publishes", "connects"];

export interface AttackPath {
  /** From the internet to the node, both included. */
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** Shortest path for every node that can be reached; of two equally short ones the first by edge id. */
export function attackPaths(graph: AppGraph): ReadonlyMap<NodeId, AttackPath> {
  const paths = new Map<NodeId, AttackPath>();
  for (const node of graph.nodes("public")) paths.set(node.id, { nodes: [node], edges: [] });
  for (const path of paths.values()) {
    const last = path.nodes.at(-1);
    if (!last || !isPassable(last)) continue;
    for (const edge of graph.edgesFrom(last.id, ...WAYS)) {
      const next = graph.node(edge.to);
      if (!next || paths.has(next.id) || (next.kind === "endpoint" && !isOpen(graph, next))) continue;
      paths.set(next.id, { nodes: [...path.nodes, next], edges: [...path.edges, edge] });
    }
  }
  return paths;
}

function isPassable({ kind }: MapNode): boolean {
  return kind !== "external" && kind !== "secret" && kind !== "role" && kind !== "identity";
}

/** Open to anyone; an endpoint whose authentication is not known is not counted as open. */
function isOpen(graph: AppGraph, endpoint: MapNode): boolean {
  const authentication = doorOf(graph, endpoint);
  // The API itself is no door: its routes have their own setting.
  if (authentication === undefined) return textOf(endpoint.properties["protocol"]) === "api";
  return textOf(authentication) === "none";
}
