// Edits of policies in the way each template language writes them: a statement narrowed in place, taken out, or added to a role.
import type { MapNode, OwnedStatement, PolicyPlace } from "../model/app-map.ts";
import type { TextEdit } from "../model/finding.ts";
import { comparePositions, type SourceRange } from "../model/range.ts";
import { property, type ListValue, type MapValue, type Value } from "../model/value.ts";
import { addListItem, isWithin, removeEntry, removeListItem, setEntry } from "./edits.ts";
import { entryText, spaces, valueText, type EditValue } from "./edit-text.ts";
import type { PartAction, PolicyPart } from "./narrowed-statement.ts";
import { exactTemplate } from "./sam-policy-choice.ts";

/** A new statement; actions and resources stand alone when they are one. */
export function statementOf({ actions, resources }: PolicyPart): EditValue {
  return {
    Effect: "Allow",
    Action: oneOrAll(actions.map(({ name }) => name)),
    Resource: oneOrAll((resources ?? []).map(({ text }) => text)),
  };
}

function oneOrAll<T extends EditValue>(items: readonly T[]): EditValue {
  const [only, second] = items;
  return only !== undefined && second === undefined ? only : items;
}

/** Rewrites the statement to the parts; no parts take it out. Undefined when its text can't be edited with certainty. */
export function narrowStatement(
  statement: OwnedStatement,
  parts: readonly PolicyPart[],
): readonly TextEdit[] | undefined {
  const { origin } = statement;
  if (origin.kind !== "statement" || origin.value.kind !== "map") return undefined;
  const [first, ...more] = parts;
  if (!first) return dropStatement(statement);
  const { value, within } = origin;
  if (more.length > 0 && (!within || statement.conditions !== undefined)) return undefined;
  const actions = actionEdits(value, first.actions);
  const resources = first.resources && resourceEdits(value, oneOrAll(first.resources.map(({ text }) => text)));
  const added = within && more.length > 0 ? addItems(within, more.map(statementOf)) : [];
  if (!actions || !added || (first.resources && !resources)) return undefined;
  return combined([...actions, ...(resources ?? []), ...added]);
}

function actionEdits(statement: MapValue, actions: readonly PartAction[]): readonly TextEdit[] | undefined {
  const names = actions.map(({ name }) => name);
  const not = statement.entries.find(({ key }) => key === "NotAction");
  if (not) return renamed(statement, not, "Action", oneOrAll(names));
  const list = property(statement, "Action");
  if (!list || !isWithin(list.at, statement.at)) return undefined;
  const items = list.kind === "list" ? list.items : [list];
  const isSame =
    items.length === names.length &&
    actions.every(({ from, name }, index) => isText(items[index], name) && from === items[index]);
  if (isSame) return [];
  return (
    (list.kind === "list" ? itemEdits(list, actions) : undefined) ?? setEntry(statement, ["Action"], oneOrAll(names))
  );
}

function isText(value: Value | undefined, text: string): boolean {
  return value?.kind === "text" && value.value === text;
}

/** Changes items of a block list where they stand, so that comments beside the others stay. */
function itemEdits(list: ListValue, actions: readonly PartAction[]): readonly TextEdit[] | undefined {
  const { layout, items, at } = list;
  if (layout?.style !== "yaml-block" || !items.every((item) => isWithin(item.at, at))) return undefined;
  return items.flatMap((item): readonly TextEdit[] => {
    const own = actions.filter(({ from }) => from === item).map(({ name }) => name);
    const [only] = own;
    if (only !== undefined && own.length === 1 && isText(item, only)) return [];
    if (own.length === 0) return [removedLines(item.at)];
    const newText = own.map((name) => valueText(name, "yaml-block", 0)).join(`\n${spaces(layout.indent)}- `);
    return [{ at: item.at, newText }];
  });
}

function removedLines({ file, start, end }: SourceRange): TextEdit {
  const range = { start: { line: start.line, character: 0 }, end: { line: end.line + 1, character: 0 } };
  return { at: { file, ...range }, newText: "" };
}

