// Which states of a workflow may come after others.
import type { MapEdge, MapNode } from "../../model/app-map.ts";
import { itemsOf, property, textOf } from "../../model/value.ts";

/** Names of the states that may run after those that the edge stands for; undefined when the workflow does not tell. */
export function statesAfter(workflow: MapNode, edge: MapEdge): ReadonlySet<string> | undefined {
  const states = itemsOf(workflow.properties["states"]);
  const next = new Map(
    states.map((state) => [
      textOf(property(state, "name")) ?? "",
      itemsOf(property(state, "next")).flatMap((name) => textOf(name) ?? []),
    ]),
  );
  const own = edge.evidence.filter(({ kind }) => kind === "declared");
  if (own.length === 0 || own.some(({ label }) => !next.has(label))) return undefined;
  const later = new Set<string>();
  const open = own.flatMap(({ label }) => next.get(label) ?? []);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (later.has(name)) continue;
    later.add(name);
    open.push(...(next.get(name) ?? []));
  }
  return later;
}
