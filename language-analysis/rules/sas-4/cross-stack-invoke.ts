import { patternTexts } from "../../graph/value-pattern.ts";
import { matchesAction, wildcardScope } from "../../iam/action.ts";
import { isScoping, resourceBreadth } from "../../iam/breadth.ts";
import { say } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { granteesOf, relatedUsers, weighGrantees } from "./grantees.ts";
import { narrowingFixes } from "./narrowing-fixes.ts";
import { leavesOpen } from "./open-resources.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";
import { conditionKeys } from "./wildcard-resource.ts";

const INVOKING = ["lambda:InvokeFunction", "lambda:InvokeAsync"];

export const crossStackInvoke = defineRule({
  id: "SAS-4/cross-stack-invoke",
  title: "Function may invoke every function of the account",
  severity: "medium",
  why: "Functions trust what invokes them directly: whoever takes over this one can start any other with input of their choice, past its API, authorizer and queue.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html",
  mitigation: "Name the functions that belong to this one's flow.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const statement of graph.map.statements) {
      const { effect, policy, origin, owner, actions, resources, conditions } = statement;
      if (effect !== "Allow" || policy !== "identity" || origin.kind !== "statement") continue;
      const action = actions.find((value) => isInvoking(textOf(value)));
      const wide = action && resources.find(isWide);
      const keys = conditionKeys(conditions);
      if (!action || !wide || isScoping(keys)) continue;
      const grantees = granteesOf(graph, owner);
      if (!grantees) continue;
      const { severity, reasons } = weighGrantees(graph, "medium", grantees);
      yield {
        on: owner,
        at: wide.at,
        key: textOf(action) ?? "",
        confidence: keys.length > 0 ? "medium" : "high",
        severity,
        message: say("{0} may invoke every function of the account.", grantees.name),
        reasons,
        related: relatedUsers(grantees),
        fixes: narrowingFixes(graph, statement, (parts) => !parts.some((part) => leavesOpen(statement, part))),
      };
    }
  },
});

/** `lambda:*` is left to the rule about wildcard actions. */
function isInvoking(pattern: string | undefined): boolean {
  if (pattern === undefined || wildcardScope(pattern) === "everything" || /^lambda:\*+$/i.test(pattern)) return false;
  return INVOKING.some((action) => matchesAction(pattern, action));
}

function isWide(value: Value): boolean {
  const texts = patternTexts(value);
  return texts.length > 0 && texts.every((text) => resourceBreadth(text) !== undefined);
}
