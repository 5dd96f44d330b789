import ts from "typescript";
import type { Expression, Pattern } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { recordCommonJsExport } from "./exports.ts";
import type { GivenName, Lowering } from "./lowering.ts";

/** Longer chains of one operator become flat, so that concatenations written by machines do not nest. */
const MAX_CHAIN = 40;

export function lowerBinary(lowering: Lowering, node: ts.BinaryExpression, at: Span): Expression {
  if (isAssignment(node)) return lowerAssignment(lowering, node, at);
  // `(0, library.run)(x)`, as compilers write it.
  if (node.operatorToken.kind === ts.SyntaxKind.CommaToken && ts.isNumericLiteral(node.left))
    return lowering.expression(node.right);
  const spine: ts.BinaryExpression[] = [node];
  let left = node.left;
  while (ts.isBinaryExpression(left) && !isAssignment(left)) {
    spine.push(left);
    left = left.left;
  }
  if (spine.length > MAX_CHAIN) return lowerLongChain(lowering, spine, left, at);
  return lowering.build.expression(at, spine.length, () => {
    let result = lowering.expression(left);
    for (const part of spine.reverse()) {
      result = {
        kind: "binary",
        operator: operatorText(part.operatorToken.kind),
        left: result,
        right: lowering.expression(part.right),
        at: part === node ? at : lowering.at(part),
      };
    }
    return result;
  });
}

/** `a + b + c ...` is text put together more often than a sum; other operators keep their operands only. */
function lowerLongChain(
  lowering: Lowering,
  spine: readonly ts.BinaryExpression[],
  first: ts.Expression,
  at: Span,
): Expression {
  const parts = [lowering.expression(first)];
  for (let index = spine.length - 1; index >= 0; index--) {
    const part = spine[index];
    if (part) parts.push(lowering.expression(part.right));
  }
  const isSum = spine.every((part) => part.operatorToken.kind === ts.SyntaxKind.PlusToken);
  return isSum ? { kind: "template", parts, at } : { kind: "other", parts, at };
}

export interface LoweredAssignment {
  readonly target: Pattern;
  readonly value: Expression;
  /** `+` for `+=`; absent for `=`. */
  readonly operator?: string;
}

/** The parts of `a = b`, `a += b`; also where CommonJS exports are noticed. */
export function assignmentParts(lowering: Lowering, node: ts.BinaryExpression): LoweredAssignment {
  const target = lowering.pattern(node.left);
  const given = givenName(lowering, node.left);
  const value = lowering.expression(node.right, given);
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) {
    return { target, value, operator: operatorText(node.operatorToken.kind).slice(0, -1) };
  }
  recordCommonJsExport(lowering.build, target, value, given?.nameAt);
  return { target, value };
}

function lowerAssignment(lowering: Lowering, node: ts.BinaryExpression, at: Span): Expression {
  const { target, value, operator } = assignmentParts(lowering, node);
  if (operator === undefined) return { kind: "assignment", target, value, at };
  const left = lowering.expression(node.left);
  return { kind: "assignment", target, value: { kind: "binary", operator, left, right: value, at }, at };
}

/** `!x`, `-x`, and `x++` as the assignment that it is. */
export function lowerUpdate(
  lowering: Lowering,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  at: Span,
): Expression {
  const operator = ts.tokenToString(node.operator) ?? "";
  if (operator !== "++" && operator !== "--") {
    return { kind: "unary", operator, operand: lowering.expression(node.operand), at };
  }
  const { target, step } = updateParts(lowering, node);
  const left = lowering.expression(node.operand);
  const value: Expression = { kind: "binary", operator: operator.charAt(0), left, right: step, at };
  return { kind: "assignment", target, value, at };
}

/** The target of `x++` and the 1 that is added, placed at the operator. */
export function updateParts(
  lowering: Lowering,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
): { readonly target: Pattern; readonly step: Expression; readonly operator: string } {
  const start = ts.isPrefixUnaryExpression(node) ? node.getStart(lowering.source) : node.end - 2;
  const step: Expression = { kind: "literal", value: 1, at: lowering.build.span(start, start + 2) };
  const operator = (ts.tokenToString(node.operator) ?? "").charAt(0);
  return { target: lowering.pattern(node.operand), step, operator };
}

export function isAssignment(node: ts.BinaryExpression): boolean {
  const kind = node.operatorToken.kind;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function operatorText(kind: ts.SyntaxKind): string {
  return ts.tokenToString(kind) ?? "";
}

/** The name that `left = function () {}` gives to the function. */
function givenName(lowering: Lowering, left: ts.Expression): GivenName | undefined {
  if (ts.isIdentifier(left)) return { name: left.text, nameAt: lowering.at(left) };
  if (ts.isPropertyAccessExpression(left)) return { name: left.name.text, nameAt: lowering.at(left.name) };
  if (!ts.isElementAccessExpression(left) || !ts.isStringLiteralLike(left.argumentExpression)) return undefined;
  return { name: left.argumentExpression.text, nameAt: lowering.at(left.argumentExpression) };
}
