// Used against granted: for each permission that a function needs, whether its role has it.
import { matchesActions } from "../iam/decision.ts";
import { matchesPattern } from "../iam/pattern.ts";
import type { NodeId } from "../model/app-map.ts";
import type { PolicyStatement } from "../model/statement.ts";
import type { UsedPermission } from "../model/usage.ts";
import type { AppGraph } from "./app-graph.ts";
import { decideFor, rolePolicy } from "./role-policy.ts";
import { usedPermissions } from "./used-permissions.ts";
import { patternTexts, UNKNOWN_PART } from "./value-pattern.ts";

export interface UseGrant {
  readonly use: UsedPermission;
  readonly action: string;
  /** `unknown`: it hangs on a condition, on a policy or resource that is not known, or the function's role is not. */
  readonly decision: "granted" | "missing" | "denied" | "unknown";
  readonly because: readonly PolicyStatement[];
}

const GRANTS = new WeakMap<AppGraph, Map<NodeId, readonly UseGrant[]>>();

/** One entry for each action of each use, in their order; remembered by graph and function. */
export function useGrants(graph: AppGraph, functionId: NodeId): readonly UseGrant[] {
  let known = GRANTS.get(graph);
  if (!known) GRANTS.set(graph, (known = new Map<NodeId, readonly UseGrant[]>()));
  let grants = known.get(functionId);
  if (!grants) known.set(functionId, (grants = compare(graph, functionId)));
  return grants;
}

function compare(graph: AppGraph, functionId: NodeId): readonly UseGrant[] {
  const roles = graph.rolesOf(functionId);
  return usedPermissions(graph, functionId).uses.flatMap((use) =>
    use.actions.map((action): UseGrant => {
      const found = roles.map(({ id }) => grantOf(graph, id, use, action));
      // A function has one role; where it depends on a condition which one, all of them must do.
      const worst = ORDER.flatMap((decision) => found.find((one) => one.decision === decision) ?? []);
      return { use, action, ...(worst[0] ?? { decision: "unknown", because: [] }) };
    }),
  );
}

const ORDER: readonly UseGrant["decision"][] = ["denied", "missing", "unknown", "granted"];

type Found = Pick<UseGrant, "decision" | "because">;

function grantOf(graph: AppGraph, role: NodeId, use: UsedPermission, action: string): Found {
  const { resource } = use;
  const node = resource.kind === "node" ? graph.node(resource.node) : undefined;
  const part = resource.kind === "node" ? resource.part : undefined;
  const { decision, because } = decideFor(graph, role, action, node, part);
  const isNamed = resource.kind === "named" && because.some((statement) => namesIt(statement, resource.name));
  if (decision === "allowed" || (decision === "unknown" && isNamed)) return { decision: "granted", because };
  if (decision === "denied" || decision === "unknown") return { decision, because };
  if (use.isForeign || use.confidence === "low" || (node && isSharedByResource(graph, node.id, action)))
    return { decision: "unknown", because };
  const near = rolePolicy(graph, role).statements.filter(
    (statement) => statement.effect === "Allow" && matchesActions(statement, action) !== "no",
  );
  // Which resource it is may be wrong; whether a service takes `arn:...:*` for actions without resources differs.
  const isUnsure = use.confidence !== "high" || near.some(isOnAllOfService);
  return near.length > 0 && isUnsure ? { decision: "unknown", because: near } : { decision: "missing", because };
}

/** A resource of the statement ends with the name, or its pattern covers it: a foundation model, a cluster. */
function namesIt({ resources, conditions, effect }: PolicyStatement, name: string): boolean {
  if (effect !== "Allow" || conditions !== undefined || /^\*+$/.test(name)) return false;
  return resources.flatMap(patternTexts).some((text) => {
    if (text.includes(UNKNOWN_PART)) return false;
    if (text.startsWith("arn:") && name.startsWith("arn:")) return matchesPattern(text, name);
    const last = text.split(/[:/]/).at(-1) ?? "";
    return last === name || matchesPattern(last, name.split(/[:/]/).at(-1) ?? "");
  });
}

function isOnAllOfService({ resources }: PolicyStatement): boolean {
  return resources.flatMap(patternTexts).some((text) => /^arn:(?:[^:]*:){4}\*$/.test(text));
}

/** The resource's own policy allows the action to someone. */
function isSharedByResource(graph: AppGraph, node: NodeId, action: string): boolean {
  return graph
    .statementsOf(node, "resource")
    .some((statement) => statement.effect === "Allow" && matchesActions(statement, action) !== "no");
}