function resourceEdits(statement: MapValue, value: EditValue): readonly TextEdit[] | undefined {
  const not = statement.entries.find(({ key }) => key === "NotResource");
  if (not) return renamed(statement, not, "Resource", value);
  const old = property(statement, "Resource");
  if (!old) return undefined;
  return isWithin(old.at, statement.at) ? setEntry(statement, ["Resource"], value) : undefined;
}

function renamed(
  map: MapValue,
  { at, keyAt }: MapValue["entries"][number],
  key: string,
  value: EditValue,
): readonly TextEdit[] | undefined {
  if (!map.layout || !isWithin(at, map.at)) return undefined;
  return [{ at, newText: entryText(key, value, map.layout.style, keyAt.start.character) }];
}

/** Takes the statement out, with its policy when nothing else is in it. Undefined when its list would be left empty. */
export function dropStatement({ origin }: OwnedStatement): readonly TextEdit[] | undefined {
  if (origin.kind !== "statement" && origin.kind !== "policy-template") return undefined;
  const { within, value } = origin;
  if (within && value && within.items.length > 1) return removeListItem(within, value);
  const policy = origin.kind === "statement" ? origin.policy : undefined;
  return policy && policy.within.items.length > 1 && within?.items.length === 1
    ? removeListItem(policy.within, policy.value)
    : undefined;
}

/**
 * Takes a managed policy or policy template away, and adds what allows the parts instead: in its place where SAM's `Policies` hold
 * it, else to the role's own statements.
 */
export function replacePolicy(
  role: MapNode,
  { origin }: OwnedStatement,
  parts: readonly PolicyPart[],
): readonly TextEdit[] | undefined {
  if ((origin.kind !== "managed-policy" && origin.kind !== "policy-template") || !origin.value) return undefined;
  const { value, within } = origin;
  const { policyPlace, body } = role;
  const holder = policyPlace?.body ?? body;
  if (!holder) return undefined;
  if (policyPlace?.form === "sam") {
    if (within && parts.length > 0) return replaceItem(within, value, samPolicies(parts));
    if (!within) return isHeld(holder, value) ? setEntry(holder, policyPlace.path, samPolicies(parts)) : undefined;
  }
  if (!within) return undefined;
  const removal = removeHeld(holder, within, value);
  if (parts.length === 0) return removal;
  const sole = within.items.length === 1 ? entryOf(holder, within, 0) : undefined;
  return (sole && addInstead(role, sole, parts)) ?? bothOf(removal, addToRole(role, parts));
}

function bothOf(
  one: readonly TextEdit[] | undefined,
  other: readonly TextEdit[] | undefined,
): readonly TextEdit[] | undefined {
  return one && other && combined([...one, ...other]);
}

function isHeld(holder: MapValue, value: Value): boolean {
  return isWithin(value.at, holder.at);
}

function replaceItem(within: ListValue, { at }: Value, items: readonly EditValue[]): readonly TextEdit[] | undefined {
  const { layout } = within;
  if (!layout || !isWithin(at, within.at)) return undefined;
  const isBlock = layout.style === "yaml-block";
  const separator = isBlock ? `\n${spaces(layout.indent)}- ` : ", ";
  const texts = items.map((item) => valueText(item, layout.style, layout.indent + (isBlock ? 2 : 0)));
  return [{ at, newText: texts.join(separator) }];
}

interface Held {
  readonly map: MapValue;
  readonly key: string;
  readonly at: SourceRange;
  readonly column: number;
}

