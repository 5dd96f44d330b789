// Which functions touch the data of a node, and which public endpoints lead to them: directly, or through functions that they call
// and channels that they publish to.
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { AppGraph } from "./app-graph.ts";

export interface DataDoor {
  readonly endpoint: MapNode;
  /** Undefined when it is not known. */
  readonly authenticated: boolean | undefined;
}

export interface DataReach {
  /** That read, write or publish, as declared or seen in code; sorted by name. */
  readonly functions: readonly MapNode[];
  /** Those open to anyone first, then by name. */
  readonly doors: readonly DataDoor[];
}

const MOST_NODES = 500;

export function dataReach(graph: AppGraph, id: NodeId): DataReach {
  const functions = new Map<NodeId, MapNode>();
  for (const edge of graph.edgesTo(id, "reads", "writes", "publishes", "authenticates")) {
    const from = graph.node(edge.from);
    const isUsed = edge.evidence.some(({ kind }) => kind !== "granted");
    if (from && isUsed && (from.kind === "function" || from.kind === "workflow")) functions.set(from.id, from);
  }
  const doors = new Map<NodeId, DataDoor>();
  const queue = [...functions.keys()];
  const seen = new Set(queue);
  for (let next = queue.shift(); next !== undefined && seen.size < MOST_NODES; next = queue.shift()) {
    for (const { endpoint, authenticated } of graph.publicEndpointsOf(next)) {
      doors.set(endpoint.id, { endpoint, authenticated });
    }
    for (const edge of graph.edgesTo(next, "triggers", "invokes", "publishes", "writes", "connects")) {
      const from = graph.node(edge.from);
      const carries = from && ["function", "workflow", "channel", "store"].includes(from.kind);
      if (!carries || seen.has(from.id) || !edge.evidence.some(({ kind }) => kind !== "granted")) continue;
      seen.add(from.id);
      queue.push(from.id);
    }
  }
  return {
    functions: [...functions.values()].sort((a, b) => compareTexts(a.name, b.name) || compareTexts(a.id, b.id)),
    doors: [...doors.values()].sort(
      (a, b) =>
        rank(a.authenticated) - rank(b.authenticated) ||
        compareTexts(a.endpoint.name, b.endpoint.name) ||
        compareTexts(a.endpoint.id, b.endpoint.id),
    ),
  };
}

function rank(authenticated: boolean | undefined): number {
  return authenticated === false ? 0 : authenticated === undefined ? 1 : 2;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
