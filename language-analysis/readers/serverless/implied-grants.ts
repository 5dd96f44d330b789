// What the framework lets a role do besides its statements: for logs, polled sources, tracing, destinations, mounted file systems.
// Source: Serverless Framework documentation, "IAM Permissions For Functions", "Auto-Added Permissions", and each event's page.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { lookup } from "../lookup.ts";
import { joinValues, nodeReference, referenceValue, textValue } from "../make-values.ts";
import { addImpliedStatement } from "../policies/documents.ts";
import { dig, elements, entriesOf, firstOf, isTrue, pattern, word } from "../walk-values.ts";
import { streamService } from "./events/streams.ts";
import { defaultName } from "./names.ts";
import { functionNamed } from "./service.ts";
import type { Service, ServiceFunction } from "./service.ts";

interface Grant {
  readonly actions: readonly string[];
  /** Settings that name what the actions are for; of those without any, everything. */
  readonly on: readonly string[];
}

const NETWORK: Grant = {
  actions: [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeVpcs",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
  ],
  on: [],
};
const BROKER: readonly Grant[] = [
  { actions: ["secretsmanager:GetSecretValue"], on: ["basicAuthArn"] },
  { actions: ["mq:DescribeBroker"], on: ["arn"] },
  NETWORK,
];

const GRANTS: Readonly<Record<string, readonly Grant[]>> = {
  sqs: [{ actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], on: ["arn"] }],
  dynamodb: [
    {
      actions: ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"],
      on: ["arn"],
    },
  ],
  kinesis: [
    {
      actions: [
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:DescribeStreamSummary",
        "kinesis:ListShards",
        "kinesis:ListStreams",
      ],
      on: ["arn"],
    },
  ],
  msk: [{ actions: ["kafka:DescribeCluster", "kafka:GetBootstrapBrokers"], on: ["arn"] }, NETWORK],
  kafka: [
    {
      actions: ["secretsmanager:GetSecretValue"],
      on: [
        "accessConfigurations.saslPlainAuth",
        "accessConfigurations.saslScram256Auth",
        "accessConfigurations.saslScram512Auth",
        "accessConfigurations.clientCertificateTlsAuth",
        "accessConfigurations.serverRootCaCertificate",
      ],
    },
  ],
  activemq: BROKER,
  rabbitmq: BROKER,
};

/** What may send to a destination, by the service in its ARN or of the resource that is named. */
const SEND: Readonly<Record<string, string>> = {
  sns: "sns:Publish",
  sqs: "sqs:SendMessage",
  events: "events:PutEvents",
  lambda: "lambda:InvokeFunction",
};

export function addImpliedGrants(service: Service, owner: ServiceFunction, role: string): void {
  const { builder, provider } = service;
  const { key, value, nameAt } = owner;
  const grant = (reason: string, at: SourceRange, actions: readonly string[], on: readonly Value[]): void => {
    addImpliedStatement(builder, role, reason, at, actions, on);
  };
  if (!isTrue(dig(value, "disableLogs"))) {
    const logs = ["logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource", "logs:PutLogEvents"];
    grant("the function's log group", nameAt, logs, [logGroupOf(service, key, nameAt)]);
  }
  for (const event of elements(dig(value, "events"))) {
    for (const entry of entriesOf(event)) addEventGrants(service, entry.key, entry.value, entry.at, grant);
  }
  const everything = (at: SourceRange): readonly Value[] => [textValue("*", at)];
  const onError = dig(value, "onError");
  if (onError) grant("onError", onError.at, [sendAction(service, onError) ?? "sns:Publish"], [onError]);
  for (const name of ["onSuccess", "onFailure"]) {
    const target = firstOf(value, `destinations.${name}.arn`, `destinations.${name}`);
    const action = target && sendAction(service, target, word(dig(value, `destinations.${name}.type`)));
    const own = functionNamed(service, target);
    if (target && action !== undefined) {
      grant(`destinations.${name}`, target.at, [action], [own === undefined ? target : nodeReference(own, target.at)]);
    }
  }
  const tracing = dig(value, "tracing") ?? dig(provider, "tracing.lambda");
  if (tracing && word(tracing) !== "false") {
    grant("tracing", tracing.at, ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], everything(tracing.at));
  }
  const mounted = dig(value, "fileSystemConfig.arn");
  if (mounted) {
    const actions = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
    grant("fileSystemConfig", mounted.at, actions, [mounted]);
  }
  const kmsKey = firstOf(value, "kmsKeyArn", "awsKmsKeyArn") ?? firstOf(provider, "kmsKeyArn", "awsKmsKeyArn");
  if (kmsKey) grant("kmsKeyArn", kmsKey.at, ["kms:Decrypt"], [kmsKey]);
}

