// What is left of a statement when it allows only what is used by way of it.
import { isWildcardAction, matchesAction, serviceOf, wildcardScope } from "../iam/action.ts";
import { resourceBreadth } from "../iam/breadth.ts";
import { matchesActions } from "../iam/decision.ts";
import { actionInfo, dependentActions } from "../iam/service-data.ts";
import type { NodeId, OwnedStatement } from "../model/app-map.ts";
import type { PolicyStatement } from "../model/statement.ts";
import { textOf, type Value } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";
import { writableResources, type PolicyHome, type SpelledResource } from "./resource-spelling.ts";
import { placeOf } from "./role-policy.ts";
import { roleUse } from "./role-use.ts";
import { statementUses, type StatementUse } from "./statement-uses.ts";
import { isUnused } from "./unused-actions.ts";
import { patternTexts } from "./value-pattern.ts";

export interface PolicyPart {
  /** In the order of the statement. */
  readonly actions: readonly PartAction[];
  /** Sorted; absent: those that the statement names. */
  readonly resources?: readonly SpelledResource[];
}

export interface PartAction {
  readonly name: string;
  /** The action or pattern of the statement that covers it. */
  readonly from: Value;
}

/**
 * Parts with different resources, none when nothing is used. Undefined when that can't be said: code or actions that are not
 * known, actions that others may need as well. A part keeps the statement's resources when these name something, or when the code
 * does not tell which it uses.
 */
export function narrowedParts(graph: AppGraph, statement: OwnedStatement): readonly PolicyPart[] | undefined {
  const { isComplete, uses, owners } = statementUses(graph, statement.at);
  if (!isComplete || statement.effect !== "Allow") return undefined;
  const used = owners.flatMap((owner) => roleUse(graph, owner).uses.flatMap(({ actions }) => actions));
  const kept: PartAction[] = [];
  for (const from of statement.notActions.length > 0 ? statement.notActions.slice(0, 1) : statement.actions) {
    const found = keptOf(statement, from, uses, used);
    if (!found) return undefined;
    kept.push(...found.filter(({ name }) => !kept.some((one) => one.name === name)));
  }
  if (!isOpen(statement)) return kept.length > 0 ? [{ actions: kept }] : [];
  const home = policyHome(graph, statement.owner, owners);
  return partsOf(kept, (name) => resourcesOf(graph, home, name, uses));
}

/**
 * What is used by way of a managed policy or policy template and of nothing else that the role has, with all that it is used on;
 * undefined when that is not known.
 */
export function usedParts(graph: AppGraph, { at, owner }: OwnedStatement): readonly PolicyPart[] | undefined {
  const { isComplete, uses, owners } = statementUses(graph, at);
  if (!isComplete) return undefined;
  const place = placeOf(at);
  const own = uses.filter(
    ({ decision, because }) => decision !== "granted" || because.every((one) => placeOf(one.at) === place),
  );
  const home = policyHome(graph, owner, owners);
  const names = [...new Set(own.map(({ action }) => action))].sort();
  const from: Value = { kind: "null", at };
  const parts = partsOf(
    names.map((name) => ({ name, from })),
    (name) => resourcesOf(graph, home, name, own),
  );
  return parts.every(({ resources }) => resources) ? parts : undefined;
}

/** Where what replaces the statements of the role stands, and who waits for it. */
export function policyHome(graph: AppGraph, owner: NodeId, owners: readonly NodeId[] = [owner]): PolicyHome {
  const role = graph.node(owner);
  const waiting = new Set(owners.flatMap((one) => [one, ...graph.usersOfRole(one).map(({ id }) => id)]));
  return { group: role?.group ?? "", condition: role?.condition, waiting };
}

/** Actions with the same resources stand together. */
export function partsOf(
  actions: readonly PartAction[],
  resourcesOfAction: (name: string) => readonly SpelledResource[] | undefined,
): readonly PolicyPart[] {
  const parts = new Map<string, { readonly actions: PartAction[]; readonly part: PolicyPart }>();
  for (const action of actions) {
    const resources = resourcesOfAction(action.name);
    const key = resources ? resources.map(keyOf).join("\n") : "";
    const known = parts.get(key);
    if (known) known.actions.push(action);
    else {
      const list = [action];
      parts.set(key, { actions: list, part: { actions: list, ...(resources && { resources }) } });
    }
  }
  return [...parts.values()].map(({ part }) => part);
}

/** What is used of one entry of Action (of everything else, for one of NotAction); undefined when that is not sure. */
function keptOf(
  statement: PolicyStatement,
  from: Value,
  uses: readonly StatementUse[],
  used: readonly string[],
): readonly PartAction[] | undefined {
  const pattern = textOf(from);
  if (pattern === undefined) return undefined;
  const isNot = statement.notActions.length > 0;
  const covers = (action: string) =>
    isNot ? matchesActions(statement, action) === "yes" : matchesAction(pattern, action);
  const covered = uses.filter(({ action }) => covers(action));
  const own = covered.filter(({ isAllowedAnyway }) => !isAllowedAnyway);
  const names = [...new Set((own.length > 0 ? own : covered).map(({ action }) => action))].sort();
  if (!isNot && !isWildcardAction(pattern))
    return names.length > 0 || !isUnused(used, pattern) ? [{ name: pattern, from }] : [];
  // AWS may ask for actions beside the one that is called; which, depends on its arguments.
  const isOther = names.some((name) => dependentActions(name).some((one) => covers(one) && !names.includes(one)));
  if (isOther) return undefined;
  if (names.length > 0) return names.map((name) => ({ name, from }));
  return isNot || wildcardScope(pattern) === "everything" || isUnused(used, pattern) ? [] : [{ name: pattern, from }];
}

/** Some resource of the statement names nothing. */
function isOpen({ resources, notResources }: PolicyStatement): boolean {
  if (notResources.length > 0 || resources.length === 0) return true;
  return resources.some((value) => patternTexts(value).some((text) => resourceBreadth(text) !== undefined));
}

function resourcesOf(
  graph: AppGraph,
  home: PolicyHome,
  name: string,
  uses: readonly StatementUse[],
): readonly SpelledResource[] | undefined {
  if (isWildcardAction(name)) return undefined;
  if (actionInfo(name)?.resources.length === 0) return [{ text: "*" }];
  const own = uses.filter(({ action }) => action.toLowerCase() === name.toLowerCase());
  // What no call shows is done to the resources that the service's calls are on.
  const near = own.length > 0 ? own : uses.filter(({ action }) => serviceOf(action) === serviceOf(name));
  if (near.length === 0) return undefined;
  return resourcesOfUses(graph, home, name, near);
}

/** Undefined when one of the uses may be on something else than is known. */
export function resourcesOfUses(
  graph: AppGraph,
  home: PolicyHome,
  name: string,
  uses: readonly Pick<StatementUse, "use">[],
): readonly SpelledResource[] | undefined {
  const found = new Map<string, SpelledResource>();
  for (const { use } of uses) {
    if (use.confidence === "low") return undefined;
    const resources = writableResources(graph, home, use.resource, name);
    if (!resources) return undefined;
    for (const one of resources) found.set(keyOf(one), one);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function keyOf({ text }: SpelledResource): string {
  return typeof text === "string" ? text : `${text.name} ${text.argument}`;
}
