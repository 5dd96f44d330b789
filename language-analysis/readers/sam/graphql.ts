// AWS::Serverless::GraphQLApi: resolvers are pipelines of functions, functions name a data source.
import type { SourceRange } from "../../model/range.ts";
import { addEndpoint } from "../endpoints.ts";
import { addGraphqlAuthenticators, graphqlAuthentication } from "../graphql.ts";
import { nodeReference, textValue } from "../make-values.ts";
import type { PropertySource, Resource, TemplateContext } from "../resource.ts";
import { dig, elements, entriesOf, logicalIdsIn, word } from "../walk-values.ts";
import type { DataSourceService } from "./graphql-roles.ts";
import { addGraphqlRoles, DATA_SOURCES, madeRole, tableOf } from "./graphql-roles.ts";

export const graphqlProperties: Readonly<Record<string, PropertySource>> = {
  protocol: (_, { nameAt }) => textValue("api", nameAt),
  physicalName: "Name",
  authentication: (properties, { nameAt }) => graphqlAuthentication(dig(properties, "Auth.Type"), nameAt),
};

export function addGraphqlApi(resource: Resource, { builder }: TemplateContext): void {
  const { properties } = resource;
  addGraphqlRoles(builder, resource);
  const used = new Set<string>();
  addGraphqlAuthenticators(builder, resource.id, [
    dig(properties, "Auth"),
    ...elements(dig(properties, "Auth.Additional")),
  ]);
  for (const type of entriesOf(dig(properties, "Resolvers"))) {
    for (const { key, keyAt, value, at } of entriesOf(type.value)) {
      const field = word(dig(value, "FieldName")) ?? key;
      const name = `${type.key}.${field}`;
      const id = addEndpoint(builder, {
        key: `${resource.logicalId} ${name}`,
        name,
        logicalId: name,
        type: resource.type,
        service: "appsync",
        at,
        nameAt: keyAt,
        protocol: "graphql",
        method: textValue(name, keyAt),
        access: { authentication: graphqlAuthentication(dig(properties, "Auth.Type"), keyAt) },
        isPublic: word(dig(properties, "Visibility")) !== "PRIVATE",
        properties: { api: nodeReference(resource.id, resource.nameAt) },
        body: value.kind === "map" ? value : undefined,
        condition: resource.condition,
      });
      for (const step of elements(dig(value, "Pipeline"))) {
        const settings = dig(properties, `Functions.${word(step) ?? ""}`);
        const source = dig(settings, "DataSource");
        const sourceName = word(source) ?? logicalIdsIn(source)[0] ?? "";
        used.add(sourceName);
        linkDataSource(builder, id, resource, sourceName, type.key, keyAt, name);
      }
    }
  }
  // A data source that no resolver uses is called through fields that are declared elsewhere.
  for (const service of DATA_SOURCES) {
    for (const { key, keyAt } of entriesOf(dig(properties, `DataSources.${service}`))) {
      if (!used.has(key)) linkDataSource(builder, resource.id, resource, key, "Query", keyAt, key, [service]);
    }
  }
}

function linkDataSource(
  builder: TemplateContext["builder"],
  from: string,
  api: Resource,
  source: string,
  parentType: string,
  at: SourceRange,
  label: string,
  services: readonly DataSourceService[] = DATA_SOURCES,
): void {
  for (const service of services) {
    const settings = dig(api.properties, `DataSources.${service}.${source}`);
    if (!settings) continue;
    const role = dig(settings, "ServiceRoleArn");
    const to = { value: role, kind: "role" as const, service: "iam" };
    builder.addEdge({ from, to, kind: "runs-as", at: role?.at ?? at, label: "ServiceRoleArn" });
    const made = madeRole(builder, api, service, source, settings);
    if (made !== undefined) builder.addEdge({ from, to: made, kind: "runs-as", at, label });
    if (service === "Lambda") {
      const lambda = { value: dig(settings, "FunctionArn"), kind: "function" as const, service: "lambda" };
      builder.addEdge({ from, to: lambda, kind: "triggers", trigger: "appsync", at, label });
    } else {
      const table = { value: tableOf(settings), kind: "store" as const, service: "dynamodb" };
      builder.addEdge({ from, to: table, kind: parentType === "Mutation" ? "writes" : "reads", at, label });
    }
  }
}
