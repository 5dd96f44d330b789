// Plugin serverless-appsync-plugin: `appSync` (from version 2) and `custom.appSync` (version 1, lists with names inside).
import type { Value, ValueEntry } from "../../model/value.ts";
import { addEndpoint } from "../endpoints.ts";
import { addGraphqlAuthenticators, graphqlAuthentication } from "../graphql.ts";
import { nodeReference, textValue } from "../make-values.ts";
import { dig, elements, entriesOf, firstOf, pattern, word } from "../walk-values.ts";
import { functionNamed } from "./service.ts";
import type { Service } from "./service.ts";

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
  addGraphqlAuthenticators(
    builder,
    id,
    ways,
    (value) => functionNamed(service, value) ?? { value, kind: "function", service: "lambda" },
  );
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
      if (source) wireSource(service, endpoint, source, type, nameAt);
    }
  }
}

function wireSource(service: Service, from: string, source: Value, type: string, at: Value["at"]): void {
  const { builder } = service;
  const config = dig(source, "config");
  const label = word(dig(source, "type")) ?? "dataSource";
  const data = type === "Mutation" ? ("writes" as const) : ("reads" as const);
  switch (label) {
    case "AWS_LAMBDA": {
      const name = dig(config, "functionName");
      const arn = firstOf(config, "functionArn", "lambdaFunctionArn");
      const own = functionNamed(service, name);
      const value = arn ?? name;
      const to = own ?? { value, kind: "function" as const, service: "lambda" };
      builder.addEdge({ from, to, kind: "triggers", trigger: "appsync", at, label });
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
