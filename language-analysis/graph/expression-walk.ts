import { innerStatements, patternParts } from "../model/program-parts.ts";
import type { Expression, ProgramFunction, Statement } from "../model/program.ts";

/** Every statement with those inside of it, in source order. */
export function* statementsWithin(statements: readonly Statement[]): Iterable<Statement> {
  for (const statement of statements) {
    yield statement;
    yield* statementsWithin(innerStatements(statement));
  }
}

/** Decorators and parameter defaults of a function. */
export function headOf(one: ProgramFunction): readonly Expression[] {
  return [
    ...(one.decorators ?? []),
    ...one.parameters.flatMap((parameter) => [
      ...(parameter.default ? [parameter.default] : []),
      ...patternParts(parameter.pattern),
    ]),
  ];
}
