// Authentication of methods and routes that are declared as resources.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import type { Access } from "../endpoints.ts";
import { authenticationValue, unknownAuthentication } from "../endpoints.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { dig, isTrue, logicalIdsIn, word } from "../walk-values.ts";

/** AWS::ApiGateway::Method: AuthorizationType NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS; NONE with a required key is api-key. */
export function methodAccess(builder: FragmentBuilder, properties: Value | undefined, declaredAt: SourceRange): Access {
  const type = dig(properties, "AuthorizationType");
  const at = type?.at ?? declaredAt;
  const authorizer = authorizerOf(builder, properties);
  switch (word(type)?.toUpperCase()) {
    case "AWS_IAM":
      return { authentication: authenticationValue("iam", at) };
    case "CUSTOM":
      return { authentication: authenticationValue("lambda", at), ...authorizer };
    case "COGNITO_USER_POOLS":
      return { authentication: authenticationValue("cognito", at), ...authorizer };
    case "NONE":
      return { authentication: keyOrNone(properties, at) };
    default:
      if (type) return { authentication: unknownAuthentication("the AuthorizationType", at), ...authorizer };
      return { authentication: keyOrNone(properties, at) };
  }
}

/** AWS::ApiGatewayV2::Route: AuthorizationType NONE, AWS_IAM, CUSTOM, JWT. Of a WebSocket API only $connect is asked. */
export function routeAccess(
  builder: FragmentBuilder,
  properties: Value | undefined,
  declaredAt: SourceRange,
  isWebsocket = false,
): Access {
  const type = dig(properties, "AuthorizationType");
  const at = type?.at ?? declaredAt;
  const authorizer = authorizerOf(builder, properties);
  switch (word(type)?.toUpperCase()) {
    case "AWS_IAM":
      return { authentication: authenticationValue("iam", at) };
    case "CUSTOM":
      return { authentication: authenticationValue("lambda", at), ...authorizer };
    case "JWT":
      return { authentication: authenticationValue("jwt", at), ...authorizer };
    case "NONE":
      return { authentication: keyOrNone(properties, at) };
    default:
      if (type) return { authentication: unknownAuthentication("the AuthorizationType", at), ...authorizer };
      if (isWebsocket && word(dig(properties, "RouteKey")) !== "$connect") {
        return { authentication: unknownAuthentication("callers are authenticated when they connect, if at all", at) };
      }
      return { authentication: keyOrNone(properties, at) };
  }
}

function keyOrNone(properties: Value | undefined, at: SourceRange): Value {
  const required = dig(properties, "ApiKeyRequired");
  return required && isTrue(required) ? authenticationValue("api-key", required.at) : authenticationValue("none", at);
}

function authorizerOf(builder: FragmentBuilder, properties: Value | undefined): Partial<Access> {
  const value = dig(properties, "AuthorizerId");
  if (!value) return {};
  const [logicalId] = logicalIdsIn(value);
  const id = logicalId === undefined ? undefined : builder.idOf(logicalId);
  return { authorizerValue: value, ...(id !== undefined && { authorizer: id }) };
}
