// What the AWS SDKs give a program to hold: clients, commands, resource objects. Names come from the tables in `sdk/`.
import { RESOURCE_FACTORIES, resourceRoot, resourceType } from "./sdk/boto-resources.ts";
import { libraryOf } from "./sdk/libraries.ts";
import type { Library } from "./sdk/library.ts";
import { botoOperation, documentOperation, waiterOperation } from "./sdk/operations.ts";
import { serviceWord } from "./sdk/services.ts";
import type { Located } from "./values.ts";

/** `document`: the DynamoDB client with plain values; `aggregated`: a v3 client with a method an operation. */
export type ClientApi = "v2" | "v2-document" | "v3" | "v3-aggregated" | "v3-document" | "boto3";

export interface ClientKind {
  readonly service: string;
  readonly api: ClientApi;
  /** Made with credentials of its own. */
  readonly isForeign?: true;
}

export type SdkValue =
  | { readonly kind: "constructor"; readonly client: ClientKind }
  /** `bound`: parameters given once for all calls (`new AWS.S3({ params: { Bucket } })`). */
  | { readonly kind: "client"; readonly client: ClientKind; readonly bound?: Located }
  | { readonly kind: "client-method"; readonly client: ClientKind; readonly bound?: Located; readonly name: string }
  | { readonly kind: "command-constructor"; readonly service: string; readonly operation: string }
  | {
      readonly kind: "command";
      readonly service: string;
      readonly operation: string;
      readonly input: Located | undefined;
      readonly made: Located;
    }
  /** `paginateScan(config, input)`, `waitUntilTableExists(config, input)`. */
  | { readonly kind: "operation-function"; readonly service: string; readonly operation: string }
  /** `new Upload({ client, params })` of lib-storage. */
  | { readonly kind: "upload-constructor" }
  /** `getSignedUrl(client, command)`: whoever has the address does what the command says in the caller's name. */
  | { readonly kind: "signer" }
  /** A library's function or class, and what it makes; `id` names the resource that the object was made for. */
  | { readonly kind: "library"; readonly library: Library }
  | { readonly kind: "library-object"; readonly library: Library; readonly id: Located | undefined }
  | {
      readonly kind: "library-method";
      readonly library: Library;
      readonly id: Located | undefined;
      readonly name: string;
    }
  /** Answers with what it is given: `captureAWSClient(client)`, `DynamoDBDocumentClient.from(client)`. */
  | { readonly kind: "wrapper"; readonly as?: ClientKind }
  | { readonly kind: "boto-session-constructor" }
  | { readonly kind: "boto-session"; readonly isForeign?: true }
  | { readonly kind: "boto-factory"; readonly makes: "client" | "resource"; readonly isForeign?: true }
  | { readonly kind: "boto-resource"; readonly service: string }
  | { readonly kind: "boto-resource-method"; readonly service: string; readonly name: string }
  | { readonly kind: "boto-object"; readonly service: string; readonly type: string; readonly id: Located | undefined }
  | {
      readonly kind: "boto-object-method";
      readonly service: string;
      readonly type: string;
      readonly id: Located | undefined;
      readonly name: string;
    }
  /** `resource.meta`, through which the resource's client is reached. */
  | { readonly kind: "boto-meta"; readonly service: string }
  /** A paginator or waiter; `paginate(...)` and `wait(...)` take the operation's arguments. */
  | { readonly kind: "boto-operation"; readonly service: string; readonly operation: string }
  | { readonly kind: "boto-operation-method"; readonly service: string; readonly operation: string };

const WRAPPERS = new Set(["captureAWS", "captureAWSClient", "captureAWSv3Client"]);

/** What a name imported from an SDK package is; absent for everything that is no SDK. */
export function sdkOfImport(module: string, path: readonly string[]): SdkValue | undefined {
  const [first, ...rest] = path[0] === "default" ? path.slice(1) : path;
  if (module === "aws-sdk") return first === undefined ? undefined : memberPath(constructorV2(first), rest);
  const single = /^aws-sdk\/clients\/(\w+)$/.exec(module)?.[1];
  if (single !== undefined) {
    const made = constructorV2(single);
    return memberPath(made, first === undefined ? [] : [first, ...rest]);
  }
  if (module.startsWith("@aws-sdk/"))
    return rest.length > 0 || first === undefined ? undefined : v3Export(module, first);
  if (/^(?:aio)?boto3(?:\.|$)/.test(module)) return botoExport(path);
  if (/^(?:aio)?botocore(?:\.session)?$/.test(module)) {
    return path.at(-1) === "get_session" || path.at(-1) === "Session" || path.at(-1) === "AioSession"
      ? { kind: "boto-session-constructor" }
      : undefined;
  }
  const typed = /^(?:mypy|types_aiobotocore|types)_?(?:boto3|aiobotocore)?_(\w+?)(?:\.\w+)?$/.exec(module)?.[1];
  if (typed !== undefined && /boto/.test(module)) return typedExport(typed, path.at(-1) ?? "");
  const library = libraryOf(module, first === undefined ? [] : [first, ...rest]);
  if (library) return { kind: "library", library };
  const last = path.at(-1);
  return last !== undefined && WRAPPERS.has(last) && /xray|powertools/.test(module) ? { kind: "wrapper" } : undefined;
}

