// Authentication of methods (AWS::ApiGateway::Method) and routes (AWS::ApiGatewayV2::Route) that are declared as resources.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import type { Access, Authentication } from "../endpoints.ts";
import { authenticationValue, unknownAuthentication } from "../endpoints.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { lookup } from "../lookup.ts";
import { dig, isTrue, logicalIdsIn, word } from "../walk-values.ts";

/** By AuthorizationType. Source: CloudFormation Template Reference, both resource types. */
const AUTHENTICATION: Readonly<Record<string, Authentication>> = {
  AWS_IAM: "iam",
  CUSTOM: "lambda",
  COGNITO_USER_POOLS: "cognito",
  JWT: "jwt",
};

/** Without a type, and with NONE, a required key is all that is asked. Of a WebSocket API only $connect is asked. */
export function routeAccess(
  builder: FragmentBuilder,
  properties: Value | undefined,
  declaredAt: SourceRange,
  isWebsocket = false,
): Access {
  const type = dig(properties, "AuthorizationType");
  const at = type?.at ?? declaredAt;
  const name = word(type)?.toUpperCase();
  const kind = lookup(AUTHENTICATION, name);
  if (kind === "iam") return { authentication: authenticationValue(kind, at) };
  if (kind) return { authentication: authenticationValue(kind, at), ...authorizerOf(builder, properties) };
  if (type && name !== "NONE") {
    return { authentication: unknownAuthentication("the AuthorizationType", at), ...authorizerOf(builder, properties) };
  }
  if (!type && isWebsocket && word(dig(properties, "RouteKey")) !== "$connect") {
    return { authentication: unknownAuthentication("callers are authenticated when they connect, if at all", at) };
  }
  const required = dig(properties, "ApiKeyRequired");
  const isRequired = required !== undefined && isTrue(required);
  return {
    authentication: isRequired ? authenticationValue("api-key", required.at) : authenticationValue("none", at),
  };
}

function authorizerOf(builder: FragmentBuilder, properties: Value | undefined): Partial<Access> {
  const value = dig(properties, "AuthorizerId");
  if (!value) return {};
  const [logicalId] = logicalIdsIn(value);
  const id = logicalId === undefined ? undefined : builder.idOf(logicalId);
  return { authorizerValue: value, ...(id !== undefined && { authorizer: id }) };
}
