import type { Expression } from "../model/program.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { AbstractValue, Place } from "./values.ts";

/** The value is the function, or the class `classIndex`, of that module. */
export function isDefinition(
  value: AbstractValue,
  index: ModuleIndex,
  functionIndex: number,
  classIndex: number | undefined,
): boolean {
  if (value.kind !== "expression" || value.place.index !== index) return false;
  const { expression } = value;
  if (classIndex !== undefined) return expression.kind === "class" && expression.index === classIndex;
  return expression.kind === "function" && expression.index === functionIndex;
}

export function functionValue(index: number, at: Expression["at"], place: Place): AbstractValue {
  return { kind: "expression", expression: { kind: "function", index, at }, place };
}

/** Python's `super()` and `super(Class, self)`, JavaScript's `super`. */
export function isSuper(expression: Expression, { index }: Place): boolean {
  const isCall = index.module.language === "python";
  const name = isCall && expression.kind === "call" ? expression.callee : expression;
  return name.kind === "name" && name.name === "super" && isCall === (name !== expression);
}
