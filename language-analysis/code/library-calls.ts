// Calls that a library sends in the app's name, and the resources that their arguments name.
import type { CodeValue } from "../model/code-facts.ts";
import { bucketsOf } from "./call-extras.ts";
import type { Span } from "../model/range.ts";
import { oneOf, valuesOf } from "./code-values.ts";
import type { Evaluator } from "./evaluator.ts";
import { modelId } from "./library-models.ts";
import type { AbstractValue, Located, LocatedCall } from "./values.ts";

export interface LibraryCall {
  readonly service: string;
  readonly operation: string;
  readonly resources: readonly CodeValue[];
  readonly given?: Readonly<Record<string, string>>;
  readonly isOptional?: true;
}

const DEEPEST = 3;
const CALL = /^(\?)?([\w-]+):(\w+)(%[rw])?(?:@([^+]+))?(?:\+(\w+)(?:<(\w+))?)?$/;

/** `sends` in the notation of `sdk/library.ts`; `id` is what the object was made for. */
export function libraryCalls(
  evaluator: Evaluator,
  located: LocatedCall,
  sends: string,
  id: Located | undefined,
): readonly LibraryCall[] {
  return sends.split(" ").flatMap((one): readonly LibraryCall[] => {
    const [, optional, service, operation, mode, places, argument, from] = CALL.exec(one) ?? [];
    if (service === undefined || operation === undefined) return [];
    if (mode !== undefined && !isOpenedFor(evaluator, located, mode)) return [];
    const resources = places === undefined ? [] : resourcesAt(evaluator, located, places, id);
    if (!resources) return [];
    const isGiven = argument !== undefined && (from === undefined || isTrue(evaluator, located, from));
    return [
      {
        service,
        operation,
        resources,
        ...(isGiven && { given: { [argument]: "*" } }),
        ...(optional !== undefined && { isOptional: true as const }),
      },
    ];
  });
}

/** The argument `mode` of a function that opens a file, `r` when it is left out; not known, it may be any. */
function isOpenedFor(evaluator: Evaluator, located: LocatedCall, mode: string): boolean {
  const keyword = argumentValues(evaluator, located, "mode");
  const values = keyword.length > 0 ? keyword : argumentValues(evaluator, located, "1");
  const [only] = valuesOf(evaluator, values, located.call.at);
  const text = only === undefined ? "r" : only.kind === "text" ? only.value : "r+w";
  return (mode === "%w" ? /[wax+]/ : /r|\+/).test(text);
}

function isTrue(evaluator: Evaluator, located: LocatedCall, name: string): boolean {
  const values = argumentValues(evaluator, located, name);
  return values.some(
    (value) => value.kind !== "expression" || value.expression.kind !== "literal" || value.expression.value === true,
  );
}

/** Absent when the call is about something else: a file that is not on S3, no path of the kind. */
function resourcesAt(
  evaluator: Evaluator,
  located: LocatedCall,
  places: string,
  id: Located | undefined,
): readonly CodeValue[] | undefined {
  const { at } = located.call;
  for (const place of places.split("|")) {
    const [, kind, path = ""] = /^(?:(keys|values|leaves|folders|path|s3|model):)?(.+)$/.exec(place) ?? [];
    const [name = "", inner] = path.split(".");
    const values = name === "own" ? ownValues(evaluator, id, 0) : argumentValues(evaluator, located, name);
    if (values.length === 0) continue;
    if (kind === "path") return bucketsOf(evaluator, values, at);
    if (kind === "s3") return s3Buckets(evaluator, values, at);
    if (kind === "model") return modelTables(evaluator, values, at);
    if (kind !== undefined) {
      const found = values.flatMap((value) => entries(evaluator, value, { kind, inner }, located));
      if (kind === "keys" || kind === "values") return found;
      const ofKind = found.filter((one) => isFolder(one) === (kind === "folders"));
      return ofKind.length > 0 ? ofKind : undefined;
    }
    const found = oneOf(valuesOf(evaluator, values, at), at);
    if (found) return [found];
  }
  if (/^s3:/.test(places)) return undefined;
  return [{ kind: "unresolved", reason: "it is not named here", at }];
}

/** The buckets of the values that are S3 URLs; absent when none is. */
function s3Buckets(evaluator: Evaluator, values: readonly AbstractValue[], at: Span): readonly CodeValue[] | undefined {
  const urls = values.filter((value) => valuesOf(evaluator, [value], at).some(isS3Url));
  return urls.length > 0 ? bucketsOf(evaluator, urls, at) : undefined;
}

export function isS3Url(value: CodeValue): boolean {
  if (value.kind === "choice") return value.options.some(isS3Url);
  const [first] = value.kind === "join" ? value.parts : [value];
  return first?.kind === "text" && /^s3[an]?:\/\//.test(first.value);
}

