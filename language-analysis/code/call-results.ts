import type { Expression } from "../model/program.ts";
import type { Evaluator } from "./evaluator.ts";
import { botoOperationObject, botoResult, libraryResult, type SdkValue } from "./sdk-values.ts";
import { serviceWord } from "./sdk/services.ts";
import type { AbstractValue, CallExpression, Located, Place } from "./values.ts";

/** Functions that answer with their first argument, as far as the map cares. */
const TRANSPARENT = new Set([
  "JSON.parse",
  "JSON.stringify",
  "Object.freeze",
  "String",
  "Promise.resolve",
  "copy.deepcopy",
  "decodeURIComponent",
  "dict",
  "json.dumps",
  "json.loads",
  "list",
  "str",
  "unquote",
  "unquote_plus",
  "urllib.parse.unquote",
  "urllib.parse.unquote_plus",
]);
/** Methods that answer with what they are called on. */
const SELF_METHODS = new Set(["decode", "strip", "toString", "trim", "promise", "bind"]);

/** Methods that put texts together; `code-values.ts` knows how. */
const TEXT_METHODS = new Set(["concat", "format", "join"]);

/** What a call answers with. */
export function applyCall(evaluator: Evaluator, call: CallExpression, place: Place): readonly AbstractValue[] {
  const { callee } = call;
  const first = call.arguments[0];
  if (first && !first.spread && TRANSPARENT.has(dottedName(callee))) return evaluator.evaluate(first.value, place);
  const [, second] = call.arguments;
  if (first && second && callee.kind === "name" && callee.name === "getattr") {
    const name = textOf(evaluator, second.value, place);
    return name === undefined
      ? [{ kind: "unknown", reason: "its name is computed" }]
      : evaluator.member(first.value, name, place);
  }
  if (callee.kind === "member" && typeof callee.property === "string") {
    const received = receiverResult(evaluator, call, callee.property, evaluator.evaluate(callee.object, place), place);
    if (received) return received;
    if (TEXT_METHODS.has(callee.property)) return [{ kind: "expression", expression: call, place }];
  }
  return evaluator.evaluate(callee, place).flatMap((value) => callValue(evaluator, value, call, place));
}

/** Methods whose answer depends on what they are called on: `environ.get("X")`, `event.get("body")`. */
function receiverResult(
  evaluator: Evaluator,
  call: CallExpression,
  method: string,
  receivers: readonly AbstractValue[],
  place: Place,
): readonly AbstractValue[] | undefined {
  const [receiver] = receivers;
  if (method === "bind" && receiver && receivers.every(isSdkMethod)) return receivers;
  if (!receiver || receivers.length !== 1) return undefined;
  if (method === "get" && (receiver.kind === "environment" || receiver.kind === "event" || isObject(receiver))) {
    const [key, fallback] = call.arguments;
    const name = key && textOf(evaluator, key.value, place);
    if (name === undefined) return [{ kind: "unknown", reason: "its key is computed" }];
    const found = evaluator.project(receiver, name);
    const [only] = found;
    if (fallback && only?.kind === "environment") return [{ ...only, fallback: { expression: fallback.value, place } }];
    return found.length > 0 || !fallback ? found : evaluator.evaluate(fallback.value, place);
  }
  const isPlain =
    receiver.kind === "event" || receiver.kind === "environment" || receiver.kind === "parameter" || isText(receiver);
  if (SELF_METHODS.has(method) && isPlain) return receivers;
  return undefined;
}

function callValue(
  evaluator: Evaluator,
  value: AbstractValue,
  call: CallExpression,
  place: Place,
): readonly AbstractValue[] {
  if (value.kind === "sdk") {
    const made = sdkResult(evaluator, value.value, call, place);
    return made ?? [{ kind: "unknown", reason: "it is the answer of an SDK call" }];
  }
  if (value.kind === "import") {
    if (value.module === "os" && value.path[0] === "getenv") return environmentCall(evaluator, call, place);
    const wrapped = WRAPPING.has(value.path.at(-1) ?? "") ? call.arguments[0] : undefined;
    if (wrapped) return evaluator.evaluate(wrapped.value, place);
    return [{ kind: "unknown", reason: `it is the answer of ${calleeText(call)}()` }];
  }
  if (value.kind !== "expression") return [{ kind: "unknown", reason: `it is the answer of ${calleeText(call)}()` }];
  if (value.expression.kind === "class") {
    return [{ kind: "instance", classIndex: value.expression.index, place: value.place }];
  }
  if (value.expression.kind === "function") {
    const { index } = value.expression;
    const inside = { index: value.place.index, functionIndex: index };
    return (value.place.index.returns[index] ?? []).flatMap((one) => evaluator.evaluate(one, inside));
  }
  if (LOADERS.has(dottedName(call.callee))) {
    const name = call.arguments[0] && textOf(evaluator, call.arguments[0].value, place);
    if (name !== undefined) return evaluator.importValues(place.index, name, []);
  }
  // Put together by a library or the language: kept, for `format` and `join`.
  return [{ kind: "expression", expression: call, place }];
}

