import ts from "typescript";
import type { Argument, Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { lowerBinary, lowerUpdate } from "./operators.ts";
import { recordRequire } from "./imports.ts";
import { lowerJsx } from "./jsx.ts";
import type { GivenName, Lowering } from "./lowering.ts";
import { lowerObjectLiteral } from "./object-literal.ts";
import { lowerTaggedTemplate, lowerTemplate } from "./templates.ts";

export function lowerExpression(lowering: Lowering, node: ts.Expression, given?: GivenName): Expression {
  const at = lowering.at(node);
  return lowering.build.expression(at, 1, () => lowerByKind(lowering, node, at, given));
}

function lowerByKind(lowering: Lowering, node: ts.Expression, at: Span, given: GivenName | undefined): Expression {
  if (ts.isIdentifier(node)) return name(node.text, at);
  if (ts.isPropertyAccessExpression(node)) return lowerProperty(lowering, node, at);
  if (ts.isCallExpression(node)) return lowerCall(lowering, node, at);
  if (ts.isStringLiteralLike(node)) return { kind: "literal", value: node.text, at };
  if (ts.isNumericLiteral(node)) return { kind: "literal", value: Number(node.text), at };
  if (ts.isObjectLiteralExpression(node)) return lowerObjectLiteral(lowering, node, at);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    return { kind: "function", index: lowering.functionLike(node, given), at };
  }
  if (ts.isBinaryExpression(node)) return lowerBinary(lowering, node, at);
  if (ts.isParenthesizedExpression(node) || isTypeWrapper(node)) return lowering.expression(node.expression, given);
  if (ts.isAwaitExpression(node)) return { kind: "await", operand: lowering.expression(node.expression), at };
  if (ts.isTemplateExpression(node)) return lowerTemplate(lowering, node, at);
  if (ts.isElementAccessExpression(node)) return lowerElement(lowering, node, at);
  if (ts.isNewExpression(node)) return lowerNew(lowering, node, at);
  if (ts.isArrayLiteralExpression(node)) return { kind: "array", items: lowerArguments(lowering, node.elements), at };
  if (ts.isConditionalExpression(node)) {
    return {
      kind: "conditional",
      test: lowering.expression(node.condition),
      then: lowering.expression(node.whenTrue, given),
      else: lowering.expression(node.whenFalse, given),
      at,
    };
  }
  if (ts.isClassExpression(node)) return { kind: "class", index: lowering.classLike(node, given), at };
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return lowerUpdate(lowering, node, at);
  if (ts.isTypeOfExpression(node)) return unary("typeof", lowering.expression(node.expression), at);
  if (ts.isVoidExpression(node)) return unary("void", lowering.expression(node.expression), at);
  if (ts.isDeleteExpression(node)) return unary("delete", lowering.expression(node.expression), at);
  if (ts.isYieldExpression(node)) {
    return { kind: "yield", ...(node.expression ? { operand: lowering.expression(node.expression) } : {}), at };
  }
  if (ts.isTaggedTemplateExpression(node)) return lowerTaggedTemplate(lowering, node, at);
  return lowerRareKind(lowering, node, at);
}

function lowerRareKind(lowering: Lowering, node: ts.Expression, at: Span): Expression {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword:
      return { kind: "this", at };
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
      return { kind: "literal", value: node.kind === ts.SyntaxKind.TrueKeyword, at };
    case ts.SyntaxKind.NullKeyword:
      return { kind: "literal", value: null, at };
    case ts.SyntaxKind.SuperKeyword:
      return name("super", at);
    case ts.SyntaxKind.ImportKeyword:
      return name("import", at);
    default:
      break;
  }
  if (ts.isRegularExpressionLiteral(node)) {
    const slash = node.text.lastIndexOf("/");
    return { kind: "regex", source: node.text.slice(1, slash), flags: node.text.slice(slash + 1), at };
  }
  if (ts.isBigIntLiteral(node)) return { kind: "literal", value: Number(node.text.slice(0, -1)), at };
  if (ts.isMetaProperty(node)) {
    const keyword = node.keywordToken === ts.SyntaxKind.ImportKeyword ? "import" : "new";
    const propertyAt = lowering.at(node.name);
    const object = name(keyword, [at[0], at[1], at[0], at[1] + keyword.length]);
    return { kind: "member", object, property: node.name.text, propertyAt, at };
  }
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) {
    return lowerJsx(lowering, node, at);
  }
  const parts: Expression[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child)) parts.push(lowering.expression(child));
  });
  return { kind: "other", parts, at };
}

function lowerProperty(lowering: Lowering, node: ts.PropertyAccessExpression, at: Span): Expression {
  const object = lowering.expression(node.expression);
  return { kind: "member", object, property: node.name.text, propertyAt: lowering.at(node.name), at };
}

function lowerElement(lowering: Lowering, node: ts.ElementAccessExpression, at: Span): Expression {
  const object = lowering.expression(node.expression);
  const key = node.argumentExpression;
  const property = ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : lowering.expression(key);
  return { kind: "member", object, property, propertyAt: lowering.at(key), at };
}

function lowerCall(lowering: Lowering, node: ts.CallExpression, at: Span): Expression {
  recordRequire(lowering, node, at);
  const callee = lowering.expression(node.expression);
  const argumentsAt = parenthesesOf(lowering, node.arguments, node.end);
  return { kind: "call", callee, arguments: lowerArguments(lowering, node.arguments), argumentsAt, at };
}

function lowerNew(lowering: Lowering, node: ts.NewExpression, at: Span): Expression {
  const callee = lowering.expression(node.expression);
  const argumentsAt = node.arguments
    ? parenthesesOf(lowering, node.arguments, node.end)
    : lowering.build.span(node.end, node.end);
  const given = lowerArguments(lowering, node.arguments ?? []);
  return { kind: "call", callee, arguments: given, isNew: true, argumentsAt, at };
}

/** The list begins right behind the opening parenthesis. */
function parenthesesOf(lowering: Lowering, list: ts.NodeArray<ts.Node>, end: number): Span {
  return lowering.build.span(list.pos - 1, end);
}

export function lowerArguments(lowering: Lowering, nodes: readonly ts.Expression[]): readonly Argument[] {
  return nodes.map((node): Argument => {
    if (ts.isSpreadElement(node)) return { value: lowering.expression(node.expression), spread: "positional" };
    return { value: lowering.expression(node) };
  });
}

function isTypeWrapper(
  node: ts.Expression,
): node is ts.AssertionExpression | ts.SatisfiesExpression | ts.NonNullExpression | ts.ExpressionWithTypeArguments {
  return (
    ts.isAssertionExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  );
}

function name(text: string, at: Span): Expression {
  return text === "" ? { kind: "other", parts: [], at } : { kind: "name", name: text, at };
}

function unary(operator: string, operand: Expression, at: Span): Expression {
  return { kind: "unary", operator, operand, at };
}
