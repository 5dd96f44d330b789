import type { Argument, Expression, ObjectProperty } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { lowerComprehension } from "./comprehensions.ts";
import type { Lowering } from "./lowering.ts";
import { lowerAugmented, lowerBinary, lowerBoolean, lowerComparison } from "./operators.ts";
import { lowerConcatenated, lowerString } from "./strings.ts";
import { childOf, childrenOf, type PythonNode } from "./syntax-tree.ts";

type Lower = (lowering: Lowering, node: PythonNode, at: Span) => Expression;

const BY_TYPE = new Map<string, Lower>([
  ["identifier", (lowering, node, at) => nameOf(lowering.textOf(node), at)],
  ["attribute", lowerAttribute],
  ["subscript", lowerSubscript],
  ["call", lowerCall],
  ["string", lowerString],
  ["concatenated_string", lowerConcatenated],
  ["integer", lowerNumber],
  ["float", lowerNumber],
  ["true", (_lowering, _node, at) => ({ kind: "literal", value: true, at })],
  ["false", (_lowering, _node, at) => ({ kind: "literal", value: false, at })],
  ["none", (_lowering, _node, at) => ({ kind: "literal", value: null, at })],
  ["parenthesized_expression", lowerInner],
  ["type", lowerInner],
  ["dictionary", lowerDictionary],
  ["list", lowerItems],
  ["tuple", lowerItems],
  ["set", lowerItems],
  ["expression_list", lowerItems],
  ["pattern_list", lowerItems],
  ["binary_operator", lowerBinary],
  ["boolean_operator", lowerBoolean],
  ["comparison_operator", lowerComparison],
  ["not_operator", (lowering, node, at) => unary(lowering, "!", node, at)],
  ["unary_operator", lowerUnary],
  ["conditional_expression", lowerConditional],
  ["lambda", (lowering, node, at) => ({ kind: "function", index: lowering.functionLike(node), at })],
  ["list_comprehension", lowerComprehension],
  ["set_comprehension", lowerComprehension],
  ["generator_expression", lowerComprehension],
  ["dictionary_comprehension", lowerComprehension],
  ["named_expression", lowerNamed],
  ["assignment", lowerAssignment],
  ["augmented_assignment", lowerAugmented],
  ["await", (lowering, node, at) => ({ kind: "await", operand: lowerInner(lowering, node, at), at })],
  ["yield", lowerYield],
  ["dotted_name", lowerDottedName],
]);

export function lowerExpression(lowering: Lowering, node: PythonNode): Expression {
  const at = lowering.at(node);
  return lowering.build.expression(at, 1, () => {
    const lower = BY_TYPE.get(node.type);
    if (lower && !node.isMissing) return lower(lowering, node, at);
    return { kind: "other", parts: node.children.filter(isExpression).map((child) => lowering.expression(child)), at };
  });
}

/** Error nodes hold whatever the parser had read; operators and keywords are no expressions. */
function isExpression(node: PythonNode): boolean {
  return node.children.length > 0 || BY_TYPE.has(node.type);
}

function nameOf(name: string, at: Span): Expression {
  return name === "" ? { kind: "other", parts: [], at } : { kind: "name", name, at };
}

function lowerInner(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const inner = node.children[0];
  if (inner && node.children.length === 1) return lowering.expression(inner);
  return { kind: "other", parts: node.children.filter(isExpression).map((child) => lowering.expression(child)), at };
}

function lowerAttribute(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const object = childOf(node, "object");
  const attribute = childOf(node, "attribute");
  if (!object || !attribute) return lowerInner(lowering, node, at);
  const property = lowering.textOf(attribute);
  return { kind: "member", object: lowering.expression(object), property, propertyAt: lowering.at(attribute), at };
}

function lowerSubscript(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const object = childOf(node, "value");
  const keys = childrenOf(node, "subscript");
  const [first] = keys;
  if (!object || !first) return lowerInner(lowering, node, at);
  const propertyAt = lowering.build.span(first.start, keys.at(-1)?.end ?? first.end);
  const key: Expression =
    keys.length === 1
      ? lowering.expression(first)
      : { kind: "other", parts: keys.map((one) => lowering.expression(one)), at: propertyAt };
  const isText = key.kind === "literal" && key.value !== null;
  return {
    kind: "member",
    object: lowering.expression(object),
    property: isText ? String(key.value) : key,
    propertyAt,
    at,
  };
}

