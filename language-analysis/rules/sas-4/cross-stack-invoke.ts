import { roleUse } from "../../graph/role-use.ts";
import { replaceValue } from "../../graph/edits.ts";
import { getAtt } from "../../graph/edit-text.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { patternTexts } from "../../graph/value-pattern.ts";
import { matchesAction, wildcardScope } from "../../iam/action.ts";
import { isScoping, resourceBreadth } from "../../iam/breadth.ts";
import type { OwnedStatement } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { granteesOf, relatedUsers, weighGrantees } from "./grantees.ts";
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
        fixes: namedFunctions(graph, statement, wide),
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

/** When all code is known, and every function that it invokes is declared beside the statement. */
function namedFunctions(
  graph: AppGraph,
  { owner, actions, resources, at }: OwnedStatement,
  wide: Value,
): readonly Fix[] {
  const { uses, isComplete } = roleUse(graph, owner);
  if (!isComplete || resources.length !== 1 || !actions.every((action) => isInvoking(textOf(action)))) return [];
  const invoked = uses.filter((use) => use.actions.some((action) => INVOKING.includes(action)));
  const targets = new Map<string, string>();
  for (const { resource, confidence } of invoked) {
    const node = resource.kind === "node" ? graph.node(resource.node) : undefined;
    const isBeside = node?.type.startsWith("AWS::") && node.at.file === at.file && confidence === "high";
    if (!node || !isBeside) return [];
    targets.set(node.logicalId, node.name);
  }
  const names = [...targets.keys()].sort();
  if (names.length === 0) return [];
  const values = names.map((name) => getAtt(name, "Arn"));
  const [only, second] = values;
  const edits = replaceValue(wide.at, only && !second ? only : values);
  return [{ title: say("Let it invoke only what the code invokes: {0}", names.join(", ")), edits }];
}
