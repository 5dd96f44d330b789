// The resource types of SAM. Those whose edges depend on Globals are wired through `SAM_WIRING`.
import type { Value } from "../../model/value.ts";
import { isPrivateApi } from "../apis.ts";
import { wireStateMachine } from "../cloudformation/types/workflows.ts";
import { apiSettings, stageSettings } from "../cloudformation/api-stages.ts";
import { mapOf, textValue } from "../make-values.ts";
import { addPolicyDocument } from "../policies/documents.ts";
import { addOpenApi } from "../openapi.ts";
import type { Resource, ResourceSpec, ResourceTable, TemplateContext } from "../resource.ts";
import { dig } from "../walk-values.ts";
import { addSamAuthorizers, declaredAuthorizer, samAccess } from "./api-model.ts";
import { addConnector } from "./connectors.ts";
import { addEvents } from "./events.ts";
import { SAM_FUNCTION, wireFunction } from "./function.ts";
import { addGraphqlApi, graphqlProperties } from "./graphql.ts";
import { addImpliedManagedPolicy, wireRole } from "./roles.ts";
import { addWebsocketApi } from "./websocket.ts";

const API_PROPERTIES: ResourceSpec["properties"] = {
  protocol: (_, { nameAt }) => textValue("api", nameAt),
  physicalName: "Name",
  endpointType: "EndpointConfiguration",
  cors: ["Cors", "CorsConfiguration"],
};

export const SAM_TYPES: ResourceTable = {
  "AWS::Serverless::Function": SAM_FUNCTION,
  "AWS::Serverless::SimpleTable": {
    kind: "store",
    service: "dynamodb",
    properties: {
      physicalName: "TableName",
      encryption: "SSESpecification",
      pointInTimeRecovery: "PointInTimeRecoverySpecification",
      keys: "PrimaryKey.Name",
    },
  },
  "AWS::Serverless::StateMachine": {
    kind: "workflow",
    service: "states",
    properties: {
      physicalName: "Name",
      definition: ["Definition", "DefinitionUri"],
      role: "Role",
      logging: "Logging",
      tracing: "Tracing.Enabled",
      workflowType: "Type",
    },
  },
  "AWS::Serverless::Api": {
    kind: "endpoint",
    service: "apigateway",
    properties: API_PROPERTIES,
    wire: (resource, context) => wireApi(resource, context, "rest"),
  },
  "AWS::Serverless::HttpApi": {
    kind: "endpoint",
    service: "apigateway",
    properties: API_PROPERTIES,
    wire: (resource, context) => wireApi(resource, context, "http"),
  },
  "AWS::Serverless::WebSocketApi": {
    kind: "endpoint",
    service: "apigateway",
    properties: API_PROPERTIES,
    wire: addWebsocketApi,
  },
  "AWS::Serverless::GraphQLApi": {
    kind: "endpoint",
    service: "apigateway",
    properties: graphqlProperties,
    wire: addGraphqlApi,
  },
  "AWS::Serverless::Connector": { wire: addConnector },
};

/** Wiring that needs Globals for the implicit APIs of events. */
export const SAM_WIRING: Readonly<
  Record<string, (resource: Resource, globals: Value | undefined, context: TemplateContext) => void>
> = {
  "AWS::Serverless::Function": wireFunction,
  "AWS::Serverless::StateMachine": (resource, globals, context) => {
    wireStateMachine(resource, context);
    wireRole(resource, context, "states.amazonaws.com");
    if (dig(resource.properties, "Tracing.Enabled")) {
      addImpliedManagedPolicy(context.builder, resource, "AWSXRayDaemonWriteAccess", resource.nameAt);
    }
    addEvents(resource, globals, context);
  },
};

function wireApi(resource: Resource, context: TemplateContext, protocol: "rest" | "http"): void {
  const { properties, logicalId, id, type, nameAt } = resource;
  const api = { id, key: logicalId, properties, type };
  addSamAuthorizers(context.builder, logicalId, properties);
  context.builder.extendNode(id, apiSettings(context, resource));
  const statements = dig(properties, "Auth.ResourcePolicy.CustomStatements");
  if (statements) {
    addPolicyDocument(context.builder, mapOf({ Statement: statements }, statements.at), id, "resource");
  }
  addOpenApi(context, {
    apiId: id,
    apiKey: logicalId,
    protocol,
    type,
    at: nameAt,
    isPublic: !isPrivateApi(properties),
    definition: dig(properties, "DefinitionBody"),
    location: dig(properties, "DefinitionUri"),
    settings: (route) => stageSettings(context, resource, route),
    access: (at) => samAccess(context.builder, api, undefined, at),
    namedAccess: (name, at) => declaredAuthorizer(context.builder, api, name, at),
  });
}
