// Walks the IR of a module without recursion, so that no depth of nesting ends a run.
import type { Argument, Expression, Pattern, ProgramModule, Statement } from "../model/program.ts";
import type { Span } from "../model/range.ts";

type Part = Expression | Statement;

/** Every expression of the module, parents before their parts; `functionIndex` says in which function it stands. */
export function* expressionsOf(
  module: ProgramModule,
): Generator<{ readonly expression: Expression; readonly functionIndex: number }> {
  for (const { index, body, parameters, decorators } of module.functions) {
    const roots: Part[] = [
      ...body,
      ...(decorators ?? []),
      ...parameters.flatMap((parameter) => parameter.default ?? []),
    ];
    for (const expression of descend(roots)) yield { expression, functionIndex: index };
  }
}

/** `root` and every expression inside it; functions written in place are not entered. */
export function partsOf(root: Expression): Generator<Expression> {
  return descend([root]);
}

/** Every statement of the module with the statements it stands in, outermost first. */
export function* statementsOf(
  module: ProgramModule,
): Generator<{ readonly statement: Statement; readonly within: readonly Statement[]; readonly functionIndex: number }> {
  for (const { index, body } of module.functions) {
    const stack = body.map((statement) => ({ statement, within: [] as readonly Statement[] }));
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      yield { ...entry, functionIndex: index };
      const within = [...entry.within, entry.statement];
      for (const inner of innerStatements(entry.statement)) stack.push({ statement: inner, within });
    }
  }
}

/** The expression that stands exactly at `span`; the innermost when several share it. */
export function expressionAt(module: ProgramModule, span: Span): Expression | undefined {
  let found: Expression | undefined;
  for (const { expression } of expressionsOf(module)) if (sameSpan(expression.at, span)) found = expression;
  return found;
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.every((value, index) => value === b[index]);
}

/** True when `inner` lies in `outer` or is equal to it. */
export function spanContains(outer: Span, inner: Span): boolean {
  return (
    (outer[0] < inner[0] || (outer[0] === inner[0] && outer[1] <= inner[1])) &&
    (inner[2] < outer[2] || (inner[2] === outer[2] && inner[3] <= outer[3]))
  );
}

function* descend(roots: readonly Part[]): Generator<Expression> {
  const stack: Part[] = [...roots].reverse();
  for (let part = stack.pop(); part; part = stack.pop()) {
    if (isStatement(part)) stack.push(...statementParts(part).reverse());
    else {
      yield part;
      stack.push(...childrenOf(part).reverse());
    }
  }
}

const STATEMENT_KINDS = new Set(["expression", "assign", "if", "loop", "switch", "try", "return", "throw", "jump"]);

function isStatement(part: Part): part is Statement {
  return STATEMENT_KINDS.has(part.kind);
}

function statementParts(statement: Statement): Part[] {
  switch (statement.kind) {
    case "expression":
      return [statement.value];
    case "assign":
      return [...patternParts(statement.target), statement.value];
    case "if":
      return [statement.test, ...statement.then, ...statement.else];
    case "loop":
      return [
        ...(statement.binding ? patternParts(statement.binding) : []),
        ...present(statement.items),
        ...present(statement.test),
        ...statement.body,
      ];
    case "switch":
      return [statement.subject, ...statement.cases.flatMap(({ tests, body }): Part[] => [...tests, ...body])];
    case "try":
      return [
        ...statement.body,
        ...statement.handlers.flatMap(({ types, body }): Part[] => [...(types ?? []), ...body]),
        ...statement.finally,
      ];
    case "return":
    case "throw":
      return present(statement.value);
    case "jump":
      return [];
  }
}

function innerStatements(statement: Statement): readonly Statement[] {
  return statementParts(statement).filter(isStatement);
}

function patternParts(pattern: Pattern): Expression[] {
  switch (pattern.kind) {
    case "name":
      return [];
    case "member":
      return [pattern.object, ...(typeof pattern.property === "string" ? [] : [pattern.property])];
    case "object":
      return [
        ...pattern.properties.flatMap((entry) => [...patternParts(entry.target), ...present(entry.default)]),
        ...(pattern.rest ? patternParts(pattern.rest) : []),
      ];
    case "array":
      return [
        ...pattern.items.flatMap((item) => (item ? patternParts(item) : [])),
        ...(pattern.rest ? patternParts(pattern.rest) : []),
      ];
  }
}

export function childrenOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case "literal":
    case "regex":
    case "name":
    case "this":
    case "function":
    case "class":
      return [];
    case "template":
      return [...expression.parts];
    case "member":
      return [expression.object, ...(typeof expression.property === "string" ? [] : [expression.property])];
    case "call":
      return [expression.callee, ...expression.arguments.map(valueOf)];
    case "object":
      return expression.properties.flatMap(({ key, value }) =>
        key === undefined || typeof key === "string" ? [value] : [key, value],
      );
    case "array":
      return expression.items.map(valueOf);
    case "binary":
      return [expression.left, expression.right];
    case "unary":
    case "await":
      return [expression.operand];
    case "conditional":
      return [expression.test, expression.then, expression.else];
    case "yield":
      return present(expression.operand);
    case "assignment":
      return [...patternParts(expression.target), expression.value];
    case "comprehension":
      return [
        ...expression.result,
        ...expression.clauses.flatMap(({ binding, items }) => [...patternParts(binding), items]),
        ...expression.conditions,
      ];
    case "other":
      return [...expression.parts];
  }
}

function valueOf(argument: Argument): Expression {
  return argument.value;
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
