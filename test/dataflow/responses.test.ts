import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

describe("errors in responses", () => {
  taintTable(
    { language: "js", triggers: ["api"] },
    {
      "stack in the body": `
exports.handler = async () => {
  try { await work(); } catch (err) {
    return { statusCode: 500, body: err.stack };
    //                              ^^^^^^^^^ response error high stack
  }
};`,
      "message in JSON": `
exports.handler = async () => {
  try { await work(); } catch (err) {
    return { statusCode: 500, body: JSON.stringify({ ok: false, message: err.message }) };
    //                                                                   ^^^^^^^^^^^ response error high message
  }
};`,
      "status and name are harmless": `
exports.handler = async () => {
  try { await work(); } catch (err) { return { statusCode: err.statusCode || 500, body: err.code + err.name }; }
};`,
      "generic answer": `
exports.handler = async () => {
  try { await work(); } catch (err) { console.error(err); return { statusCode: 500, body: "failed" }; }
};`,
      "the app's own error": `
class Invalid extends Error {}
exports.handler = async () => {
  try { await work(); } catch (err) {
    if (err instanceof Invalid) return { statusCode: 400, body: err.message };
    return { statusCode: 500 };
  }
};`,
      "one of the app's own errors, in a function that answers": `
class Invalid extends Error {}
class Missing extends Error {}
const answer = (err) => ({ statusCode: 500, body: err.message });
exports.handler = async () => {
  try { await work(); } catch (err) {
    if (err instanceof Invalid || err instanceof Missing) return answer(err);
    return { statusCode: 500 };
  }
};`,
      "the app's own error with the text of another": `
class Invalid extends Error {}
exports.handler = async () => {
  try {
    try { await work(); } catch (cause) { throw new Invalid(cause.message); }
  } catch (err) {
    if (err instanceof Invalid) return { statusCode: 400, body: err.message };
    //                                                          ^^^^^^^^^^^ response error high message.message
    return { statusCode: 500 };
  }
};`,
      "a function that describes the error, for the answer or for the log": `
const described = (err) => ({ why: String(err), frames: err.stack });
const reply = (statusCode, body) => ({ statusCode, body: JSON.stringify(body) });
exports.handler = async () => {
  try { await work(); } catch (err) { return reply(500, described(err)); }
  //                                                              ^^^ response error high
};`,
      "a function that is given the error and makes the answer": `
const answer = (err) => ({ statusCode: 500, body: JSON.stringify({ ok: false, why: String(err) }) });
//                                                                                 ^^^^^^^^^^^ response error high
exports.handler = async () => {
  try { await work(); } catch (err) { return answer(err); }
};`,
      "a middleware that answers errors": `
import middy from "@middy/core";
const errors = { onError: (request) => {
  request.response = { statusCode: 500, body: JSON.stringify({ error: request.error.message }) };
  //                                                                  ^^^^^^^^^^^^^^^^^^^^^ response error high message
} };
const status = { onError: (request) => { request.response = { statusCode: request.error.statusCode }; } };
export const handler = middy(async () => ({ statusCode: 200 })).use(errors).use(status);`,
      "through a helper that builds the response": `
const answer = (statusCode, body) => ({ statusCode, body: JSON.stringify(body) });
exports.handler = async () => {
  try { return answer(200, await work()); } catch (err) {
    return answer(500, { error: String(err) });
    //                          ^^^^^^^^^^^ response error high
  }
};`,
      "caught in a helper": `
const attempt = async () => {
  try { return { statusCode: 200 }; } catch (err) {
    return { statusCode: 500, body: err.message };
    //                              ^^^^^^^^^^^ response error high message
  }
};
exports.handler = async () => attempt();`,
      "callback with an error and with a response": `
exports.handler = (event, context, callback) => {
  work((err, data) => {
    if (err) {
      callback(err);
      //       ^^^ response error medium
      callback(null, { statusCode: 500, body: err.message });
      //                                      ^^^^^^^^^^^ response error high message
      callback(null, { statusCode: 500, body: "failed" });
      callback(new Error("failed"));
    }
    callback(null, { statusCode: 200, body: JSON.stringify(data) });
  });
};`,
      "context.fail and context.succeed": `
exports.handler = (event, context) => {
  work().then((d) => context.succeed(d)).catch((e) => context.fail(e));
  //                                                               ^ response error medium
};`,
      "rejected promise": `
exports.handler = async () => work().catch((e) => ({ statusCode: 500, body: e.message }));
//                                                                          ^^^^^^^^^ response error high message`,
      "environment as a whole": `
exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ all: process.env, one: process.env.STAGE }) });
//                                                                            ^^^^^^^^^^^ response environment high`,
      "one variable of the environment": `
exports.handler = async () => ({ statusCode: 200, body: process.env.STAGE });`,
      "the event sent back is no error": `
exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ input: event }) });`,
    },
  );
  taintTable(
    { language: "js", triggers: ["sqs"] },
    {
      "nobody waits for the answer of a queue's function": `
exports.handler = async () => { try { await work(); } catch (err) { return { body: err.stack }; } };`,
    },
  );
  taintTable(
    { language: "js", triggers: ["api"], classes: ["log"] },
    {
      "events in the log": `
exports.handler = async (event) => {
  console.log("got", event);
  //                 ^^^^^ log event high
  console.log("ready");
  try { await work(); } catch (err) { console.error(err); }
};`,
    },
  );
});
