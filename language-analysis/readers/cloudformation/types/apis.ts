// API Gateway (REST, HTTP, WebSocket) declared resource by resource.
import type { Value } from "../../../model/value.ts";
import { addApi } from "../../apis.ts";
import { addAuthorizer, addEndpoint } from "../../endpoints.ts";
import { addOpenApi } from "../../openapi.ts";
import { addPolicyDocument } from "../../policies/documents.ts";
import { addIntegration } from "../../integrations.ts";
import type { Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import { resourceIn } from "../../resource.ts";
import { alternatives, dig, elements, firstOf, logicalIdsIn, pattern, word } from "../../walk-values.ts";
import { routeAccess } from "../api-access.ts";
import { apiSettings, stageSettings, type RouteName } from "../api-stages.ts";
import { nodeReference, textValue } from "../../make-values.ts";
import { isPrivateApi } from "../../apis.ts";

export const API_TYPES: ResourceTable = {
  "AWS::ApiGateway::RestApi": {
    kind: "endpoint",
    service: "apigateway",
    properties: {
      protocol: (_, { nameAt }) => textValue("api", nameAt),
      physicalName: "Name",
      endpointType: "EndpointConfiguration.Types",
    },
    wire: (resource, context) => {
      addPolicyDocument(context.builder, dig(resource.properties, "Policy"), resource.id, "resource");
      context.builder.extendNode(resource.id, apiSettings(context, resource));
      addOpenApi(context, definitionOf(resource, "rest", context));
    },
  },
  "AWS::ApiGateway::Method": { wire: addMethod },
  "AWS::ApiGateway::Authorizer": {
    wire: (resource, { builder }) => {
      const { properties } = resource;
      addAuthorizer(builder, {
        ...authorizerNames(resource),
        identityType: "authorizer",
        function: dig(properties, "AuthorizerUri"),
        userPool: dig(properties, "ProviderARNs"),
      });
    },
  },
  "AWS::ApiGatewayV2::Api": {
    kind: "endpoint",
    service: "apigateway",
    properties: {
      protocol: (_, { nameAt }) => textValue("api", nameAt),
      physicalName: "Name",
      cors: "CorsConfiguration",
    },
    wire: (resource, context) => {
      context.builder.extendNode(resource.id, apiSettings(context, resource));
      addOpenApi(context, definitionOf(resource, "http", context));
      addQuickCreate(resource, context);
    },
  },
  "AWS::WAFv2::WebACLAssociation": { wire: addWebAcl },
  "AWS::WAFRegional::WebACLAssociation": { wire: addWebAcl },
  "AWS::ApiGatewayV2::Route": { wire: addRoute },
  "AWS::ApiGatewayV2::Integration": { wire: addUnroutedIntegration },
  "AWS::ApiGatewayV2::Authorizer": {
    wire: (resource, { builder }) => {
      const { properties } = resource;
      const isJwt = word(dig(properties, "AuthorizerType")) === "JWT";
      addAuthorizer(builder, {
        ...authorizerNames(resource),
        identityType: isJwt ? "jwt-issuer" : "authorizer",
        function: dig(properties, "AuthorizerUri"),
        userPool: isJwt ? poolBehind(dig(properties, "JwtConfiguration.Issuer")) : undefined,
      });
    },
  },
};

function authorizerNames({
  logicalId,
  type,
  at,
  nameAt,
  body,
}: Resource): Pick<
  Parameters<typeof addAuthorizer>[1],
  "key" | "name" | "logicalId" | "type" | "at" | "nameAt" | "body"
> {
  return { key: logicalId, name: logicalId, logicalId, type, at, nameAt, body };
}

/** The user pool inside of an issuer URL; undefined for issuers of others. */
export function poolBehind(issuer: Value | undefined): Value | undefined {
  for (const option of alternatives(issuer)) {
    const parts = option.kind === "join" ? option.parts : [option];
    const pool = parts.find(
      (part) => part.kind === "reference" && (part.to.by === "logical-id" || part.to.by === "export"),
    );
    if (pool) return pool;
  }
  return undefined;
}

function definitionOf(
  resource: Resource,
  protocol: "rest" | "http",
  context: TemplateContext,
): Parameters<typeof addOpenApi>[1] {
  return {
    settings: (route) => stageSettings(context, resource, route),
    apiId: resource.id,
    apiKey: resource.logicalId,
    protocol,
    at: resource.nameAt,
    isPublic: !isPrivateApi(resource.properties),
    definition: firstOf(resource.properties, "Body"),
    location: undefined,
    type: resource.type,
  };
}

/** The web ACL of an API (through its stage), a load balancer, a GraphQL API or a user pool. */
function addWebAcl({ properties }: Resource, { builder, resources }: TemplateContext): void {
  const webAcl = firstOf(properties, "WebACLArn", "WebACLId");
  const named = logicalIdsIn(dig(properties, "ResourceArn"));
  const apis = named.flatMap((id) => logicalIdsIn(firstOf(resources.get(id)?.properties, "RestApiId", "ApiId")));
  for (const logicalId of [...named, ...apis]) builder.extendNode(builder.idOf(logicalId), { webAcl });
}

/** HTTP API with a `Target`: one catch-all route. */
function addQuickCreate(resource: Resource, { builder }: TemplateContext): void {
  const target = dig(resource.properties, "Target");
  if (!target) return;
  const route = dig(resource.properties, "RouteKey");
  const key = word(route) ?? "$default";
  const id = addEndpoint(builder, {
    key: `${resource.logicalId} ${key}`,
    name: key,
    logicalId: resource.logicalId,
    type: resource.type,
    at: resource.at,
    nameAt: resource.nameAt,
    protocol: "http",
    ...routeParts(route ?? textValue(key, target.at)),
    access: routeAccess(builder, resource.properties, resource.nameAt),
    isPublic: true,
    properties: {
      api: nodeReference(resource.id, resource.nameAt),
      cors: dig(resource.properties, "CorsConfiguration"),
    },
  });
  addIntegration(builder, { endpoint: id, at: target.at, label: resource.logicalId }, target, undefined);
}

function addMethod(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties } = resource;
  const method = dig(properties, "HttpMethod");
  const path = pathOf(dig(properties, "ResourceId"), context, 0);
  const api = resourceIn(context, dig(properties, "RestApiId"), "AWS::ApiGateway::RestApi");
  const name = `${(word(method) ?? "ANY").toUpperCase()} ${path}`;
  const id = addEndpoint(builder, {
    key: resource.logicalId,
    name,
    logicalId: resource.logicalId,
    type: resource.type,
    at: resource.at,
    nameAt: resource.nameAt,
    protocol: "rest",
    ...(method && { method }),
    path: textValue(path, dig(properties, "ResourceId")?.at ?? resource.nameAt),
    access: routeAccess(builder, properties, resource.nameAt),
    isPublic: !isPrivateApi(api?.properties),
    properties: {
      api: dig(properties, "RestApiId"),
      requestValidation: dig(properties, "RequestValidatorId"),
      ...stageSettings(context, api, { verb: (word(method) ?? "ANY").toUpperCase(), path }),
    },
    body: resource.body,
    condition: resource.condition,
  });
  const integration = dig(properties, "Integration");
  addIntegration(
    builder,
    { endpoint: id, at: integration?.at ?? resource.nameAt, label: name },
    dig(integration, "Uri"),
    integration,
  );
}

