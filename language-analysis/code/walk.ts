// One visit of every statement and expression of a module, without the bodies twice: a function written in place is
// visited with its own index, not where it stands.
import type { Expression, Pattern, ProgramModule, Statement } from "../model/program.ts";

export interface Visitor {
  statement?(statement: Statement, functionIndex: number): void;
  /** Parents come before their parts. */
  expression?(expression: Expression, functionIndex: number): void;
}

export function walkModule(module: ProgramModule, visitor: Visitor): void {
  for (const one of module.functions) {
    for (const parameter of one.parameters) {
      if (parameter.default) walkExpression(parameter.default, one.index, visitor);
      walkPattern(parameter.pattern, one.index, visitor);
    }
    for (const decorator of one.decorators ?? []) walkExpression(decorator, one.parent ?? 0, visitor);
    walkBody(one.body, one.index, visitor);
  }
  for (const one of module.classes) for (const base of one.bases) walkExpression(base, 0, visitor);
}

function walkBody(body: readonly Statement[], index: number, visitor: Visitor): void {
  for (const statement of body) walkStatement(statement, index, visitor);
}

function walkStatement(statement: Statement, index: number, visitor: Visitor): void {
  visitor.statement?.(statement, index);
  switch (statement.kind) {
    case "expression":
      return walkExpression(statement.value, index, visitor);
    case "assign":
      walkPattern(statement.target, index, visitor);
      return walkExpression(statement.value, index, visitor);
    case "if":
      walkExpression(statement.test, index, visitor);
      walkBody(statement.then, index, visitor);
      return walkBody(statement.else, index, visitor);
    case "loop":
      if (statement.binding) walkPattern(statement.binding, index, visitor);
      if (statement.items) walkExpression(statement.items, index, visitor);
      if (statement.test) walkExpression(statement.test, index, visitor);
      return walkBody(statement.body, index, visitor);
    case "switch":
      walkExpression(statement.subject, index, visitor);
      for (const one of statement.cases) {
        for (const test of one.tests) walkExpression(test, index, visitor);
        walkBody(one.body, index, visitor);
      }
      return;
    case "try":
      walkBody(statement.body, index, visitor);
      for (const handler of statement.handlers) {
        for (const type of handler.types ?? []) walkExpression(type, index, visitor);
        walkBody(handler.body, index, visitor);
      }
      return walkBody(statement.finally, index, visitor);
    case "return":
    case "throw":
      if (statement.value) walkExpression(statement.value, index, visitor);
      return;
    case "jump":
      return;
  }
}

function walkPattern(pattern: Pattern, index: number, visitor: Visitor): void {
  switch (pattern.kind) {
    case "name":
      return;
    case "member":
      walkExpression(pattern.object, index, visitor);
      if (typeof pattern.property !== "string") walkExpression(pattern.property, index, visitor);
      return;
    case "object":
      for (const property of pattern.properties) {
        walkPattern(property.target, index, visitor);
        if (property.default) walkExpression(property.default, index, visitor);
      }
      if (pattern.rest) walkPattern(pattern.rest, index, visitor);
      return;
    case "array":
      for (const item of pattern.items) if (item) walkPattern(item, index, visitor);
      for (const initial of pattern.defaults ?? []) if (initial) walkExpression(initial, index, visitor);
      if (pattern.rest) walkPattern(pattern.rest, index, visitor);
      return;
  }
}

function walkExpression(expression: Expression, index: number, visitor: Visitor): void {
  visitor.expression?.(expression, index);
  if (expression.kind === "assignment") walkPattern(expression.target, index, visitor);
  for (const part of partsOf(expression)) walkExpression(part, index, visitor);
}

/** The expressions directly inside, in source order. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "regex":
    case "name":
    case "this":
    case "function":
    case "class":
      return [];
    case "template":
    case "other":
      return expression.parts;
    case "member":
      return typeof expression.property === "string" ? [expression.object] : [expression.object, expression.property];
    case "call":
      return [expression.callee, ...expression.arguments.map((one) => one.value)];
    case "object":
      return expression.properties.flatMap(({ key, value }) => (typeof key === "object" ? [key, value] : [value]));
    case "array":
      return expression.items.map((one) => one.value);
    case "binary":
      return [expression.left, expression.right];
    case "unary":
    case "await":
      return [expression.operand];
    case "yield":
      return expression.operand ? [expression.operand] : [];
    case "conditional":
      return [expression.test, expression.then, expression.else];
    case "assignment":
      return [expression.value];
    case "comprehension":
      return [...expression.clauses.map((one) => one.items), ...expression.result, ...expression.conditions];
  }
}
