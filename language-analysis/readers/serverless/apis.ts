// The APIs that the framework makes for a service's routes: nodes without declaration, shown at the first route.
import type { Value } from "../../model/value.ts";
import { addEndpoint } from "../endpoints.ts";
import { lookup } from "../lookup.ts";
import { addPolicyDocument } from "../policies/documents.ts";
import { dig, firstOf, word } from "../walk-values.ts";
import type { Service, ServiceEvent } from "./service.ts";

const APIS = {
  rest: { logicalId: "ApiGatewayRestApi", existing: ["apiGateway.restApiId"] },
  http: { logicalId: "HttpApi", existing: ["httpApi.id"] },
  websocket: { logicalId: "WebsocketsApi", existing: ["websocketApiId", "apiGateway.websocketApiId"] },
} as const;

type ApiSettings = Readonly<Record<string, Value | undefined>>;

/** Settings of the provider that hold for an API and its stage. Source: "Serverless.yml reference", provider. */
const SETTINGS: Readonly<Record<keyof typeof APIS, (provider: Value | undefined) => ApiSettings>> = {
  rest: (provider) => ({
    ...logsOf(dig(provider, "logs.restApi")),
    tracing: dig(provider, "tracing.apiGateway"),
    metrics: dig(provider, "apiGateway.metrics"),
    usagePlan: firstOf(provider, "apiGateway.usagePlan", "usagePlan"),
    apiKeys: firstOf(provider, "apiGateway.apiKeys", "apiKeys"),
    minimumCompressionBytes: dig(provider, "apiGateway.minimumCompressionSize"),
    endpointType: firstOf(provider, "endpointType", "apiGateway.endpoint.type"),
    defaultEndpointDisabled: firstOf(provider, "apiGateway.disableDefaultEndpoint", "apiGateway.endpoint.disable"),
  }),
  http: (provider) => ({
    accessLog: switchedOn(dig(provider, "logs.httpApi")),
    cors: dig(provider, "httpApi.cors"),
    metrics: dig(provider, "httpApi.metrics"),
    defaultEndpointDisabled: dig(provider, "httpApi.disableDefaultEndpoint"),
  }),
  websocket: (provider) => logsOf(dig(provider, "logs.websocket")),
};

/** Access log and execution log are on unless each is switched off. */
function logsOf(logs: Value | undefined): ApiSettings {
  const on = switchedOn(logs);
  const part = (name: string): Value | undefined => (word(dig(on, name)) === "false" ? undefined : on);
  return { accessLog: part("accessLogging"), executionLog: part("executionLogging") };
}

function switchedOn(setting: Value | undefined): Value | undefined {
  return word(setting) === "false" ? undefined : setting;
}

/** The id of the API that routes of one protocol belong to. */
export function apiFor(
  service: Service,
  protocol: keyof typeof APIS,
  { at, nameAt }: Pick<ServiceEvent, "at" | "nameAt">,
): string {
  const { builder, provider } = service;
  const { logicalId, existing } = APIS[protocol];
  const id = builder.idOf(logicalId);
  if (builder.node(id)) return id;
  const known = firstOf(provider, ...existing);
  addEndpoint(builder, {
    key: logicalId,
    name: logicalId,
    logicalId,
    type: "",
    dialect: "none",
    at,
    nameAt,
    protocol: "api",
    isPublic: false,
    properties: { existing: known, ...lookup(SETTINGS, protocol)?.(provider) },
  });
  if (protocol === "rest") {
    const policy = firstOf(provider, "apiGateway.resourcePolicy", "resourcePolicy");
    addPolicyDocument(builder, policy, id, "resource");
  }
  return id;
}
