import type { PolicyPart } from "../../graph/narrowed-statement.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { escalationsOf, type Escalation } from "../../graph/escalations.ts";
import type { Confidence, OwnedStatement } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { ESCALATION_ACTIONS } from "../../iam/escalation-paths.ts";
import { textOf, type Value } from "../../model/value.ts";
import { statelessReason } from "../severity.ts";
import { defineRule, type Hit } from "../rule.ts";
import { granteesOfText, relatedUsers, weighGrantees, type Grantees } from "./grantees.ts";
import { narrowingFixes, whyNotNarrowed } from "./narrowing-fixes.ts";
import { leavesOpen } from "./open-resources.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";
import { breadthOf, TELEMETRY, type Breadth } from "./wildcard-breadth.ts";

export const wildcardAction = defineRule({
  id: "SAS-4/wildcard-action",
  title: "Wildcard action granted to a function",
  severity: "high",
  why: "Whoever takes over the function gets everything the wildcard covers, today and in every action the provider adds later.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  mitigation: "Name the actions that the function's code uses, on the resources it uses them on.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const statement of graph.map.statements) {
      if (statement.effect !== "Allow" || statement.policy !== "identity" || statement.origin.kind !== "statement")
        continue;
      const wide = statement.actions.flatMap((action) => {
        const breadth = breadthOf(textOf(action));
        // Reading all kinds of objects of a named resource is what a reader of that resource does.
        return breadth && (breadth.covers !== "reading" || isEverywhere(statement)) ? [{ action, breadth }] : [];
      });
      const [exception] = statement.notActions;
      const grantees = wide.length > 0 || exception ? granteesOfText(graph, statement) : undefined;
      if (!grantees) continue;
      for (const { action, breadth } of wide) {
        yield hit(graph, statement, grantees, action, breadth);
      }
      if (exception) yield hit(graph, statement, grantees, exception, { service: "*", covers: "everything but" });
    }
  },
});

function hit(graph: AppGraph, statement: OwnedStatement, grantees: Grantees, at: Value, breadth: Breadth): Hit {
  const pattern = textOf(at) ?? "";
  const { severity, reasons } = weigh(graph, statement, grantees, at, breadth);
  const fixes = narrowingFixes(graph, statement, (parts) => isNarrow(statement, parts, breadth));
  return {
    on: statement.owner,
    at: at.at,
    key: breadth.covers === "everything but" ? `not ${pattern}` : pattern,
    confidence: confidenceOf(at, statement),
    message: messageOf(pattern, grantees.name, breadth),
    severity,
    reasons: [...reasons, ...(fixes.length === 0 ? whyNotNarrowed(graph, statement) : [])],
    related: relatedUsers(grantees),
    fixes,
  };
}

/**
 * No wildcard is left. With everything granted it was the wildcard that counted: then nothing may be left that another rule would
 * report instead.
 */
function isNarrow(statement: OwnedStatement, parts: readonly PolicyPart[], { covers, service }: Breadth): boolean {
  const names = parts.flatMap(({ actions }) => actions.map(({ name }) => name));
  if (names.some((name) => breadthOf(name) !== undefined)) return false;
  const isAll = covers === "everything" || covers === "everything but";
  if (!isAll && !TELEMETRY.has(service)) return true;
  return !names.some((name) => ESCALATION_ACTIONS.includes(name)) && !parts.some((part) => leavesOpen(statement, part));
}

function messageOf(pattern: string, who: string, { service, covers }: Breadth): Message {
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

function weigh(
  graph: AppGraph,
  statement: OwnedStatement,
  grantees: Grantees,
  at: Value,
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
    const stateless = statelessReason(breadth.service);
    severity = everywhere && !stateless ? "high" : "medium";
    if (stateless) reasons.push(stateless);
  } else {
    severity = everywhere && breadth.covers === "prefix" ? "medium" : "low";
  }
  reasons.push(
    everywhere
      ? say("It holds for every resource of the account.")
      : say("It holds for the resources that the statement names."),
  );
  const escalations = breadth.covers === "everything" ? [] : leadBy(graph, statement, at);
  const [way] = escalations;
  if (way) {
    severity = "critical";
    reasons.push(say("It lets the role give itself more permissions: it can {0}.", way.path.gain));
  }
  const weighed = weighGrantees(graph, severity, grantees);
  return { severity: weighed.severity, reasons: [...reasons, ...weighed.reasons] };
}

/** Ways to more permissions that this action of the statement opens. */
function leadBy(graph: AppGraph, { owner }: OwnedStatement, action: Value): readonly Escalation[] {
  return escalationsOf(graph, owner).filter(
    ({ hops, confidence }) => hops[0]?.value === action && confidence === "high",
  );
}

function isEverywhere({ resources }: OwnedStatement): boolean {
  return resources.length === 0 || resources.some((value) => textOf(value) === "*");
}

function confidenceOf(action: Value, statement: OwnedStatement): Confidence {
  if (action.assumed !== undefined) return "medium";
  return statement.conditions === undefined ? "high" : "medium";
}
