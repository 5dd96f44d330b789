// Where lines can be put before the code that a finding is about: what inserts a snippet has no syntax tree at hand.
import type { CodeFile } from "../model/code-facts.ts";
import type { Finding } from "../model/finding.ts";
import type { ProgramModule, Statement } from "../model/program.ts";
import type { Position, Span } from "../model/range.ts";
import { oncePerModule } from "./code-search.ts";
import { spanContains, statementsOf, type PlacedStatement } from "./program-search.ts";

/** By line: the statement that starts first on it. */
type Starts = ReadonlyMap<number, PlacedStatement>;

/** The findings, those in code with the start of the statement that they stand in. */
export function withStatements(findings: readonly Finding[], code: ReadonlyMap<string, CodeFile>): readonly Finding[] {
  return findings.map((finding) => {
    const module = code.get(finding.at.file)?.module;
    const statementAt = module && statementBefore(module, finding.at.start);
    return statementAt ? { ...finding, statementAt } : finding;
  });
}

function statementBefore(module: ProgramModule, { line, character }: Position): Position | undefined {
  const starts = startsOf(module);
  const place: Span = [line, character, line, character];
  for (let above = line; above >= 0; above--) {
    const start = starts.get(above);
    const span = start?.statement.at;
    if (!span || span[2] < line || (span[2] === line && span[3] <= character)) continue;
    if (span[0] === line && span[1] > character) continue;
    // `handler = (event) => call(event)`: before it nothing is known of the event.
    const isElsewhere =
      start.functionIndex === 0 && module.functions.some(({ index, at }) => index > 0 && spanContains(at, place));
    return isElsewhere ? undefined : { line: span[0], character: span[1] };
  }
  return undefined;
}

const startsOf = oncePerModule((module): Starts => {
  const starts = new Map<number, PlacedStatement>();
  for (const placed of statementsOf(module)) {
    const { statement, within } = placed;
    if (isPartOfLine(statement, within.at(-1))) continue;
    const known = starts.get(statement.at[0]);
    if (!known || statement.at[1] < known.statement.at[1]) starts.set(statement.at[0], placed);
  }
  return starts;
});

/** The body of an arrow function, which no line can be put before, and `elif`, which has to follow its `if`. */
function isPartOfLine(statement: Statement, outer: Statement | undefined): boolean {
  if (statement.kind === "return") return statement.value?.at.join() === statement.at.join();
  return statement.kind === "if" && outer?.kind === "if" && outer.else.length === 1 && outer.else[0] === statement;
}
