// The arguments of an SDK call by the names of the API, whether they come as one object, as keywords or by position.
import type { Expression } from "../model/program.ts";
import type { Evaluator } from "./evaluator.ts";
import type { AbstractValue, Located, Place } from "./values.ts";

export interface CallInput {
  /** Values of the argument; empty when it is not given. */
  get(name: string): readonly AbstractValue[];
  /** Where the argument is written, if it is. */
  placeOf(name: string): Expression | undefined;
  /** False when some arguments are not known: spread, or an object built elsewhere. */
  readonly isComplete: boolean;
}

/** `client.putItem({ TableName })`. Names are also found in the other spelling of their first letter. */
export function objectInput(evaluator: Evaluator, input: Located | undefined): CallInput {
  if (!input) return NO_INPUT;
  const whole = evaluator.evaluate(input.expression, input.place);
  const literal = whole.find((one) => one.kind === "expression" && one.expression.kind === "object");
  return {
    get: (name) => firstNonEmpty(spellings(name), (one) => evaluator.member(input.expression, one, input.place)),
    placeOf: (name) => {
      if (literal?.kind !== "expression" || literal.expression.kind !== "object") return undefined;
      if (literal.place.index !== input.place.index) return undefined;
      const names = spellings(name);
      return literal.expression.properties.findLast((one) => typeof one.key === "string" && names.includes(one.key))
        ?.value;
    },
    isComplete:
      whole.length === 1 && literal?.kind === "expression" && isClosed(evaluator, literal.expression, literal.place, 0),
  };
}

/** `client.put_item(TableName=...)`, `client.upload_file(name, bucket, key)`, `client.put_item(**params)`. */
export function keywordInput(
  evaluator: Evaluator,
  call: Extract<Expression, { kind: "call" }>,
  place: Place,
  positions: Readonly<Record<string, number>> = {},
): CallInput {
  const spreads = call.arguments.filter((one) => one.spread === "keyword");
  // Transfers of S3 take what the operation itself takes in `ExtraArgs`.
  const further = [...spreads, ...call.arguments.filter((one) => one.name === "ExtraArgs")];
  const positional = call.arguments.filter((one) => one.name === undefined && !one.spread);
  const find = (name: string) => {
    const position = positions[name];
    return (
      call.arguments.find((one) => one.name === name) ?? (position === undefined ? undefined : positional[position])
    );
  };
  return {
    get: (name) => {
      const own = find(name);
      if (own) return evaluator.evaluate(own.value, place);
      return firstNonEmpty(further, (one) => evaluator.member(one.value, name, place));
    },
    placeOf: (name) => find(name)?.value,
    isComplete: spreads.every((one) =>
      evaluator
        .evaluate(one.value, place)
        .every((value) => value.kind === "expression" && isClosed(evaluator, value.expression, value.place, 0)),
    ),
  };
}

/** First the call's own input, then parameters bound to the client. */
export function withBound(own: CallInput, bound: CallInput): CallInput {
  return {
    get: (name) => firstNonEmpty([own, bound], (one) => one.get(name)),
    placeOf: (name) => own.placeOf(name),
    isComplete: own.isComplete && bound.isComplete,
  };
}

const NO_INPUT: CallInput = { get: () => [], placeOf: () => undefined, isComplete: true };

function isClosed(evaluator: Evaluator, expression: Expression, place: Place, depth: number): boolean {
  if (expression.kind !== "object" || depth > 5) return false;
  return expression.properties.every((one) => {
    if (one.key !== undefined) return typeof one.key === "string";
    return evaluator
      .evaluate(one.value, place)
      .every((value) => value.kind === "expression" && isClosed(evaluator, value.expression, value.place, depth + 1));
  });
}

function spellings(name: string): readonly string[] {
  const first = name.charAt(0);
  const other = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  return [name, other + name.slice(1)];
}

function firstNonEmpty<T>(list: readonly T[], read: (one: T) => readonly AbstractValue[]): readonly AbstractValue[] {
  for (const one of list) {
    const found = read(one);
    if (found.length > 0) return found;
  }
  return [];
}
