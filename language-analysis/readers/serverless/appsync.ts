// Plugin serverless-appsync-plugin: `appSync` (from version 2) and `custom.appSync` (version 1, lists with names inside).
import { compareRanges } from "../../model/range.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import type { End } from "../fragment-builder.ts";
import { addEndpoint } from "../endpoints.ts";
import { addGraphqlAuthenticators, graphqlAuthentication } from "../graphql.ts";
import { nodeReference, textValue } from "../make-values.ts";
import { dig, elements, entriesOf, firstOf, mapsOf, pattern, word } from "../walk-values.ts";
import { sourceRole } from "./appsync-roles.ts";
import { functionNamed } from "./service.ts";
import type { Service, ServiceFunction } from "./service.ts";

export function wireGraphApis(service: Service): void {
  const apis = [...elements(service.section("appSync")), ...elements(service.section("custom.appSync"))];
  for (const [index, api] of apis.entries()) {
    if (api.kind === "map")
      wireGraphApi(service, api, apis.length > 1 ? (word(dig(api, "name")) ?? String(index)) : "");
  }
}

/** A map of named settings, a list of such maps, or a list of settings that name themselves. */
function named(section: Value | undefined): readonly ValueEntry[] {
  return elements(section).flatMap((part) => {
    const name = dig(part, "name");
    if (part.kind === "map" && name?.kind === "text") {
      return [{ key: name.value, keyAt: name.at, value: part, at: part.at }];
    }
    return entriesOf(part);
  });
}

/** Functions that a data source or a way to authenticate holds itself, under the name of what holds them. */
export function graphFunctions(api: Value | undefined, file: string): readonly ServiceFunction[] {
  if (api?.kind !== "map") return [];
  const holders = [
    { key: "appSync authorizer", value: dig(api, "authentication") },
    ...elements(dig(api, "additionalAuthentications")).map((value, index) => ({
      key: `appSync authorizer ${index + 2}`,
      value,
    })),
    ...named(dig(api, "dataSources")),
    ...named(dig(api, "pipelineFunctions")).map(({ key, value }) => ({ key, value: dig(value, "dataSource") })),
    ...resolversOf(api).map(({ type, field, settings }) => ({
      key: `${type}.${field}`,
      value: dig(settings, "dataSource"),
    })),
  ];
  return holders.flatMap(({ key, value }) => {
    const [config] = mapsOf(dig(value, "config"));
    const entry = config?.entries.find((candidate) => candidate.key === "function");
    if (entry?.value.kind !== "map") return [];
    const { value: body, at, keyAt: nameAt } = entry;
    return [{ key, id: `${file}#${key}`, at, nameAt, value: body, body }];
  });
}

/** By name, or written in place. */
function functionEnd(service: Service, value: Value): End {
  const own =
    value.kind === "map"
      ? [...service.functions.values()].find((one) => compareRanges(one.value.at, value.at) === 0)?.id
      : functionNamed(service, value);
  return own ?? { value, kind: "function", service: "lambda" };
}

interface Resolver {
  readonly type: string;
  readonly field: string;
  readonly settings: Value;
  readonly at: Value["at"];
  readonly nameAt: Value["at"];
}

/** `Query.orders: source` or with settings below it; version 1: `mappingTemplates`, a list with type and field. */
function resolversOf(api: Value): readonly Resolver[] {
  const found: Resolver[] = [];
  for (const part of elements(dig(api, "resolvers"))) {
    for (const { key, keyAt, value, at } of entriesOf(part)) {
      const [type = "", field = ""] = key.split(".");
      const shared = { settings: value, at, nameAt: keyAt };
      found.push({ type: word(dig(value, "type")) ?? type, field: word(dig(value, "field")) ?? field, ...shared });
    }
  }
  for (const part of elements(dig(api, "mappingTemplates"))) {
    const field = dig(part, "field");
    if (!field) continue;
    found.push({
      type: word(dig(part, "type")) ?? "",
      field: pattern(field),
      settings: part,
      at: part.at,
      nameAt: field.at,
    });
  }
  return found;
}

