// Endpoint nodes: one for each route that the outside can call, with how callers are authenticated.
import type { Dialect, Provider } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { MapValue, Value } from "../model/value.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";
import { PUBLIC } from "./fragment-builder.ts";
import { textValue, unresolvedValue } from "./make-values.ts";
import { functionIn } from "./targets.ts";
import { elements, pattern } from "./walk-values.ts";

export type Protocol = "rest" | "http" | "websocket" | "graphql" | "function-url" | "load-balancer" | "api";
export type Authentication = "none" | "iam" | "cognito" | "jwt" | "lambda" | "api-key" | "mutual-tls";

/** How callers of one endpoint are authenticated, and by whom. */
export interface Access {
  readonly authentication: Value;
  /** Node id of the authorizer, or a value that points to it. */
  readonly authorizer?: string;
  readonly authorizerValue?: Value;
}

export interface EndpointDraft {
  /** The id after `file#`. */
  readonly key: string;
  readonly name: string;
  readonly logicalId: string;
  readonly type: string;
  readonly service?: string;
  readonly provider?: Provider;
  readonly dialect?: Dialect;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly protocol: Protocol;
  readonly method?: Value;
  readonly path?: Value;
  readonly access?: Access;
  /** False for private APIs and those behind an address allow-list. */
  readonly isPublic: boolean;
  readonly properties?: Readonly<Record<string, Value | undefined>>;
  readonly body?: MapValue | undefined;
  readonly condition?: string | undefined;
}

/** Adds the node with its edges from the internet and from the authorizer; gives its id. */
export function addEndpoint(builder: FragmentBuilder, draft: EndpointDraft): string {
  const id = builder.idOf(draft.key);
  if (builder.node(id)) return id;
  const { access } = draft;
  const properties: Record<string, Value> = { protocol: textValue(draft.protocol, draft.nameAt) };
  if (draft.method) properties["method"] = draft.method;
  if (draft.path) properties["path"] = draft.path;
  if (access) properties["authentication"] = access.authentication;
  if (access?.authorizerValue) properties["authorizer"] = access.authorizerValue;
  for (const [name, value] of Object.entries(draft.properties ?? {})) if (value) properties[name] = value;
  builder.addNode({
    id,
    kind: "endpoint",
    provider: draft.provider ?? "aws",
    service: draft.service ?? (draft.protocol === "function-url" ? "lambda" : "apigateway"),
    name: draft.name,
    logicalId: draft.logicalId,
    type: draft.type,
    dialect: draft.dialect ?? builder.nodeDialect,
    group: builder.file,
    at: draft.at,
    nameAt: draft.nameAt,
    properties,
    ...(draft.body && { body: draft.body }),
    ...(draft.condition !== undefined && { condition: draft.condition }),
  });
  if (draft.isPublic && draft.protocol !== "api") {
    builder.addEdge({ from: PUBLIC, to: id, kind: "connects", at: draft.nameAt, label: "internet" });
  }
  if (access?.authorizer !== undefined) {
    const at = access.authentication.at;
    builder.addEdge({ from: access.authorizer, to: id, kind: "authenticates", at, label: "authorizer" });
  }
  return id;
}

/** Addresses that are let in, when they are not all there are. */
export function isAddressList(ranges: readonly Value[]): boolean {
  return ranges.length > 0 && !ranges.some((range) => pattern(range).endsWith("/0"));
}

export function authenticationValue(kind: Authentication, at: SourceRange): Value {
  return textValue(kind, at);
}

export function unknownAuthentication(reason: string, at: SourceRange): Value {
  return unresolvedValue(reason, at);
}

/** An authorizer of an API as an identity node, with the function or user pool behind it. Gives its id. */
export function addAuthorizer(
  builder: FragmentBuilder,
  draft: {
    readonly key: string;
    readonly name: string;
    readonly logicalId: string;
    readonly type: string;
    readonly at: SourceRange;
    readonly nameAt: SourceRange;
    readonly function?: Value | undefined;
    readonly userPool?: Value | undefined;
    readonly identityType: "authorizer" | "jwt-issuer";
    readonly body?: MapValue | undefined;
  },
): string {
  const id = builder.idOf(draft.key);
  builder.addNode({
    id,
    kind: "identity",
    provider: "aws",
    service: "authorizer",
    name: draft.name,
    logicalId: draft.logicalId,
    type: draft.type,
    dialect: builder.nodeDialect,
    group: builder.file,
    at: draft.at,
    nameAt: draft.nameAt,
    properties: { identityType: textValue(draft.identityType, draft.nameAt) },
    ...(draft.body && { body: draft.body }),
  });
  const shared = { at: draft.nameAt, label: draft.name };
  for (const target of elements(draft.function)) {
    builder.addEdge({
      from: id,
      to: { value: functionIn(builder, target) ?? target, kind: "function", service: "lambda" },
      kind: "triggers",
      trigger: "authorizer",
      ...shared,
    });
  }
  if (draft.userPool) {
    builder.addEdge({
      from: { value: draft.userPool, kind: "identity", service: "cognito" },
      to: id,
      kind: "authenticates",
      ...shared,
    });
  }
  return id;
}
