// What is not drawn until permissions are shown, because it would say little and take much room.
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";

export interface Folding {
  /** A role that only one function runs as is part of that function; its findings count as the function's. Role to function. */
  readonly folded: ReadonlyMap<NodeId, NodeId>;
  /**
   * What lies outside the workspace and is only named by policies (the log group of a function), and APIs without a link of their
   * own: their routes stand for them. Never what has a finding.
   */
  readonly aside: ReadonlySet<NodeId>;
}

export function foldingOf(graph: GraphView): Folding {
  return { folded: foldedRoles(graph), aside: asideNodes(graph) };
}

/** Hubs and roles with other links than permissions stay. */
function foldedRoles(graph: GraphView): ReadonlyMap<NodeId, NodeId> {
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

function asideNodes(graph: GraphView): ReadonlySet<NodeId> {
  const linked = new Set<NodeId>();
  const permitted = new Set<NodeId>();
  for (const { from, to, isPermissionOnly } of graph.edges) {
    (isPermissionOnly ? permitted : linked).add(from).add(to);
  }
  for (const { node } of graph.findings) linked.add(node);
  const isAside = ({ id, declaredElsewhere, isApi }: GraphView["nodes"][number]) =>
    !linked.has(id) && (isApi === true || (declaredElsewhere === true && permitted.has(id)));
  return new Set(graph.nodes.filter(isAside).map((node) => node.id));
}
