// What each expression evaluates to.
import type { Argument, Expression, ObjectProperty, Statement } from "../../model/program.ts";
import type { HeapObject, Slot } from "../domain/heap.ts";
import { EMPTY_LIST, EMPTY_OBJECT } from "../domain/heap.ts";
import { guardedBits } from "../domain/guard-keys.ts";
import { joinLabels, makeLabel, mapLabels, NO_LABELS } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import {
  callable,
  guardsOf,
  joinAll,
  joinValues,
  knownText,
  labelled,
  library,
  libraryPaths,
  literal,
  meet,
  NEVER,
  truthOf,
  UNDEFINED,
  unite,
  UNKNOWN,
} from "../domain/value.ts";
import { cradleOf } from "../models/containers.ts";
import { asNumber } from "../models/numbers.ts";
import { canonicalApi, environmentApis } from "../tables/api-names.ts";
import { REQUEST_API } from "../tables/requests.ts";
import { registerRoutes } from "../models/frameworks.ts";
import { evaluateCall } from "./calls.ts";
import { parentGuards, stepComparison } from "./beginnings.ts";
import { assume, comparisonGuards, isComparison, isInstanceGuard, typeGuards } from "./guards.ts";
import type { Machine } from "./machine.ts";
import { readNamed } from "./members.ts";
import { addItems, deepLabels, handedOn, itemsOf, lookupGuards, readProperty } from "./memory.ts";
import { checkAssigned } from "./response.ts";
import { bind, keyOf, readVariable } from "./patterns.ts";
import { formattedLabels, itemsIn } from "./percent-format.ts";
import { afterText, besideSql, intoMarkup, intoText, joinText, textBefore, withText } from "./texts.ts";
import {
  appendPieces,
  formattedPieces,
  PERCENT_PLACES,
  textPieces,
  UNKNOWN_PIECES,
  withPieces,
} from "./text-pieces.ts";

export function evaluateExpression(machine: Machine, expression: Expression): Value {
  switch (expression.kind) {
    case "literal":
      return literal(expression.value);
    case "regex":
      return { ...UNKNOWN, regex: { source: expression.source, flags: expression.flags } };
    case "template":
      return joinText(machine, expression.parts, expression);
    case "name":
      return evaluateName(machine, expression.name);
    case "this":
      return readVariable(machine, "<this>") ?? UNKNOWN;
    case "member":
      return evaluateMember(machine, expression);
    case "call":
      return evaluateCall(machine, expression);
    case "object":
      return evaluateObject(machine, expression);
    case "array":
      return evaluateArray(machine, expression.items, expression);
    case "function":
      return decorated(machine, callable(machine.closure(expression.index)), expression.index);
    case "class":
      return evaluateClass(machine, expression.index, expression);
    case "binary":
      return evaluateBinary(machine, expression);
    case "unary":
      return evaluateUnary(machine, expression);
    case "conditional":
      return evaluateConditional(machine, expression);
    case "await":
      return machine.evaluate(expression.operand);
    case "yield":
      if (expression.operand) machine.yieldValue(machine.evaluate(expression.operand));
      return UNKNOWN;
    case "assignment": {
      const value = machine.evaluate(expression.value);
      bind(machine, expression.target, value, false, machine.place(expression.value.at));
      checkAssigned(machine, expression.target, value, expression.value);
      return value;
    }
    case "comprehension":
      return evaluateComprehension(machine, expression);
    case "other": {
      const parts = expression.parts.map((part) => machine.evaluate(part));
      return { ...joinAll([UNKNOWN, ...parts]), literals: undefined };
    }
  }
}

function evaluateName(machine: Machine, name: string): Value {
  const variable = readVariable(machine, name);
  if (variable) return variable;
  if (name === "undefined") return UNDEFINED;
  const imported = machine.importedName(name);
  if (imported) {
    const paths = libraryPaths(imported);
    const shared = paths.length === 1 ? handedOn(machine, paths[0] ?? "") : undefined;
    if (shared) return shared;
    const isRequest = paths.some((path) => REQUEST_API.test(path));
    return isRequest && machine.request ? joinValues(machine.request, imported) : imported;
  }
  return library(machine.module.language === "python" ? `builtins.${name}` : canonicalApi(name));
}

