// Routes of a function: REST, HTTP and WebSocket APIs, load balancers, CloudFront.
import type { SourceRange } from "../../../model/range.ts";
import type { Value } from "../../../model/value.ts";
import { isPrivateApi } from "../../apis.ts";
import { addEndpoint, isAddressList } from "../../endpoints.ts";
import { nodeReference, textValue } from "../../make-values.ts";
import { dig, elements, firstOf, isTrue, pattern, word } from "../../walk-values.ts";
import { apiFor } from "../apis.ts";
import { httpApiAccess, restAccess, websocketAccess } from "../authorizers.ts";
import type { EventReader, Service, ServiceEvent } from "../service.ts";
import { addImpliedNode, eventLabel, shortOr } from "../service.ts";

export const HTTP_EVENTS: Readonly<Record<string, EventReader>> = {
  http: addRestRoute,
  httpApi: addHttpRoute,
  websocket: addWebsocketRoute,
  alb: addBalancerRoutes,
  cloudFront: addDistributionEvent,
};

interface Route {
  readonly verb: string;
  readonly path: string;
  readonly verbAt: SourceRange;
  readonly pathAt: SourceRange;
}

/** `GET /orders` as text, or a map with method and path. Paths begin with a slash on the map, whether written or not. */
function routeOf({ value, nameAt }: ServiceEvent): Route {
  if (value?.kind === "map") {
    const method = dig(value, "method");
    const path = dig(value, "path");
    return {
      verb: verbOf(method ? pattern(method) : "ANY"),
      path: withSlash(path ? pattern(path) : ""),
      verbAt: method?.at ?? nameAt,
      pathAt: path?.at ?? nameAt,
    };
  }
  const text = value ? pattern(value).trim() : "*";
  const [first = "*", ...rest] = text.split(/\s+/);
  const at = value?.at ?? nameAt;
  return { verb: verbOf(first), path: rest.length === 0 ? "" : withSlash(rest.join(" ")), verbAt: at, pathAt: at };
}

function verbOf(text: string): string {
  return text === "*" ? "ANY" : text.toUpperCase();
}

function withSlash(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function addRestRoute(event: ServiceEvent, service: Service): void {
  const { builder, provider } = service;
  const { value, at, nameAt, owner } = event;
  const { verb, path, verbAt, pathAt } = routeOf(event);
  const name = `${verb} ${path === "" ? "/" : path}`;
  const api = apiFor(service, "rest", event);
  const id = addEndpoint(builder, {
    key: name,
    name,
    logicalId: name,
    type: "",
    at,
    nameAt,
    protocol: "rest",
    method: textValue(verb, verbAt),
    path: textValue(path === "" ? "/" : path, pathAt),
    access: restAccess(service, value, nameAt),
    isPublic: !isPrivate(provider),
    properties: {
      api: nodeReference(api, nameAt),
      cors: dig(value, "cors"),
      requestValidation: firstOf(value, "request.schemas", "request.schema", "request.parameters"),
      // A usage plan counts the calls of keys: it limits no one who needs none.
      throttling: isTrue(dig(value, "private"))
        ? firstOf(provider, "apiGateway.usagePlan.throttle", "usagePlan.throttle")
        : undefined,
    },
    body: value?.kind === "map" ? value : undefined,
  });
  // These answer without the function: an address that is passed on to, or a fixed answer.
  if (/^(?:mock|http|http[-_]proxy)$/i.test(word(dig(value, "integration")) ?? "")) return;
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "api", at: nameAt, label: eventLabel(event) });
}

function isPrivate(provider: Value | undefined): boolean {
  const type = firstOf(provider, "endpointType", "apiGateway.endpoint.type");
  return word(type)?.toUpperCase() === "PRIVATE" || isPrivateApi(dig(provider, "apiGateway"));
}

