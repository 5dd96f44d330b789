// One visit of every statement and expression of a module, without the bodies twice: a function written in place is
// visited with its own index, not where it stands.
import { expressionParts, innerStatements, patternParts, statementExpressions } from "../model/program-parts.ts";
import type { Expression, ProgramModule, Statement } from "../model/program.ts";

export interface Visitor {
  statement?(statement: Statement, functionIndex: number): void;
  /** Parents come before their parts. */
  expression?(expression: Expression, functionIndex: number): void;
}

export function walkModule(module: ProgramModule, visitor: Visitor): void {
  for (const one of module.functions) {
    for (const parameter of one.parameters) {
      if (parameter.default) walkExpression(parameter.default, one.index, visitor);
      for (const part of patternParts(parameter.pattern)) walkExpression(part, one.index, visitor);
    }
    for (const decorator of one.decorators ?? []) walkExpression(decorator, one.parent ?? 0, visitor);
    for (const statement of one.body) walkStatement(statement, one.index, visitor);
  }
  for (const one of module.classes) for (const base of one.bases) walkExpression(base, 0, visitor);
}

function walkStatement(statement: Statement, index: number, visitor: Visitor): void {
  visitor.statement?.(statement, index);
  for (const expression of statementExpressions(statement)) walkExpression(expression, index, visitor);
  for (const inner of innerStatements(statement)) walkStatement(inner, index, visitor);
}

function walkExpression(expression: Expression, index: number, visitor: Visitor): void {
  visitor.expression?.(expression, index);
  for (const part of expressionParts(expression)) walkExpression(part, index, visitor);
}
