import ts from "typescript";
import type { Expression, ObjectProperty } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { GivenName, Lowering } from "./lowering.ts";

export function lowerObjectLiteral(lowering: Lowering, node: ts.ObjectLiteralExpression, at: Span): Expression {
  return { kind: "object", properties: node.properties.map((property) => lowerProperty(lowering, property)), at };
}

function lowerProperty(lowering: Lowering, node: ts.ObjectLiteralElementLike): ObjectProperty {
  if (ts.isSpreadAssignment(node)) {
    return { key: undefined, value: lowering.expression(node.expression), keyAt: lowering.at(node) };
  }
  const keyAt = lowering.at(node.name);
  const key = propertyKey(lowering, node.name);
  const given: GivenName = { name: typeof key === "string" ? key : "", nameAt: keyAt };
  if (ts.isPropertyAssignment(node)) return { key, value: lowering.expression(node.initializer, given), keyAt };
  if (ts.isShorthandPropertyAssignment(node)) {
    return { key, value: { kind: "name", name: node.name.text, at: keyAt }, keyAt };
  }
  const at = lowering.at(node);
  const method: Expression = { kind: "function", index: lowering.functionLike(node, given), at };
  if (ts.isMethodDeclaration(node)) return { key, value: method, keyAt };
  if (ts.isSetAccessorDeclaration(node)) return { key: `set ${given.name}`, value: method, keyAt };
  // Reading a getter runs it.
  const value: Expression = { kind: "call", callee: method, arguments: [], argumentsAt: keyAt, at };
  return { key, value, keyAt };
}

/** Text for a key that is written out, the expression for a computed one. */
export function propertyKey(lowering: Lowering, node: ts.PropertyName): string | Expression {
  if (!ts.isComputedPropertyName(node)) return node.text;
  if (ts.isStringLiteralLike(node.expression) || ts.isNumericLiteral(node.expression)) return node.expression.text;
  return lowering.expression(node.expression);
}
