// How what is handed to a node gets to functions: along the wires that the templates declare.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapEdge, MapNode, NodeId, Trigger } from "../../model/app-map.ts";
import { runOf } from "./workflow-run.ts";

export interface Route {
  readonly consumer: NodeId;
  /** Absent: it is invoked by a function or a workflow. */
  readonly trigger: Trigger | undefined;
  /** From the node to the consumer; empty when the node itself is the function. */
  readonly edges: readonly MapEdge[];
}

const LONGEST = 5;
const cache = new WeakMap<AppGraph, Map<NodeId, readonly Route[]>>();

/** Every way from `target` to functions and workflows that get what is put there, in the order of the edges. */
export function routesFrom(graph: AppGraph, target: NodeId): readonly Route[] {
  let known = cache.get(graph);
  if (!known) cache.set(graph, (known = new Map<NodeId, readonly Route[]>()));
  let routes = known.get(target);
  if (!routes) known.set(target, (routes = findRoutes(graph, target)));
  return routes;
}

function findRoutes(graph: AppGraph, target: NodeId): readonly Route[] {
  const start = graph.node(target);
  if (!start) return [];
  if (hasRun(start)) return [];
  if (start.kind === "function") return [{ consumer: target, trigger: undefined, edges: [] }];
  const routes: Route[] = [];
  const seen = new Set<NodeId>([target]);
  const open: { readonly node: MapNode; readonly edges: readonly MapEdge[] }[] = [{ node: start, edges: [] }];
  for (const { node, edges } of open) {
    if (edges.length >= LONGEST) continue;
    for (const edge of graph.edgesFrom(node.id, "triggers", "invokes", "publishes", "connects")) {
      const next = graph.node(edge.to);
      if (!next || !isWire(node, edge)) continue;
      const way = [...edges, edge];
      if (next.kind === "function" || hasRun(next))
        routes.push({ consumer: next.id, trigger: edge.trigger, edges: way });
      else if (isCarrier(next) && !seen.has(next.id)) {
        seen.add(next.id);
        open.push({ node: next, edges: way });
      }
    }
  }
  return routes;
}

/** Dead-letter queues take what failed, other wires what was sent; both carry it. What code does is no wire. */
function isWire(from: MapNode, { evidence, kind }: MapEdge): boolean {
  if (from.kind === "endpoint" && kind !== "triggers" && kind !== "invokes") return false;
  return evidence.length === 0 || evidence.some((one) => one.kind === "declared");
}

/** Its states show where data goes: a consumer that sends on by itself. */
function hasRun(node: MapNode): boolean {
  return node.kind === "workflow" && runOf(node) !== undefined;
}

function isCarrier({ kind }: MapNode): boolean {
  return kind === "channel" || kind === "workflow" || kind === "store";
}
