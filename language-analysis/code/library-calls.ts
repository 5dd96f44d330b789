// Calls that a library sends in the app's name, and the resources that their arguments name.
import type { CodeValue } from "../model/code-facts.ts";
import { bucketsOf } from "./call-extras.ts";
import { oneOf, valuesOf } from "./code-values.ts";
import type { Evaluator } from "./evaluator.ts";
import type { AbstractValue, Located, LocatedCall } from "./values.ts";

export interface LibraryCall {
  readonly service: string;
  readonly operation: string;
  readonly resources: readonly CodeValue[];
}

const DEEPEST = 3;

/** `sends` in the notation of `sdk/libraries.ts`; `id` is what the object was made for. */
export function libraryCalls(
  evaluator: Evaluator,
  located: LocatedCall,
  sends: string,
  id: Located | undefined,
): readonly LibraryCall[] {
  return sends.split(" ").flatMap((one): readonly LibraryCall[] => {
    const [, service, operation, places] = /^([\w-]+):(\w+)(?:@(.+))?$/.exec(one) ?? [];
    if (service === undefined || operation === undefined) return [];
    return [{ service, operation, resources: places === undefined ? [] : resourcesAt(evaluator, located, places, id) }];
  });
}

function resourcesAt(
  evaluator: Evaluator,
  located: LocatedCall,
  places: string,
  id: Located | undefined,
): readonly CodeValue[] {
  const { at } = located.call;
  for (const place of places.split("|")) {
    const [, kind, name = ""] = /^(?:(keys|values|path):)?(.+)$/.exec(place) ?? [];
    const values = name === "own" ? ownValues(evaluator, id, 0) : argumentValues(evaluator, located, name);
    if (values.length === 0) continue;
    if (kind === "path") return bucketsOf(evaluator, values, at);
    if (kind === "keys" || kind === "values")
      return values.flatMap((value) => entries(evaluator, value, kind, located));
    const found = oneOf(valuesOf(evaluator, values, at), at);
    if (found) return [found];
  }
  return [{ kind: "unresolved", reason: "it is not named here", at }];
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

function entries(
  evaluator: Evaluator,
  value: AbstractValue,
  kind: "keys" | "values",
  { call: { at } }: LocatedCall,
): readonly CodeValue[] {
  if (value.kind !== "expression" || value.expression.kind !== "object") return valuesOf(evaluator, [value], at);
  return value.expression.properties.flatMap(({ key, keyAt, value: own }): readonly CodeValue[] => {
    if (kind === "values") return valuesOf(evaluator, evaluator.evaluate(own, value.place), at);
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
