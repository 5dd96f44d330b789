// AWS::Serverless::WebSocketApi: a function for each route.
import type { Access } from "../endpoints.ts";
import { addAuthorizer, addEndpoint, authenticationValue, unknownAuthentication } from "../endpoints.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { nodeReference, textValue } from "../make-values.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, entriesOf, isTrue, word } from "../walk-values.ts";

export function addWebsocketApi(resource: Resource, { builder }: TemplateContext): void {
  const authorizer = addConnectAuthorizer(resource, builder);
  for (const { key, keyAt, value, at } of entriesOf(dig(resource.properties, "Routes"))) {
    const id = addEndpoint(builder, {
      key: `${resource.logicalId} ${key}`,
      name: key,
      logicalId: `${resource.logicalId} ${key}`,
      type: resource.type,
      at,
      nameAt: keyAt,
      protocol: "websocket",
      method: textValue(key, keyAt),
      access: {
        ...websocketAccess(resource, key, keyAt, isTrue(dig(value, "ApiKeyRequired"))),
        ...(key === "$connect" && authorizer !== undefined && { authorizer }),
      },
      isPublic: true,
      properties: { api: nodeReference(resource.id, resource.nameAt) },
      body: value.kind === "map" ? value : undefined,
      condition: resource.condition,
    });
    const to = { value: dig(value, "FunctionArn"), kind: "function" as const, service: "lambda" };
    builder.addEdge({ from: id, to, kind: "triggers", trigger: "api", at: keyAt, label: `Routes.${key}` });
  }
}

/** The function that is asked when a caller connects. Gives the authorizer's id. */
function addConnectAuthorizer(
  { logicalId, properties, nameAt, type }: Resource,
  builder: FragmentBuilder,
): string | undefined {
  const settings = dig(properties, "Auth");
  const lambda = dig(settings, "AuthArn");
  if (!lambda || word(dig(settings, "AuthType")) !== "CUSTOM") return undefined;
  const key = `${logicalId} authorizer`;
  return addAuthorizer(builder, {
    key,
    name: key,
    logicalId: key,
    type,
    at: settings?.at ?? nameAt,
    nameAt: lambda.at,
    function: lambda,
    identityType: "authorizer",
  });
}

/** Only the connect route is asked; the others inherit what the connection was allowed. */
function websocketAccess(resource: Resource, route: string, at: Resource["at"], needsKey: boolean): Access {
  const type = dig(resource.properties, "Auth.AuthType");
  const where = type?.at ?? at;
  switch (word(type)) {
    case "AWS_IAM":
      return { authentication: authenticationValue("iam", where) };
    case "CUSTOM":
      return { authentication: authenticationValue("lambda", where) };
    case "NONE":
    case undefined:
      if (type && word(type) === undefined) return { authentication: unknownAuthentication("the AuthType", where) };
      return { authentication: authenticationValue(needsKey ? "api-key" : "none", where) };
    default:
      return { authentication: unknownAuthentication(`the AuthType of ${route}`, where) };
  }
}
