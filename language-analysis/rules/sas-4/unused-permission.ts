import { removeListItem } from "../../graph/edits.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { placeOf } from "../../graph/role-policy.ts";
import { roleUse } from "../../graph/role-use.ts";
import { ownersOfText } from "../../graph/statement-uses.ts";
import { isUnused } from "../../graph/unused-actions.ts";
import { expandAction } from "../../iam/service-data.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { namesOf, relatedUsers } from "./grantees.ts";
import { removalFixes } from "./narrowing-fixes.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";
import { widerTemplates } from "./wider-templates.ts";

export const unusedPermission = defineRule({
  id: "SAS-4/unused-permission",
  title: "Permission granted and never used",
  severity: "medium",
  why: "A permission that the code does not use helps nobody but whoever takes over the function. Reported only when every call that the code can make is known.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials",
  mitigation: "Take the permission out of the policy.",
  snippets: SNIPPETS,
  *check({ graph }) {
    yield* widerTemplates(graph);
    const found = new Map<string, Unused>();
    for (const statement of graph.map.statements) {
      for (const { at, key, severity, fixes } of unusedIn(graph, statement)) {
        const { functions } = roleUse(graph, statement.owner);
        const place = `${placeOf(at)}|${key}`;
        const known = found.get(place);
        // What functions inherit from one text is told once.
        if (known) for (const one of functions) known.functions.add(one);
        else
          found.set(place, { on: statement.owner, at, key, severity, fixes, functions: new Set(functions), statement });
      }
    }
    for (const { functions, statement, ...hit } of found.values()) {
      const users = [...functions];
      yield {
        ...hit,
        confidence: "high",
        message: say("No code of {0} uses {1}.", namesOf(users), hit.key),
        reasons: [say("Every call that the code can make is known.")],
        related: relatedUsers({ users }),
        // Fifty actions of one statement that nobody uses are one thing to mend.
        cause: {
          key: placeOf(statement.at),
          message: say("Actions of one statement that {0} never uses", namesOf(users)),
        },
      };
    }
  },
});

interface Unused extends Required<Pick<Hit, "on" | "at" | "key" | "severity" | "fixes">> {
  readonly functions: Set<MapNode>;
  readonly statement: OwnedStatement;
}

/** What of the statement no function of its role uses: all of it at once, or action by action. */
function unusedIn(
  graph: AppGraph,
  statement: OwnedStatement,
): readonly Omit<Unused, "on" | "functions" | "statement">[] {
  const { origin, owner, effect, policy, actions, notActions, at } = statement;
  if (effect !== "Allow" || policy !== "identity" || notActions.length > 0 || actions.length === 0) return [];
  if ((origin.kind !== "statement" && origin.kind !== "policy-template") || !graph.node(owner)) return [];
  const { isComplete, uses } = roleUse(graph, owner);
  if (!isComplete) return [];
  const used = uses.flatMap((one) => one.actions);
  const unused = actions.filter((action) => isUnused(used, textOf(action)));
  if (unused.length === 0) return [];
  // Who else gets what is written here may use it.
  const isOwnText = ownersOfText(graph, at).every((one) => one === owner);
  if (unused.length === actions.length) {
    // A template of several statements is unused when all of them are.
    if (origin.kind === "policy-template" && !isWholeTemplate(graph, statement, used)) return [];
    const key = origin.kind === "policy-template" ? origin.name : shortList(unused);
    return [{ at, key, severity: severityOf(unused), fixes: isOwnText ? removalFixes(statement) : [] }];
  }
  if (origin.kind !== "statement") return [];
  return unused.map((action) => ({
    at: action.at,
    key: textOf(action) ?? "",
    severity: severityOf([action]),
    fixes: isOwnText ? removeFixes(statement, action) : [],
  }));
}

/** Every statement that this use of the template stands for. */
function isWholeTemplate(graph: AppGraph, { owner, at }: OwnedStatement, used: readonly string[]): boolean {
  return graph
    .statementsOf(owner, "identity")
    .filter((one) => placeOf(one.at) === placeOf(at))
    .every(({ actions }) => actions.every((action) => isUnused(used, textOf(action))));
}

function severityOf(actions: readonly Value[]): Severity {
  const levels = actions.flatMap((action) => expandAction(textOf(action) ?? "")).map(({ level }) => level);
  return levels.some((level) => level !== "list" && level !== "tagging") ? "medium" : "low";
}

function shortList(actions: readonly Value[]): string {
  const texts = actions.map((action) => textOf(action) ?? "");
  return texts.length > 3 ? `${texts.slice(0, 3).join(", ")}, ...` : texts.join(", ");
}

function removeFixes({ origin }: OwnedStatement, action: Value): readonly Fix[] {
  const list = origin.kind === "statement" ? property(origin.value, "Action") : undefined;
  if (list?.kind !== "list" || !list.items.includes(action)) return [];
  const edits = removeListItem(list, action);
  return edits ? [{ title: say("Remove {0}", textOf(action) ?? ""), edits, isPreferred: true }] : [];
}
