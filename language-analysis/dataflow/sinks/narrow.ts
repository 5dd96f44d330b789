// The smallest place in an argument that carries a label: `err.stack` in `{ statusCode: 500, body: err.stack }`.
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import type { SourceRange } from "../../model/range.ts";
import { rangeOf } from "../../model/range.ts";
import type { Label } from "../domain/label.ts";
import type { Machine } from "../interpret/machine.ts";
import { deepLabels } from "../interpret/memory.ts";

export const SERIALIZERS = /^(JSON\.stringify|json\.dumps|jsonify)$/;
/** Objects of answers, and what makes them. */
const ANSWER_MAKERS = /(^|\.)(\w*Response|make_response)$/;
const DEPTH_LIMIT = 10;

interface Place {
  readonly module: ProgramModule;
  readonly expression: Expression;
  /** It is the whole argument or answer, not a part of it. */
  readonly isWhole: boolean;
}

const ALTERNATIVES: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>(["await", "conditional", "binary"]);

/** `follows`: also to where a variable was written and into functions of the workspace that answer with it. */
export function narrowPlace(machine: Machine, expression: Expression, label: Label, follows: boolean): SourceRange {
  const inner = innermost(machine, { module: machine.module, expression, isWhole: true }, label, follows, 0);
  const written = follows && inner.expression.kind === "name" ? placeWritten(machine, inner, label) : undefined;
  return written ?? rangeOf(inner.module.file, inner.expression.at);
}

function innermost(machine: Machine, place: Place, label: Label, follows: boolean, depth: number): Place {
  if (depth > DEPTH_LIMIT) return place;
  for (const part of partsOf(machine, place.expression, follows)) {
    if (!carries(machine, part, label)) continue;
    const told = follows && part.kind === "name" ? tellingPlace(machine, place, label, depth) : undefined;
    const isWhole = place.isWhole && ALTERNATIVES.has(place.expression.kind);
    return told ?? innermost(machine, { ...place, expression: part, isWhole }, label, follows, depth + 1);
  }
  if (!follows || place.expression.kind !== "call") return place;
  if (!place.isWhole && label.origin.kind === "error") return place;
  for (const answer of answersOf(machine, place.expression)) {
    if (carries(machine, answer.expression, label))
      return innermost(machine, { ...answer, isWhole: place.isWhole }, label, follows, depth + 1);
  }
  return place;
}

/**
 * A function that is given a whole error and makes the answer of it: what it takes out of the error is the place to change. A function
 * that describes the error may do so for the log as well: there the place is where the description is put into the answer.
 */
function tellingPlace(
  machine: Machine,
  { expression, isWhole }: Place,
  label: Label,
  depth: number,
): Place | undefined {
  if (!isWhole || expression.kind !== "call" || label.origin.kind !== "error") return undefined;
  for (const answer of answersOf(machine, expression)) {
    if (!carries(machine, answer.expression, label)) continue;
    const inner = innermost(machine, { ...answer, isWhole }, label, true, depth + 1);
    if (inner.expression.kind === "member" || inner.expression.kind === "call" || inner.expression.kind === "template")
      return inner;
  }
  return undefined;
}

function partsOf(machine: Machine, expression: Expression, follows: boolean): readonly Expression[] {
  switch (expression.kind) {
    case "object":
      return expression.properties.map((property) => property.value);
    case "array":
      return expression.items.map((item) => item.value);
    case "conditional":
      return [expression.then, expression.else];
    case "await":
      return follows ? [expression.operand] : [];
    case "binary":
      return expression.operator === "||" || expression.operator === "??" ? [expression.left, expression.right] : [];
    case "call": {
      const isOwn = machine.calleeOf(expression)?.callables.some((one) => one.kind === "closure") ?? false;
      const name = nameOf(expression.callee);
      const opens = (follows && (isOwn || ANSWER_MAKERS.test(name))) || SERIALIZERS.test(name);
      return opens ? expression.arguments.map((one) => one.value) : [];
    }
    default:
      return [];
  }
}

export function nameOf(callee: Expression): string {
  if (callee.kind === "name") return callee.name;
  if (callee.kind !== "member" || typeof callee.property !== "string") return "";
  return `${nameOf(callee.object)}.${callee.property}`;
}

/** What the called functions of the workspace return, and the functions that are handed over to be called. */
function answersOf(machine: Machine, call: Expression & { kind: "call" }): readonly Omit<Place, "isWhole">[] {
  const called = machine.calleeOf(call)?.callables ?? [];
  const handedOver = call.arguments.flatMap(({ value }) => machine.lastValue(value)?.callables ?? []);
  return [...called, ...handedOver].flatMap((one) => {
    if (one.kind !== "closure") return [];
    const body = one.module.functions[one.index]?.body ?? [];
    return returnsIn(body).map((expression) => ({ module: one.module, expression }));
  });
}

function returnsIn(statements: readonly Statement[]): readonly Expression[] {
  return statements.flatMap((statement): readonly Expression[] => {
    switch (statement.kind) {
      case "return":
        return statement.value ? [statement.value] : [];
      case "if":
        return [...returnsIn(statement.then), ...returnsIn(statement.else)];
      case "loop":
        return returnsIn(statement.body);
      case "switch":
        return statement.cases.flatMap(({ body }) => returnsIn(body));
      case "try":
        return [
          ...returnsIn(statement.body),
          ...statement.handlers.flatMap(({ body }) => returnsIn(body)),
          ...returnsIn(statement.finally),
        ];
      default:
        return [];
    }
  });
}

function carries(machine: Machine, expression: Expression, label: Label): boolean {
  const value = machine.lastValue(expression);
  if (!value) return false;
  return [...deepLabels(machine, value).values()].some((one) => one.origin === label.origin);
}

/** Where what the variable holds was written; for an object, the part that carries the label. */
function placeWritten(machine: Machine, { module, expression }: Place, label: Label): SourceRange | undefined {
  const value = machine.lastValue(expression);
  for (const one of value?.labels.values() ?? []) {
    // Where a secret is read it has to be; it is told where it is given away.
    if (one.origin.kind === "secret") return undefined;
    if (one.origin === label.origin && one.writtenAt?.file === module.file) return one.writtenAt;
  }
  for (const id of value?.refs ?? []) {
    for (const slot of machine.state.get(id)?.slots.values() ?? []) {
      if (slot.at?.file !== module.file) continue;
      const inside = [...deepLabels(machine, slot.value).values()].find((one) => one.origin === label.origin);
      const isWrittenHere = inside?.writtenAt?.file === module.file && inside.origin.kind !== "secret";
      if (inside) return isWrittenHere ? inside.writtenAt : slot.at;
    }
  }
  return undefined;
}
