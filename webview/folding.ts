// A role that only one function runs as is part of that function until permissions are shown: as a box of its own it would
// say little and take much room. Its findings count as the function's.
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";

/** Folded role to the node that runs as it. Hubs and roles with other links than permissions stay. */
export function foldedRoles(graph: GraphView): ReadonlyMap<NodeId, NodeId> {
  const roles = new Set(graph.nodes.filter((node) => node.kind === "role").map((node) => node.id));
  const users = new Map<NodeId, Set<NodeId>>();
  const linked = new Set<NodeId>(graph.overview.hubs);
  for (const { from, to, kind, isPermissionOnly } of graph.edges) {
    if (kind === "runs-as" && roles.has(to)) users.set(to, (users.get(to) ?? new Set()).add(from));
    else if (!isPermissionOnly) linked.add(from).add(to);
  }
  const folded = new Map<NodeId, NodeId>();
  for (const role of roles) {
    const [user, ...others] = users.get(role) ?? [];
    if (user !== undefined && others.length === 0 && !linked.has(role) && !roles.has(user)) folded.set(role, user);
  }
  return folded;
}
