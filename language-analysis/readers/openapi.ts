// API definitions (OpenAPI 2 and 3 with API Gateway's extensions): routes, what they call, how callers are authenticated.
// Source: API Gateway Developer Guide, "OpenAPI extensions for API Gateway".
import type { SourceRange } from "../model/range.ts";
import type { Value, ValueEntry } from "../model/value.ts";
import type { Access, Protocol } from "./endpoints.ts";
import { addAuthorizer, addEndpoint, authenticationValue, unknownAuthentication } from "./endpoints.ts";
import { addIntegration } from "./integrations.ts";
import { nodeReference, textValue } from "./make-values.ts";
import { joinPath, folderOf } from "./paths.ts";
import { addPolicyDocument } from "./policies/documents.ts";
import type { TemplateContext } from "./resource.ts";
import { functionIn } from "./targets.ts";
import { alternatives, dig, elements, entriesOf, word } from "./walk-values.ts";

export interface ApiDefinition {
  readonly apiId: string;
  /** Begins the ids of the API's routes. */
  readonly apiKey: string;
  readonly protocol: Protocol;
  readonly type: string;
  readonly at: SourceRange;
  readonly isPublic: boolean;
  readonly definition: Value | undefined;
  /** Local path of a definition file. */
  readonly location: Value | undefined;
  /** What holds where the definition itself says nothing (SAM's Auth of the API); undefined: no authentication. */
  readonly access?: ((at: SourceRange, method: string) => Access) | undefined;
  /** What the API's stages say about a route. */
  readonly settings?: (route: { readonly verb: string; readonly path: string }) => Record<string, Value | undefined>;
  /** The authorizer of a name that is declared beside the definition (SAM's Auth.Authorizers). */
  readonly namedAccess?: ((name: string, at: SourceRange) => Access | undefined) | undefined;
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

interface Scheme {
  readonly access: (at: SourceRange) => Access;
}

export function addOpenApi(context: TemplateContext, api: ApiDefinition): void {
  for (const definition of definitionsOf(context, api)) {
    const schemes = readSchemes(context, api, definition);
    addPolicyDocument(context.builder, dig(definition, "x-amazon-apigateway-policy"), api.apiId, "resource");
    context.builder.extendNode(api.apiId, {
      requestValidation: dig(definition, "x-amazon-apigateway-request-validator"),
      requestValidators: dig(definition, "x-amazon-apigateway-request-validators"),
      gatewayResponses: dig(definition, "x-amazon-apigateway-gateway-responses"),
      apiKeySource: dig(definition, "x-amazon-apigateway-api-key-source"),
      cors: dig(definition, "x-amazon-apigateway-cors"),
      minimumCompressionBytes: dig(definition, "x-amazon-apigateway-minimum-compression-size"),
      defaultEndpointDisabled: disabledEndpoint(definition),
    });
    for (const path of entriesOf(dig(definition, "paths"))) {
      for (const method of entriesOf(path.value)) {
        const name = methodName(method.key);
        if (name !== undefined) addOperation(context, api, definition, schemes, path, method, name);
      }
    }
  }
}

/** In OpenAPI 3 the endpoint's configuration is one of the servers'. */
function disabledEndpoint(definition: Value): Value | undefined {
  for (const part of [definition, ...elements(dig(definition, "servers"))]) {
    const found = dig(part, "x-amazon-apigateway-endpoint-configuration.disableExecuteApiEndpoint");
    if (found) return found;
  }
  return undefined;
}

/** `GET` for `get`, `ANY` for the extension that stands for all methods; undefined for other keys of a path. */
export function methodName(key: string): string | undefined {
  if (key.toLowerCase() === "x-amazon-apigateway-any-method") return "ANY";
  return METHODS.has(key.toLowerCase()) ? key.toUpperCase() : undefined;
}

/** The definition as written in the template or in the file it names; one for each option of a choice. */
export function definitionsOf(
  { builder, companions, evaluate }: TemplateContext,
  api: Pick<ApiDefinition, "definition" | "location">,
): readonly Value[] {
  const location = word(api.location);
  if (location === undefined) return alternatives(api.definition).filter((option) => option.kind === "map");
  const path = joinPath(folderOf(builder.file), location);
  const root = path === undefined ? undefined : companions.tree(path)?.root;
  return root && path !== undefined ? [evaluate(root, path)] : [];
}

function addOperation(
  context: TemplateContext,
  api: ApiDefinition,
  definition: Value,
  schemes: ReadonlyMap<string, Scheme>,
  path: ValueEntry,
  method: ValueEntry,
  verb: string,
): void {
  const { builder } = context;
  for (const operation of alternatives(method.value)) {
    const name = `${verb} ${path.key}`;
    const id = addEndpoint(builder, {
      key: `${api.apiKey} ${name}`.trimStart(),
      name,
      logicalId: name,
      type: api.type,
      at: method.at,
      nameAt: method.keyAt,
      protocol: api.protocol,
      method: textValue(verb, method.keyAt),
      path: textValue(path.key, path.keyAt),
      access: accessOf(api, definition, operation, schemes, method.keyAt, verb),
      isPublic: api.isPublic,
      properties: {
        api: nodeReference(api.apiId, api.at),
        definition: textValue("openapi", method.keyAt),
        requestValidation:
          dig(operation, "x-amazon-apigateway-request-validator") ??
          dig(definition, "x-amazon-apigateway-request-validator"),
        ...api.settings?.({ verb, path: path.key }),
      },
      body: operation.kind === "map" ? operation : undefined,
    });
    for (const integration of alternatives(dig(operation, "x-amazon-apigateway-integration"))) {
      const route = { endpoint: id, at: integration.at, label: name };
      addIntegration(builder, route, dig(integration, "uri"), integration);
    }
  }
}

function accessOf(
  api: ApiDefinition,
  definition: Value,
  operation: Value,
  schemes: ReadonlyMap<string, Scheme>,
  declaredAt: SourceRange,
  verb: string,
): Access {
  const auth = dig(operation, "x-amazon-apigateway-auth.type") ?? dig(definition, "x-amazon-apigateway-auth.type");
  if (auth && word(auth)?.toUpperCase() === "AWS_IAM") return { authentication: authenticationValue("iam", auth.at) };
  const security = dig(operation, "security") ?? dig(definition, "security");
  if (!security) {
    return api.access?.(declaredAt, verb) ?? { authentication: authenticationValue("none", auth?.at ?? declaredAt) };
  }
  const requirements = elements(security);
  // Each entry of the list is an alternative; an empty one, and an empty list, let anyone in.
  const isOpen = requirements.some((item) => item.kind === "map" && item.entries.length === 0);
  const named = requirements.flatMap(entriesOf);
  const [first] = named;
  if (!first || isOpen) return { authentication: authenticationValue("none", security.at) };
  const found = named.flatMap(({ key, at }) => schemes.get(key)?.access(at) ?? api.namedAccess?.(key, at) ?? []);
  // A key that is asked for beside a signature or a token does not replace it.
  return (
    found.find(({ authentication }) => word(authentication) !== "api-key") ??
    found[0] ?? {
      authentication: unknownAuthentication(`security scheme ${first.key} is not declared`, first.at),
    }
  );
}

function readSchemes({ builder }: TemplateContext, api: ApiDefinition, definition: Value): ReadonlyMap<string, Scheme> {
  const schemes = new Map<string, Scheme>();
  for (const list of ["securityDefinitions", "components.securitySchemes"]) {
    for (const { key, value, keyAt, at } of entriesOf(dig(definition, list))) {
      const authorizer = dig(value, "x-amazon-apigateway-authorizer");
      const authType = word(dig(value, "x-amazon-apigateway-authtype"))?.toLowerCase();
      if (!authorizer) {
        const kind = authType === "awssigv4" ? "iam" : word(dig(value, "type")) === "apiKey" ? "api-key" : undefined;
        schemes.set(key, {
          access: (where) => ({
            authentication: kind
              ? authenticationValue(kind, where)
              : unknownAuthentication(`security scheme ${key} has no authorizer`, where),
          }),
        });
        continue;
      }
      const uri = dig(authorizer, "authorizerUri");
      const type = word(dig(authorizer, "type"))?.toLowerCase();
      const id = addAuthorizer(builder, {
        key: `${api.apiKey} authorizer ${key}`.trimStart(),
        name: key,
        logicalId: key,
        type: "",
        at,
        nameAt: keyAt,
        identityType: type === "jwt" ? "jwt-issuer" : "authorizer",
        function: uri && functionIn(builder, uri),
        userPool: dig(authorizer, "providerARNs"),
      });
      const kind = type === "cognito_user_pools" ? "cognito" : type === "jwt" ? "jwt" : "lambda";
      schemes.set(key, {
        access: (where) => ({ authentication: authenticationValue(kind, where), authorizer: id }),
      });
    }
  }
  return schemes;
}
