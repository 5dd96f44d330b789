// How each dialect writes a normalised property: the path in a node's body, and the value there.
// Sources: AWS SAM resource reference, CloudFormation resource reference, Serverless Framework "serverless.yml" reference.
import type { MapNode } from "../model/app-map.ts";
import { textOf } from "../model/value.ts";
import type { EditValue } from "./edit-text.ts";

export interface Spelled {
  readonly path: readonly string[];
  readonly value: EditValue;
}

/** Spelling family: Serverless has words of its own for functions and events, and plain CloudFormation for its `resources`. */
type Family = "sam" | "cloudformation" | "serverless";

type Paths = Readonly<Partial<Record<Family, string>>>;

/** Same value, another path. Dots separate the path's keys. */
const PATHS: Readonly<Record<string, Readonly<Record<string, Paths>>>> = {
  function: {
    runtime: { sam: "Runtime", cloudformation: "Runtime", serverless: "runtime" },
    timeoutSeconds: { sam: "Timeout", cloudformation: "Timeout", serverless: "timeout" },
    memoryMegabytes: { sam: "MemorySize", cloudformation: "MemorySize", serverless: "memorySize" },
    reservedConcurrency: {
      sam: "ReservedConcurrentExecutions",
      cloudformation: "ReservedConcurrentExecutions",
      serverless: "reservedConcurrency",
    },
    tracing: { sam: "Tracing", cloudformation: "TracingConfig.Mode", serverless: "tracing" },
    environment: { sam: "Environment.Variables", cloudformation: "Environment.Variables", serverless: "environment" },
    environmentKey: { sam: "KmsKeyArn", cloudformation: "KmsKeyArn", serverless: "kmsKeyArn" },
    role: { sam: "Role", cloudformation: "Role", serverless: "role" },
    deadLetter: {
      sam: "DeadLetterQueue.TargetArn",
      cloudformation: "DeadLetterConfig.TargetArn",
      serverless: "onError",
    },
  },
  store: {
    accessControl: { cloudformation: "AccessControl" },
    publicAccessBlock: { cloudformation: "PublicAccessBlockConfiguration" },
    website: { cloudformation: "WebsiteConfiguration" },
    publiclyAccessible: { cloudformation: "PubliclyAccessible" },
    versioning: { cloudformation: "VersioningConfiguration.Status" },
  },
  channel: {
    maxReceiveCount: { cloudformation: "RedrivePolicy.maxReceiveCount" },
    deadLetter: { cloudformation: "RedrivePolicy.deadLetterTargetArn" },
    visibilityTimeoutSeconds: { cloudformation: "VisibilityTimeout" },
  },
  role: {
    managedPolicies: { cloudformation: "ManagedPolicyArns" },
  },
};

/** In an operation of an OpenAPI document. Source: Amazon API Gateway, "x-amazon-apigateway-auth object". */
const OPENAPI_IAM: Spelled = { path: ["x-amazon-apigateway-auth", "type"], value: "AWS_IAM" };

/** `authentication: "iam"` by protocol; what needs a change in a second place (an HTTP API's default) is left out. */
const IAM_AUTHENTICATION: Readonly<Record<string, Readonly<Partial<Record<Family, Spelled>>>>> = {
  rest: {
    sam: { path: ["Auth", "Authorizer"], value: "AWS_IAM" },
    cloudformation: { path: ["AuthorizationType"], value: "AWS_IAM" },
    serverless: { path: ["authorizer"], value: "aws_iam" },
  },
  http: {
    cloudformation: { path: ["AuthorizationType"], value: "AWS_IAM" },
    serverless: { path: ["authorizer", "type"], value: "aws_iam" },
  },
  websocket: {
    cloudformation: { path: ["AuthorizationType"], value: "AWS_IAM" },
  },
  "function-url": {
    sam: { path: ["AuthType"], value: "AWS_IAM" },
    cloudformation: { path: ["AuthType"], value: "AWS_IAM" },
    serverless: { path: ["authorizer"], value: "aws_iam" },
  },
};

export function spell(node: MapNode, property: string, value: EditValue): Spelled | undefined {
  if (isOpenApi(node)) return property === "authentication" && value === "iam" ? OPENAPI_IAM : undefined;
  const family = familyOf(node);
  if (!family) return undefined;
  if (node.kind === "endpoint" && property === "authentication") {
    return value === "iam" ? IAM_AUTHENTICATION[textOf(node.properties["protocol"]) ?? ""]?.[family] : undefined;
  }
  // CloudFormation's own properties are spelled alike wherever the resource is declared.
  const paths = PATHS[node.kind]?.[property];
  const path = node.kind === "function" ? paths?.[family] : paths?.cloudformation;
  if (path === undefined) return undefined;
  if (node.type === "AWS::Serverless::SimpleTable" && node.kind === "store") return undefined;
  if (property === "tracing" && family === "serverless") return { path: [path], value: value === "Active" };
  return { path: path.split("."), value };
}

/** A route whose body is an operation of an OpenAPI document, not a resource or an event. */
export function isOpenApi({ properties }: MapNode): boolean {
  return textOf(properties["definition"]) === "openapi";
}

function familyOf({ dialect, type, kind }: MapNode): Family | undefined {
  if (dialect === "none" || dialect === "code") return undefined;
  if (type.startsWith("AWS::Serverless::")) return "sam";
  if (type.startsWith("AWS::")) return "cloudformation";
  if (dialect === "serverless") return "serverless";
  // Events of a SAM function have no resource type of their own.
  return dialect === "sam" && (kind === "endpoint" || kind === "schedule") ? "sam" : undefined;
}
