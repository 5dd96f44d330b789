// AWS::Serverless::GraphQLApi: resolvers are pipelines of functions, functions name a data source.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { addEndpoint } from "../endpoints.ts";
import { addGraphqlAuthenticators, graphqlAuthentication } from "../graphql.ts";
import { nodeReference, textValue } from "../make-values.ts";
import type { PropertySource, Resource, TemplateContext } from "../resource.ts";
import { dig, elements, entriesOf, firstOf, logicalIdsIn, word } from "../walk-values.ts";

export const graphqlProperties: Readonly<Record<string, PropertySource>> = {
  protocol: (_, { nameAt }) => textValue("api", nameAt),
  physicalName: "Name",
  authentication: (properties, { nameAt }) => graphqlAuthentication(dig(properties, "Auth.Type"), nameAt),
};

export function addGraphqlApi(resource: Resource, { builder }: TemplateContext): void {
  const { properties } = resource;
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
        linkDataSource(builder, id, properties, sourceName, type.key, keyAt, name);
      }
    }
  }
  // A data source that no resolver uses is called through fields that are declared elsewhere.
  for (const service of ["Lambda", "DynamoDb"]) {
    for (const { key, keyAt } of entriesOf(dig(properties, `DataSources.${service}`))) {
      if (!used.has(key)) linkDataSource(builder, resource.id, properties, key, "Query", keyAt, key, [service]);
    }
  }
}

function linkDataSource(
  builder: TemplateContext["builder"],
  from: string,
  api: Value | undefined,
  source: string,
  parentType: string,
  at: SourceRange,
  label: string,
  services: readonly string[] = ["Lambda", "DynamoDb"],
): void {
  for (const service of services) {
    const role = dig(api, `DataSources.${service}.${source}.ServiceRoleArn`);
    const to = { value: role, kind: "role" as const, service: "iam" };
    builder.addEdge({ from, to, kind: "runs-as", at: role?.at ?? at, label: "ServiceRoleArn" });
  }
  const lambda = dig(api, `DataSources.Lambda.${source}.FunctionArn`);
  if (lambda && services.includes("Lambda")) {
    const to = { value: lambda, kind: "function" as const, service: "lambda" };
    builder.addEdge({ from, to, kind: "triggers", trigger: "appsync", at, label });
  }
  const table = firstOf(api, `DataSources.DynamoDb.${source}.TableName`, `DataSources.DynamoDb.${source}.TableArn`);
  if (table && services.includes("DynamoDb")) {
    const to = { value: table, kind: "store" as const, service: "dynamodb" };
    builder.addEdge({ from, to, kind: parentType === "Mutation" ? "writes" : "reads", at, label });
  }
}
