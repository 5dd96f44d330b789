// What code shows of the requests it gets: where it takes their body or query in, and whether anything in it looks at their form.
import type { Expression, Pattern, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { oncePerModule } from "../code-search.ts";
import { callsOf, textOfLiteral } from "../calls.ts";
import { expressionsOf, statementsOf } from "../program-search.ts";

export type InputPart = "body" | "query";

export interface InputRead {
  readonly part: InputPart;
  readonly at: Span;
  readonly functionIndex: number;
  /** The variable that it is read from, where only being the handler's event makes it an event. */
  readonly of?: string;
}

const PARTS = new Map<string, InputPart>([
  ...["body", "rawBody", "json", "form", "get_json", "json_body", "raw_body"].map((name) => [name, "body"] as const),
  ...["queryStringParameters", "multiValueQueryStringParameters", "rawQueryString", "query", "args", "values"].map(
    (name) => [name, "query"] as const,
  ),
  ...["query_params", "query_string_parameters"].map((name) => [name, "query"] as const),
]);
/** Names that stand for the event or the request, in handlers and in what they call. */
const REQUEST = /^(event|evt|ev|e|req|request|ctx|current_request|current_event|lambda_event|lambdaEvent|apiEvent)$/;
/** Fields that an event of any trigger may have by that name. */
const FRAMEWORK_ONLY = new Set(["json", "form", "args", "values", "query", "get_json", "json_body", "raw_body"]);

/** Reads of a request's body or query, in source order. */
export const inputReadsOf = oncePerModule((module): readonly InputRead[] => {
  const reads: InputRead[] = [];
  const add = (name: string, object: Expression, at: Span, functionIndex: number): void => {
    const part = PARTS.get(name);
    const owner = object.kind === "name" ? object.name : object.kind === "member" ? object.property : undefined;
    if (part === undefined || typeof owner !== "string") return;
    const isRequest = REQUEST.test(owner);
    if (!isRequest && object.kind !== "name") return;
    const isEvent = !isRequest || (/^(e|ev|evt|.*event)$/i.test(owner) && owner !== "current_event");
    if (isEvent && FRAMEWORK_ONLY.has(name)) return;
    reads.push({ part, at, functionIndex, ...(!isRequest && { of: owner }) });
  };
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind === "member" && typeof expression.property === "string")
      add(expression.property, expression.object, expression.at, functionIndex);
    else if (expression.kind === "call" && expression.callee.kind === "member" && expression.callee.property === "get")
      add(textOfLiteral(expression.arguments[0]?.value) ?? "", expression.callee.object, expression.at, functionIndex);
  }
  const take = (pattern: Pattern, functionIndex: number, of?: string): void => {
    if (pattern.kind !== "object") return;
    for (const { key } of pattern.properties) {
      const part = FRAMEWORK_ONLY.has(key) ? undefined : PARTS.get(key);
      if (part !== undefined) reads.push({ part, at: pattern.at, functionIndex, ...(of !== undefined && { of }) });
    }
  };
  for (const { index, parameters } of module.functions) for (const { pattern } of parameters) take(pattern, index);
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "assign" || statement.value.kind !== "name") continue;
    const { name } = statement.value;
    take(statement.target, functionIndex, REQUEST.test(name) ? undefined : name);
  }
  return reads.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
});

/** True when the read is one of the handler's event, whatever that is called. */
export function isOfEvent(
  { functions, language }: ProgramModule,
  handlerIndex: number,
  { of, functionIndex }: InputRead,
): boolean {
  const handler = functions[handlerIndex];
  const event = handler?.parameters[language === "python" && handler.classIndex !== undefined ? 1 : 0]?.pattern;
  if (handlerIndex === 0 || event?.kind !== "name" || event.name !== of) return false;
  let index: number | undefined = functionIndex;
  while (index !== undefined && index !== handlerIndex) index = functions[index]?.parent;
  return index === handlerIndex;
}

/** Packages that check the form of data, GraphQL servers against their schema among them. Sources: their pages on npm and PyPI. */
const VALIDATION_PACKAGES =
  /^(zod|joi|@hapi\/joi|yup|ajv|superstruct|valibot|io-ts|runtypes|arktype|typebox|@sinclair\/typebox|class-validator|validator|express-validator|celebrate|jsonschema|is-my-json-valid|tv4|indicative|fastest-validator|@middy\/validator|@aws-lambda-powertools\/(parser|validation)|express-openapi-validator|openapi-backend|@nestjs\/common|pydantic|marshmallow|webargs|cerberus|voluptuous|schema|fastjsonschema|jsonschema_rs|trafaret|colander|wtforms|flask_wtf|attrs?|cattrs|msgspec|typeguard|fastapi|flask_restx|flask_restful|flask_smorest|connexion|ninja|graphql|apollo-server-lambda|@apollo\/server|graphene|ariadne|strawberry|aws_lambda_powertools\.utilities\.(validation|parser))(\/|\.|$)/;
const VALIDATING_NAME =
  /(^|[._])(is_?valid|valid|sanitiz|sanitis|assert|fullmatch|isinstance|is_?nan|is_?(integer|finite|safe_?integer|array)|parse_?schema|check_?(input|body|request|param|event|payload|schema))/i;
const REFUSALS = new Set<unknown>([400, 422, "400", "422"]);

/** Indexes of functions that look at the form of what they get: they validate by name, ask for types, or refuse requests as malformed. */
export const checkingFunctionsOf = oncePerModule((module): ReadonlySet<number> => {
  const checking = new Set<number>();
  for (const { expression, functionIndex } of expressionsOf(module))
    if (isCheck(expression)) checking.add(functionIndex);
  for (const { name, functionIndex } of callsOf(module)) if (VALIDATING_NAME.test(name)) checking.add(functionIndex);
  for (const { index, decorators } of module.functions)
    if (decorators?.some((one) => one.kind === "call" && /valid/i.test(lastName(one.callee)))) checking.add(index);
  return checking;
});

function isCheck(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return REFUSALS.has(expression.value);
    case "member":
      return /^(BAD_REQUEST|BadRequest|UNPROCESSABLE_ENTITY)/.test(lastName(expression));
    case "name":
      return /^(BadRequest|ValidationError|UnprocessableEntity)/.test(expression.name);
    case "unary":
      return expression.operator === "typeof";
    case "binary":
      return expression.operator === "instanceof";
    case "call":
      return expression.callee.kind === "member" && /^(test|match)$/.test(lastName(expression.callee));
    default:
      return false;
  }
}

function lastName(expression: Expression): string {
  if (expression.kind === "name") return expression.name;
  return expression.kind === "member" && typeof expression.property === "string" ? expression.property : "";
}

export const usesValidationPackage = oncePerModule((module: ProgramModule): boolean =>
  module.imports.some(({ module: name }) => VALIDATION_PACKAGES.test(name)),
);
