// Authentication of routes. Source: Serverless Framework documentation, "REST API", "HTTP API", "Websocket".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import type { Access, Authentication } from "../endpoints.ts";
import { addAuthorizer, authenticationValue, unknownAuthentication } from "../endpoints.ts";
import { poolBehind } from "../cloudformation/types/apis.ts";
import { referenceValue } from "../make-values.ts";
import { dig, entriesOf, firstOf, isTrue, logicalIdsIn, pattern, referencesIn, word } from "../walk-values.ts";
import type { Service } from "./service.ts";

/** `http` event: authorizer as name, ARN or map; `private: true` asks for an API key. */
export function restAccess(service: Service, event: Value | undefined, declaredAt: SourceRange): Access {
  const authorizer = dig(event, "authorizer");
  if (!authorizer) return { authentication: keyOrNone(event, declaredAt) };
  const name = word(authorizer) ?? word(dig(authorizer, "name"));
  const type = word(dig(authorizer, "type"))?.toLowerCase();
  const { at } = authorizer;
  if (type === "aws_iam" || name?.toLowerCase() === "aws_iam") {
    return { authentication: authenticationValue("iam", at) };
  }
  const declared = dig(authorizer, "authorizerId");
  if (declared) {
    const isCustom = type === "custom" || type === "token" || type === "request";
    return declaredAccess(service, isCustom ? "lambda" : "cognito", authorizer, declared);
  }
  const arn = authorizer.kind === "map" ? dig(authorizer, "arn") : isPlain(authorizer) ? undefined : authorizer;
  const isPool =
    type === "cognito_user_pools" || isUserPool(service, arn) || pattern(authorizer).includes(":userpool/");
  if (isPool) {
    const poolName = name?.startsWith("arn:") ? undefined : name;
    return named(service, "cognito", poolName ?? shortName(arn) ?? "userPool", authorizer, {
      userPool: arn ?? authorizer,
    });
  }
  const given = name?.startsWith("arn:") ? undefined : name;
  if (arn) return named(service, "lambda", given ?? shortName(arn) ?? "authorizer", authorizer, { function: arn });
  if (name === undefined) return { authentication: unknownAuthentication("the authorizer", at) };
  return named(service, "lambda", name, authorizer, { function: functionValue(service, name, at) });
}

/** `httpApi` event: the name of an authorizer of the provider, or a map with `name`, `id` or `type`. */
export function httpApiAccess(service: Service, event: Value | undefined, declaredAt: SourceRange): Access {
  const authorizer = dig(event, "authorizer");
  if (!authorizer) return { authentication: authenticationValue("none", declaredAt) };
  const { at } = authorizer;
  const name = word(authorizer) ?? word(dig(authorizer, "name"));
  const type = word(dig(authorizer, "type"))?.toLowerCase();
  if (name?.toLowerCase() === "aws_iam" || type === "aws_iam")
    return { authentication: authenticationValue("iam", at) };
  const settings = entriesOf(dig(service.provider, "httpApi.authorizers")).find((entry) => entry.key === name)?.value;
  if (name !== undefined && settings) {
    if (word(dig(settings, "type"))?.toLowerCase() === "request") {
      const functionName = word(dig(settings, "functionName"));
      const target =
        dig(settings, "functionArn") ??
        (functionName === undefined ? undefined : functionValue(service, functionName, settings.at));
      return named(service, "lambda", name, authorizer, { function: target }, settings);
    }
    const userPool = poolBehind(dig(settings, "issuerUrl"));
    return named(service, userPool ? "cognito" : "jwt", name, authorizer, { userPool }, settings);
  }
  if (type === "jwt" || type === "request") {
    return declaredAccess(service, type === "jwt" ? "jwt" : "lambda", authorizer, dig(authorizer, "id"));
  }
  return { authentication: unknownAuthentication(`authorizer ${name ?? ""} is not declared here`, at) };
}

/** An authorizer that `resources` or another stack declares, named by its id. */
function declaredAccess(
  { builder, context }: Service,
  kind: Authentication,
  authorizer: Value,
  declared: Value | undefined,
): Access {
  const authentication = authenticationValue(kind, authorizer.at);
  const own = logicalIdsIn(declared).find((id) => context.resources.get(id)?.type.endsWith("::Authorizer"));
  return own === undefined
    ? { authentication, authorizerValue: declared ?? authorizer }
    : { authentication, authorizer: builder.idOf(own) };
}

/** Only `$connect` is asked. */
export function websocketAccess(
  service: Service,
  event: Value | undefined,
  route: string,
  declaredAt: SourceRange,
): Access {
  const authorizer = event?.kind === "map" ? dig(event, "authorizer") : undefined;
  if (authorizer) return restAccess(service, event, declaredAt);
  if (route === "$connect") return { authentication: authenticationValue("none", declaredAt) };
  return {
    authentication: unknownAuthentication("callers are authenticated when they connect, if at all", declaredAt),
  };
}

function keyOrNone(event: Value | undefined, declaredAt: SourceRange): Value {
  const isPrivate = dig(event, "private");
  return isPrivate && isTrue(isPrivate)
    ? authenticationValue("api-key", isPrivate.at)
    : authenticationValue("none", declaredAt);
}

function isPlain(value: Value): boolean {
  return value.kind === "text" && !value.value.startsWith("arn:");
}

function isUserPool({ context }: Service, arn: Value | undefined): boolean {
  return referencesIn(arn).some(
    ({ to }) => to.by === "logical-id" && context.resources.get(to.logicalId)?.type === "AWS::Cognito::UserPool",
  );
}

function shortName(arn: Value | undefined): string | undefined {
  for (const { to } of referencesIn(arn)) if (to.by === "logical-id") return to.logicalId;
  const text = arn ? pattern(arn) : "";
  return text.split(/[:/]/).findLast((part) => part !== "" && part !== "*");
}

function functionValue({ functions, builder }: Service, name: string, at: SourceRange): Value | undefined {
  return functions.has(name)
    ? referenceValue({ by: "logical-id", file: builder.file, logicalId: name }, at)
    : undefined;
}

function named(
  { builder }: Service,
  kind: Authentication,
  name: string,
  authorizer: Value,
  behind: { readonly function?: Value | undefined; readonly userPool?: Value | undefined },
  declaration: Value = authorizer,
): Access {
  const target = firstOf(declaration, "functionArn");
  const id = addAuthorizer(builder, {
    key: `authorizer ${name}`,
    name,
    logicalId: name,
    type: "",
    at: declaration.at,
    nameAt: declaration.at,
    identityType: kind === "jwt" ? "jwt-issuer" : "authorizer",
    function: behind.function ?? target,
    userPool: behind.userPool,
    body: declaration.kind === "map" ? declaration : undefined,
  });
  return { authentication: authenticationValue(kind, authorizer.at), authorizer: id };
}
