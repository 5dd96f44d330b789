import type { CodeValue } from "../model/code-facts.ts";
import type { Expression } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import type { CallInput } from "./call-input.ts";
import { oneOf, unresolved, valuesOf } from "./code-values.ts";
import type { Evaluator } from "./evaluator.ts";
import { type EntryList, ENTRY_LISTS, KEYED_BY_RESOURCE, resourceArguments } from "./sdk/resource-arguments.ts";
import type { AbstractValue } from "./values.ts";

export interface CallVariant {
  /** `Put`, `Delete`, ... in a transaction. */
  readonly variant?: string;
  readonly resources: readonly CodeValue[];
}

/** What one call does, and on what: a transaction does several things at once. */
export function variantsOf(
  evaluator: Evaluator,
  service: string,
  operation: string,
  input: CallInput,
  callAt: Span,
): readonly CallVariant[] {
  const entries = ENTRY_LISTS[`${service}:${operation}`];
  const kinds = entries?.path[0] === "*" ? entryKinds(evaluator, input, entries) : [];
  if (!entries || kinds.length === 0) return [{ resources: resourcesOf(evaluator, service, operation, input, callAt) }];
  return kinds.map((variant) => ({
    variant,
    resources: entryResources(evaluator, input, { ...entries, path: [variant, ...entries.path.slice(1)] }, callAt),
  }));
}

/** The keys that entries have instead of `*`; none when an entry is not known. */
function entryKinds(evaluator: Evaluator, input: CallInput, entries: EntryList): readonly string[] {
  const items = entryItems(evaluator, input, entries);
  const kinds = new Set<string>();
  for (const item of items) {
    if (item.kind !== "expression" || item.expression.kind !== "object") return [];
    for (const { key } of item.expression.properties) {
      if (typeof key !== "string") return [];
      kinds.add(key);
    }
  }
  return [...kinds];
}

/** The resources that one call touches, as its input names them. Empty when the operation or this call of it names none. */
function resourcesOf(
  evaluator: Evaluator,
  service: string,
  operation: string,
  input: CallInput,
  callAt: Span,
): readonly CodeValue[] {
  const key = `${service}:${operation}`;
  const keyed = KEYED_BY_RESOURCE[key];
  if (keyed !== undefined) return keyedResources(evaluator, input, keyed, callAt);
  const entries = ENTRY_LISTS[key];
  if (entries) return entryResources(evaluator, input, entries, callAt);
  const statement = STATEMENTS.has(operation) && service === "dynamodb" ? input.get("Statement") : [];
  if (statement.length > 0) return statementTables(evaluator, statement, callAt);
  const names = resourceArguments(service);
  for (const name of names) {
    const values = input.get(name);
    const written = input.placeOf(name);
    if (values.length === 0 && !written) continue;
    const at = written?.at ?? callAt;
    const lists = values.filter(isList);
    if (lists.length > 0) {
      return valuesOf(
        evaluator,
        lists.flatMap((list) => evaluator.item(list)),
        at,
      );
    }
    const found = oneOf(valuesOf(evaluator, values, at), at);
    if (found) return [found];
    if (written && !isNull(written)) return [unresolved("it has no value here", at)];
  }
  return input.isComplete || names.length === 0
    ? []
    : [unresolved("the call's input is put together elsewhere", callAt)];
}

const STATEMENTS = new Set(["ExecuteStatement"]);

/** The table of a PartiQL statement: behind FROM, INTO or UPDATE, in quotes or not; `table.index` is the table. */
function statementTables(evaluator: Evaluator, values: readonly AbstractValue[], at: Span): readonly CodeValue[] {
  return valuesOf(evaluator, values, at).map((value): CodeValue => {
    const parts = value.kind === "join" ? value.parts : [value];
    const start = parts[0]?.kind === "text" ? parts[0].value : "";
    const found = /^[^]*?\b(?:from|into|update)\s+["']?([\w.-]*)/i.exec(start);
    if (!found) return unresolved("its statement is put together elsewhere", at);
    const name = found[1]?.split(".")[0] ?? "";
    if (name !== "") return { kind: "text", value: name, at };
    return parts[1] ?? unresolved("its statement names no table", at);
  });
}

function isNull(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value === null;
}

function isList(value: AbstractValue): boolean {
  return value.kind === "expression" && value.expression.kind === "array";
}

/** `RequestItems: { [table]: [...] }`. */
function keyedResources(evaluator: Evaluator, input: CallInput, argument: string, callAt: Span): readonly CodeValue[] {
  const given = input.get(argument);
  const found = given.flatMap((value): readonly CodeValue[] => {
    if (value.kind !== "expression" || value.expression.kind !== "object") return valuesOf(evaluator, [value], callAt);
    const { place } = value;
    return value.expression.properties.flatMap(({ key, keyAt }): readonly CodeValue[] => {
      if (key === undefined) return [unresolved("its tables are spread from another object", keyAt)];
      if (typeof key === "string") return [{ kind: "text", value: key, at: keyAt }];
      const found = oneOf(valuesOf(evaluator, evaluator.evaluate(key, place), keyAt), keyAt);
      return found ? [found] : [];
    });
  });
  return found.length > 0 ? found : [unresolved("its tables are put together elsewhere", callAt)];
}

function entryResources(
  evaluator: Evaluator,
  input: CallInput,
  entries: EntryList,
  callAt: Span,
): readonly CodeValue[] {
  const at = input.placeOf(entries.list)?.at ?? callAt;
  const items = entryItems(evaluator, input, entries);
  const found = items.flatMap((item): readonly AbstractValue[] => {
    const named = entries.path.reduce<readonly AbstractValue[]>(
      (values, step) =>
        values.flatMap((value) => (step === "*" ? everyProperty(evaluator, value) : evaluator.project(value, step))),
      [item],
    );
    return named.length > 0 ? named : [];
  });
  const values = valuesOf(evaluator, found, at);
  if (values.length > 0) return values;
  if (entries.otherwise !== undefined && items.length > 0 && items.every(isObject)) {
    return [{ kind: "text", value: entries.otherwise, at }];
  }
  return [unresolved("its entries are put together elsewhere", callAt)];
}

function entryItems(evaluator: Evaluator, input: CallInput, entries: EntryList): readonly AbstractValue[] {
  return input.get(entries.list).flatMap((value) => {
    if (value.kind === "expression" && value.expression.kind === "array") return evaluator.item(value);
    return mappedItems(evaluator, value);
  });
}

/** `items.map((item) => ({ Put: ... }))`: what the callback answers with; comprehensions likewise. */
function mappedItems(evaluator: Evaluator, value: AbstractValue): readonly AbstractValue[] {
  if (value.kind !== "expression") return [];
  const { expression, place } = value;
  if (expression.kind === "comprehension") return expression.result.flatMap((one) => evaluator.evaluate(one, place));
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.callee.property !== "map")
    return [];
  const callback = expression.arguments[0]?.value;
  if (callback?.kind !== "function") return [];
  const inside = { index: place.index, functionIndex: callback.index };
  return (place.index.returns[callback.index] ?? []).flatMap((one) => evaluator.evaluate(one, inside));
}

function everyProperty(evaluator: Evaluator, value: AbstractValue): readonly AbstractValue[] {
  if (value.kind !== "expression" || value.expression.kind !== "object") return [];
  return value.expression.properties.flatMap((one) => evaluator.evaluate(one.value, value.place));
}

function isObject(value: AbstractValue): boolean {
  return value.kind === "expression" && value.expression.kind === "object";
}
