// The APIs that the framework makes for a service's routes: nodes without declaration, shown at the first route.
import { addEndpoint } from "../endpoints.ts";
import { addPolicyDocument } from "../policies/documents.ts";
import { dig, firstOf } from "../walk-values.ts";
import type { Service, ServiceEvent } from "./service.ts";

const APIS = {
  rest: { logicalId: "ApiGatewayRestApi", existing: ["apiGateway.restApiId"] },
  http: { logicalId: "HttpApi", existing: ["httpApi.id"] },
  websocket: { logicalId: "WebsocketsApi", existing: ["websocketApiId", "apiGateway.websocketApiId"] },
} as const;

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
    properties: {
      existing: known,
      accessLog: firstOf(provider, protocol === "rest" ? "logs.restApi" : `logs.${protocol}Api`, `logs.${protocol}`),
      cors: protocol === "http" ? dig(provider, "httpApi.cors") : undefined,
    },
  });
  if (protocol === "rest") {
    const policy = firstOf(provider, "apiGateway.resourcePolicy", "resourcePolicy");
    addPolicyDocument(builder, policy, id, "resource");
  }
  return id;
}
