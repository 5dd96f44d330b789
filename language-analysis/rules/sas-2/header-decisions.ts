// Answers of an authorizer that depend on nothing but headers which any client, or the platform for every client, sets.
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { textOfLiteral } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, spanContains, statementsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";
import { authorizerAnswersOf } from "./authorizer-answers.ts";

/** `at` is the test that lets callers in by the header. */
export interface HeaderDecision extends CodePlace {
  readonly header: string;
}

const OPEN_HEADER =
  /^(x-forwarded-\w+|x-real-ip|forwarded|via|user-agent|referer|origin|host|accept(-\w+)?|content-type)$/i;
/** Headers that serve to hand over a secret between two servers of the app. */
const MAY_BE_SECRET = /^(user-agent|referer)$/i;
const HEADERS = /^(multiValue)?headers$/i;
const OTHER_INPUT =
  /^(authorizationToken|identitySource|queryStringParameters|multiValueQueryStringParameters|requestContext|cookies|pathParameters|body|stageVariables)$/;
const TEXT_METHOD =
  /^(get|includes|indexOf|test|match|search|startsWith|endsWith|startswith|endswith|toLowerCase|toUpperCase|lower|upper|trim|strip|split|at|replace|toString)$/;

interface Test {
  readonly functionIndex: number;
  readonly expression: Expression;
  /** Where it holds. */
  readonly holds: (at: Span) => boolean;
}

export const headerDecisionsOf = oncePerModule((module): readonly HeaderDecision[] => {
  const tests = testsOf(module);
  return answersOf(module).flatMap((answer) => {
    let found: HeaderDecision | undefined;
    const before = tests.filter(
      ({ functionIndex, expression }) => functionIndex === answer.functionIndex && isBefore(expression.at, answer.at),
    );
    const own = answer.test ? [{ ...answer, expression: answer.test, holds: () => true }] : [];
    for (const { expression, functionIndex, holds } of [...before, ...own]) {
      const parts = disjuncts(expression).map((part) => ({ part, looks: looksAt(module, functionIndex, part) }));
      const isPassed = holds(answer.at)
        ? parts.some(({ looks }) => looks !== "other")
        : parts.every(({ looks }) => looks !== "other");
      if (!isPassed) return [];
      for (const { part, looks } of parts) {
        if (typeof looks === "object") found = { at: part.at, functionIndex, header: looks.header };
      }
    }
    return found ?? [];
  });
});

interface Answer extends CodePlace {
  /** Decides by itself whether the answer allows. */
  readonly test?: Expression;
}

function answersOf(module: ProgramModule): readonly Answer[] {
  const answers: Answer[] = authorizerAnswersOf(module).allows.filter(({ isInCatch }) => !isInCatch);
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind === "conditional" && textOfLiteral(expression.then)?.toLowerCase() === "allow")
      answers.push({ at: expression.at, functionIndex, test: expression.test });
    if (expression.kind !== "object") continue;
    const test = expression.properties.find(({ key }) => key === "isAuthorized")?.value;
    if (test && test.kind !== "literal") answers.push({ at: test.at, functionIndex, test });
  }
  return answers;
}

function testsOf(module: ProgramModule): readonly Test[] {
  return statementsOf(module).flatMap(({ statement, functionIndex }): Test[] => {
    if (statement.kind !== "if") return [];
    const holds = (at: Span) => statement.then.some((one) => spanContains(one.at, at));
    return [{ functionIndex, expression: statement.test, holds }];
  });
}

function disjuncts(expression: Expression): readonly Expression[] {
  if (expression.kind !== "binary" || expression.operator !== "||") return [expression];
  return [...disjuncts(expression.left), ...disjuncts(expression.right)];
}

/** At a header that anyone can set and at nothing else of the request, at nothing of it, or at something that may be a proof. */
function looksAt(
  module: ProgramModule,
  functionIndex: number,
  test: Expression,
): { readonly header: string } | "nothing" | "other" {
  let header: string | undefined;
  let isConfigured = false;
  for (const part of variablesOf(module).origins(test, functionIndex)) {
    const name = headerOf(part);
    if (name !== undefined) {
      if (!OPEN_HEADER.test(name)) return "other";
      header ??= name;
    } else if (part.kind === "call" && !isTextMethod(part)) return "other";
    else if (part.kind === "member" && typeof part.property === "string") {
      if (OTHER_INPUT.test(part.property)) return "other";
      isConfigured ||= /^(env|environ)$/.test(part.property);
    }
  }
  if (header === undefined) return "nothing";
  return isConfigured && MAY_BE_SECRET.test(header) ? "other" : { header };
}

/** `headers["X-Name"]`, `event.headers.get("X-Name")`. */
function headerOf(expression: Expression): string | undefined {
  if (expression.kind === "member")
    return typeof expression.property === "string" && expression.property !== "get" && isHeaders(expression.object)
      ? expression.property
      : undefined;
  if (expression.kind !== "call" || expression.callee.kind !== "member" || !isHeaders(expression.callee.object))
    return undefined;
  return expression.callee.property === "get" ? (textOfLiteral(expression.arguments[0]?.value) ?? "") : undefined;
}

function isHeaders(expression: Expression): boolean {
  if (expression.kind === "name") return HEADERS.test(expression.name);
  return expression.kind === "member" && typeof expression.property === "string" && HEADERS.test(expression.property);
}

function isTextMethod({ callee }: Extract<Expression, { kind: "call" }>): boolean {
  return callee.kind === "member" && typeof callee.property === "string" && TEXT_METHOD.test(callee.property);
}

function isBefore(a: Span, b: Span): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
}