/** `await import("...")`, `importlib.import_module("...")`. */
const LOADERS = new Set(["import", "importlib.import_module", "require"]);

/** Ends of names of tracing functions from any package, `tracer.captureAWSv3Client(client)` included. */
const WRAPPING = new Set(["captureAWS", "captureAWSClient", "captureAWSv3Client", "promisify"]);

function environmentCall(evaluator: Evaluator, call: CallExpression, place: Place): readonly AbstractValue[] {
  const [key, fallback] = call.arguments;
  const name = key && textOf(evaluator, key.value, place);
  if (name === undefined) return [{ kind: "unknown", reason: "its key is computed" }];
  return [{ kind: "environment", name, ...(fallback ? { fallback: { expression: fallback.value, place } } : {}) }];
}

function sdkResult(
  evaluator: Evaluator,
  value: SdkValue,
  call: CallExpression,
  place: Place,
): readonly AbstractValue[] | undefined {
  const sdk = (made: SdkValue | undefined): readonly AbstractValue[] | undefined =>
    made && [{ kind: "sdk", value: made }];
  const argument = (position: number, ...names: readonly string[]): Located | undefined => {
    const named = call.arguments.find((one) => one.name !== undefined && names.includes(one.name));
    const found = named ?? call.arguments.filter((one) => one.name === undefined)[position];
    return found && !found.spread ? { expression: found.value, place } : undefined;
  };
  const text = (located: Located | undefined) => located && textOf(evaluator, located.expression, located.place);
  switch (value.kind) {
    case "constructor": {
      const options = argument(0);
      const bound = options && value.client.api === "v2" ? boundParameters(evaluator, options) : undefined;
      const isForeign = options && ["credentials", "accessKeyId"].some((name) => isGiven(evaluator, options, name));
      const client = isForeign ? { ...value.client, isForeign } : value.client;
      return sdk({ kind: "client", client, ...(bound ? { bound } : {}) });
    }
    case "command-constructor": {
      const { service, operation } = value;
      return sdk({ kind: "command", service, operation, input: argument(0), made: { expression: call, place } });
    }
    case "wrapper": {
      if (value.as) return sdk({ kind: "client", client: value.as });
      const inner = argument(0);
      return inner && evaluator.evaluate(inner.expression, inner.place);
    }
    case "library": {
      const { library } = value;
      const places = library.id?.split("|") ?? [];
      const position = Number(places.find((place) => /^\d+$/.test(place)) ?? 99);
      const id = argument(position, ...places) ?? optionOf(evaluator, call, place, places);
      return sdk({
        kind: "library-object",
        library,
        id: id ?? (library.members && firstMember(evaluator, argument(0))),
      });
    }
    case "library-object":
      return sdk(value);
    case "library-method":
      return sdk(libraryResult(value, value.name === "build" ? importedNames(evaluator, argument(0)) : []));
    case "boto-session-constructor":
      return sdk({ kind: "boto-session", ...foreign(evaluator, call, place) });
    case "boto-factory": {
      const service = serviceWord(text(argument(0, "service_name")) ?? "");
      if (service === undefined) return undefined;
      const isForeign = value.isForeign ?? foreign(evaluator, call, place).isForeign;
      const client = { service, api: "boto3", ...(isForeign && { isForeign }) } as const;
      if (value.makes === "client") return sdk({ kind: "client", client });
      return sdk({ kind: "boto-resource", service });
    }
    case "boto-resource-method":
      return sdk(
        botoResult(value, argument(0, "name", "url", "arn", "QueueName", "Name", "bucket_name", "TableName", "Bucket")),
      );
    case "boto-object-method":
      return sdk(botoResult(value, undefined));
    case "client-method": {
      const { name, client } = value;
      if (client.api !== "boto3" || (name !== "get_paginator" && name !== "get_waiter")) return undefined;
      return sdk(botoOperationObject(client.service, name, text(argument(0, "operation_name", "waiter_name")) ?? ""));
    }
    case "boto-meta":
    case "boto-object":
    case "boto-operation":
    case "boto-operation-method":
    case "boto-resource":
    case "boto-session":
    case "client":
    case "command":
    case "operation-function":
    case "signer":
    case "upload-constructor":
      return undefined;
  }
}

