import type { AppGraph } from "../../graph/app-graph.ts";
import { needsOf } from "../../graph/role-use.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { namesOf } from "./grantees.ts";
import { ownRoleFixes } from "./own-role-fixes.ts";
import { SHARED_ROLE_SNIPPETS } from "./shared-role-snippets.ts";

export const sharedRole = defineRule({
  id: "SAS-4/shared-role",
  title: "Functions with different needs share one role",
  severity: "medium",
  why: "Every function that shares the role may do what any of them needs: the weakest function decides how far an attacker gets.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  mitigation: "Give each function a role of its own, with what it needs.",
  snippets: SHARED_ROLE_SNIPPETS,
  *check({ graph }) {
    for (const role of graph.nodes("role")) {
      if (role.declaredElsewhere) continue;
      const users = graph.usersOfRole(role.id).filter(({ kind }) => kind === "function");
      if (users.length < 2 || !grantsSomething(graph, role)) continue;
      const needs = users.map((user) => ({ user, ...needOf(graph, user) }));
      const known = needs.filter(({ resources }) => resources.size > 0);
      const [one] = known;
      if (!one) continue;
      // Somebody touches what somebody else, whose code is known, does not touch.
      const other = needs.find(
        (candidate) => candidate !== one && candidate.isKnown && differs(candidate.resources, one.resources),
      );
      const weaker = needs.find(
        (candidate) => candidate !== one && candidate.isKnown && differs(candidate.actions, one.actions),
      );
      const different = other ?? weaker;
      if (!different) continue;
      yield {
        on: role.id,
        at: role.nameAt,
        key: "shared",
        confidence: one.isKnown ? "high" : "medium",
        severity: other ? "medium" : "low",
        message: say("{0} share the role {1}, but need different things.", namesOf(users), role.name),
        reasons: [
          say(
            "{0} uses {1}; {2} uses {3}.",
            one.user.name,
            listOf(one.actions),
            different.user.name,
            listOf(different.actions),
          ),
        ],
        related: users
          .slice(0, 5)
          .map((user) => ({ at: user.nameAt, message: say("{0} runs as this role.", user.name) })),
        fixes: ownRoleFixes(graph, users),
      };
    }
  },
});

interface Need {
  readonly resources: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  readonly isKnown: boolean;
}

function needOf(graph: AppGraph, user: MapNode): Need {
  const { uses, isComplete } = needsOf(graph, user.id);
  const own = uses.filter(
    ({ source, isOptional, actions }) => !isOptional && (source === "code" || !isLogging(actions)),
  );
  const resources = own.flatMap(({ resource }) =>
    resource.kind === "node"
      ? [resource.node]
      : resource.kind === "named"
        ? [`${resource.service} ${resource.name}`]
        : [],
  );
  return {
    resources: new Set(resources),
    actions: new Set(own.flatMap(({ actions }) => actions)),
    isKnown: isComplete,
  };
}

function isLogging(actions: readonly string[]): boolean {
  return actions.every((action) => /^(?:logs|xray|ec2):/.test(action));
}

/** Something is in one set only. */
function differs(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => !b.has(one)) || [...b].some((one) => !a.has(one));
}

/** More than logs, traces and network interfaces. */
function grantsSomething(graph: AppGraph, role: MapNode): boolean {
  return graph
    .statementsOf(role.id, "identity")
    .some(
      ({ effect, origin, actions, notActions }) =>
        effect === "Allow" &&
        (notActions.length > 0 ||
          (origin.kind === "managed-policy" &&
            !/^(?:AWSLambda(?:Basic|VPC)|AWSXRay|CloudWatchLogs)/i.test(origin.name)) ||
          (origin.kind !== "implied" &&
            actions.some((action) => !/^(?:logs|xray|cloudwatch|ec2):/i.test(textOf(action) ?? "logs:")))),
    );
}

function listOf(actions: ReadonlySet<string>): string {
  const sorted = [...actions].sort();
  if (sorted.length === 0) return "nothing";
  return sorted.length > 4 ? `${sorted.slice(0, 4).join(", ")}, ...` : sorted.join(", ");
}
