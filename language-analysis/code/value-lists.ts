import type { AbstractValue } from "./values.ts";

/** A variable with more values than this is as good as unknown. */
export const MAX_VALUES = 32;

export function unknown(reason: string): AbstractValue {
  return { kind: "unknown", reason };
}

/** Empty values give way to real ones; too many are one unknown. */
export function settle(values: readonly AbstractValue[]): readonly AbstractValue[] {
  const unique = values.length > 1 ? [...new Set(values)] : values;
  const real = unique.length > 1 ? unique.filter((value) => !isNothing(value)) : unique;
  if (real.length === 0) return unique.slice(0, 1);
  return real.length > MAX_VALUES ? [unknown("it takes too many values")] : real;
}

/** `let client;`, `client = None`: a variable before it has its value. */
export function isNothing(value: AbstractValue): boolean {
  if (value.kind !== "expression") return false;
  const { expression } = value;
  if (expression.kind === "name") return expression.name === "undefined";
  return expression.kind === "literal" && (expression.value === null || expression.value === "");
}
