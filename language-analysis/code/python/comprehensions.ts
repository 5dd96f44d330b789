import type { Expression, Pattern } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";
import { childOf, type PythonNode } from "./syntax-tree.ts";

export function lowerComprehension(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const body = childOf(node, "body");
  const clauses: { binding: Pattern; items: Expression }[] = [];
  const conditions: Expression[] = [];
  for (const child of node.children) {
    if (child.type === "for_in_clause") {
      const left = childOf(child, "left");
      const right = childOf(child, "right");
      if (left && right) clauses.push({ binding: lowering.pattern(left), items: lowering.expression(right) });
    } else if (child.type === "if_clause") {
      conditions.push(...child.children.map((one) => lowering.expression(one)));
    }
  }
  const results = body?.type === "pair" ? body.children : body ? [body] : [];
  return { kind: "comprehension", result: results.map((one) => lowering.expression(one)), clauses, conditions, at };
}
