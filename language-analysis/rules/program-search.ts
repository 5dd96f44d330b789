// Walks the IR of a module without recursion, so that no depth of nesting ends a run.
import { oncePer } from "../model/memo.ts";
import { expressionParts, innerStatements, statementExpressions } from "../model/program-parts.ts";
import type { Expression, ProgramModule, Statement } from "../model/program.ts";
import type { Span } from "../model/range.ts";

/** Every expression of the module, parents before their parts; `functionIndex` says in which function it stands. Listed once for each. */
export const expressionsOf = oncePer(
  (module: ProgramModule): readonly { readonly expression: Expression; readonly functionIndex: number }[] =>
    module.functions.flatMap(({ index: functionIndex, body, parameters, decorators }) => {
      const heads = [...(decorators ?? []), ...parameters.flatMap((parameter) => parameter.default ?? [])];
      const found = descend(heads).map((expression) => ({ expression, functionIndex }));
      const statements = [...body].reverse();
      for (let statement = statements.pop(); statement; statement = statements.pop()) {
        for (const expression of descend(statementExpressions(statement))) found.push({ expression, functionIndex });
        statements.push(...[...innerStatements(statement)].reverse());
      }
      return found;
    }),
);

/** `root` and every expression inside it; functions written in place are not entered. */
export function partsOf(root: Expression): readonly Expression[] {
  return descend([root]);
}

/** Every statement of the module with the statements it stands in, outermost first. Listed once for each. */
export const statementsOf = oncePer((module: ProgramModule): readonly PlacedStatement[] =>
  module.functions.flatMap(({ index: functionIndex, body }) => {
    const found: PlacedStatement[] = [];
    const stack: PlacedStatement[] = body.map((statement) => ({ statement, within: [], functionIndex }));
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      found.push(entry);
      const inner = innerStatements(entry.statement);
      const within = inner.length > 0 ? [...entry.within, entry.statement] : [];
      for (const statement of inner) stack.push({ statement, within, functionIndex });
    }
    return found;
  }),
);

export interface PlacedStatement {
  readonly statement: Statement;
  readonly within: readonly Statement[];
  readonly functionIndex: number;
}

/** The expression that stands exactly at `span`; the innermost when several share it. */
export function expressionAt(module: ProgramModule, span: Span): Expression | undefined {
  let found: Expression | undefined;
  for (const { expression } of expressionsOf(module)) if (sameSpan(expression.at, span)) found = expression;
  return found;
}

/** The call that stands exactly at `span`. */
export function callAtSpan(module: ProgramModule, span: Span): Extract<Expression, { kind: "call" }> | undefined {
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind === "call" && sameSpan(expression.at, span)) return expression;
  }
  return undefined;
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

function descend(roots: readonly Expression[]): Expression[] {
  const found: Expression[] = [];
  const stack = [...roots].reverse();
  for (let expression = stack.pop(); expression; expression = stack.pop()) {
    found.push(expression);
    stack.push(...[...expressionParts(expression)].reverse());
  }
  return found;
}
