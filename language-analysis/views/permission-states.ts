// Permissions at a glance: in order, missing, unused, too wide.
import { isBroadWildcard } from "../iam/action.ts";
import { resourceBreadth } from "../iam/breadth.ts";
import { allowingPatterns } from "../iam/decision.ts";
import { actionInfo } from "../iam/service-data.ts";
import { isUsedWithoutSdk } from "../iam/unseen-uses.ts";
import type { AppGraph } from "../graph/app-graph.ts";
import type { EdgePermission } from "../graph/edge-permissions.ts";
import { useGrants } from "../graph/use-grants.ts";
import { patternTexts } from "../graph/value-pattern.ts";
import type { MapEdge } from "../model/app-map.ts";
import type { PolicyStatement } from "../model/statement.ts";

/** `unknown`: the code or the policies are not known well enough to tell. */
export type PermissionState = "both" | "unused" | "missing" | "unknown";

/** What stands out on a line. */
export function permissionState({ granted, used, missing, isComplete }: EdgePermission): PermissionState {
  if (missing.length > 0) return "missing";
  if (granted.length > 0 && used.length > 0) return "both";
  return granted.length > 0 && isComplete && !granted.every(isUsedWithoutSdk) ? "unused" : "unknown";
}

/** The line is granted by a wildcard, of actions or of resources. */
export function isWide(
  graph: AppGraph,
  { kind, from, to }: MapEdge,
  { used, missing, wildcards }: EdgePermission,
): boolean {
  if (kind === "may") return wildcards.some(isBroadWildcard);
  if (missing.length > 0) return false;
  return useGrants(graph, from).some(
    ({ use: { resource }, action, because }) =>
      resource.kind === "node" &&
      resource.node === to &&
      used.includes(action) &&
      because.some((one) => isWideGrant(one, action)),
  );
}

/** Allows the action only by a wildcard, or on everything. */
export function isWideGrant(statement: PolicyStatement, action: string): boolean {
  if (statement.effect !== "Allow" || statement.origin.kind === "implied" || isUsedWithoutSdk(action)) return false;
  if (statement.notActions.length > 0) return true;
  const patterns = allowingPatterns(statement, action);
  if (patterns.length > 0 && patterns.every(isBroadWildcard)) return true;
  if (actionInfo(action)?.resources.length === 0) return false;
  const texts = statement.resources.flatMap(patternTexts);
  return texts.some((text) => resourceBreadth(text) === "everything");
}
