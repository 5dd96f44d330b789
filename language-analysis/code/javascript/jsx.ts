import ts from "typescript";
import type { Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";

/** Markup is no concern of the map: component, attribute values and children are kept as parts. */
export function lowerJsx(
  lowering: Lowering,
  node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment,
  at: Span,
): Expression {
  const parts: Expression[] = [];
  if (!ts.isJsxFragment(node)) {
    const opening = ts.isJsxElement(node) ? node.openingElement : node;
    if (isComponent(opening.tagName)) parts.push(lowering.expression(opening.tagName));
    for (const attribute of opening.attributes.properties) addAttribute(lowering, attribute, parts);
  }
  if (!ts.isJsxSelfClosingElement(node)) {
    for (const child of node.children) {
      if (ts.isJsxExpression(child)) addExpression(lowering, child, parts);
      else if (!ts.isJsxText(child)) parts.push(lowering.expression(child));
    }
  }
  return { kind: "other", parts, at };
}

function addAttribute(lowering: Lowering, attribute: ts.JsxAttributeLike, parts: Expression[]): void {
  if (ts.isJsxSpreadAttribute(attribute)) {
    parts.push(lowering.expression(attribute.expression));
    return;
  }
  const value = attribute.initializer;
  if (!value) return;
  if (ts.isJsxExpression(value)) addExpression(lowering, value, parts);
  else parts.push(lowering.expression(value));
}

function addExpression(lowering: Lowering, node: ts.JsxExpression, parts: Expression[]): void {
  if (node.expression) parts.push(lowering.expression(node.expression));
}

function isComponent(tag: ts.JsxTagNameExpression): tag is ts.Identifier | ts.JsxTagNamePropertyAccess {
  return ts.isIdentifier(tag) ? /^[A-Z]/.test(tag.text) : ts.isPropertyAccessExpression(tag);
}