const MAXIMUM_PATH_PARTS = 50;

/** The full path of a resource: its own part after those of its parents. */
function pathOf(resourceId: Value | undefined, context: TemplateContext, depth: number): string {
  const resource = resourceIn(context, resourceId, "AWS::ApiGateway::Resource");
  if (!resource || depth > MAXIMUM_PATH_PARTS) return "/";
  const parent = pathOf(dig(resource.properties, "ParentId"), context, depth + 1);
  return `${parent === "/" ? "" : parent}/${pattern(dig(resource.properties, "PathPart"))}`;
}

function addRoute(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties } = resource;
  const key = dig(properties, "RouteKey");
  const api = resourceIn(context, dig(properties, "ApiId"), "AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi");
  const isWebsocket = word(dig(api?.properties, "ProtocolType")) === "WEBSOCKET";
  const name = key ? pattern(key) : resource.logicalId;
  const id = addEndpoint(builder, {
    key: resource.logicalId,
    name,
    logicalId: resource.logicalId,
    type: resource.type,
    at: resource.at,
    nameAt: resource.nameAt,
    protocol: isWebsocket ? "websocket" : "http",
    ...(key && (isWebsocket ? { method: key } : routeParts(key))),
    access: routeAccess(builder, properties, resource.nameAt, isWebsocket),
    isPublic: true,
    properties: {
      api: dig(properties, "ApiId"),
      cors: dig(api?.properties, "CorsConfiguration"),
      ...stageSettings(context, api, routeNameOf(key)),
    },
    body: resource.body,
    condition: resource.condition,
  });
  const target = dig(properties, "Target");
  const integration = resourceIn(context, target, "AWS::ApiGatewayV2::Integration");
  addIntegration(
    builder,
    { endpoint: id, at: target?.at ?? resource.nameAt, label: name },
    dig(integration?.properties, "IntegrationUri"),
    integration?.properties,
  );
}

/** `GET /orders` as method and path; `$default` as any. */
export function routeParts(key: Value): { readonly method: Value; readonly path: Value } {
  const text = pattern(key);
  const [, method = "ANY", path = text] = /^([A-Za-z]+)\s+(\/.*)$/.exec(text) ?? [];
  return { method: textValue(method.toUpperCase(), key.at), path: textValue(path, key.at) };
}

function routeNameOf(key: Value | undefined): RouteName {
  if (!key) return { verb: "ANY", path: "" };
  const { method, path } = routeParts(key);
  return { verb: pattern(method), path: pattern(path) };
}

/** An integration that no route of this template names: what the API calls is known, through which route is not. */
function addUnroutedIntegration(resource: Resource, context: TemplateContext): void {
  for (const other of context.resources.values()) {
    if (other.type !== "AWS::ApiGatewayV2::Route") continue;
    if (logicalIdsIn(dig(other.properties, "Target")).includes(resource.logicalId)) return;
  }
  const api = addApi(context, dig(resource.properties, "ApiId"), resource);
  for (const end of elements(dig(resource.properties, "IntegrationUri"))) {
    addIntegration(context.builder, { endpoint: api, at: end.at, label: resource.logicalId }, end, resource.properties);
  }
}