/** The entry of `map`, or of a map in it, that holds the list. */
function entryOf(map: MapValue, list: ListValue, depth: number): Held | undefined {
  for (const { key, keyAt, value, at } of map.entries) {
    if (value === list) return { map, key, at, column: keyAt.start.character };
    const inner = value.kind === "map" && depth < 4 ? entryOf(value, list, depth + 1) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

function removeHeld(holder: MapValue, within: ListValue, value: Value): readonly TextEdit[] | undefined {
  if (within.items.length > 1) return removeListItem(within, value);
  const held = entryOf(holder, within, 0);
  return held && removeEntry(held.map, held.key);
}

/** The entry becomes the one that is to be added, when both stand in the same map. */
function addInstead(
  role: MapNode,
  { map, at, column }: Held,
  parts: readonly PolicyPart[],
): readonly TextEdit[] | undefined {
  const place = placeOfPolicies(role);
  const key = place?.path.at(-1);
  const parent = place?.path.slice(0, -1).reduce<Value | undefined>((value, step) => property(value, step), place.body);
  if (!place || key === undefined || parent !== map || property(map, key) || !map.layout) return undefined;
  return [{ at, newText: entryText(key, itemsFor(role, parts), map.layout.style, column) }];
}

function placeOfPolicies({ policyPlace, type, body }: MapNode): PolicyPlace | undefined {
  if (policyPlace) return policyPlace;
  return type === "AWS::IAM::Role" && body ? { form: "statements", body, path: ["Policies"] } : undefined;
}

/** Items of the list at the place. */
function itemsFor(role: MapNode, parts: readonly PolicyPart[]): readonly EditValue[] {
  if (role.policyPlace?.form === "sam") return samPolicies(parts);
  if (role.policyPlace) return parts.map(statementOf);
  return inlinePolicies(parts);
}

/** As `Policies` of a declared role. */
export function inlinePolicies(parts: readonly PolicyPart[]): readonly EditValue[] {
  return [{ PolicyName: "used-actions", PolicyDocument: { Version: "2012-10-17", Statement: parts.map(statementOf) } }];
}

/** As `Policies` of a SAM function: templates where one fits exactly, else a document. */
export function samPolicies(parts: readonly PolicyPart[]): readonly EditValue[] {
  const templates = parts.map(exactTemplate);
  const others = parts.filter((_, index) => templates[index] === undefined);
  return [
    ...templates.flatMap((one) => one ?? []),
    ...(others.length > 0 ? [{ Statement: others.map(statementOf) }] : []),
  ];
}

/** Adds what allows the parts to the role's own policies. */
export function addToRole(role: MapNode, parts: readonly PolicyPart[]): readonly TextEdit[] | undefined {
  const place = placeOfPolicies(role);
  if (!place) return undefined;
  const policies = role.policyPlace ? undefined : property(role.body, "Policies");
  for (const policy of policies?.kind === "list" ? policies.items : []) {
    const list = property(property(policy, "PolicyDocument"), "Statement");
    if (list?.kind === "list" && list.layout?.isEmpty === false && isWithin(list.at, place.body.at))
      return addItems(list, parts.map(statementOf));
  }
  return addToPlace(place, itemsFor(role, parts));
}

function addToPlace({ body, path }: PolicyPlace, items: readonly EditValue[]): readonly TextEdit[] | undefined {
  const found = path.reduce<Value | undefined>((value, key) => property(value, key), body);
  if (!found) return setEntry(body, path, items);
  if (found.kind === "list" && found.items.length > 0) return addItems(found, items);
  if (found.kind === "list") return setEntry(body, path, items);
  return found.kind === "text" ? setEntry(body, path, [found.value, ...items]) : undefined;
}

/** In one edit: two at one place have no order. */
function addItems(list: ListValue, items: readonly EditValue[]): readonly TextEdit[] | undefined {
  const edits = items.flatMap((item) => addListItem(list, item) ?? []);
  const [first] = edits;
  if (!first || edits.length < items.length) return undefined;
  return [{ at: first.at, newText: edits.map(({ newText }) => newText).join("") }];
}

/**
 * Puts an insertion that falls into a removed line into that removal, since edits may not overlap. Undefined when they do in
 * another way.
 */
export function combined(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const sorted = [...edits].sort((a, b) =>
    a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : comparePositions(a.at.start, b.at.start),
  );
  const result: TextEdit[] = [];
  for (const edit of sorted) {
    const before = result.at(-1);
    if (before?.at.file !== edit.at.file || comparePositions(before.at.end, edit.at.start) <= 0) {
      result.push(edit);
      continue;
    }
    const isInsertion = comparePositions(edit.at.start, edit.at.end) === 0;
    const isLine = before.newText === "" && before.at.end.character === 0 && before.at.start.character === 0;
    if (!isInsertion || !isLine || !edit.newText.startsWith("\n")) return undefined;
    result[result.length - 1] = { at: before.at, newText: `${edit.newText.slice(1)}\n` };
  }
  return result;
}
