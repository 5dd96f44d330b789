import type { AppGraph } from "../../graph/app-graph.ts";
import { escalationsOf, isPowerful, type Escalation } from "../../graph/escalations.ts";
import { placeOf } from "../../graph/role-policy.ts";
import type { MapNode, NodeId } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { FlowStep } from "../../model/taint.ts";
import { textOf } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { granteesOf, weighGrantees, type Grantees } from "./grantees.ts";
import { narrowingFixes } from "./narrowing-fixes.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";
import { breadthOf } from "./wildcard-breadth.ts";

export const privilegeEscalation = defineRule({
  id: "SAS-4/privilege-escalation",
  title: "Role can give itself more permissions",
  severity: "critical",
  why: "Some permissions are a way to all others: whoever takes over the function uses them once and is no longer held back by its role.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  mitigation:
    "Take the deciding action away, or name the role, policy or function that it is needed for, and the service that a role may be passed to.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const role of graph.nodes("role")) {
      const byPlace = new Map<string, Escalation[]>();
      for (const one of escalationsOf(graph, role.id)) {
        const place = leadPlace(one);
        if (place === undefined) continue;
        const list = byPlace.get(place);
        if (list) list.push(one);
        else byPlace.set(place, [one]);
      }
      const grantees = byPlace.size > 0 ? granteesOf(graph, role.id) : undefined;
      if (!grantees) continue;
      for (const [first, ...more] of byPlace.values()) {
        if (!first) continue;
        const [lead] = first.hops;
        const at = lead?.value?.at;
        if (!lead || !at) continue;
        const base = severityOf(first);
        const { severity, reasons } = weighGrantees(graph, base, grantees);
        yield {
          on: role.id,
          at,
          key: lead.action,
          confidence: first.confidence,
          severity,
          message: messageOf(grantees.name, first),
          reasons: [
            say("It needs {0}.", first.hops.map(({ action }) => action).join(" + ")),
            ...more
              .slice(0, 6)
              .map((one) =>
                say("It could also {0}: {1}.", one.path.gain, one.hops.map(({ action }) => action).join(" + ")),
              ),
            ...(first.unknownBoundary
              ? [say("The permissions boundary of {0} is not in the workspace: it may forbid this.", role.name)]
              : []),
            ...reasons,
          ],
          related: first.hops.slice(1).flatMap(({ action, value, statement }) => ({
            at: value?.at ?? statement.at,
            message: say("{0} is allowed here.", action),
          })),
          steps: stepsOf(graph, grantees, first),
          fixes: escalationFixes(graph, role.id, [first, ...more]),
        };
      }
    }
  },
});

/** What the code uses of the deciding statement, unless that is still a way to more. */
function escalationFixes(graph: AppGraph, role: NodeId, escalations: readonly Escalation[]): readonly Fix[] {
  const lead = escalations[0]?.hops[0];
  const statement = graph.statementsOf(role, "identity").find(({ at }) => at === lead?.statement.at);
  if (!lead || !statement) return [];
  const actions = new Set(escalations.flatMap(({ hops }) => hops[0]?.action ?? []));
  return narrowingFixes(graph, statement, (parts) =>
    parts.every(
      (part) =>
        !part.actions.some(({ name }) => actions.has(name)) ||
        (part.resources ?? [{ node: undefined }]).every(({ node }) => node && isHarmless(graph, role, node)),
    ),
  );
}

/** Taking the node over gives nothing that the role does not have. */
function isHarmless(graph: AppGraph, role: NodeId, node: MapNode): boolean {
  const roles = node.kind === "role" ? [node] : node.kind === "function" ? graph.rolesOf(node.id) : [];
  return node.id !== role && roles.length > 0 && !roles.some(({ id }) => isPowerful(graph, id));
}

/** Undefined for what the rules about wildcard actions and managed policies report. */
function leadPlace({ hops }: Escalation): string | undefined {
  const [lead] = hops;
  if (!lead?.value || lead.statement.origin.kind !== "statement") return undefined;
  return breadthOf(textOf(lead.value)) ? undefined : placeOf(lead.value.at);
}

/** Taking on roles needs their consent, running on other machines needs a stronger one among them. */
function severityOf({ path, target, unknownBoundary }: Escalation): Severity {
  if (unknownBoundary) return "medium";
  if (target) return "critical";
  if (path.actions[0] === "sts:AssumeRole" || path.on === "compute" || path.on === "function") return "high";
  return "critical";
}

function messageOf(who: string, { path, target }: Escalation): Message {
  return target ? say("{0} can {1}: {2}.", who, path.gain, target.name) : say("{0} can {1}.", who, path.gain);
}

/** From the entry point of a function that holds the role to the last action. */
function stepsOf(graph: AppGraph, { functions, owner }: Grantees, { hops, path }: Escalation): readonly FlowStep[] {
  const open = functions.find((user) => exposureOf(graph, user).reach === "internet") ?? functions[0];
  const steps: FlowStep[] = [];
  const step = (at: SourceRange, message: Message) => steps.push({ at, message });
  if (open) {
    for (const node of entryOf(graph, open)) step(node.nameAt, say("An attacker gets to {0}.", node.name));
    step(open.nameAt, say("Whoever takes over {0} holds the role {1}.", open.name, owner.name));
  }
  for (const { action, value, statement } of hops)
    step(value?.at ?? statement.at, say("The role may use {0}.", action));
  const last = hops.at(-1);
  if (last) step(last.value?.at ?? last.statement.at, say("With it, it can {0}.", path.gain));
  return steps;
}

/** Nodes between the internet and the function; none when it is not reached from there without signing in. */
function entryOf(graph: AppGraph, node: MapNode): readonly MapNode[] {
  const path = graph.attackPathTo(node.id);
  return path ? path.nodes.filter(({ kind, id }) => kind !== "public" && id !== node.id) : [];
}
