// Loops whose number of rounds someone outside chooses: `for (let i = 0; i < body.count; i++)`.
import type { Expression } from "../../model/program.ts";
import { reportLabels } from "../sinks/report.ts";
import type { Machine } from "./machine.ts";

const BOUNDS = { class: "work" as const, effect: "does as many rounds as it says" };
const ORDER: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "!=", "!=="]);

export function checkBound(machine: Machine, test: Expression): void {
  // Of `i < n && ...` the other bound holds too.
  if (test.kind !== "binary" || !ORDER.has(test.operator)) return;
  const sides = [test.left, test.right].map((expression) => ({ expression, value: machine.lastValue(expression) }));
  const [left, right] = sides;
  if ((left?.value?.labels.size ?? 0) > 0 && (right?.value?.labels.size ?? 0) > 0) return;
  // `while ((match = pattern.exec(text)) !== null)` asks whether there is more, not how much.
  if (test.operator.startsWith("!=") && [test.left, test.right].some(isNoNumber)) return;
  for (const { expression, value } of sides) {
    if (!value || value.labels.size === 0) continue;
    const site = { module: machine.module, node: test, callee: undefined, arguments: [], at: test.at };
    reportLabels(machine, "loop", BOUNDS, value.labels, { value, expression }, site, 0);
  }
}

function isNoNumber(expression: Expression): boolean {
  if (expression.kind === "name") return expression.name === "undefined";
  return expression.kind === "literal" && typeof expression.value !== "number";
}
