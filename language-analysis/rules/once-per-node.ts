// What a rule finds out about one node alone. Nodes that an edit does not touch stay the same objects, so their answers still hold.
import type { MapNode } from "../model/app-map.ts";

/** `find`, whose answer must follow from the node alone, asked once for each node. */
export function oncePerNode<T>(find: (node: MapNode) => T): (node: MapNode) => T {
  const known = new WeakMap<MapNode, { readonly found: T }>();
  return (node) => {
    let entry = known.get(node);
    if (!entry) known.set(node, (entry = { found: find(node) }));
    return entry.found;
  };
}
