// Functions of a service: nodes with the provider's defaults, event sources, destinations.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { addEndpoint, authenticationValue } from "../endpoints.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { mapOf, textValue } from "../make-values.ts";
import { withDefaults } from "../merge-values.ts";
import { addTarget } from "../targets.ts";
import { dig, elements, entriesOf, firstOf, isTrue, mapsOf, word } from "../walk-values.ts";
import { cloudOfService } from "./cloud.ts";
import { addServiceEvents } from "./events/index.ts";
import { defaultName } from "./names.ts";
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
    properties: propertiesOf(service, key, value, nameAt),
    ...(body && { body }),
    ...conditionOf(value),
  });
}

function conditionOf(value: Value): { readonly condition?: string } {
  const condition = word(dig(value, "condition"));
  return condition === undefined ? {} : { condition };
}

/** Source: Serverless Framework documentation, "Serverless.yml reference". */
function propertiesOf(service: Service, key: string, value: Value, nameAt: SourceRange): Record<string, Value> {
  const { provider } = service;
  const image = dig(value, "image");
  const either = (name: string): Value | undefined => dig(value, name) ?? dig(provider, name);
  const found: Record<string, Value | undefined> = {
    runtime: either("runtime"),
    handler: applicationBehind(service, dig(value, "handler")),
    codeUri: textValue(".", nameAt),
    imageUri: image && (firstOf(image, "uri", "name") ?? image),
    packageType: image && textValue("Image", image.at),
    environment: withDefaults(dig(provider, "environment"), dig(value, "environment")),
    timeoutSeconds: either("timeout"),
    memoryMegabytes: either("memorySize"),
    reservedConcurrency: dig(value, "reservedConcurrency"),
    role: dig(value, "role") ?? dig(provider, "role"),
    tracing: tracingOf(dig(value, "tracing") ?? dig(provider, "tracing.lambda")),
    layers: either("layers"),
    vpc: vpcOf(dig(value, "vpc") ?? dig(provider, "vpc")),
    deadLetter: dig(value, "onError") ?? dig(value, "deadLetter.targetArn"),
    environmentKey: firstOf(value, "kmsKeyArn", "awsKmsKeyArn") ?? firstOf(provider, "kmsKeyArn", "awsKmsKeyArn"),
    physicalName: dig(value, "name") ?? defaultName(service, key, nameAt),
    description: dig(value, "description"),
    package: dig(value, "package"),
    architectures: dig(value, "architecture") ?? dig(provider, "architecture"),
  };
  const properties: Record<string, Value> = {};
  for (const [name, property] of Object.entries(found)) if (property) properties[name] = property;
  return properties;
}

/** Handlers that a plugin brings along: they run the application that it is configured with. */
const BROUGHT_HANDLER = /^(?:wsgi_handler|wsgi|serverless_wsgi)\.handler$/;

/** Plugin serverless-wsgi: `custom.wsgi.app` names the application, `api.app` or `folder/api.app`. */
function applicationBehind(service: Service, handler: Value | undefined): Value | undefined {
  const name = word(handler);
  const application = name !== undefined && BROUGHT_HANDLER.test(name) ? service.section("custom.wsgi.app") : undefined;
  if (application?.kind !== "text") return handler;
  const dot = application.value.lastIndexOf(".");
  const file = application.value.slice(0, Math.max(dot, 0)).replaceAll(".", "/");
  return dot <= 0 ? handler : { ...application, value: file + application.value.slice(dot) };
}

function tracingOf(tracing: Value | undefined): Value | undefined {
  if (tracing?.kind !== "boolean") return tracing;
  return textValue(tracing.value ? "Active" : "PassThrough", tracing.at);
}

function vpcOf(vpc: Value | undefined): Value | undefined {
  if (vpc?.kind !== "map") return undefined;
  return mapOf({ subnets: dig(vpc, "subnetIds"), securityGroups: dig(vpc, "securityGroupIds") }, vpc.at);
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
