import ts from "typescript";
import type { Expression, Pattern } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";
import { propertyKey } from "./object-literal.ts";

type ObjectPattern = Extract<Pattern, { kind: "object" }>;
type PatternProperty = ObjectPattern["properties"][number];

export function lowerPattern(lowering: Lowering, node: ts.BindingName | ts.Expression): Pattern {
  if (ts.isIdentifier(node)) return { kind: "name", name: node.text, at: lowering.at(node) };
  if (ts.isObjectBindingPattern(node)) return lowerObjectBinding(lowering, node);
  if (ts.isArrayBindingPattern(node)) return lowerArrayBinding(lowering, node);
  return lowerTarget(lowering, node);
}

function lowerObjectBinding(lowering: Lowering, node: ts.ObjectBindingPattern): Pattern {
  const properties: PatternProperty[] = [];
  let rest: Pattern | undefined;
  for (const element of node.elements) {
    const target = lowering.pattern(element.name);
    if (element.dotDotDotToken) rest = target;
    else {
      const key = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined);
      properties.push(patternProperty(keyText(lowering, key), target, element.initializer, lowering));
    }
  }
  return objectPattern(properties, rest, lowering.at(node));
}

function lowerArrayBinding(lowering: Lowering, node: ts.ArrayBindingPattern): Pattern {
  const list = new ItemList();
  for (const element of node.elements) {
    if (ts.isOmittedExpression(element)) list.add(undefined);
    else if (element.dotDotDotToken) list.rest = lowering.pattern(element.name);
    else list.add(lowering.pattern(element.name), element.initializer && lowering.expression(element.initializer));
  }
  return list.finish(lowering.at(node));
}

/** The left side of an assignment; what can't be one keeps its parts. */
function lowerTarget(lowering: Lowering, node: ts.Expression): Pattern {
  const at = lowering.at(node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const member = lowering.expression(node);
    if (member.kind === "member") return { kind: "member", object: member.object, property: member.property, at };
    return { kind: "member", object: member, property: "", at };
  }
  if (ts.isParenthesizedExpression(node) || ts.isAssertionExpression(node) || ts.isNonNullExpression(node)) {
    return lowering.pattern(node.expression);
  }
  if (ts.isObjectLiteralExpression(node)) return lowerObjectTarget(lowering, node, at);
  if (ts.isArrayLiteralExpression(node)) {
    const list = new ItemList();
    for (const element of node.elements) {
      if (ts.isOmittedExpression(element)) list.add(undefined);
      else if (ts.isSpreadElement(element)) list.rest = lowering.pattern(element.expression);
      else list.add(...targetWithDefault(lowering, element));
    }
    return list.finish(at);
  }
  return { kind: "member", object: lowering.expression(node), property: "", at };
}

function lowerObjectTarget(lowering: Lowering, node: ts.ObjectLiteralExpression, at: Span): Pattern {
  const properties: PatternProperty[] = [];
  let rest: Pattern | undefined;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) rest = lowering.pattern(property.expression);
    else if (ts.isShorthandPropertyAssignment(property)) {
      const target = lowering.pattern(property.name);
      properties.push(patternProperty(property.name.text, target, property.objectAssignmentInitializer, lowering));
    } else if (ts.isPropertyAssignment(property)) {
      const [target, initial] = targetWithDefault(lowering, property.initializer);
      const key = keyText(lowering, property.name);
      properties.push({ key, target, ...(initial ? { default: initial } : {}) });
    }
  }
  return objectPattern(properties, rest, at);
}

function targetWithDefault(lowering: Lowering, node: ts.Expression): [Pattern, Expression | undefined] {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return [lowering.pattern(node.left), lowering.expression(node.right)];
  }
  return [lowering.pattern(node), undefined];
}

function patternProperty(
  key: string,
  target: Pattern,
  initial: ts.Expression | undefined,
  lowering: Lowering,
): PatternProperty {
  return { key, target, ...(initial ? { default: lowering.expression(initial) } : {}) };
}

function keyText(lowering: Lowering, node: ts.PropertyName | undefined): string {
  const key = node ? propertyKey(lowering, node) : "";
  return typeof key === "string" ? key : "";
}

function objectPattern(properties: readonly PatternProperty[], rest: Pattern | undefined, at: Span): Pattern {
  return { kind: "object", properties, ...(rest ? { rest } : {}), at };
}

class ItemList {
  rest: Pattern | undefined;
  private readonly items: (Pattern | undefined)[] = [];
  private readonly defaults: (Expression | undefined)[] = [];

  add(item: Pattern | undefined, initial?: Expression): void {
    this.items.push(item);
    this.defaults.push(initial);
  }

  finish(at: Span): Pattern {
    const hasDefaults = this.defaults.some((one) => one !== undefined);
    return {
      kind: "array",
      items: this.items,
      ...(hasDefaults ? { defaults: this.defaults } : {}),
      ...(this.rest ? { rest: this.rest } : {}),
      at,
    };
  }
}
