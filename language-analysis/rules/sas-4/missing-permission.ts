import { partsOf, policyHome } from "../../graph/narrowed-statement.ts";
import { writableResources } from "../../graph/resource-spelling.ts";
import { decideFor, rolePolicy } from "../../graph/role-policy.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { needsOf } from "../../graph/role-use.ts";
import { matchesActions } from "../../iam/decision.ts";
import { actionInfo } from "../../iam/service-data.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { UsedPermission } from "../../model/usage.ts";
import { defineRule } from "../rule.ts";
import { additionFixes } from "./narrowing-fixes.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";

export const missingPermission = defineRule({
  id: "SAS-4/missing-permission",
  title: "Code calls what the role does not allow",
  severity: "info",
  why: "The call fails at run time, and the usual way out in a hurry is a wildcard. Reported only when the call, its resource and all policies are known.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  mitigation: "Allow exactly this action on this resource.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const user of graph.nodes("function")) {
      if (user.declaredElsewhere || user.undeclared) continue;
      const [role, second] = graph.rolesOf(user.id);
      if (!role || second || role.declaredElsewhere || rolePolicy(graph, role.id).unknown.length > 0) continue;
      // A role without any policy is set up elsewhere, or not at all.
      if (rolePolicy(graph, role.id).statements.length === 0) continue;
      const seen = new Set<string>();
      for (const use of needsOf(graph, user.id).uses) {
        const target = targetOf(graph, user, use);
        if (!target) continue;
        const part = use.resource.kind === "node" ? use.resource.part : undefined;
        const missing = use.actions.filter((action) => isMissing(graph, role, action, target, part));
        const key = `${missing.join(",")} ${target.id}`;
        if (missing.length === 0 || seen.has(key)) continue;
        seen.add(key);
        yield {
          on: user.id,
          at: use.at,
          key,
          confidence: use.confidence,
          message: say(
            "{0} calls {1} on {2}, which its role does not allow.",
            user.name,
            missing.join(", "),
            target.name,
          ),
          reasons: [say("The policies of {0} are all known, and none allows it.", role.name)],
          related: [
            { at: target.nameAt, message: say("{0} is declared here.", target.name) },
            { at: role.nameAt, message: say("The role is {0}.", role.name) },
          ],
          fixes: missingFixes(graph, role, use, missing),
        };
      }
    }
  },
});

/** None when a policy forbids it, and when the resource can't be named in the role's template. */
function missingFixes(graph: AppGraph, role: MapNode, use: UsedPermission, missing: readonly string[]): readonly Fix[] {
  const home = policyHome(graph, role.id);
  const from = { kind: "null", at: use.at } as const;
  const parts = partsOf(
    missing.map((name) => ({ name, from })),
    (name) => writableResources(graph, home, use.resource, name),
  );
  return parts.every(({ resources }) => resources) ? additionFixes(role, parts) : [];
}

/**
 * Only calls of the code that are sure, on something declared in the workspace. What the event names is as good as sure when the
 * function has that one trigger.
 */
function targetOf(graph: AppGraph, user: MapNode, use: UsedPermission): MapNode | undefined {
  const { source, confidence, isOptional, resource } = use;
  if (source !== "code" || isOptional || resource.kind !== "node") return undefined;
  const triggers = graph.triggersOf(user.id);
  const isFromEvent = confidence === "medium" && triggers.length === 1 && triggers[0]?.source.id === resource.node;
  if (confidence !== "high" && !isFromEvent) return undefined;
  const node = graph.node(resource.node);
  return node?.declaredElsewhere ? undefined : node;
}

function isMissing(graph: AppGraph, role: MapNode, action: string, target: MapNode, part: string | undefined): boolean {
  const info = actionInfo(action);
  if (!info || info.resources.length === 0) return false;
  const { decision } = decideFor(graph, role.id, action, target, part);
  if (decision !== "not-allowed" && decision !== "denied") return false;
  return decision === "denied" || !isGrantedByResource(graph, target, action);
}

/** The resource's own policy may let the role in. */
function isGrantedByResource(graph: AppGraph, target: MapNode, action: string): boolean {
  return graph
    .statementsOf(target.id, "resource")
    .some((statement) => statement.effect === "Allow" && matchesActions(statement, action) !== "no");
}