function evaluateMember(machine: Machine, expression: Expression & { kind: "member" }): Value {
  const object = machine.evaluate(expression.object);
  if (expression.property === "cradle") {
    const site = { module: machine.module, node: expression, callee: undefined, arguments: [], at: expression.at };
    const cradle = cradleOf(machine, object, site);
    if (cradle) return cradle;
  }
  if (typeof expression.property === "string")
    return readProperty(machine, object, expression.property, machine.place(expression.at));
  const property = machine.evaluate(expression.property);
  const read = readNamed(machine, object, property, machine.place(expression.at));
  const found = isOneVariable(object, property) ? { ...read, labels: NO_LABELS } : read;
  const guards = lookupGuards(machine, object, property);
  return guards ? { ...found, guards } : found;
}

/** `process.env[name]`: one variable, unless the names are those of the environment, one after the other. */
function isOneVariable(object: Value, name: Value): boolean {
  const isEnvironment = libraryPaths(object).some((path) => environmentApis.has(path));
  return isEnvironment && ![...name.labels.values()].some(({ origin }) => origin.kind === "environment");
}

function evaluateObject(machine: Machine, expression: Expression & { kind: "object" }): Value {
  let object: HeapObject = EMPTY_OBJECT;
  const slots = new Map<string, Slot>();
  for (const property of expression.properties) object = addProperty(machine, object, slots, property);
  return machine.allocate(expression, { ...object, slots });
}

function addProperty(
  machine: Machine,
  object: HeapObject,
  slots: Map<string, Slot>,
  property: ObjectProperty,
): HeapObject {
  const value = machine.evaluate(property.value);
  const at = machine.place(property.value.at);
  if (property.key === undefined) return spreadInto(machine, object, slots, value);
  const key = typeof property.key === "string" ? property.key : keyOf(machine.evaluate(property.key));
  if (key === undefined) return { ...object, rest: object.rest ? joinValues(object.rest, value) : value };
  slots.set(key, { value, at });
  return object;
}

function spreadInto(machine: Machine, object: HeapObject, slots: Map<string, Slot>, value: Value): HeapObject {
  let labels = joinLabels(object.labels, value.labels);
  let rest = object.rest;
  for (const id of value.refs) {
    const source = machine.state.get(id);
    if (!source) continue;
    for (const [key, slot] of source.slots) {
      const known = value.refs.length > 1 ? slots.get(key) : undefined;
      slots.set(key, known ? { ...slot, value: joinValues(known.value, slot.value) } : slot);
    }
    labels = joinLabels(labels, source.labels);
    if (source.rest) rest = rest ? joinValues(rest, source.rest) : source.rest;
  }
  for (const [key, exported] of exportsIn(machine, value)) slots.set(key, { value: exported });
  return { ...object, labels, ...(rest && { rest }) };
}

/** What modules of the workspace offer: `{ ...require("./orders") }`. */
function exportsIn(machine: Machine, { callables }: Value): readonly (readonly [string, Value])[] {
  return callables.flatMap((one) => {
    const names = one.kind === "module" ? machine.program.module(one.file)?.exports.map(({ name }) => name) : undefined;
    return (names ?? []).flatMap((name) => {
      const value = one.kind === "module" ? machine.moduleExport(one.file, name) : undefined;
      return value ? [[name, value] as const] : [];
    });
  });
}

function evaluateArray(machine: Machine, items: readonly Argument[], node: Expression): Value {
  const slots = new Map<string, Slot>();
  let rest: Value | undefined;
  items.forEach((item, index) => {
    const value = machine.evaluate(item.value);
    if (item.spread) rest = joinValues(rest ?? NEVER, itemsOf(machine, value));
    else if (rest || index > 60) rest = joinValues(rest ?? NEVER, value);
    else slots.set(String(index), { value, at: machine.place(item.value.at) });
  });
  return machine.allocate(node, { ...EMPTY_LIST, slots, ...(rest && { rest }) });
}

/** `@wrap def f(): ...`: what the decorators of the workspace make of it. Those of libraries leave it as it is, and call it later. */
function decorated(machine: Machine, plain: Value, index: number): Value {
  const decorators = machine.module.functions[index]?.decorators ?? [];
  let value = plain;
  for (const decorator of [...decorators].reverse()) {
    const wrapper = machine.evaluate(decorator);
    const site = { module: machine.module, node: decorator, callee: decorator, arguments: [], at: decorator.at };
    const args = { positional: [value], named: new Map<string, Value>() };
    for (const path of libraryPaths(wrapper)) registerRoutes(machine, canonicalApi(path), args, site);
    const own = wrapper.callables.filter((one) => one.kind !== "library");
    if (own.length === 0) continue;
    const result = machine.call({ ...wrapper, callables: own }, args, site);
    if (own.length === wrapper.callables.length && result.callables.length > 0) value = result;
  }
  return value;
}

