// AWS::Serverless::GraphQLApi: resolvers are pipelines of functions, functions name a data source.
import { graphqlAuthentication } from "../cloudformation/types/appsync.ts";
import { addEndpoint } from "../endpoints.ts";
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
        isPublic: true,
        properties: { api: nodeReference(resource.id, resource.nameAt) },
        body: value.kind === "map" ? value : undefined,
        condition: resource.condition,
      });
      for (const step of elements(dig(value, "Pipeline"))) {
        const settings = dig(properties, `Functions.${word(step) ?? ""}`);
        const source = dig(settings, "DataSource");
        const names = word(source) ?? logicalIdsIn(source)[0] ?? "";
        const lambda = dig(properties, `DataSources.Lambda.${names}.FunctionArn`);
        if (lambda) {
          const to = { value: lambda, kind: "function" as const, service: "lambda" };
          builder.addEdge({ from: id, to, kind: "triggers", trigger: "appsync", at: keyAt, label: name });
        }
        const table = firstOf(
          properties,
          `DataSources.DynamoDb.${names}.TableArn`,
          `DataSources.DynamoDb.${names}.TableName`,
        );
        const to = { value: table, kind: "store" as const, service: "dynamodb" };
        const kind = type.key === "Mutation" ? "writes" : "reads";
        builder.addEdge({ from: id, to, kind, at: keyAt, label: name });
      }
    }
  }
}
