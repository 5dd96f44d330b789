// AppSync: each resolver's field is an endpoint; its data source says what it calls.
import type { EdgeKind } from "../../../model/app-map.ts";
import type { SourceRange } from "../../../model/range.ts";
import type { Value } from "../../../model/value.ts";
import { addEndpoint } from "../../endpoints.ts";
import type { FragmentBuilder } from "../../fragment-builder.ts";
import { addGraphqlAuthenticators, graphqlAuthentication } from "../../graphql.ts";
import { textValue } from "../../make-values.ts";
import type { Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import { resourceIn } from "../../resource.ts";
import { dig, elements, firstOf, logicalIdsIn, word } from "../../walk-values.ts";

export const APPSYNC_TYPES: ResourceTable = {
  "AWS::AppSync::GraphQLApi": {
    kind: "endpoint",
    service: "apigateway",
    properties: {
      protocol: (_, { nameAt }) => textValue("api", nameAt),
      physicalName: "Name",
      authentication: (properties, { nameAt }) => graphqlAuthentication(dig(properties, "AuthenticationType"), nameAt),
    },
    wire: ({ id, properties, nameAt }, { builder }) => {
      const more = elements(dig(properties, "AdditionalAuthenticationProviders"));
      addGraphqlAuthenticators(builder, id, [properties, ...more]);
      const role = dig(properties, "LogConfig.CloudWatchLogsRoleArn");
      const to = { value: role, kind: "role" as const, service: "iam" };
      builder.addEdge({ from: id, to, kind: "runs-as", at: role?.at ?? nameAt, label: "LogConfig" });
    },
  },
  "AWS::AppSync::Api": { wire: addEventApi },
  "AWS::AppSync::ChannelNamespace": {},
  "AWS::AppSync::DataSource": { wire: addUnresolvedDataSource },
  "AWS::AppSync::Resolver": { wire: addResolver },
  "AWS::AppSync::FunctionConfiguration": {},
  "AWS::AppSync::GraphQLSchema": {},
  "AWS::AppSync::ApiKey": {},
  "AWS::AppSync::ApiCache": {},
};

/**
 * AppSync Events: whoever may publish reaches all who listen. Of several ways to sign in the weakest counts, which is the key.
 * Source: AWS AppSync Events Developer Guide, "Configuring authorization and authentication to secure Event APIs".
 */
function addEventApi(
  { logicalId, type, at, nameAt, properties, body, condition }: Resource,
  { builder }: TemplateContext,
): void {
  const ways = elements(dig(properties, "EventConfig.DefaultPublishAuthModes")).map((mode) => dig(mode, "AuthType"));
  const weakest = ways.find((way) => word(way) === "API_KEY") ?? ways[0];
  const id = addEndpoint(builder, {
    key: logicalId,
    name: `events of ${logicalId}`,
    logicalId,
    type,
    service: "appsync",
    at,
    nameAt,
    protocol: "http",
    method: textValue("POST", nameAt),
    access: { authentication: graphqlAuthentication(weakest, nameAt) },
    isPublic: true,
    body,
    condition,
  });
  addGraphqlAuthenticators(builder, id, elements(dig(properties, "EventConfig.AuthProviders")));
}

function addResolver(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties } = resource;
  const api = resourceIn(context, dig(properties, "ApiId"), "AWS::AppSync::GraphQLApi");
  const type = word(dig(properties, "TypeName")) ?? "*";
  const field = word(dig(properties, "FieldName")) ?? "*";
  const name = `${type}.${field}`;
  const id = addEndpoint(builder, {
    key: resource.logicalId,
    name,
    logicalId: resource.logicalId,
    type: resource.type,
    service: "appsync",
    at: resource.at,
    nameAt: resource.nameAt,
    protocol: "graphql",
    method: textValue(name, dig(properties, "FieldName")?.at ?? resource.nameAt),
    access: {
      authentication: graphqlAuthentication(dig(api?.properties, "AuthenticationType"), resource.nameAt),
    },
    isPublic: word(dig(api?.properties, "Visibility")) !== "PRIVATE",
    properties: { api: dig(properties, "ApiId") },
    body: resource.body,
    condition: resource.condition,
  });
  const names = [dig(properties, "DataSourceName")];
  for (const step of elements(dig(properties, "PipelineConfig.Functions"))) {
    names.push(dig(resourceIn(context, step)?.properties, "DataSourceName"));
  }
  for (const value of names) {
    const source = dataSourceOf(value, context);
    if (source) linkDataSource(builder, id, source, type, name, resource.nameAt);
  }
}

/** A data source by reference or by its `Name`. */
function dataSourceOf(value: Value | undefined, context: TemplateContext): Resource | undefined {
  const direct = resourceIn(context, value, "AWS::AppSync::DataSource");
  if (direct) return direct;
  const name = word(value);
  if (name === undefined) return undefined;
  for (const resource of context.resources.values()) {
    if (resource.type === "AWS::AppSync::DataSource" && word(dig(resource.properties, "Name")) === name)
      return resource;
  }
  return undefined;
}

function linkDataSource(
  builder: FragmentBuilder,
  from: string,
  source: Resource,
  parentType: string,
  label: string,
  at: SourceRange,
): void {
  const { properties } = source;
  const lambda = dig(properties, "LambdaConfig.LambdaFunctionArn");
  if (lambda) {
    const to = { value: lambda, kind: "function" as const, service: "lambda" };
    builder.addEdge({ from, to, kind: "triggers", trigger: "appsync", at, label });
  }
  const access: EdgeKind = parentType === "Mutation" ? "writes" : "reads";
  const table = { value: dig(properties, "DynamoDBConfig.TableName"), kind: "store" as const, service: "dynamodb" };
  builder.addEdge({ from, to: table, kind: access, at, label });
  const cluster = dig(properties, "RelationalDatabaseConfig.RdsHttpEndpointConfig.DbClusterIdentifier");
  builder.addEdge({ from, to: { value: cluster, kind: "store", service: "rds" }, kind: access, at, label });
  const search = firstOf(properties, "OpenSearchServiceConfig.Endpoint", "ElasticsearchConfig.Endpoint");
  builder.addEdge({ from, to: { value: search, kind: "store", service: "es" }, kind: access, at, label });
  const bus = dig(properties, "EventBridgeConfig.EventBusArn");
  builder.addEdge({ from, to: { value: bus, kind: "channel", service: "events" }, kind: "publishes", at, label });
  const role = dig(properties, "ServiceRoleArn");
  builder.addEdge({
    from,
    to: { value: role, kind: "role", service: "iam" },
    kind: "runs-as",
    at: role?.at ?? at,
    label: "ServiceRoleArn",
  });
}

/** A data source that no resolver of this template uses: the API calls it through fields that are declared elsewhere. */
function addUnresolvedDataSource(resource: Resource, context: TemplateContext): void {
  const { builder, resources } = context;
  const api = resourceIn(context, dig(resource.properties, "ApiId"), "AWS::AppSync::GraphQLApi");
  const isUsed = [...resources.values()].some((other) => {
    if (!other.type.startsWith("AWS::AppSync::") || other === resource) return false;
    const name = dig(other.properties, "DataSourceName");
    return (
      logicalIdsIn(name).includes(resource.logicalId) ||
      (word(name) !== undefined && word(name) === word(dig(resource.properties, "Name")))
    );
  });
  if (api && !isUsed) linkDataSource(builder, api.id, resource, "Query", resource.logicalId, resource.nameAt);
}
