// The smallest place in an argument that carries a label: `err.stack` in `{ statusCode: 500, body: err.stack }`.
import type { Expression } from "../../model/program.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Label } from "../domain/label.ts";
import type { Machine } from "../interpret/machine.ts";
import { deepLabels } from "../interpret/memory.ts";

const SERIALIZERS = /^(JSON\.stringify|json\.dumps|jsonify)$/;

export function narrowPlace(machine: Machine, expression: Expression, label: Label): SourceRange | undefined {
  const inner = innerExpression(machine, expression, label, 0);
  if (inner.kind === "name") {
    const written = placeWritten(machine, inner, label);
    if (written) return written;
  }
  return machine.place(inner.at);
}

function innerExpression(machine: Machine, expression: Expression, label: Label, depth: number): Expression {
  if (depth > 8) return expression;
  for (const part of partsOf(machine, expression)) {
    if (carries(machine, part, label)) return innerExpression(machine, part, label, depth + 1);
  }
  return expression;
}

function partsOf(machine: Machine, expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "object":
      return expression.properties.map((property) => property.value);
    case "array":
      return expression.items.map((item) => item.value);
    case "conditional":
      return [expression.then, expression.else];
    case "await":
      return [expression.operand];
    case "binary":
      return expression.operator === "||" || expression.operator === "??" ? [expression.left, expression.right] : [];
    case "call": {
      const isOwn = machine.lastValue(expression.callee)?.callables.some((one) => one.kind === "closure") ?? false;
      const opens = isOwn || SERIALIZERS.test(nameOf(expression.callee));
      return opens ? expression.arguments.map((one) => one.value) : [];
    }
    default:
      return [];
  }
}

function nameOf(callee: Expression): string {
  if (callee.kind === "name") return callee.name;
  if (callee.kind !== "member" || typeof callee.property !== "string") return "";
  return `${nameOf(callee.object)}.${callee.property}`;
}

function carries(machine: Machine, expression: Expression, label: Label): boolean {
  const value = machine.lastValue(expression);
  if (!value) return false;
  return [...deepLabels(machine, value).values()].some((one) => one.origin === label.origin);
}

/** Where a part that carries the label was put into the object that the variable holds. */
function placeWritten(machine: Machine, expression: Expression, label: Label): SourceRange | undefined {
  const value = machine.lastValue(expression);
  for (const id of value?.refs ?? []) {
    for (const slot of machine.state.get(id)?.slots.values() ?? []) {
      if (!slot.at || slot.at.file !== machine.module.file) continue;
      if ([...deepLabels(machine, slot.value).values()].some((one) => one.key === label.key)) return slot.at;
    }
  }
  return undefined;
}
