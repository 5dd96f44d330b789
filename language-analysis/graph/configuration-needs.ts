// What a function's role needs without any call in its code: the platform polls, logs, traces and connects in its name.
// Sources: AWS Lambda Developer Guide, "Defining Lambda function permissions with an execution role", "Giving Lambda functions access
// to resources in an Amazon VPC", and the page of each event source.
import type { MapEdge, MapNode, NodeId, Trigger } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { UsedPermission, UsedResource } from "../model/usage.ts";
import { itemsOf, property, textOf } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";
import { keyOfNode } from "./encryption-keys.ts";

interface Polling {
  readonly label: string;
  readonly actions: readonly string[];
  /** Path behind the source's ARN. */
  readonly part?: string;
  /** Needed on no resource. */
  readonly onAll?: readonly string[];
  /** It may sign in with a secret, or as the role itself. */
  readonly signsIn?: true;
}

const NETWORK = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
];
const BROKER_NETWORK = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
];

const SIGNING_IN = [
  "kafka-cluster:AlterGroup",
  "kafka-cluster:Connect",
  "kafka-cluster:DescribeClusterDynamicConfiguration",
  "kafka-cluster:DescribeGroup",
  "kafka-cluster:DescribeTopic",
  "kafka-cluster:ReadData",
  "kms:Decrypt",
  "secretsmanager:GetSecretValue",
];

