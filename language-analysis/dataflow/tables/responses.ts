// What a function answers. Sources: AWS Lambda developer guide, "Define Lambda function handler in Node.js"; Express 4 API, "Response".
import type { PatternSink, SinkRow } from "./schema.ts";

const answers = "sends it to the caller";

export const RESPONSES: readonly SinkRow[] = [
  {
    kind: "everything",
    class: "response",
    apis: ["lambda.callback", "lambda.context.done"],
    argument: { index: 1 },
    effect: answers,
  },
  { kind: "everything", class: "response", apis: ["lambda.context.succeed"], argument: { index: 0 }, effect: answers },
  {
    kind: "text",
    class: "redirect",
    apis: ["express.response.redirect", "express.response.location"],
    argument: { index: 0 },
    effect: "sends the caller there",
  },
  {
    kind: "text",
    class: "redirect",
    apis: ["express.response.redirect"],
    argument: { index: 1 },
    effect: "sends the caller there",
  },
  // A proxy integration hides the error from the client; other integrations and direct callers see its message.
  {
    kind: "everything",
    class: "response",
    apis: ["lambda.callback", "lambda.context.done", "lambda.context.fail"],
    argument: { index: 0 },
    effect: "reports it to the caller",
    doubt: 1,
  },
];

export const RESPONSE_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["express"],
    rest: /^\.response\.(send|json|jsonp|end|write|text|html|response|error)$/,
    row: { kind: "everything", class: "response", argument: { index: 0 }, effect: answers },
  },
  {
    modules: ["express"],
    rest: /^\.response\.html$/,
    row: { kind: "text", class: "html", argument: { index: 0 }, effect: "sends it to the caller as HTML" },
  },
  // Errors that a framework answers with.
  {
    modules: ["@nestjs/common", "routing-controllers"],
    rest: /^\.(\w+Exception|\w*Error)$/,
    row: { kind: "everything", class: "response", argument: { index: 0 }, effect: answers },
  },
  {
    modules: ["graphql", "apollo-server", "apollo-server-lambda", "apollo-server-errors"],
    rest: /^\.(GraphQLError|ApolloError|UserInputError)$/,
    row: { kind: "everything", class: "response", argument: { index: 0 }, effect: answers },
  },
  {
    modules: ["hono/http-exception"],
    rest: /^\.HTTPException$/,
    row: { kind: "everything", class: "response", argument: { index: 1, properties: ["message"] }, effect: answers },
  },
  {
    modules: ["@trpc/server"],
    rest: /^\.TRPCError$/,
    row: { kind: "everything", class: "response", argument: { index: 0, properties: ["message"] }, effect: answers },
  },
  // A text is sent as HTML, where nothing else is said. Source: Express 4 API, `res.send`.
  {
    modules: ["express"],
    rest: /^\.response\.send$/,
    row: {
      kind: "text",
      class: "html",
      argument: { index: 0, properties: [], orText: true },
      effect: "sends it to the caller as HTML",
      joined: true,
    },
  },
];

/** Methods of an Express response that return it. */
export const RESPONSE_CHAIN =
  /^express\.response\.(status|code|set|header|headers|setHeader|type|contentType|cookie|setCookie|clearCookie|append|location|links|vary|attachment|format|writeHead)$/;

/** Functions of the platform that take a handler's answer, and at which place. */
export const ANSWER_ARGUMENTS: Readonly<Record<string, number | undefined>> = {
  "lambda.callback": 1,
  "lambda.context.done": 1,
  "lambda.context.succeed": 0,
};

/** Functions that set headers: a name and its value, or an object of them at the place. */
export const HEADER_SETTERS: Readonly<Record<string, number | undefined>> = {
  "express.response.set": 0,
  "express.response.header": 0,
  "express.response.setHeader": 0,
  "express.response.append": 0,
  "express.response.headers": 0,
  "express.response.writeHead": 1,
};

/**
 * Properties whose assignment is the answer: `body` as Koa sends it, `http` as an object with status, headers and body. Sources: Koa, "Context";
 * Middy, "How it works".
 */
export const ANSWERING: Readonly<Record<string, Readonly<Record<string, "body" | "http" | undefined>> | undefined>> = {
  body: { "express.response": "body", "express.response.response": "body" },
  response: { "middy.request": "http" },
};

/** Answers that no browser takes for a page. */
export const PLAIN_ANSWERS = /^(fastapi|starlette)\.responses\.PlainTextResponse$/;

/** Objects that are an answer: headers, and a body, by keyword. */
export const ANSWER_OBJECTS =
  /^(chalice(\.app)?|aws_lambda_powertools\.event_handler(\.api_gateway)?|flask(\.wrappers)?|quart|fastapi(\.responses)?|starlette\.responses)\.Response$|^bottle\.HTTPResponse$/;

/** What answers and does not come back. Sources: documentation of Koa, Hono, Flask, Werkzeug, Bottle, Flask-RESTful; Python library reference. */
export const ENDING =
  /^(express\.response\.throw|process\.exit|builtins\.(exit|quit)|sys\.exit|os\._exit|(flask|quart|bottle|flask_restful|flask_restx|flask_smorest|werkzeug\.exceptions)\.abort)$/;

/** What of an object that is request and answer belongs to the answer. */
export const ANSWER_MEMBERS: ReadonlySet<string> = new Set(
  `status sendStatus code set header headers setHeader type contentType cookie setCookie clearCookie append location links vary attachment format writeHead
  send sendFile sendfile download render json jsonp end write text html body response redirect error throw switchToHttp locals state var get`.split(
    /\s+/,
  ),
);