function lowerCall(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const callee = childOf(node, "function");
  const list = childOf(node, "arguments");
  if (!callee || !list) return lowerInner(lowering, node, at);
  const argumentsAt = lowering.at(list);
  const given =
    list.type === "generator_expression" ? [{ value: lowering.expression(list) }] : lowerArguments(lowering, list);
  return { kind: "call", callee: lowering.expression(callee), arguments: given, argumentsAt, at };
}

export function lowerArguments(lowering: Lowering, list: PythonNode): readonly Argument[] {
  return list.children.map((child): Argument => {
    const value = childOf(child, "value");
    if (child.type === "keyword_argument" && value) {
      const name = childOf(child, "name");
      return { value: lowering.expression(value), ...(name ? { name: lowering.textOf(name) } : {}) };
    }
    const inner = child.children[0];
    if (child.type === "list_splat" && inner) return { value: lowering.expression(inner), spread: "positional" };
    if (child.type === "dictionary_splat" && inner) return { value: lowering.expression(inner), spread: "keyword" };
    return { value: lowering.expression(child) };
  });
}

function lowerItems(lowering: Lowering, node: PythonNode, at: Span): Expression {
  return { kind: "array", items: lowerArguments(lowering, node), at };
}

function lowerDictionary(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const properties = node.children.map((child): ObjectProperty => {
    const key = childOf(child, "key");
    const value = childOf(child, "value");
    if (child.type !== "pair" || !key || !value) {
      const inner = child.type === "dictionary_splat" ? (child.children[0] ?? child) : child;
      return { key: undefined, value: lowering.expression(inner), keyAt: lowering.at(child) };
    }
    const lowered = lowering.expression(key);
    const isText = lowered.kind === "literal" && lowered.value !== null;
    return {
      key: isText ? String(lowered.value) : lowered,
      value: lowering.expression(value),
      keyAt: lowering.at(key),
    };
  });
  return { kind: "object", properties, at };
}

function lowerNumber(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const text = lowering
    .textOf(node)
    .replace(/_/g, "")
    .replace(/[lLjJ]$/, "");
  const value = Number(/^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : text);
  return { kind: "literal", value: Number.isNaN(value) ? text : value, at };
}

function unary(lowering: Lowering, operator: string, node: PythonNode, at: Span): Expression {
  const operand = childOf(node, "argument");
  return operand
    ? { kind: "unary", operator, operand: lowering.expression(operand), at }
    : lowerInner(lowering, node, at);
}

function lowerUnary(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const operator = childOf(node, "operator");
  return unary(lowering, operator ? lowering.textOf(operator) : "-", node, at);
}

function lowerConditional(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const [then, test, otherwise] = node.children;
  if (!then || !test || !otherwise || node.children.length !== 3) return lowerInner(lowering, node, at);
  return {
    kind: "conditional",
    test: lowering.expression(test),
    then: lowering.expression(then),
    else: lowering.expression(otherwise),
    at,
  };
}

function lowerNamed(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const name = childOf(node, "name");
  const value = childOf(node, "value");
  if (!name || !value) return lowerInner(lowering, node, at);
  const target = lowering.pattern(name);
  if (target.kind === "name") lowering.scopes.bind(target.name);
  return { kind: "assignment", target, value: lowering.expression(value), at };
}

/** `x = y = z`: the inner assignment is a value. */
function lowerAssignment(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const left = childOf(node, "left");
  const right = childOf(node, "right");
  if (!left || !right) return lowerInner(lowering, node, at);
  return { kind: "assignment", target: lowering.pattern(left), value: lowering.expression(right), at };
}

function lowerYield(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const operand = node.children[0];
  return { kind: "yield", ...(operand ? { operand: lowering.expression(operand) } : {}), at };
}

/** `a.b.c` in match patterns. */
function lowerDottedName(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const [first, ...rest] = node.children;
  if (!first) return nameOf(lowering.textOf(node), at);
  let result = lowering.expression(first);
  for (const part of rest) {
    const end = lowering.build.span(node.start, part.end);
    result = {
      kind: "member",
      object: result,
      property: lowering.textOf(part),
      propertyAt: lowering.at(part),
      at: end,
    };
  }
  return result;
}