/** Names of the role's own credentials in the environment. */
const OWN_CREDENTIALS = /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;

function isForeignValue(value: AbstractValue): boolean {
  if (value.kind === "environment") return value.name === undefined || !OWN_CREDENTIALS.test(value.name);
  if (value.kind === "import") return !/credential-provider-node|credential-providers/.test(value.module);
  return value.kind !== "expression" || value.expression.kind !== "literal" || value.expression.value !== null;
}

/** `new S3({ credentials })`, unless they are the role's own. */
function isGiven(evaluator: Evaluator, { expression, place }: Located, name: string): boolean {
  const whole = evaluator.evaluate(expression, place);
  if (!whole.some(isObject)) return false;
  const parts = evaluator.member(expression, name, place).flatMap((value) => {
    if (!isObject(value)) return [value];
    return evaluator.project(value, "accessKeyId");
  });
  return parts.length > 0 && parts.every(isForeignValue);
}

/** `boto3.client("s3", aws_access_key_id=...)`. */
function foreign(evaluator: Evaluator, call: CallExpression, place: Place): { readonly isForeign?: true } {
  const key = call.arguments.find(({ name }) => name === "aws_access_key_id");
  const values = key ? evaluator.evaluate(key.value, place) : [];
  return values.length > 0 && values.every(isForeignValue) ? { isForeign: true } : {};
}

/** `new Entity(model, { table })`: the property of an options object. */
function optionOf(
  evaluator: Evaluator,
  call: CallExpression,
  place: Place,
  names: readonly string[],
): Located | undefined {
  for (const { value } of call.arguments) {
    for (const one of evaluator.evaluate(value, place)) {
      if (one.kind !== "expression" || one.expression.kind !== "object") continue;
      const own = one.expression.properties.findLast(({ key }) => typeof key === "string" && names.includes(key));
      if (own) return { expression: own.value, place: one.place };
    }
  }
  return undefined;
}

/** `new Service({ task: Task })`: one of what is put together, which all are for the same resource. */
function firstMember(evaluator: Evaluator, members: Located | undefined): Located | undefined {
  const whole = members ? evaluator.evaluate(members.expression, members.place) : [];
  for (const one of whole) {
    if (one.kind !== "expression" || one.expression.kind !== "object") continue;
    const [first] = one.expression.properties;
    if (first) return { expression: first.value, place: one.place };
  }
  return undefined;
}

/** The names under which what stands there is imported. */
export function importedNames(evaluator: Evaluator, located: Located | undefined): readonly string[] {
  const values = located ? evaluator.evaluate(located.expression, located.place) : [];
  return values.flatMap((value) => (value.kind === "import" ? (value.path.at(-1) ?? []) : []));
}

function boundParameters(evaluator: Evaluator, options: Located): Located | undefined {
  const found = evaluator.member(options.expression, "params", options.place).find(isObject);
  return found?.kind === "expression" ? found : undefined;
}

/** The text that an expression always is; absent when it is none or several. */
export function textOf(evaluator: Evaluator, expression: Expression, place: Place): string | undefined {
  const values = evaluator.evaluate(expression, place);
  const [only] = values;
  if (values.length !== 1 || only?.kind !== "expression" || only.expression.kind !== "literal") return undefined;
  return only.expression.value === null ? undefined : String(only.expression.value);
}

function isObject(value: AbstractValue): boolean {
  return value.kind === "expression" && value.expression.kind === "object";
}

function isSdkMethod(value: AbstractValue): boolean {
  return value.kind === "sdk" && value.value.kind.endsWith("-method");
}

function isText(value: AbstractValue): boolean {
  return value.kind === "expression" && (value.expression.kind === "literal" || value.expression.kind === "template");
}

/** `a.b.c` as text; empty for every other shape. */
export function dottedName(expression: Expression): string {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "this") return "this";
  if (expression.kind !== "member" || typeof expression.property !== "string") return "";
  const object = dottedName(expression.object);
  return object === "" ? "" : `${object}.${expression.property}`;
}

function calleeText(call: CallExpression): string {
  const { callee } = call;
  const name = dottedName(callee);
  if (name !== "") return name;
  return callee.kind === "member" && typeof callee.property === "string" ? callee.property : "a function";
}