function addHttpRoute(event: ServiceEvent, service: Service): void {
  const { builder, provider } = service;
  const { value, at, nameAt, owner } = event;
  const { verb, path, verbAt, pathAt } = routeOf(event);
  const isDefault = path === "" || path === "/*";
  const name = isDefault ? "$default" : `${verb} ${path}`;
  const api = apiFor(service, "http", event);
  const id = addEndpoint(builder, {
    key: `http ${name}`,
    name,
    logicalId: name,
    type: "",
    at,
    nameAt,
    protocol: "http",
    method: textValue(isDefault ? "ANY" : verb, verbAt),
    path: textValue(isDefault ? "$default" : path, pathAt),
    access: httpApiAccess(service, value, nameAt),
    isPublic: true,
    properties: {
      api: nodeReference(api, nameAt),
      cors: dig(provider, "httpApi.cors"),
      timeoutSeconds: dig(value, "timeout") ?? dig(provider, "httpApi.timeout"),
    },
    body: value?.kind === "map" ? value : undefined,
  });
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "api", at: nameAt, label: eventLabel(event) });
}

function addWebsocketRoute(event: ServiceEvent, service: Service): void {
  const { builder } = service;
  const { value, at, nameAt, owner } = event;
  const route = shortOr(value, "route");
  const key = route ? pattern(route) : "$default";
  const api = apiFor(service, "websocket", event);
  const id = addEndpoint(builder, {
    key: `websocket ${key}`,
    name: key,
    logicalId: key,
    type: "",
    at,
    nameAt,
    protocol: "websocket",
    method: textValue(key, route?.at ?? nameAt),
    access: websocketAccess(service, value, key, nameAt),
    isPublic: true,
    properties: { api: nodeReference(api, nameAt) },
    body: value?.kind === "map" ? value : undefined,
  });
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "api", at: nameAt, label: eventLabel(event) });
}

/** Values of one condition; a load balancer takes five. */
const MAXIMUM_CONDITIONS = 20;

/** A route for each path and method that the event's conditions ask for. */
function addBalancerRoutes(event: ServiceEvent, service: Service): void {
  const { builder } = service;
  const { value, at, nameAt, owner } = event;
  const paths = elements(dig(value, "conditions.path")).slice(0, MAXIMUM_CONDITIONS);
  const methods = elements(dig(value, "conditions.method")).slice(0, MAXIMUM_CONDITIONS);
  for (const path of paths.length > 0 ? paths : [undefined]) {
    for (const method of methods.length > 0 ? methods : [undefined]) {
      const verb = method ? pattern(method).toUpperCase() : "ANY";
      const name = `${verb} ${path ? pattern(path) : "/"}`;
      const id = addEndpoint(builder, {
        key: `alb ${name}`,
        name,
        logicalId: name,
        type: "",
        service: "elasticloadbalancing",
        at,
        nameAt,
        protocol: "load-balancer",
        method: textValue(verb, method?.at ?? nameAt),
        ...(path && { path }),
        access: { authentication: balancerAuthentication(event, service) },
        isPublic: !isAddressList(elements(dig(value, "conditions.ip"))),
        properties: { api: dig(value, "listenerArn") },
        body: value?.kind === "map" ? value : undefined,
      });
      const label = eventLabel(event);
      builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "alb", at: nameAt, label });
    }
  }
}

/** Names of authorizers of the provider; one that lets callers pass who have not signed in asks no one. */
function balancerAuthentication({ value, nameAt }: ServiceEvent, { provider }: Service): Value {
  const authorizer = dig(value, "authorizer");
  const name = word(elements(authorizer)[0]);
  if (!authorizer || name === undefined) return textValue("none", authorizer?.at ?? nameAt);
  const settings = dig(dig(provider, "alb.authorizers"), name);
  const unsigned = dig(settings, "onUnauthenticatedRequest");
  if (word(unsigned) === "allow") return textValue("none", unsigned?.at ?? authorizer.at);
  return textValue(word(dig(settings, "type")) === "oidc" ? "jwt" : "cognito", authorizer.at);
}

function addDistributionEvent(event: ServiceEvent, service: Service): void {
  const { value, at, nameAt, owner } = event;
  const origin = dig(value, "origin");
  const kind = word(dig(value, "eventType")) ?? "event";
  const from = addImpliedNode(service, {
    logicalId: `${owner.key} cloudFront ${kind}`,
    name: `CloudFront ${kind}`,
    kind: "external",
    service: "cloudfront",
    at,
    nameAt,
    properties: origin ? { origin } : {},
  });
  const shared = { at: nameAt, label: eventLabel(event) };
  service.builder.addEdge({ from, to: owner.id, kind: "triggers", trigger: "cloudfront", ...shared });
  service.builder.addEdge({ from: "public", to: from, kind: "connects", at: nameAt, label: "internet" });
}
