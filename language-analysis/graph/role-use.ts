// What all users of a role together need of it, and whether that is all.
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { UsedPermission } from "../model/usage.ts";
import type { AppGraph } from "./app-graph.ts";
import { usedPermissions, type UsedPermissions } from "./used-permissions.ts";

export interface RoleUse {
  /** Functions that run as the role, sorted by id. */
  readonly functions: readonly MapNode[];
  readonly uses: readonly (UsedPermission & { readonly user: NodeId })[];
  /**
   * Nobody but these functions has the role, and everything that they call is known: what is granted beyond `uses` is not used.
   */
  readonly isComplete: boolean;
}

const USES = new WeakMap<AppGraph, Map<NodeId, RoleUse>>();
const NEEDS = new WeakMap<AppGraph, Map<NodeId, UsedPermissions>>();

/** Remembered by graph and function. */
export function needsOf(graph: AppGraph, functionId: NodeId): UsedPermissions {
  let known = NEEDS.get(graph);
  if (!known) NEEDS.set(graph, (known = new Map<NodeId, UsedPermissions>()));
  let needs = known.get(functionId);
  if (!needs) known.set(functionId, (needs = usedPermissions(graph, functionId)));
  return needs;
}

/** Remembered by graph and role. */
export function roleUse(graph: AppGraph, role: NodeId): RoleUse {
  let known = USES.get(graph);
  if (!known) USES.set(graph, (known = new Map<NodeId, RoleUse>()));
  let use = known.get(role);
  if (!use) known.set(role, (use = findUse(graph, role)));
  return use;
}

function findUse(graph: AppGraph, role: NodeId): RoleUse {
  const node = graph.node(role);
  const users = graph.usersOfRole(role);
  const functions = users.filter(({ kind, service }) => kind === "function" && service === "lambda");
  const uses = functions.flatMap(({ id }) => needsOf(graph, id).uses.map((one) => ({ ...one, user: id })));
  const isComplete =
    functions.length > 0 &&
    functions.length === users.length &&
    !node?.declaredElsewhere &&
    !node?.inBrokenTemplate &&
    isOnlyForFunctions(graph, role) &&
    functions.every(({ id }) => needsOf(graph, id).isComplete);
  return { functions, uses, isComplete };
}

/** The trust policy lets nobody else in: what else runs as the role is not seen. */
function isOnlyForFunctions(graph: AppGraph, role: NodeId): boolean {
  return graph
    .statementsOf(role, "trust")
    .every(
      ({ principals, effect }) =>
        effect === "Deny" ||
        principals.every(
          (principal) => principal.kind === "text" && /^(?:edge)?lambda\.amazonaws\.com$/.test(principal.value),
        ),
    );
}
