// Loops that go on while a page of results has a next one, and ask for the same page again. Sources: DynamoDB developer guide,
// "Paginating table query results"; API references of the services for the names of tokens.
import { say } from "../../model/message.ts";
import type { Expression, Pattern, ProgramModule, Statement } from "../../model/program.ts";
import { rangeOf } from "../../model/range.ts";
import { innerStatements, statementExpressions } from "../../model/program-parts.ts";
import { textOfLiteral } from "../calls.ts";
import { alsoRunBy, oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import { partsOf, statementsOf } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { variablesOf } from "../variables.ts";

type Call = Extract<Expression, { kind: "call" }>;

interface EndlessPaging extends CodePlace {
  /** The argument that would move on. */
  readonly start: string;
}

/** What an answer calls the place of its next page, and what a request calls the place to start at. */
const START_OF: Readonly<Record<string, string | undefined>> = {
  LastEvaluatedKey: "ExclusiveStartKey",
  LastEvaluatedTableName: "ExclusiveStartTableName",
  NextToken: "NextToken",
  nextToken: "nextToken",
  NextContinuationToken: "ContinuationToken",
  NextMarker: "Marker",
  NextPageToken: "PageToken",
  PaginationToken: "PaginationToken",
};
const STARTS =
  /^(exclusivestart\w*|\w*token|\w*marker|\w*cursor|startafter|pageidentifier|page|offset|paginationconfig|startkey|lastkey|\w*evaluatedkey)$/i;
const PAGED = /^(scan|query|list|describe|get|filter|search|select|lookup)(?=$|[A-Z_])/;

export function* endlessPaging(context: RuleContext): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, endlessLoopsOf)) {
    const [owner] = owners;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: `paging ${file} ${place.start}`,
      confidence: "high",
      message: say(
        "{0} reads the same page again and again once there is a second one: the loop never sets {1}.",
        owner.name,
        place.start,
      ),
      related: alsoRunBy(owners),
    };
  }
}

const endlessLoopsOf = oncePerModule((module): readonly EndlessPaging[] => {
  const found: EndlessPaging[] = [];
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "loop" || statement.items || !statement.test) continue;
    const token = nextPageIn(statement.test);
    const call = token && pagedCall(module, statement.body, token.holder);
    const start = token && START_OF[token.name];
    if (!call || start === undefined) continue;
    if (mayMoveOn(module, call, functionIndex)) continue;
    found.push({ at: call.at, functionIndex, start });
  }
  return found;
});

/** `answer.LastEvaluatedKey`, `answer["LastEvaluatedKey"]`, `answer.get("LastEvaluatedKey")`, `"LastEvaluatedKey" in answer`. */
function nextPageIn(test: Expression): { readonly name: string; readonly holder: string } | undefined {
  for (const part of partsOf(test)) {
    const [object, name] = partAsked(part);
    if (object?.kind === "name" && name !== undefined && START_OF[name] !== undefined)
      return { name, holder: object.name };
  }
  return undefined;
}

function partAsked(part: Expression): readonly [object?: Expression, name?: string | undefined] {
  if (part.kind === "member" && typeof part.property === "string") return [part.object, part.property];
  if (part.kind === "binary" && part.operator === "in") return [part.right, textOfLiteral(part.left)];
  const isGet = part.kind === "call" && part.callee.kind === "member" && part.callee.property === "get";
  return isGet && part.callee.kind === "member" ? [part.callee.object, textOfLiteral(part.arguments[0]?.value)] : [];
}

/** The only call in the loop that gives `holder` its next value, when it reads pages. */
function pagedCall(module: ProgramModule, body: readonly Statement[], holder: string): Call | undefined {
  const calls: Call[] = [];
  const stack = [...body];
  for (let statement = stack.pop(); statement; statement = stack.pop()) {
    stack.push(...innerStatements(statement));
    if (statement.kind === "assign" && statement.target.kind === "name" && statement.target.name === holder) {
      for (const part of partsOf(statement.value)) if (part.kind === "call" && isPaged(module, part)) calls.push(part);
    } else {
      // A call of the app's own, or an answer taken apart, may set it as well.
      const isSetElsewhere = statementExpressions(statement).some(
        (one) => one.kind === "assignment" && one.target.kind === "name" && one.target.name === holder,
      );
      if (isSetElsewhere) return undefined;
    }
  }
  return calls.length === 1 ? calls[0] : undefined;
}

function isPaged(module: ProgramModule, { callee, isNew }: Call): boolean {
  if (isNew) {
    if (callee.kind !== "name") return false;
    const { imported = callee.name } = module.imports.find(({ local }) => local === callee.name) ?? {};
    return PAGED.test(lowerFirst(imported)) && imported.endsWith("Command");
  }
  return callee.kind === "member" && typeof callee.property === "string" && PAGED.test(callee.property);
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** True unless all that is handed over is written here and none of it says where to start. */
function mayMoveOn(module: ProgramModule, call: Call, functionIndex: number): boolean {
  return call.arguments.some(({ name, value, spread }) => {
    if (name !== undefined && spread === undefined) return STARTS.test(name);
    return mayHoldStart(module, call, value, functionIndex, 0);
  });
}

function mayHoldStart(
  module: ProgramModule,
  call: Call,
  value: Expression,
  functionIndex: number,
  depth: number,
): boolean {
  if (value.kind === "object") {
    return value.properties.some(({ key, value: inner }) => {
      if (key === undefined) return mayHoldStart(module, call, inner, functionIndex, depth + 1);
      return typeof key !== "string" || STARTS.test(key);
    });
  }
  if (value.kind !== "name" || depth > 2) return true;
  const values = variablesOf(module).valuesOf(value.name, functionIndex);
  if (values.length === 0 || values.some((one) => mayHoldStart(module, call, one, functionIndex, depth + 1)))
    return true;
  return isChanged(module, value.name, call);
}

/** `params.ExclusiveStartKey = ...`, `params[name] = ...`, `params.update(...)`, and whatever else than the call gets it. */
function isChanged(module: ProgramModule, name: string, reads: Call): boolean {
  const isIt = (one: Expression | undefined) => one?.kind === "name" && one.name === name;
  const setsStart = (target: Pattern): boolean => {
    if (target.kind !== "member" || !isIt(target.object)) return false;
    const key = typeof target.property === "string" ? target.property : textOfLiteral(target.property);
    return key === undefined || STARTS.test(key);
  };
  for (const { statement } of statementsOf(module)) {
    if (statement.kind === "assign" && setsStart(statement.target)) return true;
    for (const expression of statementExpressions(statement)) {
      for (const part of partsOf(expression)) {
        if (part.kind === "assignment" && setsStart(part.target)) return true;
        if (part.kind !== "call" || part === reads) continue;
        if (part.callee.kind === "member" && isIt(part.callee.object)) return true;
        if (part.arguments.some((one) => isIt(one.value))) return true;
      }
    }
  }
  return false;
}
