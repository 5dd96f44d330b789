// Granted against used on one edge: what of a permission edge the code needs, and what of a call the role allows.
import { isWildcardAction, matchesAction } from "../iam/action.ts";
import { allowingPatterns } from "../iam/decision.ts";
import type { MapEdge, NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { AppGraph } from "./app-graph.ts";
import { useGrants } from "./use-grants.ts";
import { usedPermissions } from "./used-permissions.ts";

export interface EdgePermission {
  readonly status: "granted" | "used" | "both";
  /** Action patterns as policies write them, sorted. */
  readonly granted: readonly string[];
  /** Actions that code or configuration needs on the target, sorted. */
  readonly used: readonly string[];
  /** Granted patterns of which nothing is used. */
  readonly unused: readonly string[];
  /** Used actions that the role does not have. */
  readonly missing: readonly string[];
  /** Granted patterns with wildcards. */
  readonly wildcards: readonly string[];
  /** All calls of the functions concerned are known: what is unused is not used. */
  readonly isComplete: boolean;
}

/** Absent for edges that say nothing about permissions. */
export function edgePermission(graph: AppGraph, edge: MapEdge): EdgePermission | undefined {
  if (edge.kind === "may") return ofGrant(graph, edge);
  const isCall = edge.evidence.some(({ kind }) => kind === "observed");
  return isCall && graph.node(edge.from)?.kind === "function" ? ofCall(graph, edge) : undefined;
}

/**
 * The same for grants on what is no node, written at `places`: what is used by way of them, on whatever resource. Absent for roles
 * that no function runs as.
 */
export function openPermission(
  graph: AppGraph,
  role: NodeId,
  actions: readonly string[],
  places: readonly SourceRange[],
): EdgePermission | undefined {
  const users = graph.usersOfRole(role).filter(({ kind }) => kind === "function");
  if (users.length === 0) return undefined;
  const written = new Set(places.map(placeOf));
  const used = users.flatMap(({ id }) =>
    useGrants(graph, id).flatMap(({ action, because }) => {
      const isMeant = actions.length === 0 || actions.some((pattern) => matchesAction(pattern, action));
      return isMeant && because.some(({ at }) => written.has(placeOf(at))) ? [action] : [];
    }),
  );
  return compared(
    actions,
    sorted(used),
    [],
    users.every(({ id }) => usedPermissions(graph, id).isComplete),
  );
}

function ofGrant(graph: AppGraph, { from, to, actions = [] }: MapEdge): EdgePermission | undefined {
  const users = graph.usersOfRole(from).filter(({ kind }) => kind === "function");
  if (users.length === 0) return undefined;
  const all = users.map(({ id }) => usedPermissions(graph, id));
  // A call on a resource that is not known may be on this one.
  const isComplete = all.every(
    (one) => one.isComplete && one.uses.every(({ resource }) => resource.kind !== "unknown"),
  );
  const needed = all.flatMap(({ uses }) => uses.filter((use) => isOn(use.resource, to)).flatMap((use) => use.actions));
  const used = sorted(needed.filter((action) => actions.some((pattern) => matchesAction(pattern, action))));
  return compared(actions, used, [], isComplete);
}

function ofCall(graph: AppGraph, { from, to, evidence }: MapEdge): EdgePermission {
  const places = new Set(evidence.filter(({ kind }) => kind === "observed").map(({ at }) => placeOf(at)));
  const grants = useGrants(graph, from).filter(({ use }) => isOn(use.resource, to) && places.has(placeOf(use.at)));
  const used = sorted(grants.map(({ action }) => action));
  // What allows it may be on everything, which has no line of its own to the target.
  const drawn = graph.rolesOf(from).flatMap(({ id }) => graph.grantedOn(id, to).actions);
  const allowing = grants.flatMap(({ decision, action, because }) =>
    decision === "granted" ? because.flatMap((one) => allowingPatterns(one, action)) : [],
  );
  const granted = sorted([
    ...drawn.filter((pattern) => used.some((action) => matchesAction(pattern, action))),
    ...allowing,
  ]);
  const missing = sorted(
    grants.flatMap(({ use, decision, action }) =>
      !use.isOptional && (decision === "missing" || decision === "denied") ? [action] : [],
    ),
  );
  return compared(granted, used, missing, usedPermissions(graph, from).isComplete);
}

function compared(
  granted: readonly string[],
  used: readonly string[],
  missing: readonly string[],
  isComplete: boolean,
): EdgePermission {
  return {
    status: granted.length === 0 ? "used" : used.length === 0 ? "granted" : "both",
    granted,
    used,
    unused: granted.filter((pattern) => !used.some((action) => matchesAction(pattern, action))),
    missing,
    wildcards: granted.filter(isWildcardAction),
    isComplete,
  };
}

function isOn(resource: { readonly kind: string; readonly node?: NodeId }, node: NodeId): boolean {
  return resource.kind === "node" && resource.node === node;
}

function placeOf({ file, start }: SourceRange): string {
  return `${file}:${start.line}:${start.character}`;
}

function sorted(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort();
}
