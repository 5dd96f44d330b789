// The APIs that SAM events belong to: declared ones, and the implicit ones that SAM makes for events without API.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { isPrivateApi } from "../apis.ts";
import type { Access, Authentication } from "../endpoints.ts";
import { addAuthorizer, authenticationValue, unknownAuthentication } from "../endpoints.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import type { TemplateContext } from "../resource.ts";
import { alternatives, dig, elements, entriesOf, isTrue, logicalIdsIn, word } from "../walk-values.ts";
import { poolBehind } from "../cloudformation/types/apis.ts";

export interface SamApi {
  /** Node id; undefined when the API is declared elsewhere. */
  readonly id: string | undefined;
  /** Begins the ids of routes; empty for the implicit APIs. */
  readonly key: string;
  readonly properties: Value | undefined;
  readonly type: string;
}

export const IMPLICIT_APIS = { Api: "ServerlessRestApi", HttpApi: "ServerlessHttpApi" } as const;

/** The API that an event's RestApiId or ApiId names; the implicit one when there is none. */
export function apiOfEvent(
  context: TemplateContext,
  globals: Value | undefined,
  section: keyof typeof IMPLICIT_APIS,
  value: Value | undefined,
): SamApi {
  for (const logicalId of logicalIdsIn(value)) {
    const resource = context.resources.get(logicalId);
    if (resource) return { id: resource.id, key: logicalId, properties: resource.properties, type: resource.type };
    if (logicalId !== IMPLICIT_APIS[section]) return { id: undefined, key: logicalId, properties: undefined, type: "" };
  }
  if (value && logicalIdsIn(value).length === 0) {
    return { id: undefined, key: "", properties: undefined, type: "" };
  }
  const logicalId = IMPLICIT_APIS[section];
  return {
    id: context.builder.idOf(logicalId),
    key: "",
    properties: dig(globals, section),
    type: `AWS::Serverless::${section}`,
  };
}

export function authorizerKey(apiKey: string, name: string): string {
  return `${apiKey} authorizer ${name}`.trimStart();
}

/** Nodes for the authorizers of one API. */
export function addSamAuthorizers(builder: FragmentBuilder, apiKey: string, properties: Value | undefined): void {
  for (const { key, keyAt, value, at } of entriesOf(dig(properties, "Auth.Authorizers"))) {
    const issuer = dig(value, "JwtConfiguration.issuer") ?? dig(value, "OpenIdConnectUrl");
    addAuthorizer(builder, {
      key: authorizerKey(apiKey, key),
      name: key,
      logicalId: key,
      type: "",
      at,
      nameAt: keyAt,
      identityType: dig(value, "JwtConfiguration") ? "jwt-issuer" : "authorizer",
      function: dig(value, "FunctionArn"),
      userPool: dig(value, "UserPoolArn") ?? poolBehind(issuer),
      body: value.kind === "map" ? value : undefined,
    });
  }
}

/**
 * How callers of a route are authenticated: the event's Auth over the API's Auth.
 * Source: AWS SAM Developer Guide, "Control API access with your AWS SAM template".
 */
export function samAccess(
  builder: FragmentBuilder,
  api: SamApi,
  eventAuth: Value | undefined,
  declaredAt: SourceRange,
): Access {
  const apiAuth = dig(api.properties, "Auth");
  const chosen = dig(eventAuth, "Authorizer") ?? dig(apiAuth, "DefaultAuthorizer");
  if (chosen) {
    const name = word(chosen);
    if (name === undefined) return { authentication: unknownAuthentication("the authorizer", chosen.at) };
    if (name === "AWS_IAM") return { authentication: authenticationValue("iam", chosen.at) };
    if (name !== "NONE") return namedAuthorizer(builder, api, name, chosen);
  }
  return { authentication: withoutAuthorizer(api, apiAuth, eventAuth, chosen?.at ?? declaredAt) };
}

function namedAuthorizer(builder: FragmentBuilder, api: SamApi, name: string, chosen: Value): Access {
  return (
    declaredAuthorizer(builder, api, name, chosen.at) ?? {
      authentication: unknownAuthentication(`authorizer ${name} is not declared here`, chosen.at),
    }
  );
}

/** Access through an authorizer of the API's Auth; undefined when it declares none of that name. */
export function declaredAuthorizer(
  builder: FragmentBuilder,
  api: SamApi,
  name: string,
  at: SourceRange,
): Access | undefined {
  const [settings] = alternatives(dig(dig(api.properties, "Auth.Authorizers"), name));
  return (
    settings && {
      authentication: authenticationValue(kindOfAuthorizer(settings), at),
      authorizer: builder.idOf(authorizerKey(api.key, name)),
    }
  );
}

function kindOfAuthorizer(settings: Value): Authentication {
  if (dig(settings, "UserPoolArn")) return "cognito";
  if (dig(settings, "FunctionArn")) return "lambda";
  return "jwt";
}

function withoutAuthorizer(
  api: SamApi,
  apiAuth: Value | undefined,
  eventAuth: Value | undefined,
  at: SourceRange,
): Value {
  const keyRequired = dig(eventAuth, "ApiKeyRequired") ?? dig(apiAuth, "ApiKeyRequired");
  if (keyRequired && isTrue(keyRequired)) return authenticationValue("api-key", keyRequired.at);
  const accounts = dig(resourcePolicyOf(eventAuth, apiAuth), "AwsAccountWhitelist");
  if (accounts) return authenticationValue("iam", accounts.at);
  const certificates = dig(api.properties, "Domain.MutualTlsAuthentication");
  return certificates ? authenticationValue("mutual-tls", certificates.at) : authenticationValue("none", at);
}

function resourcePolicyOf(eventAuth: Value | undefined, apiAuth: Value | undefined): Value | undefined {
  return dig(eventAuth, "ResourcePolicy") ?? dig(apiAuth, "ResourcePolicy");
}

const ALLOW_LISTS = [
  "IpRangeWhitelist",
  "IntrinsicVpcWhitelist",
  "IntrinsicVpceWhitelist",
  "SourceVpcWhitelist",
  "AwsAccountWhitelist",
];

/** False for private APIs and for routes behind an allow-list of addresses, networks or accounts. */
export function isInternetFacing(api: SamApi, eventAuth: Value | undefined): boolean {
  if (isPrivateApi(api.properties)) return false;
  const policy = resourcePolicyOf(eventAuth, dig(api.properties, "Auth"));
  return !ALLOW_LISTS.some((list) => elements(dig(policy, list)).length > 0);
}
