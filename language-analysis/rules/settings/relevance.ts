// Which stores the app keeps its state in.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { Declared } from "./declared.ts";

const GROUPS = new WeakMap<AppGraph, ReadonlySet<string>>();

/**
 * False for a store that nothing of an app with functions touches: what is in it is put there by a deployment and can be put there
 * again. In a template without functions nobody can tell, and every store counts.
 */
export function holdsState(graph: AppGraph, { node, group }: Declared): boolean {
  let groups = GROUPS.get(graph);
  if (!groups) GROUPS.set(graph, (groups = new Set(graph.nodes("function").map((one) => one.group))));
  if (!groups.has(group) || !node) return true;
  return graph.edgesTo(node.id).length > 0 || graph.edgesFrom(node.id).length > 0;
}
