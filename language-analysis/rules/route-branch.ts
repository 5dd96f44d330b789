// The part of a handler that serves one route or action, in handlers that serve several.
import type { Expression, ProgramModule, Statement } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import { partsOf, spanContains, statementsOf } from "./program-search.ts";

/** The branch for one route or action that the place stands in; the whole function where there is none. */
export function routeBranch(module: ProgramModule, at: Span, functionIndex: number): Span | undefined {
  let branch: Span | undefined = module.functions[functionIndex]?.at;
  for (const { statement, functionIndex: index } of statementsOf(module)) {
    if (index !== functionIndex || !spanContains(statement.at, at)) continue;
    if (statement.kind === "if" && asksForRoute(statement.test)) {
      const side = [statement.then, statement.else].find((body) => body.some((one) => spanContains(one.at, at)));
      if (side) branch = around(side);
    }
    if (statement.kind === "switch" && asksForRoute(statement.subject)) {
      const found = statement.cases.find(({ body }) => body.some((one) => spanContains(one.at, at)));
      if (found) branch = around(found.body);
    }
  }
  return branch;
}

const ROUTE = /^(path|rawPath|resource|routeKey|httpMethod|method|action|operation|fieldName|route)$/;

function asksForRoute(test: Expression): boolean {
  return [...partsOf(test)].some(
    (part) =>
      (part.kind === "member" && typeof part.property === "string" && ROUTE.test(part.property)) ||
      (part.kind === "name" && ROUTE.test(part.name)),
  );
}

function around(body: readonly Statement[]): Span | undefined {
  const [first, last] = [body[0], body.at(-1)];
  return first && last ? [first.at[0], first.at[1], last.at[2], last.at[3]] : undefined;
}
