// What stands directly inside a part of the IR: the one place that knows the shape of every statement and expression.
import type { Expression, Pattern, Statement } from "./program.ts";

/** Expressions directly inside; bodies of functions and classes written in place are not parts of them. */
export function expressionParts(expression: Expression): readonly Expression[] {
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
      return present(expression.operand);
    case "conditional":
      return [expression.test, expression.then, expression.else];
    case "assignment":
      return [...patternParts(expression.target), expression.value];
    case "comprehension":
      return [
        ...expression.clauses.flatMap(({ items, binding }) => [items, ...patternParts(binding)]),
        ...expression.result,
        ...expression.conditions,
      ];
  }
}

/** Expressions within a pattern: objects of members, computed keys, defaults. */
export function patternParts(pattern: Pattern | undefined): readonly Expression[] {
  switch (pattern?.kind) {
    case undefined:
    case "name":
      return [];
    case "member":
      return typeof pattern.property === "string" ? [pattern.object] : [pattern.object, pattern.property];
    case "object":
      return [
        ...pattern.properties.flatMap((one) => [...patternParts(one.target), ...present(one.default)]),
        ...patternParts(pattern.rest),
      ];
    case "array":
      return [
        ...pattern.items.flatMap((item) => patternParts(item)),
        ...(pattern.defaults ?? []).flatMap(present),
        ...patternParts(pattern.rest),
      ];
  }
}

/** Expressions that stand directly in the statement, without those of inner statements. */
export function statementExpressions(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "expression":
      return [statement.value];
    case "assign":
      return [...patternParts(statement.target), statement.value];
    case "if":
      return [statement.test];
    case "loop":
      return [...patternParts(statement.binding), ...present(statement.items), ...present(statement.test)];
    case "switch":
      return [statement.subject, ...statement.cases.flatMap(({ tests }) => tests)];
    case "try":
      return statement.handlers.flatMap(({ types }) => types ?? []);
    case "return":
    case "throw":
      return present(statement.value);
    case "jump":
      return [];
  }
}

/** Statements directly inside, in source order. */
export function innerStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case "if":
      return [...statement.then, ...statement.else];
    case "loop":
      return statement.body;
    case "switch":
      return statement.cases.flatMap(({ body }) => body);
    case "try":
      return [...statement.body, ...statement.handlers.flatMap(({ body }) => body), ...statement.finally];
    case "expression":
    case "assign":
    case "return":
    case "throw":
    case "jump":
      return [];
  }
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