function evaluateClass(machine: Machine, index: number, node: Expression): Value {
  const { module } = machine;
  const declared = module.classes[index];
  if (!declared) return UNKNOWN;
  const bases = joinAll(declared.bases.map((base) => machine.evaluate(base)));
  const slots = new Map<string, Slot>([["<bases>", { value: bases }]]);
  for (const method of declared.methods) {
    const name = module.functions[method]?.name ?? "";
    slots.set(name, { value: callable(machine.closure(method)) });
  }
  const record = machine.allocate(node, { ...EMPTY_OBJECT, slots });
  const one = { kind: "class" as const, key: `c:${module.file}:${index}`, module, index, object: record.refs[0] ?? 0 };
  const hasDecorators = declared.methods.some((method) => module.functions[method]?.decorators);
  if (hasDecorators && module.language !== "python") machine.declared.push({ one, node });
  return callable(one);
}

function evaluateBinary(machine: Machine, expression: Expression & { kind: "binary" }): Value {
  const { operator } = expression;
  const left = machine.evaluate(expression.left);
  if (operator === "&&" || operator === "||" || operator === "??") {
    return evaluateLogical(machine, operator, left, expression.right);
  }
  const right = machine.evaluate(expression.right);
  if (isComparison(operator)) {
    const guards =
      typeGuards(machine, expression) ??
      stepComparison(operator, left, right) ??
      parentGuards(operator, right) ??
      comparisonGuards(machine, operator, left, right) ??
      isInstanceGuard(operator, left, right);
    return guards ? { ...UNKNOWN, guards } : UNKNOWN;
  }
  return combine(machine, operator, left, right, expression);
}

function evaluateLogical(machine: Machine, operator: "&&" | "||" | "??", left: Value, node: Expression): Value {
  let right = NEVER;
  machine.branch([
    () => undefined,
    () => {
      if (operator !== "??") assume(machine, left, operator === "&&");
      right = machine.evaluate(node);
    },
  ]);
  const mine = guardsOf(left);
  const theirs = guardsOf(right);
  if (operator === "&&") {
    const guards = {
      whenTrue: unite(mine.whenTrue, theirs.whenTrue),
      whenFalse: meet(mine.whenFalse, theirs.whenFalse),
    };
    // A falsy left side is empty: nothing harmful remains of it.
    return { ...joinValues(right, literal(false)), guards };
  }
  const guards = { whenTrue: meet(mine.whenTrue, theirs.whenTrue), whenFalse: unite(mine.whenFalse, theirs.whenFalse) };
  // What a library or the environment holds under a name may be missing.
  if (truthOf(left) === true && libraryPaths(left).length === 0) return left;
  return { ...joinValues(left, right), guards };
}

/** Arithmetic gives numbers; `+`, and in Python `%`, `*` and `/` (paths), give text too. */
export function combine(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  node: Expression | Statement,
): Value {
  const isPython = machine.module.language === "python";
  if (operator === "??" || operator === "||" || operator === "&&") return joinValues(left, right);
  const isText = operator === "+" || (isPython && ["%", "*", "/", "|", "@"].includes(operator));
  // What is worked out from an amount is still one.
  if (!isText && /^(\*\*?|-)$/.test(operator)) return asNumber(machine, joinLabels(left.labels, right.labels), node);
  if (!isText) return UNKNOWN;
  const texts = [knownText(left), knownText(right)];
  if (operator === "+" && texts[0] !== undefined && texts[1] !== undefined) return literal(texts[0] + texts[1]);
  if (operator === "+" && (left.refs.length > 0 || right.refs.length > 0) && isPython) {
    return concatenated(machine, left, right, node);
  }
  const before =
    operator === "+" ? textBefore(left) : operator === "%" ? (texts[0]?.split(PERCENT_PLACES)[0] ?? "") : "";
  const asked = formattedLabels(machine, operator === "%" ? texts[0] : undefined, right);
  const rightLabels = afterText(asked, before, operator === "+" ? textPieces(left) : []);
  const leftLabels =
    operator === "%" && isPython && left.labels.size === 0 && texts[0] === undefined && left.literals !== undefined
      ? NO_LABELS
      : deepLabels(machine, left);
  const labels = joinLabels(
    withText(leftLabels, texts[1] ?? ""),
    operator === "+" ? besideSql(left, rightLabels) : rightLabels,
  );
  const pieces =
    operator === "%"
      ? formattedPieces(texts[0], PERCENT_PLACES, itemsIn(machine, right))
      : operator === "+"
        ? appendPieces(textPieces(left), textPieces(right))
        : UNKNOWN_PIECES;
  if (labels.size === 0) return withPieces(operator === "%" ? UNKNOWN : constantSum(left, right), pieces);
  const written = texts.filter((text) => text !== undefined);
  return withPieces(labelled(intoText(machine, intoMarkup(machine, labels, written, node), node, true)), pieces);
}

