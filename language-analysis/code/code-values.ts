// Values as the map keeps them: texts, environment variables, event data, and the reason when it is none of these.
import type { CodeValue } from "../model/code-facts.ts";
import type { Expression } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import type { Evaluator } from "./evaluator.ts";
import { isNothing } from "./value-lists.ts";
import type { AbstractValue, Located, Place } from "./values.ts";

const MAX_DEPTH = 12;
/** Parts of parts that one value may be made of: texts that functions hand each other and add to would have no end. */
const MAX_STEPS = 500;

interface Conversion {
  readonly evaluator: Evaluator;
  readonly at: Span;
  steps: number;
}

/** Every value that `located` may have, without repetitions; `at` is given to all of them. Empty when it has none. */
export function codeValues(evaluator: Evaluator, located: Located, at: Span): readonly CodeValue[] {
  return valuesOf(evaluator, evaluator.evaluate(located.expression, located.place), at);
}

/** Several values as one: which it is shows only when the code runs. */
export function oneOf(values: readonly CodeValue[], at: Span): CodeValue | undefined {
  const [first] = values;
  return values.length > 1 ? { kind: "choice", options: values, at } : first;
}

export function valuesOf(evaluator: Evaluator, values: readonly AbstractValue[], at: Span): readonly CodeValue[] {
  return converted({ evaluator, at, steps: 0 }, values, 0);
}

function converted(conversion: Conversion, values: readonly AbstractValue[], depth: number): readonly CodeValue[] {
  const unique = new Map<string, CodeValue>();
  for (const value of values) {
    if (isNothing(value)) continue;
    const found = convert(conversion, value, depth);
    const key = JSON.stringify({ ...found, at: undefined });
    if (!unique.has(key)) unique.set(key, found);
  }
  return [...unique.values()];
}

function convert(conversion: Conversion, value: AbstractValue, depth: number): CodeValue {
  const { at } = conversion;
  switch (value.kind) {
    case "environment": {
      if (value.name === undefined) return unresolved("it is the whole environment", at);
      const fallback = value.fallback && single(conversion, value.fallback.expression, value.fallback.place, depth + 1);
      const text = fallback?.kind === "text" && fallback.value !== "" ? { fallback: fallback.value } : {};
      return { kind: "environment", name: value.name, ...text, at };
    }
    case "event":
      return { kind: "event", path: value.path.join("."), at };
    case "import":
      if (value.path.length === 0) return unresolved(`it is the module ${value.module}`, at);
      return { kind: "imported", module: value.module, name: value.path.join("."), at };
    case "parameter":
      return unresolved(`parameter ${value.name}${value.of === "" ? "" : ` of ${value.of}()`} is not known here`, at);
    case "unknown":
      return unresolved(value.reason, at);
    case "instance":
    case "sdk":
      return unresolved("it is an object", at);
    case "expression":
      return fromExpression(conversion, value.expression, value.place, depth);
  }
}

function fromExpression(conversion: Conversion, expression: Expression, place: Place, depth: number): CodeValue {
  const { at } = conversion;
  if (depth > MAX_DEPTH || ++conversion.steps > MAX_STEPS) return unresolved("too many steps to follow", at);
  const part = (one: Expression) => single(conversion, one, place, depth + 1);
  switch (expression.kind) {
    case "literal":
      return expression.value === null
        ? unresolved("it is null", at)
        : { kind: "text", value: String(expression.value), at };
    case "template":
      return join(expression.parts.map(part), at);
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "+") return join([part(left), part(right)], at);
      if (operator === "%") return percentFormat(left, right, part, at) ?? unresolved("it is computed", at);
      return unresolved("it is computed", at);
    }
    case "call":
      return fromCall(expression, part, at) ?? unresolved(`it is computed by ${calleeName(expression.callee)}()`, at);
    case "name":
      return unresolved(`${expression.name} is not defined in this file`, at);
    default:
      return unresolved("it is computed", at);
  }
}

/** The value of an expression as one: a choice when it has several. */
function single(conversion: Conversion, expression: Expression, place: Place, depth: number): CodeValue {
  const { evaluator, at } = conversion;
  if (depth > MAX_DEPTH) return unresolved("too many steps to follow", at);
  const values = converted(conversion, evaluator.evaluate(expression, place), depth);
  return oneOf(values, at) ?? unresolved("it has no value here", at);
}

