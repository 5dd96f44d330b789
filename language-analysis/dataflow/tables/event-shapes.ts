// Which parts of an event its sender chooses, by trigger. Sources: AWS Lambda developer guide, the page of each event source; API Gateway
// developer guide, "Lambda proxy integrations" and "mapping templates"; Serverless Framework documentation, "Lambda integration".
import type { Trigger } from "../../model/app-map.ts";

export interface EventShape {
  /** Paths (`*` for an index) whose parts the sender chooses; absent: all but the denied ones. */
  readonly chosen?: readonly string[];
  /** Paths that the platform fills in. */
  readonly given?: readonly string[];
}

const RECORD_FACTS = [
  "eventID",
  "eventName",
  "eventSource",
  "eventSourceARN",
  "eventVersion",
  "awsRegion",
  "eventTime",
  "userIdentity",
];
const records = (...parts: readonly string[]): readonly string[] => parts.map((part) => `Records.*.${part}`);

const HTTP: EventShape = {
  given: [
    // API Gateway and function URLs find the API by it: another host's request does not arrive.
    ...["headers", "multiValueHeaders"].flatMap((headers) => ["Host", "host"].map((name) => `${headers}.${name}`)),
    "httpMethod",
    "method",
    "resource",
    "routeKey",
    "version",
    "stage",
    "stageVariables",
    "isBase64Encoded",
    "principalId",
    "identity",
    "enhancedAuthContext",
    "requestContext.*",
  ],
};

/** Parts of the request context that repeat what the client sent. */
export const REPEATED_IN_CONTEXT: ReadonlySet<string> = new Set([
  "requestContext.path",
  "requestContext.http.path",
  "requestContext.http.userAgent",
  "requestContext.identity.userAgent",
]);

export const EVENT_SHAPES: Readonly<Record<Trigger, EventShape | "none">> = {
  api: HTTP,
  url: HTTP,
  alb: { given: (HTTP.given ?? []).filter((part) => !/\.host$/i.test(part)) },
  appsync: { given: ["identity", "info", "prev", "stash", "requestContext.*", "typeName", "fieldName"] },
  cloudfront: { chosen: records("cf.request") },
  authorizer: {
    given: ["methodArn", "routeArn", "type", "requestContext.*", "stageVariables", "httpMethod", "resource", "version"],
  },
  s3: { chosen: [...records("s3.object.key"), "detail.object.key", "object.key"] },
  sns: { chosen: records("Sns.Message", "Sns.Subject", "Sns.MessageAttributes") },
  sqs: { chosen: records("body", "messageAttributes", "attributes.MessageGroupId") },
  dynamodb: { chosen: records("dynamodb.NewImage", "dynamodb.OldImage", "dynamodb.Keys") },
  kinesis: { chosen: records("kinesis.data", "kinesis.partitionKey") },
  schedule: "none",
  event: { given: ["version", "id", "account", "time", "region", "source", "detail-type", "resources"] },
  logs: { chosen: ["awslogs.data"] },
  iot: {},
  alexa: { chosen: ["request", "session.attributes", "directive"] },
  cognito: {
    chosen: ["request", "userName"],
    given: ["request.session", "request.codeParameter", "request.usernameParameter", "request.linkParameter"],
  },
  msk: { chosen: ["records"] },
  kafka: { chosen: ["records"] },
  mq: { chosen: ["messages.*.data", "rmqMessagesByQueue"] },
  documentdb: { chosen: ["events"] },
  ses: { chosen: records("ses.mail.commonHeaders", "ses.mail.headers", "ses.mail.source") },
  other: { given: RECORD_FACTS.map((part) => `Records.*.${part}`) },
};

/**
 * Parts that the platform makes, in events of which the trigger is not declared: those of CloudFormation's custom resources and of S3
 * Object Lambda. Sources: CloudFormation user guide, "Custom resource request objects"; S3 user guide, "Event context format and usage".
 */
export const PLATFORM_PARTS: ReadonlySet<string> = new Set([
  "ResponseURL",
  "StackId",
  "RequestId",
  "RequestType",
  "ResourceType",
  "LogicalResourceId",
  "ServiceToken",
  "getObjectContext",
]);

/** Of an event that a service of AWS writes: names that others give, and what they ask a service for. */
export const SERVICE_EVENT: EventShape = {
  chosen: ["detail.object.key", "detail.requestParameters", "detail.input", "detail.output", "detail.name"],
};

/** Top-level names that only HTTP events have: an undeclared handler that reads them stands behind HTTP. */
export const HTTP_PARTS: ReadonlySet<string> = new Set([
  "queryStringParameters",
  "multiValueQueryStringParameters",
  "pathParameters",
  "rawQueryString",
  "rawPath",
  "headers",
  "multiValueHeaders",
  "cookies",
  "httpMethod",
]);

/** Records that tell their trigger by their shape. */
export const RECORD_PARTS: Readonly<Record<string, Trigger | undefined>> = {
  s3: "s3",
  Sns: "sns",
  dynamodb: "dynamodb",
  kinesis: "kinesis",
  body: "sqs",
  messageAttributes: "sqs",
  cf: "cloudfront",
  ses: "ses",
};

/** Parts that the platform delivers as text; what code parses out of them is something else. */
const TEXT_PARTS =
  /^((queryStringParameters|pathParameters|headers|stageVariables)(\.[^.]+)?|(multiValueQueryStringParameters|multiValueHeaders|cookies)(\.[^.]+){0,2}|body|path|rawPath|rawQueryString|Records\.[^.]+\.(body|s3\.object\.key|Sns\.(Message|Subject)|kinesis\.data))$/;

export function isTextPart(path: readonly string[]): boolean {
  return TEXT_PARTS.test(path.join("."));
}