/** The few texts that a sum of known texts can be. */
function constantSum(left: Value, right: Value): Value {
  const lefts = left.literals?.filter((one) => typeof one === "string");
  const rights = right.literals?.filter((one) => typeof one === "string");
  if (!lefts || !rights || lefts.length !== left.literals?.length || rights.length !== right.literals?.length)
    return UNKNOWN;
  if (lefts.length * rights.length === 0 || lefts.length * rights.length > 12) return UNKNOWN;
  return { ...NEVER, literals: lefts.flatMap((one) => rights.map((other) => one + other)) };
}

function concatenated(machine: Machine, left: Value, right: Value, node: object): Value {
  const result = machine.allocate(node, { ...EMPTY_LIST, labels: joinLabels(left.labels, right.labels) });
  addItems(machine, result, joinValues(itemsOf(machine, left), itemsOf(machine, right)));
  return result;
}

function evaluateUnary(machine: Machine, expression: Expression & { kind: "unary" }): Value {
  const value = machine.evaluate(expression.operand);
  const [only, ...more] = value.literals ?? [];
  if (expression.operator === "-" && typeof only === "number" && more.length === 0) return literal(-only);
  if (expression.operator !== "!")
    return expression.operator === "*" || expression.operator === "..." ? value : UNKNOWN;
  const { whenTrue, whenFalse } = guardsOf(value);
  const truth = truthOf(value);
  const base = truth === undefined ? UNKNOWN : literal(!truth);
  return { ...base, guards: { whenTrue: whenFalse, whenFalse: whenTrue } };
}

function evaluateConditional(machine: Machine, expression: Expression & { kind: "conditional" }): Value {
  const test = machine.evaluate(expression.test);
  let then = NEVER;
  let otherwise = NEVER;
  machine.branch([
    () => {
      assume(machine, test, true);
      then = withoutGuarded(machine, machine.evaluate(expression.then));
    },
    () => {
      assume(machine, test, false);
      otherwise = withoutGuarded(machine, machine.evaluate(expression.else));
    },
  ]);
  return joinValues(then, otherwise);
}

/** Drops what the check in force has proven harmless, or notes for what: the value leaves the branch that the check holds for. */
function withoutGuarded(machine: Machine, value: Value): Value {
  const { guarded } = machine.state;
  if (guarded.size === 0 || value.labels.size === 0) return value;
  const labels = mapLabels(value.labels, (label) => {
    if (guarded.has(label.key)) return undefined;
    const bits = guardedBits(guarded, label);
    return bits === 0 ? label : makeLabel({ ...label, harmless: label.harmless | bits });
  });
  return { ...value, labels };
}

function evaluateComprehension(machine: Machine, expression: Expression & { kind: "comprehension" }): Value {
  let item = NEVER;
  let key = NEVER;
  machine.branch([
    () => undefined,
    () => {
      for (const { binding, items } of expression.clauses) {
        const from = machine.evaluate(items);
        bind(machine, binding, itemsOf(machine, from, machine.place(items.at)), true);
      }
      for (const condition of expression.conditions) assume(machine, machine.evaluate(condition), true);
      const values = expression.result.map((one) => withoutGuarded(machine, machine.evaluate(one)));
      item = values.at(-1) ?? NEVER;
      if (values.length > 1) key = values[0] ?? NEVER;
    },
  ]);
  const shape = expression.result.length > 1 ? EMPTY_OBJECT : EMPTY_LIST;
  return machine.allocate(expression, { ...shape, rest: joinValues(item, key) });
}