function memberPath(value: SdkValue | undefined, path: readonly string[]): SdkValue | undefined {
  return path.reduce<SdkValue | undefined>((result, name) => result && sdkMember(result, name), value);
}

function constructorV2(name: string): SdkValue | undefined {
  const service = serviceWord(name);
  return service === undefined ? undefined : { kind: "constructor", client: { service, api: "v2" } };
}

function v3Export(module: string, name: string): SdkValue | undefined {
  switch (module) {
    case "@aws-sdk/lib-dynamodb":
      return documentExport(name);
    case "@aws-sdk/lib-storage":
      return name === "Upload" ? { kind: "upload-constructor" } : undefined;
    case "@aws-sdk/s3-presigned-post":
      return name === "createPresignedPost"
        ? { kind: "operation-function", service: "s3", operation: "PutObject" }
        : undefined;
    case "@aws-sdk/s3-request-presigner":
    case "@aws-sdk/polly-request-presigner":
      return name === "getSignedUrl" ? { kind: "signer" } : undefined;
    default: {
      const spelling = /^@aws-sdk\/client-([a-z0-9-]+)$/.exec(module)?.[1];
      const service = spelling === undefined ? undefined : serviceWord(spelling);
      if (spelling === undefined || service === undefined) return undefined;
      return clientExport(service, spelling.replace(/-/g, ""), name);
    }
  }
}

function clientExport(service: string, spelling: string, name: string): SdkValue | undefined {
  if (name.toLowerCase() === spelling) return { kind: "constructor", client: { service, api: "v3-aggregated" } };
  if (name.endsWith("Client")) return { kind: "constructor", client: { service, api: "v3" } };
  const operation = /^(?:(paginate)|waitUntil|waitFor)?([A-Z]\w*?)(Command)?$/.exec(name);
  if (!operation) return undefined;
  const [, paginated, rest = "", command] = operation;
  if (command !== undefined && name.endsWith("Command"))
    return { kind: "command-constructor", service, operation: rest };
  if (paginated !== undefined) return { kind: "operation-function", service, operation: rest };
  const waited = /^wait(Until|For)/.test(name) ? waiterOperation(service, rest) : undefined;
  return waited === undefined ? undefined : { kind: "operation-function", service, operation: waited };
}

function documentExport(name: string): SdkValue | undefined {
  const service = "dynamodb";
  if (name === "DynamoDBDocumentClient") return { kind: "constructor", client: { service, api: "v3" } };
  if (name === "DynamoDBDocument") return { kind: "constructor", client: { service, api: "v3-document" } };
  const [, paginated, word = "", command] = /^(paginate)?([A-Z]\w*?)(Command)?$/.exec(name) ?? [];
  const operation = documentOperation(word.charAt(0).toLowerCase() + word.slice(1));
  if (operation === undefined) return undefined;
  if (paginated !== undefined) return { kind: "operation-function", service, operation };
  return command === undefined ? undefined : { kind: "command-constructor", service, operation };
}

function botoExport(path: readonly string[]): SdkValue | undefined {
  switch (path.at(-1)) {
    case "client":
      return { kind: "boto-factory", makes: "client" };
    case "resource":
      return { kind: "boto-factory", makes: "resource" };
    case "Session":
      return { kind: "boto-session-constructor" };
    default:
      return undefined;
  }
}

/** `mypy_boto3_s3.S3Client`, `mypy_boto3_dynamodb.service_resource.Table`: types only, named where a parameter is declared. */
function typedExport(spelling: string, name: string): SdkValue | undefined {
  const service = serviceWord(spelling);
  if (service === undefined) return undefined;
  if (/ServiceResource$/.test(name)) return { kind: "boto-resource", service };
  if (/Client$/.test(name)) return { kind: "client", client: { service, api: "boto3" } };
  const type = `${service}.${name}`;
  return resourceType(type) ? { kind: "boto-object", service, type: name, id: undefined } : undefined;
}

/** What a parameter of that declared type holds. */
export function sdkOfType(value: SdkValue): SdkValue | undefined {
  if (value.kind === "constructor") return { kind: "client", client: value.client };
  return value.kind === "client" || value.kind === "boto-resource" || value.kind === "boto-object" ? value : undefined;
}

