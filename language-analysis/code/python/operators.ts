import type { Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";
import { childOf, childrenOf, type PythonNode } from "./syntax-tree.ts";

/** Longer chains of operators become flat, so that concatenations written by machines do not nest. */
const MAX_CHAIN = 40;

export function lowerBinary(lowering: Lowering, node: PythonNode, at: Span): Expression {
  return lowerChain(lowering, node, at, "binary_operator");
}

export function lowerBoolean(lowering: Lowering, node: PythonNode, at: Span): Expression {
  return lowerChain(lowering, node, at, "boolean_operator");
}

/** Walks down the left operands without recursion. */
function lowerChain(lowering: Lowering, node: PythonNode, at: Span, type: string): Expression {
  const spine: PythonNode[] = [];
  let left: PythonNode | undefined = node;
  while (left?.type === type) {
    spine.push(left);
    left = childOf(left, "left");
  }
  const parts = spine.reverse().flatMap((one) => childOf(one, "right") ?? []);
  if (!left || parts.length !== spine.length) {
    return { kind: "other", parts: [left, ...parts].flatMap((one) => (one ? [lowering.expression(one)] : [])), at };
  }
  const first = left;
  const operators = spine.map((one) => operatorOf(lowering, one));
  if (spine.length > MAX_CHAIN) {
    const operands = [first, ...parts].map((one) => lowering.expression(one));
    const isSum = operators.every((operator) => operator === "+");
    return isSum ? { kind: "template", parts: operands, at } : { kind: "other", parts: operands, at };
  }
  return lowering.build.expression(at, spine.length, () => {
    let result = lowering.expression(first);
    parts.forEach((part, index) => {
      const own = spine[index];
      result = {
        kind: "binary",
        operator: operators[index] ?? "",
        left: result,
        right: lowering.expression(part),
        at: own && own !== node ? lowering.at(own) : at,
      };
    });
    return result;
  });
}

const SPELLINGS: Readonly<Record<string, string>> = {
  and: "&&",
  or: "||",
  is: "===",
  "is not": "!==",
  "<>": "!=",
};

function operatorOf(lowering: Lowering, node: PythonNode): string {
  const operator = childOf(node, "operator");
  return spelling(operator ? lowering.textOf(operator) : "");
}

function spelling(operator: string): string {
  const text = operator.replace(/\s+/g, " ");
  return SPELLINGS[text] ?? text;
}

/** `a < b < c` is `a < b && b < c`. */
export function lowerComparison(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const operators = childrenOf(node, "operators");
  const operands = node.children
    .filter((child) => child.field !== "operators")
    .map((child) => lowering.expression(child));
  if (operands.length !== operators.length + 1 || operators.length > MAX_CHAIN)
    return { kind: "other", parts: operands, at };
  let result: Expression | undefined;
  operators.forEach((operator, index) => {
    const left = operands[index];
    const right = operands[index + 1];
    if (!left || !right) return;
    const one = compare(spelling(lowering.textOf(operator)), left, right);
    result = result ? { kind: "binary", operator: "&&", left: result, right: one, at } : one;
  });
  return result ?? { kind: "other", parts: operands, at };
}

function compare(operator: string, left: Expression, right: Expression): Expression {
  const at: Span = [left.at[0], left.at[1], right.at[2], right.at[3]];
  if (operator !== "not in") return { kind: "binary", operator, left, right, at };
  return { kind: "unary", operator: "!", operand: { kind: "binary", operator: "in", left, right, at }, at };
}

export interface AugmentedParts {
  readonly left: PythonNode;
  readonly right: PythonNode;
  /** `+` for `+=`. */
  readonly operator: string;
}

export function augmentedParts(lowering: Lowering, node: PythonNode): AugmentedParts | undefined {
  const left = childOf(node, "left");
  const right = childOf(node, "right");
  const operator = childOf(node, "operator");
  if (!left || !right || !operator) return undefined;
  return { left, right, operator: lowering.textOf(operator).replace(/=$/, "") };
}

/** Only in broken code an augmented assignment is a value. */
export function lowerAugmented(lowering: Lowering, node: PythonNode, at: Span): Expression {
  return {
    kind: "other",
    parts: node.children.filter((one) => one.field !== "operator").map((one) => lowering.expression(one)),
    at,
  };
}
