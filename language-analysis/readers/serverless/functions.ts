// Functions of a service: nodes with the provider's defaults, event sources, destinations.
import { say } from "../../model/message.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { addEndpoint, authenticationValue } from "../endpoints.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { addTarget } from "../targets.ts";
import { dig, elements, entriesOf, isTrue, mapsOf, word } from "../walk-values.ts";
import { cloudOfService } from "./cloud.ts";
import { addServiceEvents } from "./events/index.ts";
import { functionProperties } from "./function-properties.ts";
import { ownPolicyPlace } from "./roles.ts";
import { functionNamed } from "./service.ts";
import type { Service, ServiceFunction } from "./service.ts";

/** `functions` as a map, or as a list of maps (often files). */
export function readFunctions(section: Value | undefined, builder: FragmentBuilder): Map<string, ServiceFunction> {
  const functions = new Map<string, ServiceFunction>();
  for (const part of elements(section)) {
    if (part.kind !== "map") {
      const subject = "functions";
      if (part.kind === "unresolved") {
        builder.unresolved("dynamic-value", subject, say("{0} are not known: {1}.", subject, part.reason), part.at);
      } else builder.invalid(subject, "a map of functions", part.at);
      continue;
    }
    for (const entry of part.entries) addFunction(functions, entry, builder);
  }
  return functions;
}

function addFunction(functions: Map<string, ServiceFunction>, entry: ValueEntry, builder: FragmentBuilder): void {
  const { key, keyAt, value, at } = entry;
  const [body] = mapsOf(value);
  if (!body && value.kind !== "unresolved" && value.kind !== "null") builder.invalid(`Function ${key}`, "a map", keyAt);
  if (value.kind === "unresolved") {
    builder.unresolved("dynamic-value", key, say("Function {0} is not known: {1}.", key, value.reason), at);
  }
  functions.set(key, { key, id: builder.idOf(key), at, nameAt: keyAt, value, body });
}

export function addFunctionNode(service: Service, { key, id, at, nameAt, value, body }: ServiceFunction): void {
  const { builder, provider } = service;
  const cloud = cloudOfService(provider);
  const policyPlace = ownPolicyPlace(service, body);
  builder.addNode({
    id,
    kind: "function",
    provider: cloud,
    service: cloud === "aws" ? "lambda" : "functions",
    name: key,
    logicalId: key,
    type: "",
    dialect: "serverless",
    group: builder.file,
    at,
    nameAt,
    properties: functionProperties(service, key, value, nameAt),
    ...(body && { body }),
    ...(policyPlace && { policyPlace }),
    ...conditionOf(value),
  });
}

function conditionOf(value: Value): { readonly condition?: string } {
  const condition = word(dig(value, "condition"));
  return condition === undefined ? {} : { condition };
}

export function wireFunction(service: Service, owner: ServiceFunction): void {
  const { builder } = service;
  const { id, value, nameAt } = owner;
  addServiceEvents(owner, service);
  addUrl(service, owner);
  const link = { from: id, at: nameAt, trigger: "other", isStep: true } as const;
  addTarget(builder, { ...link, label: "onError" }, dig(value, "onError"));
  for (const { key, value: target, at } of entriesOf(dig(value, "destinations"))) {
    const named = functionNamed(service, target);
    if (named !== undefined) builder.addEdge({ from: id, to: named, kind: "invokes", at, label: key });
    else addTarget(builder, { ...link, at, label: key }, dig(target, "arn") ?? target);
  }
}

/** `url: true`, or a map with authorizer and cors. */
function addUrl({ builder }: Service, { key, id, value, body }: ServiceFunction): void {
  const entry = body?.entries.find((candidate) => candidate.key === "url");
  const url = dig(value, "url");
  if (!entry || !url || (url.kind === "boolean" && !isTrue(url))) return;
  const authorizer = dig(url, "authorizer");
  const isIam = word(authorizer)?.toLowerCase() === "aws_iam";
  const endpoint = addEndpoint(builder, {
    key: `${key} url`,
    name: `${key} URL`,
    logicalId: `${key} url`,
    type: "",
    at: entry.at,
    nameAt: entry.keyAt,
    protocol: "function-url",
    access: { authentication: authenticationValue(isIam ? "iam" : "none", authorizer?.at ?? entry.at) },
    isPublic: true,
    properties: { cors: dig(url, "cors") },
    body: url.kind === "map" ? url : undefined,
  });
  builder.addEdge({ from: endpoint, to: id, kind: "triggers", trigger: "url", at: entry.keyAt, label: "url" });
}
