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
    rest: /^\.response\.(send|json|jsonp|end|write)$/,
    row: { kind: "everything", class: "response", argument: { index: 0 }, effect: answers },
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
  /^express\.response\.(status|set|header|type|contentType|cookie|clearCookie|append|location|links|vary|attachment|format)$/;

/** Functions of the platform that take a handler's answer, and at which place. */
export const ANSWER_ARGUMENTS: Readonly<Record<string, number | undefined>> = {
  "lambda.callback": 1,
  "lambda.context.done": 1,
  "lambda.context.succeed": 0,
};
