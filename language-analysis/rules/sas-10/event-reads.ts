// What a handler reads out of its event: the parts tell what is in it where no trigger does.
import type { Expression, ProgramModule } from "../../model/program.ts";
import { spanOf, type SourceRange } from "../../model/range.ts";
import { textOfLiteral } from "../calls.ts";
import { oncePerModule } from "../code-search.ts";
import { expressionsOf, sameSpan, statementsOf } from "../program-search.ts";
import { readOf } from "../sas-2/caller-claims.ts";
import { namesIn, variablesOf } from "../variables.ts";

export interface EventReads {
  /** Parts that only requests of HTTP have are among them. */
  readonly isRequest: boolean;
  /** The first part whose name is sensitive. */
  readonly sensitive?: string;
  /** What is written to the log is the event itself. */
  readonly isLogged: boolean;
}

const OF_REQUESTS =
  /^(queryStringParameters|multiValueQueryStringParameters|pathParameters|headers|multiValueHeaders|httpMethod|rawPath|rawQueryString)$/;

export function eventReadsOf(
  module: ProgramModule,
  functionIndex: number,
  isSensitive: (name: string) => boolean,
  loggedAt: SourceRange,
): EventReads {
  const [event] = module.functions[functionIndex]?.parameters ?? [];
  const names = new Set(namesIn(event?.pattern));
  const logged = spanOf(loggedAt);
  let isRequest = false;
  let isLogged = false;
  let sensitive: string | undefined;
  for (const { expression, functionIndex: place } of expressionsOf(module)) {
    if (place !== functionIndex) continue;
    if (expression.kind === "name" && names.has(expression.name) && module.file === loggedAt.file)
      isLogged ||= sameSpan(expression.at, logged);
    const read = partRead(expression, names);
    if (read === undefined) continue;
    isRequest ||= OF_REQUESTS.test(read);
    if (sensitive === undefined && isSensitive(read)) sensitive = read;
  }
  return { isRequest, isLogged, ...(sensitive !== undefined && { sensitive }) };
}

/** `event.part`, `event["part"]`, `event.get("part")`. */
function partRead(expression: Expression, names: ReadonlySet<string>): string | undefined {
  const isEvent = (object: Expression): boolean => object.kind === "name" && names.has(object.name);
  if (expression.kind === "member")
    return typeof expression.property === "string" && isEvent(expression.object) ? expression.property : undefined;
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.callee.property !== "get")
    return undefined;
  return isEvent(expression.callee.object) ? textOfLiteral(expression.arguments[0]?.value) : undefined;
}

/** Names under which code reads parts of a request's body, and where. */
export const bodyReadsOf = oncePerModule(
  (module): readonly { readonly name: string; readonly functionIndex: number }[] => {
    const found: { readonly name: string; readonly functionIndex: number }[] = [];
    const isBody = (object: Expression, functionIndex: number): boolean => {
      for (const part of variablesOf(module).origins(object, functionIndex))
        if (/^(body|json_body)$/.test(readOf(part)?.property ?? "")) return true;
      return false;
    };
    for (const { expression, functionIndex } of expressionsOf(module)) {
      const read = readOf(expression);
      if (read && isBody(read.object, functionIndex)) found.push({ name: read.property, functionIndex });
    }
    for (const { statement, functionIndex } of statementsOf(module)) {
      if (statement.kind !== "assign" || statement.target.kind !== "object" || !isBody(statement.value, functionIndex))
        continue;
      for (const { key } of statement.target.properties) found.push({ name: key, functionIndex });
    }
    return found;
  },
);