type AddGrant = (reason: string, at: SourceRange, actions: readonly string[], on: readonly Value[]) => void;

function addEventGrants(service: Service, type: string, settings: Value, at: SourceRange, grant: AddGrant): void {
  const reason = `events.${type}`;
  if (type === "websocket") {
    const text = joinValues(
      [
        textValue("arn:", at),
        referenceValue({ by: "pseudo", name: "AWS::Partition" }, at),
        textValue(":execute-api:*:*:*/@connections/*", at),
      ],
      at,
    );
    grant(reason, at, ["execute-api:ManageConnections"], [text]);
    return;
  }
  for (const { actions, on } of lookup(GRANTS, type === "stream" ? streamService(settings) : type) ?? []) {
    const named = on.flatMap((path) =>
      settings.kind === "map" ? elements(dig(settings, path)) : path === "arn" ? elements(settings) : [],
    );
    if (named.length > 0) grant(reason, at, actions, named);
    else if (on.length === 0) grant(reason, at, actions, [textValue("*", at)]);
  }
  const consumer = dig(settings, "consumer");
  if (type === "stream" && consumer && word(consumer) !== "false") {
    const stream = dig(settings, "arn");
    const own = word(consumer) === "true" ? stream && consumerOf(stream) : consumer;
    if (own) grant(reason, consumer.at, ["kinesis:SubscribeToShard"], [own]);
  }
  const failure = firstOf(settings, "destinations.onFailure.arn", "destinations.onFailure");
  const action = failure && sendAction(service, failure, word(dig(settings, "destinations.onFailure.type")));
  if (failure && action !== undefined) grant(reason, failure.at, [action], [failure]);
}

function consumerOf(stream: Value): Value {
  return joinValues([stream, textValue("/consumer/*", stream.at)], stream.at);
}

/** The action that puts something into the target; absent when it is not known what the target is. */
function sendAction(service: Service, target: Value, type?: string): string | undefined {
  if (functionNamed(service, target) !== undefined) return SEND["lambda"];
  const named = target.kind === "reference" && target.to.by === "logical-id" ? target.to.logicalId : undefined;
  const node = named === undefined ? undefined : service.builder.node(service.builder.idOf(named));
  const kind = type?.toLowerCase() ?? node?.service ?? /^arn:[^:]*:([a-z0-9-]+):/.exec(pattern(target))?.[1];
  return lookup(SEND, kind === "function" ? "lambda" : kind === "eventbus" ? "events" : kind);
}

/** Services that take on the role of functions with certain events, besides Lambda. */
export function trustedBy(users: readonly ServiceFunction[]): readonly string[] {
  const found = new Set(["lambda.amazonaws.com"]);
  for (const { value } of users) {
    for (const event of elements(dig(value, "events"))) {
      if (dig(event, "cloudFront")) found.add("edgelambda.amazonaws.com");
      if (word(dig(event, "schedule.method")) === "scheduler") found.add("scheduler.amazonaws.com");
    }
  }
  return [...found];
}

/** ARN of `/aws/lambda/service-stage-function`, as the framework names log groups. */
function logGroupOf(service: Service, key: string, at: SourceRange): Value {
  const pseudo = (name: string): Value => referenceValue({ by: "pseudo", name }, at);
  const value = service.functions.get(key)?.value;
  const group = dig(value, "logs.logGroup") ?? dig(service.provider, "logs.lambda.logGroup");
  const name =
    group ?? joinValues([textValue("/aws/lambda/", at), dig(value, "name") ?? defaultName(service, key, at)], at);
  return joinValues(
    [
      textValue("arn:", at),
      pseudo("AWS::Partition"),
      textValue(":logs:", at),
      pseudo("AWS::Region"),
      textValue(":", at),
      pseudo("AWS::AccountId"),
      textValue(":log-group:", at),
      name,
      textValue(":*", at),
    ],
    at,
  );
}
