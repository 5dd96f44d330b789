// From a wildcard to the actions that the code uses, when all of the code is known.
import { spaces, valueText } from "../../graph/edit-text.ts";
import { replaceValue } from "../../graph/edits.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix, TextEdit } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { matchesAction } from "../../iam/action.ts";
import { filesRunBy } from "../code-owners.ts";
import type { RuleContext } from "../rule.ts";

const MOST_ACTIONS = 15;

/** One fix that names the observed actions; none when a user's code is not fully known, or uses nothing of the pattern. */
export function usedActionFixes(
  context: RuleContext,
  users: readonly MapNode[],
  statement: OwnedStatement,
  action: Value,
): readonly Fix[] {
  const pattern = textOf(action);
  if (pattern === undefined || action.assumed !== undefined || !users.every((user) => isFullyKnown(context, user)))
    return [];
  const others = new Set(statement.actions.flatMap((value) => (value === action ? [] : (textOf(value) ?? []))));
  const used = [...new Set(users.flatMap((user) => observedActions(context, user)))]
    .filter((name) => matchesAction(pattern, name) && !others.has(name))
    .sort();
  if (used.length === 0 || used.length > MOST_ACTIONS) return [];
  const edits = replaceAction(statement, action, used);
  return edits ? [{ title: say("Replace {0} by what the code uses: {1}", pattern, used.join(", ")), edits }] : [];
}

/** A single action becomes a one-line list; an item of a list becomes several items of it. */
function replaceAction(
  { origin }: OwnedStatement,
  action: Value,
  used: readonly string[],
): readonly TextEdit[] | undefined {
  const [only, second] = used;
  if (only !== undefined && second === undefined) return replaceValue(action.at, only);
  const list = origin.kind === "statement" ? property(origin.value, "Action") : undefined;
  if (list?.kind !== "list") return replaceValue(action.at, used);
  if (!list.layout) return undefined;
  const { style } = list.layout;
  const separator = style === "yaml-block" ? `\n${spaces(list.layout.indent)}- ` : ", ";
  return [{ at: action.at, newText: used.map((name) => valueText(name, style, 0)).join(separator) }];
}

function observedActions({ graph }: RuleContext, user: MapNode): readonly string[] {
  return graph
    .edgesFrom(user.id)
    .filter(({ kind, evidence }) => kind !== "may" && evidence.some((item) => item.kind === "observed"))
    .flatMap(({ actions }) => actions ?? []);
}

/** The handler was found, and every SDK call in the files it runs is on the map, made by whatever function of them. */
function isFullyKnown(context: RuleContext, user: MapNode): boolean {
  if (user.kind !== "function" || !user.handler) return false;
  const observed = observedPlaces(context);
  return filesRunBy(context, user.id).every((file) =>
    (context.code.get(file)?.facts.sdkCalls ?? []).every(
      ({ confidence, at, callAt }) =>
        confidence !== "low" &&
        [at, callAt].some(([line, character]) => observed.get(file)?.has(placeOf(line, character))),
    ),
  );
}

/** By file. */
const PLACES = new WeakMap<RuleContext, ReadonlyMap<string, ReadonlySet<number>>>();

function observedPlaces(context: RuleContext): ReadonlyMap<string, ReadonlySet<number>> {
  const known = PLACES.get(context);
  if (known) return known;
  const places = new Map<string, Set<number>>();
  for (const { evidence } of context.graph.map.edges) {
    for (const { kind, at } of evidence) {
      if (kind !== "observed") continue;
      const ofFile = places.get(at.file);
      const place = placeOf(at.start.line, at.start.character);
      if (ofFile) ofFile.add(place);
      else places.set(at.file, new Set([place]));
    }
  }
  PLACES.set(context, places);
  return places;
}

/** One number for both: no line has that many characters. */
function placeOf(line: number, character: number): number {
  return line * 2 ** 24 + character;
}