function wireGraphApi(service: Service, api: Value, suffix: string): void {
  const { builder } = service;
  const key = `GraphQlApi${suffix}`;
  const kind = firstOf(api, "authentication.type", "authenticationType");
  const authentication = graphqlAuthentication(kind, api.at);
  const id = addEndpoint(builder, {
    key,
    name: word(dig(api, "name")) ?? "GraphQL API",
    logicalId: key,
    type: "",
    service: "appsync",
    at: api.at,
    nameAt: dig(api, "name")?.at ?? api.at,
    protocol: "api",
    access: { authentication },
    isPublic: false,
    properties: { logging: dig(api, "logging") ?? dig(api, "logConfig") },
    body: api.kind === "map" ? api : undefined,
  });
  const ways = [
    dig(api, "authentication") ?? api,
    ...elements(firstOf(api, "additionalAuthentications", "additionalAuthenticationProviders")),
  ];
  addGraphqlAuthenticators(builder, id, ways, (value) => functionEnd(service, value));
  const sources = new Map(named(dig(api, "dataSources")).map((entry) => [entry.key, entry.value]));
  const steps = named(dig(api, "pipelineFunctions") ?? dig(api, "functionConfigurations"));
  const stepSources = new Map(steps.map(({ key: name, value }) => [name, dig(value, "dataSource") ?? value]));
  for (const resolver of resolversOf(api)) {
    const { type, field, settings, nameAt } = resolver;
    const name = `${type}.${field}`;
    const endpoint = addEndpoint(builder, {
      key: `graphql${suffix === "" ? "" : ` ${suffix}`} ${name}`,
      name,
      logicalId: name,
      type: "",
      service: "appsync",
      at: resolver.at,
      nameAt,
      protocol: "graphql",
      method: textValue(type, nameAt),
      path: textValue(field, nameAt),
      access: { authentication },
      isPublic: word(dig(api, "visibility")) !== "PRIVATE",
      properties: { api: nodeReference(id, nameAt) },
      body: settings.kind === "map" ? settings : undefined,
    });
    const direct = settings.kind === "text" ? settings : dig(settings, "dataSource");
    const inSteps = elements(dig(settings, "functions")).flatMap((step) =>
      step.kind === "map" ? (dig(step, "dataSource") ?? []) : (stepSources.get(pattern(step)) ?? []),
    );
    for (const written of direct ? [direct, ...inSteps] : inSteps) {
      const source = written.kind === "text" ? sources.get(written.value) : written;
      if (source) {
        wireSource(service, endpoint, source, type, nameAt);
        wireRole(service, endpoint, written.kind === "text" ? written.value : `${type}${field}`, source);
      }
    }
  }
}

/** Settings of a data source that name its function. */
const LAMBDA = ["functionName", "functionArn", "lambdaFunctionArn", "function"];

function wireRole(service: Service, from: string, name: string, source: Value): void {
  const { builder } = service;
  const named = firstOf(source, ...LAMBDA.map((setting) => `config.${setting}`));
  const end = named && functionEnd(service, named);
  const lambda = typeof end === "string" ? nodeReference(end, source.at) : named;
  const value = sourceRole(service, name, source, lambda);
  const to = { value, kind: "role" as const, service: "iam" };
  builder.addEdge({ from, to, kind: "runs-as", at: value?.at ?? source.at, label: "dataSource" });
}

function wireSource(service: Service, from: string, source: Value, type: string, at: Value["at"]): void {
  const { builder } = service;
  const config = dig(source, "config");
  const label = word(dig(source, "type")) ?? "dataSource";
  const data = type === "Mutation" ? ("writes" as const) : ("reads" as const);
  switch (label) {
    case "AWS_LAMBDA": {
      const value = firstOf(config, ...LAMBDA);
      if (!value) return;
      builder.addEdge({ from, to: functionEnd(service, value), kind: "triggers", trigger: "appsync", at, label });
      return;
    }
    case "AMAZON_DYNAMODB": {
      const to = { value: dig(config, "tableName"), kind: "store" as const, service: "dynamodb" };
      builder.addEdge({ from, to, kind: data, at, label });
      return;
    }
    case "RELATIONAL_DATABASE": {
      const value = firstOf(config, "dbClusterIdentifier", "awsSecretStoreArn");
      builder.addEdge({ from, to: { value, kind: "store", service: "rds" }, kind: data, at, label });
      return;
    }
    case "AMAZON_OPENSEARCH_SERVICE":
    case "AMAZON_ELASTICSEARCH": {
      const value = firstOf(config, "domain", "endpoint");
      builder.addEdge({ from, to: { value, kind: "store", service: "es" }, kind: data, at, label });
      return;
    }
    case "AMAZON_EVENTBRIDGE": {
      const to = { value: dig(config, "eventBusArn"), kind: "channel" as const, service: "events" };
      builder.addEdge({ from, to, kind: "publishes", at, label });
      return;
    }
    default:
  }
}
