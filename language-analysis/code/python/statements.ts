import type { Expression, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { lowerClassDefinition, lowerDecorated, lowerFunctionDefinition } from "./definitions.ts";
import { lowerImport, lowerImportFrom } from "./imports.ts";
import { bindPattern, type Lowering } from "./lowering.ts";
import { lowerMatch } from "./match.ts";
import { augmentedParts } from "./operators.ts";
import { childOf, childOfType, childrenOf, type PythonNode } from "./syntax-tree.ts";

type Lower = (lowering: Lowering, node: PythonNode, at: Span) => void;

const NOTHING: Lower = () => undefined;

const BY_TYPE = new Map<string, Lower>([
  ["expression_statement", (lowering, node, at) => node.children.forEach((one) => lowerSimple(lowering, one, at))],
  ["if_statement", lowerIf],
  [
    "return_statement",
    (lowering, node, at) => lowering.build.emit({ kind: "return", ...firstValue(lowering, node), at }),
  ],
  ["for_statement", lowerFor],
  ["while_statement", lowerWhile],
  ["try_statement", lowerTry],
  ["with_statement", lowerWith],
  ["match_statement", lowerMatch],
  ["function_definition", lowerFunctionDefinition],
  ["class_definition", lowerClassDefinition],
  ["decorated_definition", lowerDecorated],
  ["import_statement", lowerImport],
  ["import_from_statement", lowerImportFrom],
  ["future_import_statement", NOTHING],
  ["raise_statement", lowerRaise],
  ["print_statement", lowerPrint],
  ["exec_statement", lowerExec],
  ["assert_statement", lowerAssert],
  ["delete_statement", lowerDelete],
  ["global_statement", declareOuter],
  ["nonlocal_statement", declareOuter],
  ["break_statement", (lowering, _node, at) => lowering.build.emit({ kind: "jump", to: "break", at })],
  ["continue_statement", (lowering, _node, at) => lowering.build.emit({ kind: "jump", to: "continue", at })],
  ["pass_statement", NOTHING],
  ["type_alias_statement", NOTHING],
  ["block", (lowering, node) => node.children.forEach((one) => lowering.statement(one))],
  ["ERROR", (lowering, node) => node.children.forEach((one) => lowering.statement(one))],
]);

/** Expressions occur where statements should stand in broken code; they are kept. */
export function lowerStatement(lowering: Lowering, node: PythonNode): void {
  const at = lowering.at(node);
  lowering.build.statement(at, () => {
    const lower = BY_TYPE.get(node.type);
    if (lower) lower(lowering, node, at);
    else if (node.end > node.start) lowerSimple(lowering, node, at);
  });
}

/** `assert test, message`: where it goes on, the test holds. */
function lowerAssert(lowering: Lowering, node: PythonNode, at: Span): void {
  const [test, message] = node.children;
  if (!test) return;
  const value = lowering.expression(test);
  const thrown = lowering.build.collect(() => {
    lowering.build.emit({ kind: "throw", ...(message ? { value: lowering.expression(message) } : {}), at });
  });
  lowering.build.emit({ kind: "if", test: value, then: [], else: thrown, at });
}

/** Assignments become statements; everything else stays an expression. */
function lowerSimple(lowering: Lowering, node: PythonNode, at: Span): void {
  if (node.type === "assignment") {
    const left = childOf(node, "left");
    const right = childOf(node, "right");
    if (!left || !right) return; // A declaration without value.
    const value = lowering.expression(right);
    emitAssign(lowering, left, value, at);
  } else if (node.type === "augmented_assignment") {
    const parts = augmentedParts(lowering, node);
    if (!parts) return emitValue(lowering, node);
    const target = lowering.pattern(parts.left);
    const value = lowering.expression(parts.right);
    lowering.build.emit({ kind: "assign", target, value, operator: parts.operator, at });
  } else {
    emitValue(lowering, node);
  }
}

function emitAssign(
  lowering: Lowering,
  left: PythonNode,
  value: Expression,
  at: Span,
  more: { readonly isEntered?: true } = {},
): void {
  bindAssigned(lowering, value);
  const target = lowering.pattern(left);
  const declares = bindPattern(lowering.scopes, target) ? { declares: "variable" as const } : {};
  lowering.build.emit({ kind: "assign", target, value, ...declares, ...more, at });
}

/** The inner targets of `a = b = value`. */
function bindAssigned(lowering: Lowering, value: Expression): void {
  for (let inner = value; inner.kind === "assignment"; inner = inner.value) bindPattern(lowering.scopes, inner.target);
}

function emitValue(lowering: Lowering, node: PythonNode): void {
  const value = lowering.expression(node);
  if (value.kind === "other" && value.parts.length === 0) return;
  lowering.build.emit({ kind: "expression", value, at: value.at });
}

function firstValue(lowering: Lowering, node: PythonNode): { readonly value?: Expression } {
  const [first] = node.children;
  return first ? { value: lowering.expression(first) } : {};
}

function lowerIf(lowering: Lowering, node: PythonNode, at: Span): void {
  lowerBranches(lowering, node, childrenOf(node, "alternative"), at);
}

/** `elif` is an `if` in the `else` of the one before. */
function lowerBranches(lowering: Lowering, node: PythonNode, rest: readonly PythonNode[], at: Span): void {
  const condition = childOf(node, "condition");
  const test: Expression = condition ? lowering.expression(condition) : { kind: "other", parts: [], at };
  const then = lowering.block(childOf(node, "consequence"));
  const [next, ...others] = rest;
  let otherwise: readonly Statement[] = [];
  if (next?.type === "elif_clause") {
    const nextAt = lowering.at(next);
    otherwise = lowering.build.collect(() => {
      lowering.build.statement(nextAt, () => lowerBranches(lowering, next, others, nextAt));
    });
  } else if (next) {
    otherwise = lowering.block(childOf(next, "body"));
  }
  lowering.build.emit({ kind: "if", test, then, else: otherwise, at });
}

function lowerFor(lowering: Lowering, node: PythonNode, at: Span): void {
  const left = childOf(node, "left");
  const right = childOf(node, "right");
  const items = right ? { items: lowering.expression(right) } : {};
  const binding = left ? lowering.pattern(left) : undefined;
  bindPattern(lowering.scopes, binding);
  const body = lowering.block(childOf(node, "body"));
  lowering.build.emit({ kind: "loop", ...(binding ? { binding } : {}), ...items, body, at });
  emitElse(lowering, node);
}

function lowerWhile(lowering: Lowering, node: PythonNode, at: Span): void {
  const condition = childOf(node, "condition");
  const test = condition ? { test: lowering.expression(condition) } : {};
  lowering.build.emit({ kind: "loop", ...test, body: lowering.block(childOf(node, "body")), at });
  emitElse(lowering, node);
}

/** The `else` of a loop runs behind it, when nothing breaks out. */
function emitElse(lowering: Lowering, node: PythonNode): void {
  const clause = childOf(node, "alternative");
  for (const statement of lowering.block(clause && childOf(clause, "body"))) lowering.build.emit(statement);
}

function lowerTry(lowering: Lowering, node: PythonNode, at: Span): void {
  const body = lowering.block(childOf(node, "body"));
  const handlers = node.children
    .filter((child) => child.type === "except_clause" || child.type === "except_group_clause")
    .map((clause) => lowerExcept(lowering, clause));
  const otherwise = childOfType(node, "else_clause");
  const afterwards = childOfType(node, "finally_clause");
  const whole = otherwise ? [...body, ...lowering.block(childOf(otherwise, "body"))] : body;
  const last = afterwards ? lowering.block(childOfType(afterwards, "block")) : [];
  lowering.build.emit({ kind: "try", body: whole, handlers, finally: last, at });
}

/** `except A as e`, `except (A, B)`, and Python 2's `except A, e`. */
function lowerExcept(lowering: Lowering, clause: PythonNode): Extract<Statement, { kind: "try" }>["handlers"][number] {
  const [first, second] = clause.children.filter((child) => child.type !== "block");
  const isAlias = first?.type === "as_pattern";
  const type = isAlias ? first.children[0] : first;
  const name = isAlias ? childOf(first, "alias") : second;
  const binding = name ? lowering.pattern(name) : undefined;
  bindPattern(lowering.scopes, binding);
  const caught = type ? lowering.expression(type) : undefined;
  const types = caught?.kind === "array" ? caught.items.map((item) => item.value) : caught ? [caught] : [];
  return {
    ...(binding ? { binding } : {}),
    ...(types.length > 0 ? { types } : {}),
    body: lowering.block(childOfType(clause, "block")),
    at: lowering.at(clause),
  };
}

/** `with open(x) as f: ...` assigns `f` and goes on. */
function lowerWith(lowering: Lowering, node: PythonNode): void {
  for (const item of childOfType(node, "with_clause")?.children ?? []) {
    const value = childOf(item, "value");
    const alias = value?.type === "as_pattern" ? childOf(value, "alias") : undefined;
    const [opened] = value && alias ? value.children : [];
    if (alias && opened)
      emitAssign(lowering, alias, lowering.expression(opened), lowering.at(item), { isEntered: true });
    else if (value) emitValue(lowering, value);
  }
  for (const statement of lowering.block(childOf(node, "body"))) lowering.build.emit(statement);
}

function lowerRaise(lowering: Lowering, node: PythonNode, at: Span): void {
  const [value, ...rest] = node.children;
  for (const one of rest) if (one.type !== "identifier") emitValue(lowering, one);
  lowering.build.emit({ kind: "throw", ...(value ? { value: lowering.expression(value) } : {}), at });
}

/** Python 2's `print "a", b` and `print >>f, x` as the calls they are. */
function lowerPrint(lowering: Lowering, node: PythonNode, at: Span): void {
  const file = childOfType(node, "chevron")?.children[0];
  const given = childrenOf(node, "argument").map((one) => ({ value: lowering.expression(one) }));
  const keyword = file ? [{ value: lowering.expression(file), name: "file" }] : [];
  emitKeywordCall(lowering, node, "print", [...given, ...keyword], at);
}

function lowerExec(lowering: Lowering, node: PythonNode, at: Span): void {
  emitKeywordCall(
    lowering,
    node,
    "exec",
    node.children.map((one) => ({ value: lowering.expression(one) })),
    at,
  );
}

function emitKeywordCall(
  lowering: Lowering,
  node: PythonNode,
  name: string,
  given: Extract<Expression, { kind: "call" }>["arguments"],
  at: Span,
): void {
  const callee = { kind: "name", name, at: lowering.build.span(node.start, node.start + name.length) } as const;
  const argumentsAt = lowering.build.span(node.children[0]?.start ?? node.end, node.end);
  const value: Expression = { kind: "call", callee, arguments: given, argumentsAt, at };
  lowering.build.emit({ kind: "expression", value, at });
}

function lowerDelete(lowering: Lowering, node: PythonNode, at: Span): void {
  const targets = node.children.flatMap((one) => (one.type === "expression_list" ? one.children : [one]));
  for (const target of targets) {
    const value: Expression = { kind: "unary", operator: "delete", operand: lowering.expression(target), at };
    lowering.build.emit({ kind: "expression", value, at });
  }
}

function declareOuter(lowering: Lowering, node: PythonNode): void {
  for (const name of node.children) lowering.scopes.declareOuter(lowering.textOf(name));
}