/** `value.name`. */
export function sdkMember(value: SdkValue, name: string): SdkValue | undefined {
  switch (value.kind) {
    case "constructor":
      if (value.client.api === "v2" && value.client.service === "dynamodb" && name === "DocumentClient") {
        return { kind: "constructor", client: { service: "dynamodb", api: "v2-document" } };
      }
      return name === "from" ? { kind: "wrapper", as: value.client } : undefined;
    case "client":
      return { ...value, kind: "client-method", name };
    case "boto-session":
      if (name === "create_client") return { ...value, kind: "boto-factory", makes: "client" };
      return name === "client" || name === "resource" ? { ...value, kind: "boto-factory", makes: name } : undefined;
    case "boto-resource": {
      if (name === "meta") return { kind: "boto-meta", service: value.service };
      const collection = resourceRoot(value.service)?.related?.[name];
      if (collection?.includes("*"))
        return { kind: "boto-object", service: value.service, type: collection, id: undefined };
      return { kind: "boto-resource-method", service: value.service, name };
    }
    case "boto-object": {
      if (name === "meta") return { kind: "boto-meta", service: value.service };
      const related = resourceType(`${value.service}.${value.type}`)?.related?.[name];
      // A collection (`bucket.objects`) is there without a call.
      const isCollection =
        (related?.includes("*") && !value.type.includes("*")) ||
        (related?.endsWith("Collection") && name.endsWith("s"));
      if (related !== undefined && isCollection) return { ...value, type: related };
      return { ...value, kind: "boto-object-method", name };
    }
    case "boto-meta":
      return name === "client" ? { kind: "client", client: { service: value.service, api: "boto3" } } : undefined;
    case "boto-operation":
      return { ...value, kind: "boto-operation-method" };
    case "library-object":
      if (value.library.isRecord && /^\d+$/.test(name)) return value;
      return { ...value, kind: "library-method", name };
    case "library-method":
      return memberOfMethod(value, name);
    case "client-method":
    case "boto-object-method":
    case "boto-resource-method":
    case "boto-operation-method":
    case "boto-factory":
    case "boto-session-constructor":
    case "command":
    case "command-constructor":
    case "library":
    case "operation-function":
    case "signer":
    case "upload-constructor":
    case "wrapper":
      return undefined;
  }
}

/** `entity.query.byCustomer(...)` is still the query, `service.entities.task` an object, `service.transaction.write` a method. */
function memberOfMethod(value: Extract<SdkValue, { kind: "library-method" }>, name: string): SdkValue {
  const { library, id } = value;
  const inner = library.members?.[value.name];
  if (inner) return { kind: "library-object", library: inner, id };
  const path = `${value.name}.${name}`;
  return Object.hasOwn(library.methods ?? {}, path) ? { ...value, name: path } : value;
}

/** What a method of a library's object gives: a further object for the same resource. `named`: what it is told to build. */
export function libraryResult(
  { library, id, name }: Extract<SdkValue, { kind: "library-method" }>,
  named: readonly string[],
): SdkValue | undefined {
  const made = [name, ...named].flatMap((one) => library.makes?.[one] ?? [])[0];
  const answer = made ?? (library.isRecord ? library : undefined);
  return answer && { kind: "library-object", library: answer, id };
}

/** The object that an action of a resource object, or a method of the service resource, answers with. */
export function botoResult(
  value: Extract<SdkValue, { kind: "boto-object-method" | "boto-resource-method" }>,
  id: Located | undefined,
): SdkValue | undefined {
  const { service, name } = value;
  if (value.kind === "boto-object-method") {
    const related = resourceType(`${service}.${value.type}`)?.related?.[name];
    return related === undefined ? undefined : { kind: "boto-object", service, type: related, id: value.id };
  }
  const type = RESOURCE_FACTORIES[`${service}.${name}`]?.type ?? resourceRoot(service)?.related?.[name] ?? name;
  return resourceType(`${service}.${type}`) ? { kind: "boto-object", service, type, id } : undefined;
}

/** What a loop over a collection or a list of objects binds. */
export function sdkItem(value: SdkValue): SdkValue | undefined {
  if (value.kind === "library-object") return value.library.isRecord ? value : undefined;
  if (value.kind !== "boto-object") return undefined;
  if (value.type === "ObjectCollection") return { ...value, type: "ObjectSummary" };
  const star = value.type.indexOf("*");
  if (star >= 0) return { ...value, type: value.type.slice(star + 1) };
  return value.type === "Message" ? value : undefined;
}

/** `client.get_paginator("scan")`, `client.get_waiter("table_exists")`. */
export function botoOperationObject(service: string, method: string, name: string): SdkValue | undefined {
  const operation = method === "get_paginator" ? botoOperation(name) : waiterOperation(service, name);
  return operation === undefined ? undefined : { kind: "boto-operation", service, operation };
}