function isFolder(value: CodeValue): boolean {
  const last = value.kind === "join" ? value.parts.at(-1) : value;
  return last?.kind === "text" && last.value.endsWith("/");
}

/** The tables of models and of their items. */
function modelTables(evaluator: Evaluator, values: readonly AbstractValue[], at: Span): readonly CodeValue[] {
  const ids = values.flatMap((value) => modelId(evaluator, value) ?? []);
  const found = oneOf(
    valuesOf(
      evaluator,
      ids.flatMap((id) => evaluator.evaluate(id.expression, id.place)),
      at,
    ),
    at,
  );
  return [found ?? { kind: "unresolved", reason: "it is not named here", at }];
}

/** An entity of a table object stands for that table. */
function ownValues(evaluator: Evaluator, id: Located | undefined, depth: number): readonly AbstractValue[] {
  if (!id || depth > DEEPEST) return [];
  return evaluator.evaluate(id.expression, id.place).flatMap((value) => {
    if (value.kind !== "sdk") return [value];
    return value.value.kind === "library-object" ? ownValues(evaluator, value.value.id, depth + 1) : [];
  });
}

function argumentValues(evaluator: Evaluator, { call, place }: LocatedCall, name: string): readonly AbstractValue[] {
  const positional = call.arguments.filter((one) => one.name === undefined && !one.spread);
  if (/^\d+$/.test(name)) {
    const given = positional[Number(name)];
    return given ? evaluator.evaluate(given.value, place) : [];
  }
  const keyword = call.arguments.find((one) => one.name === name);
  if (keyword) return evaluator.evaluate(keyword.value, place);
  return positional.flatMap(({ value }) => {
    const isObject = evaluator
      .evaluate(value, place)
      .some((one) => one.kind === "expression" && one.expression.kind === "object");
    return isObject ? evaluator.member(value, name, place) : [];
  });
}

/** `inner`: the property of each value that is meant. */
function entries(
  evaluator: Evaluator,
  value: AbstractValue,
  { kind, inner }: { readonly kind: string; readonly inner: string | undefined },
  { call: { at } }: LocatedCall,
): readonly CodeValue[] {
  if (value.kind !== "expression" || value.expression.kind !== "object") return valuesOf(evaluator, [value], at);
  return value.expression.properties.flatMap(({ key, keyAt, value: own }): readonly CodeValue[] => {
    if (kind !== "keys") {
      const whole = evaluator.evaluate(own, value.place);
      const parts = inner === undefined ? whole : whole.flatMap((one) => evaluator.project(one, inner));
      return valuesOf(evaluator, parts, at);
    }
    if (typeof key === "string") return [{ kind: "text", value: key, at: keyAt }];
    return key ? valuesOf(evaluator, evaluator.evaluate(key, value.place), at) : [];
  });
}

/** The local endpoint of the Parameters and Secrets extension. Source: Systems Manager User Guide, "Using Parameter Store parameters in Lambda". */
const EXTENSION =
  /^https?:\/\/(?:localhost|127\.0\.0\.1):2773\/(systemsmanager\/parameters\/get|secretsmanager\/get)\/?\?(?:.*&)?(?:name|secretId)=([^&]*)(.*)$/s;
const REQUESTS = new Set(["fetch", "get", "request", "Request", "urlopen", "got", "axios"]);

/** A request to the extension is a call of the service behind it. */
export function extensionCall(evaluator: Evaluator, { call, place }: LocatedCall): LibraryCall | undefined {
  const { callee } = call;
  const name = callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : "";
  const given =
    call.arguments.find((one) => one.name === "url") ?? call.arguments.find((one) => one.name === undefined);
  if (typeof name !== "string" || !REQUESTS.has(name) || !given) return undefined;
  for (const value of valuesOf(evaluator, evaluator.evaluate(given.value, place), call.at)) {
    const parts = value.kind === "join" ? value.parts : [value];
    const text = parts[0]?.kind === "text" ? parts[0].value : "";
    const found = EXTENSION.exec(text);
    if (!found) continue;
    const [, path = "", literal = ""] = found;
    const isSecret = path.startsWith("secretsmanager");
    const named: CodeValue | undefined =
      literal === "" ? parts[1] : { kind: "text", value: decode(literal), at: call.at };
    return {
      service: isSecret ? "secretsmanager" : "ssm",
      operation: isSecret ? "GetSecretValue" : "GetParameter",
      resources: [named ?? { kind: "unresolved", reason: "it is not named here", at: call.at }],
    };
  }
  return undefined;
}

function decode(text: string): string {
  return text.replace(/%2F/gi, "/").replace(/%3A/gi, ":");
}
