import { removeListItem } from "../../graph/edits.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { placeOf } from "../../graph/role-policy.ts";
import { roleUse } from "../../graph/role-use.ts";
import { statementUses } from "../../graph/statement-uses.ts";
import { isUnused } from "../../graph/unused-actions.ts";
import { expandAction } from "../../iam/service-data.ts";
import type { OwnedStatement } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { namesOf, relatedUsers, type Grantees } from "./grantees.ts";
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
    for (const statement of graph.map.statements) {
      const { origin, owner, effect, policy, actions, notActions, at } = statement;
      if (effect !== "Allow" || policy !== "identity" || notActions.length > 0 || actions.length === 0) continue;
      if (origin.kind !== "statement" && origin.kind !== "policy-template") continue;
      const use = roleUse(graph, owner);
      if (!use.isComplete) continue;
      const used = use.uses.flatMap((one) => one.actions);
      const unused = actions.filter((action) => isUnused(used, textOf(action)));
      if (unused.length === 0) continue;
      const role = graph.node(owner);
      const name = namesOf(use.functions);
      const grantees: Grantees | undefined = role && {
        users: use.functions,
        functions: use.functions,
        owner: role,
        name,
      };
      if (!grantees) continue;
      const related = relatedUsers(grantees);
      // Who else gets what is written here may use it.
      const isOwnText = statementUses(graph, at).owners.every((one) => one === owner);
      if (unused.length === actions.length) {
        // A template of several statements is unused when all of them are.
        if (origin.kind === "policy-template" && !isWholeTemplate(graph, statement, used)) continue;
        const what = origin.kind === "policy-template" ? origin.name : shortList(unused);
        yield {
          on: owner,
          at,
          key: what,
          confidence: "high",
          severity: severityOf(unused),
          message: say("No code of {0} uses {1}.", name, what),
          reasons: [say("Every call that the code can make is known.")],
          related,
          fixes: isOwnText ? removalFixes(statement) : [],
        };
      } else if (origin.kind === "statement") {
        for (const action of unused) {
          yield {
            on: owner,
            at: action.at,
            key: textOf(action) ?? "",
            confidence: "high",
            severity: severityOf([action]),
            message: say("No code of {0} uses {1}.", name, textOf(action) ?? ""),
            reasons: [say("Every call that the code can make is known.")],
            related,
            fixes: isOwnText ? removeFixes(statement, action) : [],
          };
        }
      }
    }
  },
});

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