const POLLED: Readonly<Partial<Record<Trigger, Polling>>> = {
  sqs: {
    label: "SQS event source",
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
  },
  dynamodb: {
    label: "DynamoDB event source",
    actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
    part: "stream/*",
    onAll: ["dynamodb:ListStreams"],
  },
  kinesis: {
    label: "Kinesis event source",
    actions: [
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
    ],
    onAll: ["kinesis:ListStreams"],
  },
  msk: {
    label: "MSK event source",
    actions: ["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
    onAll: BROKER_NETWORK,
    signsIn: true,
  },
  kafka: { label: "Kafka event source", actions: [], signsIn: true },
  mq: { label: "Amazon MQ event source", actions: ["mq:DescribeBroker"], onAll: BROKER_NETWORK, signsIn: true },
  documentdb: {
    label: "DocumentDB event source",
    actions: ["rds:DescribeDBClusters"],
    onAll: ["rds:DescribeDBClusterParameters", "rds:DescribeDBSubnetGroups", ...BROKER_NETWORK],
    signsIn: true,
  },
};

/** Actions that the platform's newer versions, or only some settings, need: no failure when they are missing. */
const OPTIONAL = new Set([
  "dynamodb:ListStreams",
  "kinesis:DescribeStream",
  "kinesis:DescribeStreamSummary",
  "kinesis:ListShards",
  "kinesis:ListStreams",
  "kafka:DescribeCluster",
  "kafka:DescribeClusterV2",
]);

const SENDING: Readonly<Record<string, string>> = {
  sqs: "sqs:SendMessage",
  sns: "sns:Publish",
  events: "events:PutEvents",
  lambda: "lambda:InvokeFunction",
  s3: "s3:PutObject",
};

/** In a fixed order: triggers, destinations, network, tracing, keys, logs. */
export function configurationNeeds(graph: AppGraph, node: MapNode): readonly UsedPermission[] {
  return [
    ...graph.edgesTo(node.id, "triggers").flatMap((edge) => polling(graph, edge)),
    ...graph.edgesFrom(node.id).flatMap((edge) => sending(graph, edge)),
    ...networking(node),
    ...keys(node),
    ...logging(graph, node),
  ];
}

function polling(graph: AppGraph, edge: MapEdge): readonly UsedPermission[] {
  const own = edge.trigger && POLLED[edge.trigger];
  const at = edge.evidence[0]?.at;
  const source = graph.node(edge.from);
  if (!own || !at || !source) return [];
  const resource = { kind: "node", node: source.id, ...(own.part === undefined ? {} : { part: own.part }) } as const;
  const key = keyOfNode(graph, source);
  return [
    ...(own.signsIn ? signingIn(own.label, at) : []),
    ...split(own.actions, resource, own.label, at),
    ...split(own.onAll ?? [], { kind: "any" }, own.label, at),
    ...(key ? [need(["kms:Decrypt"], key, own.label, at)] : []),
  ];
}

/** Which secret or cluster it is stands in settings of the event source that the map does not hold. */
function signingIn(label: string, at: SourceRange): readonly UsedPermission[] {
  const resource = { kind: "unknown", reason: "how the event source signs in" } as const;
  return [{ ...need(SIGNING_IN, resource, label, at), isOptional: true }];
}

/** What is optional apart from what is not. */
function split(
  actions: readonly string[],
  resource: UsedResource,
  label: string,
  at: SourceRange,
): readonly UsedPermission[] {
  const needed = actions.filter((action) => !OPTIONAL.has(action));
  const optional = actions.filter((action) => OPTIONAL.has(action));
  return [
    ...(needed.length > 0 ? [need(needed, resource, label, at)] : []),
    ...(optional.length > 0 ? [{ ...need(optional, resource, label, at), isOptional: true as const }] : []),
  ];
}

/** Dead-letter queues and destinations: the template says where the function's results go. */
function sending(graph: AppGraph, { kind, to, evidence }: MapEdge): readonly UsedPermission[] {
  if (kind === "may" || kind === "runs-as") return [];
  const target = graph.node(to);
  const declared = evidence.find((one) => one.kind === "declared");
  const action = target && SENDING[target.service];
  if (!target || !declared || action === undefined) return [];
  const resource = { kind: "node", node: target.id } as const;
  const key = keyOfNode(graph, target);
  const keyActions = ["kms:Decrypt", "kms:GenerateDataKey"];
  return [
    need([action], resource, declared.label, declared.at),
    ...(key && (target.service === "sqs" || target.service === "sns")
      ? [need(keyActions, key, declared.label, declared.at)]
      : []),
  ];
}

function networking({ properties }: MapNode): readonly UsedPermission[] {
  const { vpc, tracing, fileSystem } = properties;
  const subnets = vpc && property(vpc, "subnets");
  const isConnected = subnets !== undefined && (subnets.kind !== "list" || itemsOf(subnets).length > 0);
  return [
    ...(vpc && isConnected ? [need(NETWORK, { kind: "any" }, "VPC", vpc.at)] : []),
    ...(vpc && isConnected
      ? [
          {
            ...need(["ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"], { kind: "any" }, "VPC", vpc.at),
            isOptional: true as const,
          },
        ]
      : []),
    ...(fileSystem ? [mounting(fileSystem.at)] : []),
    ...(tracing && textOf(tracing) === "Active"
      ? [need(["xray:PutTelemetryRecords", "xray:PutTraceSegments"], { kind: "any" }, "X-Ray tracing", tracing.at)]
      : []),
  ];
}

function mounting(at: SourceRange): UsedPermission {
  const actions = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
  const resource = { kind: "unknown", reason: "which file system the access point belongs to" } as const;
  return { ...need(actions, resource, "mounted file system", at), isOptional: true };
}

function keys({ properties }: MapNode): readonly UsedPermission[] {
  const { environmentKey } = properties;
  if (!environmentKey) return [];
  const name = textOf(environmentKey) ?? "*";
  return [
    {
      ...need(["kms:Decrypt"], { kind: "named", service: "kms", name }, "environment key", environmentKey.at),
      isOptional: true,
    },
  ];
}

function logging(graph: AppGraph, node: MapNode): readonly UsedPermission[] {
  const { nameAt: at } = node;
  const name = logGroupName(node);
  const declared = logGroups(graph).get(`${node.group} ${name}`);
  const resource: UsedResource = declared
    ? { kind: "node", node: declared, part: ":*" }
    : { kind: "named", service: "logs", name };
  const label = "CloudWatch Logs";
  return [
    { ...need(["logs:CreateLogGroup"], resource, label, at), isOptional: true },
    need(["logs:CreateLogStream", "logs:PutLogEvents"], resource, label, at),
  ];
}

const LOG_GROUPS = new WeakMap<AppGraph, ReadonlyMap<string, NodeId>>();

/** By stack and physical name. */
function logGroups(graph: AppGraph): ReadonlyMap<string, NodeId> {
  let known = LOG_GROUPS.get(graph);
  if (!known) {
    const groups = graph.nodes("store").filter(({ service }) => service === "logs");
    known = new Map(
      groups.map(({ id, group, properties }) => [`${group} ${textOf(properties["physicalName"]) ?? ""}`, id]),
    );
    LOG_GROUPS.set(graph, known);
  }
  return known;
}

function logGroupName({ properties, logicalId }: MapNode): string {
  const own = textOf(property(properties["logging"], "LogGroup"));
  if (own !== undefined) return own;
  const name = textOf(properties["physicalName"]);
  return name === undefined ? `/aws/lambda/*${logicalId}*` : `/aws/lambda/${name}`;
}

function need(actions: readonly string[], resource: UsedResource, label: string, at: SourceRange): UsedPermission {
  return { actions, resource, source: "configuration", label, at, confidence: "high" };
}
