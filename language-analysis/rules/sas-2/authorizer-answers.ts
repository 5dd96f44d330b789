// What the code of an authorizer answers: where it lets callers in, and what it looks at before.
import type { Expression, ProgramModule } from "../../model/program.ts";
import { argumentOf, callsOf, textOfLiteral } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { isLogCall } from "../log-calls.ts";
import { expressionsOf, spanContains, statementsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";

export interface AuthorizerAnswers {
  readonly allows: readonly (CodePlace & { readonly isInCatch: boolean })[];
  /** Resource of an allowing statement that is everything. */
  readonly everything: readonly CodePlace[];
  /** By function: refuses, throws, or branches on something. */
  readonly refusing: ReadonlySet<number>;
  /** By function: reads the token or anything of the request. */
  readonly looking: ReadonlySet<number>;
  /** By function: calls something that may know better, and may refuse by an error. */
  readonly asking: ReadonlySet<number>;
}

const REQUEST =
  /^(authorizationToken|headers|multiValueHeaders|identitySource|queryStringParameters|requestContext|cookies|pathParameters|body|stageVariables)$/;
const POLICY_MAKER = /polic|auth|permission|allow|respon|generate|build/i;

/** Calls that take texts apart, log, or put the answer together. */
const PLAIN =
  /^(console|logger|logging|log|JSON|json|Buffer|base64|String|str|Math|Date|Object|atob)\b|^print$|\.(split|replace|trim|strip|get|toString|toLowerCase|lower|decode|slice|substring|startsWith|startswith|endsWith|endswith|includes|indexOf|test|match|join|push|append)$|^\w*Error$|^Exception$|polic|permission|respon|generate|build|^callback$|^(jwt|jsonwebtoken)\.decode$|allow(AllMethods|_all_methods)$/i;

export const authorizerAnswersOf = oncePerModule((module): AuthorizerAnswers => {
  const catches = catchSpans(module);
  const allows: (CodePlace & { isInCatch: boolean })[] = [];
  const everything: CodePlace[] = [];
  const refusing = new Set<number>();
  const looking = new Set<number>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind === "throw" || statement.kind === "if" || statement.kind === "switch")
      refusing.add(functionIndex);
  }
  const asks = callsOf(module).filter(
    ({ name, call }) => !PLAIN.test(name) && !ALLOWING.test(lastOf(name)) && !isLogCall(name) && call.isNew !== true,
  );
  const allow = (expression: Expression, functionIndex: number): void => {
    // A second way to verify, tried when the first one fails, is no error any more.
    const isInCatch = catches.some(
      (span) =>
        spanContains(span, expression.at) &&
        !asks.some(({ at }) => spanContains(span, at) && !spanContains(at, expression.at) && at[0] < expression.at[0]),
    );
    allows.push({ at: expression.at, functionIndex, isInCatch });
  };
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind === "conditional") refusing.add(functionIndex);
    if (expression.kind === "literal" && /^(deny|unauthorized)$/i.test(String(expression.value)))
      refusing.add(functionIndex);
    if (expression.kind === "member" && typeof expression.property === "string" && REQUEST.test(expression.property))
      looking.add(functionIndex);
    if (expression.kind !== "object") continue;
    const value = (key: string) => expression.properties.find((one) => one.key === key)?.value;
    const effect = value("Effect");
    const authorized = value("isAuthorized");
    if (effect && textOfLiteral(effect) === "Allow" && isInvoke(value("Action"))) allow(effect, functionIndex);
    if (effect && textOfLiteral(effect) !== "Deny" && isInvoke(value("Action"))) {
      const resource = value("Resource");
      if (resource && /^(\*|arn:aws:execute-api:\*:\*:\*)$/.test(textOfLiteral(resource) ?? ""))
        everything.push({ at: resource.at, functionIndex });
    }
    if (authorized?.kind === "literal" && authorized.value === true) allow(authorized, functionIndex);
    if (authorized && !(authorized.kind === "literal" && authorized.value === true)) refusing.add(functionIndex);
  }
  const asking = new Set<number>();
  for (const { call, name, functionIndex } of callsOf(module)) {
    if (!PLAIN.test(name)) asking.add(functionIndex);
    const last = lastOf(name);
    const isAllowing =
      ALLOWING.test(last) && call.arguments.some(({ value }) => isMethod(module, value, functionIndex));
    if (isAllowing || /^allow(AllMethods|_all_methods)$/.test(last)) allow(call, functionIndex);
    const star = isAllowing && call.arguments.find(({ value }) => textOfLiteral(value) === "*");
    if (star) everything.push({ at: star.value.at, functionIndex });
    if (/^(deny(AllMethods|_all_methods)|fail)$/.test(last)) refusing.add(functionIndex);
    if (!POLICY_MAKER.test(last)) continue;
    for (let index = 0; index < 4; index++) {
      const given = argumentOf(call, index);
      if (given && textOfLiteral(given)?.toLowerCase() === "allow") allow(given, functionIndex);
    }
    const named = call.arguments.find((one) => one.name === "effect")?.value;
    if (named && textOfLiteral(named)?.toLowerCase() === "allow") allow(named, functionIndex);
  }
  return { allows, everything, refusing, looking, asking };
});

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Functions of one's own that build the allowing answer: `allow(principal, arn)`, `policy.allow(event.methodArn)`. */
const ALLOWING =
  /^(generate_?|build_?|create_?|make_?|grant_?)?(allow|allow_?(all|policy|request|access|response|method))$/i;

/** The ARN of the method that is asked for, or everything. */
function isMethod(module: ProgramModule, value: Expression, functionIndex: number): boolean {
  if (textOfLiteral(value) === "*") return true;
  for (const part of variablesOf(module).origins(value, functionIndex)) {
    const name = part.kind === "name" ? part.name : part.kind === "member" ? part.property : textOfLiteral(part);
    if (typeof name === "string" && /^(method_?arn|route_?arn)$/i.test(name)) return true;
  }
  return false;
}

function isInvoke(action: Expression | undefined): boolean {
  const texts =
    action?.kind === "array" ? action.items.map((item) => textOfLiteral(item.value)) : [textOfLiteral(action)];
  return texts.some((text) => text !== undefined && /^(execute-api:|\*$)/i.test(text));
}

function catchSpans(module: ProgramModule) {
  const spans = [];
  for (const { statement } of statementsOf(module)) {
    if (statement.kind === "try") spans.push(...statement.handlers.map(({ at }) => at));
  }
  return spans;
}
