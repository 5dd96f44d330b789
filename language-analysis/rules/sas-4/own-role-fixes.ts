// Splits a shared role: each function gets one of its own with what it uses, when that is known of all of them.
import type { AppGraph } from "../../graph/app-graph.ts";
import { partsOf, resourcesOfUses, type PolicyPart } from "../../graph/narrowed-statement.ts";
import { ownRoleEdits } from "../../graph/own-role-edits.ts";
import { combined } from "../../graph/policy-edits.ts";
import { needsOf } from "../../graph/role-use.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix, TextEdit } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { UsedPermission } from "../../model/usage.ts";
import { isBindable } from "./open-resources.ts";

export function ownRoleFixes(graph: AppGraph, users: readonly MapNode[]): readonly Fix[] {
  const edits: TextEdit[] = [];
  for (const user of users) {
    const parts = ownParts(graph, user);
    const own = parts && ownRoleEdits(graph, user, parts);
    if (!own) return [];
    edits.push(...own);
  }
  const all = combined(edits);
  return all ? [{ title: say("Give each function a role of its own with what it uses"), edits: all }] : [];
}

function ownParts(graph: AppGraph, user: MapNode): readonly PolicyPart[] | undefined {
  const { uses, isComplete } = needsOf(graph, user.id);
  if (!isComplete) return undefined;
  const needed = uses.filter((use) => !isGivenAnyway(user, use));
  const from = { kind: "null", at: user.nameAt } as const;
  const home = { group: user.group, condition: user.condition, waiting: new Set([user.id]) };
  const names = [...new Set(needed.flatMap(({ actions }) => actions))].sort();
  const parts = partsOf(
    names.map((name) => ({ name, from })),
    (name) => {
      const own = needed.flatMap((use) => (use.actions.includes(name) ? [{ use }] : []));
      return resourcesOfUses(graph, home, name, own);
    },
  );
  const isKnown = parts.every(
    ({ resources, actions }) =>
      resources && !(resources.some(({ text }) => text === "*") && actions.some(({ name }) => isBindable(name))),
  );
  return isKnown ? parts : undefined;
}

/** Logs, network and traces come with managed policies; SAM and the Serverless Framework grant what triggers need as well. */
function isGivenAnyway({ type }: MapNode, { source, actions }: UsedPermission): boolean {
  if (source !== "configuration") return false;
  return type !== "AWS::Lambda::Function" || actions.every((action) => /^(?:logs|xray|ec2):/.test(action));
}
