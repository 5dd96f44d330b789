import type { AppGraph } from "../../graph/app-graph.ts";
import { serviceOf, wildcardScope } from "../../iam/action.ts";
import type { Confidence, MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { usedActionFixes } from "./used-actions.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";

/** Services whose whole action set only writes telemetry of the function itself. */
const TELEMETRY = new Set(["logs", "xray", "cloudwatch"]);
/** Patterns that end right after a verb: they cover every kind of object of the service. */
const VERB_ONLY =
  /^(get|list|describe|read|batch|batchget|query|search|put|create|update|delete|write|set|add|remove|modify|start|stop|run|invoke|send|publish|attach|detach|pass|tag|untag)\*$/i;
const READING = /^(get|list|describe|read|batchget|query|search)\*$/i;

export const wildcardAction = defineRule({
  id: "SAS-4/wildcard-action",
  title: "Wildcard action granted to a function",
  severity: "high",
  why: "Whoever takes over the function gets everything the wildcard covers, today and in every action the provider adds later.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  mitigation: "Name the actions that the function's code uses, on the resources it uses them on.",
  snippets: SNIPPETS,
  *check(context) {
    const { graph } = context;
    for (const statement of graph.map.statements) {
      if (statement.effect !== "Allow" || statement.policy !== "identity" || statement.origin.kind !== "statement")
        continue;
      const users = functionsOf(graph, statement);
      if (users.length === 0) continue;
      for (const action of statement.actions) {
        const breadth = breadthOf(textOf(action));
        // Reading all kinds of objects of a named resource is what a reader of that resource does.
        if (breadth && (breadth.covers !== "reading" || isEverywhere(statement))) {
          const fixes = usedActionFixes(context, users, statement, action);
          yield { ...hit(graph, statement, users, action, breadth), fixes };
        }
      }
      const [exception] = statement.notActions;
      if (exception) yield hit(graph, statement, users, exception, { service: "*", covers: "everything but" });
    }
  },
});

export interface Breadth {
  readonly service: string;
  readonly covers: "everything" | "service" | "prefix" | "reading" | "everything but";
}

/** How far an action pattern reaches; undefined when it names one kind of action. */
export function breadthOf(pattern: string | undefined): Breadth | undefined {
  const scope = pattern === undefined ? undefined : wildcardScope(pattern);
  if (pattern === undefined || scope === undefined) return undefined;
  if (scope === "everything") return { service: "*", covers: "everything" };
  const service = serviceOf(pattern);
  if (scope === "service") return { service, covers: "service" };
  const operation = pattern.slice(pattern.indexOf(":") + 1);
  if (!VERB_ONLY.test(operation)) return undefined;
  return { service, covers: READING.test(operation) ? "reading" : "prefix" };
}

function functionsOf(graph: AppGraph, { owner }: OwnedStatement): readonly MapNode[] {
  const node = graph.node(owner);
  const users = node?.kind === "function" ? [node] : graph.usersOfRole(owner);
  return users.filter(({ kind }) => kind === "function");
}

function hit(graph: AppGraph, statement: OwnedStatement, users: readonly MapNode[], at: Value, breadth: Breadth): Hit {
  const pattern = textOf(at) ?? "";
  const { severity, reasons } = weigh(graph, statement, users, breadth);
  return {
    on: statement.owner,
    at: at.at,
    key: breadth.covers === "everything but" ? `not ${pattern}` : pattern,
    confidence: confidenceOf(at, statement),
    message: messageOf(pattern, users, breadth),
    severity,
    reasons,
    related: users
      .slice(0, 5)
      .map((user) => ({ at: user.nameAt, message: say("{0} gets this permission.", user.name) })),
  };
}

function messageOf(pattern: string, users: readonly MapNode[], { service, covers }: Breadth): Message {
  const who = whoIs(users);
  switch (covers) {
    case "everything":
      return say("{0} may do everything: the action {1} covers every service.", who, pattern);
    case "everything but":
      return say("{0} may do everything but what NotAction names.", who);
    case "service":
      return say("{0} may do every action of {1} ({2}).", who, service, pattern);
    case "prefix":
    case "reading":
      return say("{0} may do all that {1} covers, whatever it is about.", who, pattern);
  }
}

function whoIs(users: readonly MapNode[]): string {
  const [first, second] = users;
  if (!second) return first?.name ?? "";
  return users.length === 2
    ? `${first?.name} and ${second.name}`
    : `${first?.name}, ${second.name} and ${users.length - 2} more`;
}

function weigh(
  graph: AppGraph,
  statement: OwnedStatement,
  users: readonly MapNode[],
  breadth: Breadth,
): { severity: Severity; reasons: Message[] } {
  const reasons: Message[] = [];
  const everywhere = isEverywhere(statement);
  let severity: Severity;
  if (TELEMETRY.has(breadth.service)) {
    severity = "low";
    reasons.push(say("{0} only takes logs, metrics and traces.", breadth.service));
  } else if (breadth.covers === "everything" || breadth.covers === "everything but") {
    severity = everywhere ? "critical" : "high";
  } else if (breadth.covers === "service") {
    severity = everywhere ? "high" : "medium";
  } else {
    severity = everywhere && breadth.covers === "prefix" ? "medium" : "low";
  }
  reasons.push(
    everywhere
      ? say("It holds for every resource of the account.")
      : say("It holds for the resources that the statement names."),
  );
  const open = users.map((user) => exposureOf(graph, user)).find(({ reach }) => reach === "internet");
  if (open) reasons.push(open.reason);
  if (users.length > 1) reasons.push(say("{0} functions share it.", users.length));
  return { severity, reasons };
}

function isEverywhere({ resources }: OwnedStatement): boolean {
  return resources.length === 0 || resources.some((value) => textOf(value) === "*");
}

function confidenceOf(action: Value, statement: OwnedStatement): Confidence {
  if (action.assumed !== undefined) return "medium";
  return statement.conditions === undefined ? "high" : "medium";
}
