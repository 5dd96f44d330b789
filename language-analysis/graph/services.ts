// AWS services as ARNs, SDK clients and nodes name them.
import type { NodeKind } from "../model/app-map.ts";

export interface ServiceShape {
  readonly kind: NodeKind;
  /** The node's `service` word. */
  readonly service: string;
}

/** By the service part of an ARN or the SDK's name of the client. */
const SHAPES: Readonly<Record<string, ServiceShape>> = {
  lambda: { kind: "function", service: "lambda" },
  states: { kind: "workflow", service: "states" },
  "execute-api": { kind: "endpoint", service: "apigateway" },
  apigateway: { kind: "endpoint", service: "apigateway" },
  apigatewayv2: { kind: "endpoint", service: "apigateway" },
  appsync: { kind: "endpoint", service: "appsync" },
  s3: { kind: "store", service: "s3" },
  dynamodb: { kind: "store", service: "dynamodb" },
  rds: { kind: "store", service: "rds" },
  "rds-data": { kind: "store", service: "rds" },
  es: { kind: "store", service: "es" },
  opensearch: { kind: "store", service: "es" },
  aoss: { kind: "store", service: "aoss" },
  elasticache: { kind: "store", service: "elasticache" },
  elasticfilesystem: { kind: "store", service: "efs" },
  efs: { kind: "store", service: "efs" },
  "dynamodb-streams": { kind: "store", service: "dynamodb" },
  redshift: { kind: "store", service: "redshift" },
  "redshift-data": { kind: "store", service: "redshift" },
  timestream: { kind: "store", service: "timestream" },
  glue: { kind: "store", service: "glue" },
  athena: { kind: "store", service: "athena" },
  logs: { kind: "store", service: "logs" },
  sqs: { kind: "channel", service: "sqs" },
  sns: { kind: "channel", service: "sns" },
  kinesis: { kind: "channel", service: "kinesis" },
  firehose: { kind: "channel", service: "firehose" },
  events: { kind: "channel", service: "events" },
  kafka: { kind: "channel", service: "msk" },
  mq: { kind: "channel", service: "mq" },
  iot: { kind: "channel", service: "iot" },
  secretsmanager: { kind: "secret", service: "secretsmanager" },
  ssm: { kind: "secret", service: "ssm" },
  kms: { kind: "secret", service: "kms" },
  iam: { kind: "role", service: "iam" },
  "cognito-idp": { kind: "identity", service: "cognito" },
  "cognito-identity": { kind: "identity", service: "cognito-identity" },
  cognito: { kind: "identity", service: "cognito" },
};

export function serviceShape(service: string): ServiceShape | undefined {
  return Object.hasOwn(SHAPES, service) ? SHAPES[service] : undefined;
}

/** Word that a service of an ARN, an SDK or a node comes down to: `execute-api` and `apigatewayv2` are `apigateway`. */
export function serviceWord(service: string): string {
  return serviceShape(service)?.service ?? service;
}

const PREFIXES = new Map<string, readonly string[]>();

/** Service prefixes of IAM actions that speak of a node of `service`. */
export function actionPrefixes(service: string): readonly string[] {
  let prefixes = PREFIXES.get(service);
  if (!prefixes) PREFIXES.set(service, (prefixes = findPrefixes(service)));
  return prefixes;
}

function findPrefixes(service: string): readonly string[] {
  const names = Object.keys(SHAPES).filter((name) => SHAPES[name]?.service === service);
  // Taking on a role is an action of another service.
  if (service === "iam") return [...names, "sts"];
  return names.length > 0 ? names : [service];
}

/** The service a place of the given kind means when nothing else tells. */
export function serviceOfKind(kind: NodeKind | undefined): string | undefined {
  if (kind === "function") return "lambda";
  if (kind === "workflow") return "states";
  return kind === "role" ? "iam" : undefined;
}
