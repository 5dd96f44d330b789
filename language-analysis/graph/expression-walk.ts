import type { Expression, Pattern, ProgramFunction, Statement } from "../model/program.ts";

/** Direct parts of an expression; bodies of functions and classes written in place are not parts of it. */
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
      return [expression.callee, ...expression.arguments.map((argument) => argument.value)];
    case "object":
      return expression.properties.flatMap(({ key, value }) =>
        key === undefined || typeof key === "string" ? [value] : [key, value],
      );
    case "array":
      return expression.items.map((item) => item.value);
    case "binary":
      return [expression.left, expression.right];
    case "unary":
    case "await":
      return [expression.operand];
    case "conditional":
      return [expression.test, expression.then, expression.else];
    case "yield":
      return expression.operand ? [expression.operand] : [];
    case "assignment":
      return [...patternExpressions(expression.target), expression.value];
    case "comprehension":
      return [
        ...expression.result,
        ...expression.clauses.flatMap((clause) => [clause.items, ...patternExpressions(clause.binding)]),
        ...expression.conditions,
      ];
  }
}

/** Expressions within a pattern: objects of members, computed keys, defaults. */
export function patternExpressions(pattern: Pattern | undefined): readonly Expression[] {
  switch (pattern?.kind) {
    case undefined:
    case "name":
      return [];
    case "member":
      return typeof pattern.property === "string" ? [pattern.object] : [pattern.object, pattern.property];
    case "object":
      return [
        ...pattern.properties.flatMap((one) => [
          ...(one.default ? [one.default] : []),
          ...patternExpressions(one.target),
        ]),
        ...patternExpressions(pattern.rest),
      ];
    case "array":
      return [
        ...pattern.items.flatMap((item) => patternExpressions(item)),
        ...(pattern.defaults ?? []).flatMap((one) => one ?? []),
        ...patternExpressions(pattern.rest),
      ];
  }
}

/** Every statement with those inside of it, in source order. */
export function* statementsWithin(statements: readonly Statement[]): Iterable<Statement> {
  for (const statement of statements) {
    yield statement;
    switch (statement.kind) {
      case "if":
        yield* statementsWithin(statement.then);
        yield* statementsWithin(statement.else);
        break;
      case "loop":
        yield* statementsWithin(statement.body);
        break;
      case "switch":
        for (const one of statement.cases) yield* statementsWithin(one.body);
        break;
      case "try":
        yield* statementsWithin(statement.body);
        for (const handler of statement.handlers) yield* statementsWithin(handler.body);
        yield* statementsWithin(statement.finally);
        break;
      case "expression":
      case "assign":
      case "return":
      case "throw":
      case "jump":
        break;
    }
  }
}

/** Expressions that stand directly in the statement, without those of inner statements. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "expression":
      return [statement.value];
    case "assign":
      return [...patternExpressions(statement.target), statement.value];
    case "if":
      return [statement.test];
    case "loop":
      return [statement.items, statement.test]
        .flatMap((one) => one ?? [])
        .concat(patternExpressions(statement.binding));
    case "switch":
      return [statement.subject, ...statement.cases.flatMap((one) => one.tests)];
    case "return":
    case "throw":
      return statement.value ? [statement.value] : [];
    case "try":
    case "jump":
      return [];
  }
}

/** Decorators and parameter defaults of a function. */
export function headOf(one: ProgramFunction): readonly Expression[] {
  return [
    ...(one.decorators ?? []),
    ...one.parameters.flatMap((parameter) => [
      ...(parameter.default ? [parameter.default] : []),
      ...patternExpressions(parameter.pattern),
    ]),
  ];
}
