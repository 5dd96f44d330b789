// Fixes that leave of a grant what the code uses, when all of the code is known.
import { addToRole, dropStatement, narrowStatement, replacePolicy } from "../../graph/policy-edits.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import { narrowedParts, usedParts, type PolicyPart } from "../../graph/narrowed-statement.ts";
import { statementUses } from "../../graph/statement-uses.ts";
import { usedPermissions } from "../../graph/used-permissions.ts";
import type { SpelledResource } from "../../graph/resource-spelling.ts";
import { leavesOpen } from "./open-resources.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix, TextEdit } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";

/** `isEnough` looks at what would be left: whether the finding is gone and no other comes. */
export function narrowingFixes(
  graph: AppGraph,
  statement: OwnedStatement,
  isEnough: (parts: readonly PolicyPart[]) => boolean,
): readonly Fix[] {
  if (statement.origin.kind === "policy-template") return replacementFixes(graph, statement);
  const parts = narrowedParts(graph, statement);
  return parts && isEnough(parts) ? fixOf(parts, narrowStatement(statement, parts)) : [];
}

/** A managed policy or policy template, replaced by what is used of it. */
export function replacementFixes(graph: AppGraph, statement: OwnedStatement): readonly Fix[] {
  const role = graph.node(statement.owner);
  const parts = usedParts(graph, statement);
  const isNamed = parts && !parts.some((part) => leavesOpen(statement, part));
  return role && isNamed ? fixOf(parts, replacePolicy(role, statement, parts)) : [];
}

/** Said when no fix is offered because of what the code does not tell; nothing when there is no code. */
export function whyNotNarrowed(graph: AppGraph, { at, owner }: OwnedStatement): readonly Message[] {
  const open = graph
    .usersOfRole(owner)
    .filter(({ handler }) => handler)
    .find(({ id }) => !usedPermissions(graph, id).isComplete);
  if (open) return [say("Not all that {0} calls is known, so no narrower grant is offered.", open.name)];
  for (const { use, user } of statementUses(graph, at).uses) {
    if (use.source !== "code" || use.resource.kind !== "unknown") continue;
    return [say("What {0} of {1} works on is not known: {2}.", use.label, user.name, use.resource.reason)];
  }
  return [];
}

export function additionFixes(role: MapNode, parts: readonly PolicyPart[]): readonly Fix[] {
  const edits = addToRole(role, parts);
  return edits ? [{ title: say("Allow {0}", describe(parts)), edits, isPreferred: true }] : [];
}

export function removalFixes(statement: OwnedStatement): readonly Fix[] {
  const edits = dropStatement(statement);
  const { origin } = statement;
  const title = origin.kind === "policy-template" ? say("Remove {0}", origin.name) : say("Remove the statement");
  return edits ? [{ title, edits }] : [];
}

function fixOf(parts: readonly PolicyPart[], edits: readonly TextEdit[] | undefined): readonly Fix[] {
  if (!edits || edits.length === 0) return [];
  const title =
    parts.length > 0
      ? say("Allow only what the code uses: {0}", describe(parts))
      : say("Remove it: the code uses nothing of it");
  return [{ title, edits }];
}

const MOST_PARTS = 3;
const MOST_NAMES = 5;

/** `dynamodb:GetItem on Orders; sqs:SendMessage on Jobs`. */
function describe(parts: readonly PolicyPart[]): string {
  const texts = parts.slice(0, MOST_PARTS).map(({ actions, resources }) => {
    const names = shortened(actions.map(({ name }) => name));
    const on = shortened([...new Set((resources ?? []).map(nameOf))].filter((name) => name !== "*"));
    return on === "" ? names : `${names} on ${on}`;
  });
  return parts.length > MOST_PARTS ? `${texts.join("; ")}; ...` : texts.join("; ");
}

function nameOf({ node, text }: SpelledResource): string {
  return node?.name ?? (typeof text === "string" ? text : text.argument);
}

function shortened(names: readonly string[]): string {
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(", ")}, ...` : names.join(", ");
}