/** `"...".format(...)`, `sep.join([...])`, `[...].join(sep)`, `os.path.join(...)`, `a.concat(b)`. */
function fromCall(
  { callee, arguments: given }: Extract<Expression, { kind: "call" }>,
  part: (one: Expression) => CodeValue,
  at: Span,
): CodeValue | undefined {
  if (callee.kind !== "member" || given.some((one) => one.spread)) return undefined;
  const { object } = callee;
  switch (callee.property) {
    case "format":
      return braceFormat(part(object), given, part, at);
    case "concat":
      return join([part(object), ...given.map((one) => part(one.value))], at);
    case "join": {
      const [first] = given;
      const isList = object.kind === "array";
      const list = isList ? object : first?.value;
      const separator = isList ? (first ? part(first.value) : text(",", at)) : part(object);
      if (list?.kind !== "array" || list.items.some((one) => one.spread)) return undefined;
      return join(
        list.items.flatMap((one, index) => (index > 0 ? [separator, part(one.value)] : [part(one.value)])),
        at,
      );
    }
    default:
      return undefined;
  }
}

/** Source: Python library reference, "Format String Syntax". Conversions and widths do not matter for a name. */
function braceFormat(
  format: CodeValue,
  given: Extract<Expression, { kind: "call" }>["arguments"],
  part: (one: Expression) => CodeValue,
  at: Span,
): CodeValue | undefined {
  if (format.kind !== "text") return undefined;
  const positional = given.filter((one) => one.name === undefined);
  let next = 0;
  const parts = format.value.split(/(\{\{|\}\}|\{[^{}]*\})/).map((piece): CodeValue => {
    if (piece === "{{" || piece === "}}") return text(piece.charAt(0), at);
    if (!piece.startsWith("{")) return text(piece, at);
    const field = /^\{([\w]*)/.exec(piece)?.[1] ?? "";
    const found =
      field === ""
        ? positional[next++]
        : /^\d+$/.test(field)
          ? positional[Number(field)]
          : given.find((one) => one.name === field);
    return found ? part(found.value) : unresolved("its format has no such argument", at);
  });
  return join(parts, at);
}

/** Source: Python library reference, "printf-style String Formatting". */
function percentFormat(
  left: Expression,
  right: Expression,
  part: (one: Expression) => CodeValue,
  at: Span,
): CodeValue | undefined {
  const format = part(left);
  if (format.kind !== "text") return undefined;
  const given = right.kind === "array" ? right.items.map((one) => one.value) : [right];
  let next = 0;
  const parts = format.value.split(/(%(?:\(\w+\))?[-+ #0]*[\d.]*[a-zA-Z%])/).map((piece): CodeValue => {
    if (piece === "%%") return text("%", at);
    if (!piece.startsWith("%")) return text(piece, at);
    const key = /^%\((\w+)\)/.exec(piece)?.[1];
    const named = right.kind === "object" ? right.properties.find((one) => one.key === key)?.value : undefined;
    const found = key === undefined ? given[next++] : named;
    return found ? part(found) : unresolved("its format has no such argument", at);
  });
  return join(parts, at);
}

function join(parts: readonly CodeValue[], at: Span): CodeValue {
  const merged: CodeValue[] = [];
  for (const one of parts.flatMap((part) => (part.kind === "join" ? part.parts : [part]))) {
    const last = merged.at(-1);
    if (one.kind === "text" && one.value === "") continue;
    if (last?.kind === "text" && one.kind === "text") merged[merged.length - 1] = text(last.value + one.value, at);
    else merged.push(one);
  }
  const [only] = merged;
  if (!only) return text("", at);
  if (merged.length === 1) return only;
  return merged.every((one) => one.kind === "unresolved")
    ? unresolved("it is computed", at)
    : { kind: "join", parts: merged, at };
}

function text(value: string, at: Span): CodeValue {
  return { kind: "text", value, at };
}

export function unresolved(reason: string, at: Span): CodeValue {
  return { kind: "unresolved", reason, at };
}

function calleeName(callee: Expression): string {
  if (callee.kind === "name") return callee.name;
  return callee.kind === "member" && typeof callee.property === "string" ? callee.property : "a function";
}
