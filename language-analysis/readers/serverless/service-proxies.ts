// Plugin serverless-apigateway-service-proxy: routes that lead to a service without a function between.
import type { EdgeKind } from "../../model/app-map.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import type { Access } from "../endpoints.ts";
import { addEndpoint, authenticationValue, unknownAuthentication } from "../endpoints.ts";
import { lookup } from "../lookup.ts";
import { nodeReference, textValue } from "../make-values.ts";
import { dig, elements, entriesOf, firstOf, isTrue, pattern, word } from "../walk-values.ts";
import { apiFor } from "./apis.ts";
import type { Service } from "./service.ts";

interface ProxySpec {
  readonly kind: "channel" | "store";
  readonly service: string;
  /** Settings that name the target, the first that is set. */
  readonly target: readonly string[];
  readonly edge: (settings: Value) => EdgeKind;
}

const publishes = (): EdgeKind => "publishes";
const byAction = (settings: Value): EdgeKind =>
  /^(get|query|scan)/i.test(word(dig(settings, "action")) ?? "") ? "reads" : "writes";

const PROXIES: Readonly<Record<string, ProxySpec>> = {
  sqs: { kind: "channel", service: "sqs", target: ["queueName"], edge: publishes },
  sns: { kind: "channel", service: "sns", target: ["topicName"], edge: publishes },
  kinesis: { kind: "channel", service: "kinesis", target: ["streamName"], edge: publishes },
  eventbridge: { kind: "channel", service: "events", target: ["eventBusName"], edge: publishes },
  s3: { kind: "store", service: "s3", target: ["bucket"], edge: byAction },
  dynamodb: { kind: "store", service: "dynamodb", target: ["tableName"], edge: byAction },
};

export function wireServiceProxies(service: Service): void {
  for (const item of elements(service.section("custom.apiGatewayServiceProxies"))) {
    for (const entry of entriesOf(item)) addProxy(service, entry);
  }
}

function addProxy(service: Service, { key, keyAt, value, at }: ValueEntry): void {
  const { builder } = service;
  const spec = lookup(PROXIES, key);
  const target = spec && firstOf(value, ...spec.target);
  if (!spec || !target) {
    builder.invalid(`Service proxy ${key}`, "a service with its target", keyAt);
    return;
  }
  const method = (word(dig(value, "method")) ?? "ANY").toUpperCase();
  const written = dig(value, "path");
  const path = `/${pattern(written ?? textValue("", keyAt)).replace(/^\//, "")}`;
  const name = `${method} ${path}`;
  const api = apiFor(service, "rest", { at, nameAt: keyAt });
  const from = addEndpoint(builder, {
    key: name,
    name,
    logicalId: name,
    type: "",
    at,
    nameAt: keyAt,
    protocol: "rest",
    method: textValue(method, dig(value, "method")?.at ?? keyAt),
    path: textValue(path, written?.at ?? keyAt),
    access: accessOf(value, keyAt),
    isPublic: true,
    properties: { api: nodeReference(api, keyAt), cors: dig(value, "cors") },
    body: value.kind === "map" ? value : undefined,
  });
  const to = { value: target, kind: spec.kind, service: spec.service };
  builder.addEdge({ from, to, kind: spec.edge(value), at: target.at, label: `service proxy ${key}` });
}

function accessOf(settings: Value, keyAt: Value["at"]): Access {
  const type = dig(settings, "authorizationType");
  const isPrivate = dig(settings, "private");
  switch (word(type)?.toUpperCase()) {
    case "AWS_IAM":
      return { authentication: authenticationValue("iam", type?.at ?? keyAt) };
    case "COGNITO_USER_POOLS":
      return { authentication: authenticationValue("cognito", type?.at ?? keyAt) };
    case "CUSTOM":
      return { authentication: authenticationValue("lambda", type?.at ?? keyAt) };
    // Without a setting the route is open; a setting without a known word is not.
    case type ? "NONE" : undefined:
      return isTrue(isPrivate)
        ? { authentication: authenticationValue("api-key", isPrivate?.at ?? keyAt) }
        : { authentication: authenticationValue("none", type?.at ?? keyAt) };
    default:
      return { authentication: unknownAuthentication("the route's authorization", type?.at ?? keyAt) };
  }
}
