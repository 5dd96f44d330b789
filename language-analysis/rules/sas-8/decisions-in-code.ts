// Whether code decides by a condition if it comes to a place.
import type { MapEdge, MapNode } from "../../model/app-map.ts";
import type { ProgramModule, Statement } from "../../model/program.ts";
import { innerStatements } from "../../model/program-parts.ts";
import { spanOf } from "../../model/range.ts";
import { oncePerModule } from "../code-search.ts";
import { spanContains, statementsOf } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";

/**
 * The call stands behind a condition, or after a statement that may leave the function; true for code that is not at hand. What is
 * written to a table is often collected under conditions before: there every condition ahead of the call counts.
 */
export function decidesFirst({ code }: RuleContext, { evidence }: MapEdge, { service }: MapNode): boolean {
  const calls = evidence.filter(({ kind }) => kind === "observed");
  return calls.some(({ at }) => {
    const module = code.get(at.file)?.module;
    if (!module) return true;
    const here = spanOf(at);
    const within = functionAround(module, here);
    return conditionsOf(module).some(
      ({ statement, functionIndex }) =>
        functionIndex === within &&
        (spanContains(statement.at, here) ||
          (statement.at[2] <= here[0] && (service === "dynamodb" || mayLeave(statement)))),
    );
  });
}

/** The call stands where errors are caught, and no condition there counts the attempts. */
export function isMadeOnFailure({ code }: RuleContext, { evidence }: MapEdge): boolean {
  return evidence.some(({ kind, at }) => {
    const module = kind === "observed" ? code.get(at.file)?.module : undefined;
    if (!module) return false;
    const here = spanOf(at);
    return statementsOf(module).some(
      ({ statement }) =>
        statement.kind === "try" &&
        statement.handlers.some(
          (handler) =>
            spanContains(handler.at, here) &&
            !conditionsOf(module).some((condition) => spanContains(handler.at, condition.statement.at)),
        ),
    );
  });
}

interface Condition {
  readonly statement: Statement;
  readonly functionIndex: number;
}

const conditionsOf = oncePerModule((module): readonly Condition[] =>
  statementsOf(module).flatMap(({ statement, functionIndex }) =>
    statement.kind === "if" || statement.kind === "switch" ? [{ statement, functionIndex }] : [],
  ),
);

function functionAround({ functions }: ProgramModule, here: ReturnType<typeof spanOf>): number {
  let found = 0;
  for (const { index, at } of functions) if (index > 0 && spanContains(at, here)) found = index;
  return found;
}

/** `if (key.startsWith("small/")) return;` */
function mayLeave(statement: Statement): boolean {
  const stack = [...innerStatements(statement)];
  for (let inner = stack.pop(); inner; inner = stack.pop()) {
    if (inner.kind === "return" || inner.kind === "jump" || inner.kind === "throw") return true;
    stack.push(...innerStatements(inner));
  }
  return false;
}
