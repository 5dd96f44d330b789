// ARNs of nodes, and resource values of policies as ARN patterns. What only the deployment knows becomes a mark: the same mark
// for the same parameter or node, so that a policy and a name that use one parameter are seen to agree.
import { patternsOverlap, matchesPattern } from "../iam/pattern.ts";
import { parseArn, type Arn } from "../iam/resource.ts";
import { actionInfo } from "../iam/service-data.ts";
import type { Match } from "../iam/decision.ts";
import type { MapNode } from "../model/app-map.ts";
import { textOf, type Reference, type Value } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";

const MARK = /\uE010[^\uE010]*\uE010/g;
const UNKNOWN = "\uE010?\uE010";
const MOST_TEXTS = 16;
const DEEPEST = 8;

interface ArnShape {
  /** Service of the ARN. */
  readonly service: string;
  /** What stands before the name. */
  readonly prefix: string;
  /** `Ref` gives the ARN, not the name. */
  readonly isRefArn?: true;
}

/** By the node's service word. Source: Service Authorization Reference, resource types; CloudFormation Template Reference, return values. */
const SHAPES: Readonly<Record<string, ArnShape>> = {
  dynamodb: { service: "dynamodb", prefix: "table/" },
  s3: { service: "s3", prefix: "" },
  sqs: { service: "sqs", prefix: "" },
  sns: { service: "sns", prefix: "", isRefArn: true },
  lambda: { service: "lambda", prefix: "function:" },
  states: { service: "states", prefix: "stateMachine:", isRefArn: true },
  kinesis: { service: "kinesis", prefix: "stream/" },
  firehose: { service: "firehose", prefix: "deliverystream/" },
  events: { service: "events", prefix: "event-bus/" },
  secretsmanager: { service: "secretsmanager", prefix: "secret:", isRefArn: true },
  ssm: { service: "ssm", prefix: "parameter/" },
  kms: { service: "kms", prefix: "key/" },
  logs: { service: "logs", prefix: "log-group:" },
  iam: { service: "iam", prefix: "role/" },
  "iam-user": { service: "iam", prefix: "user/" },
  "iam-group": { service: "iam", prefix: "group/" },
  "iam-policy": { service: "iam", prefix: "policy/", isRefArn: true },
  cognito: { service: "cognito-idp", prefix: "userpool/" },
  "cognito-identity": { service: "cognito-identity", prefix: "identitypool/" },
  appsync: { service: "appsync", prefix: "apis/" },
  es: { service: "es", prefix: "domain/" },
  msk: { service: "kafka", prefix: "cluster/", isRefArn: true },
  efs: { service: "elasticfilesystem", prefix: "file-system/" },
  timestream: { service: "timestream", prefix: "database/" },
};

/** Absent for nodes without ARN. */
export function arnShape(node: MapNode): ArnShape | undefined {
  return Object.hasOwn(SHAPES, node.service) ? SHAPES[node.service] : undefined;
}

/** The node's physical name, or a mark for the name that the deployment makes. A leading `/` of a parameter's name is part of its ARN. */
function nameOf(graph: AppGraph, node: MapNode): string {
  const physical = node.properties["physicalName"];
  const [name] = physical ? texts(graph, physical, 0) : [];
  if (name !== undefined && name !== UNKNOWN) return node.service === "ssm" ? name.replace(/^\/(?=.)/, "") : name;
  return node.declaredElsewhere ? UNKNOWN : `\uE010node:${node.id}\uE010`;
}

export interface ResourceText {
  readonly service: string;
  /** Behind the fifth colon. */
  readonly resource: string;
  /** Which resource it is is not known. */
  readonly isUnknown?: true;
}

/** For actions that know no resources: only `*` grants them. */
export const ANY_RESOURCE: ResourceText = { service: "*", resource: "*" };
/** A resource of the service that is not known. */
export function someResource(service: string): ResourceText {
  return { service, resource: "*", isUnknown: true };
}

/** The resources of `node` that `action` works on: the table, its streams, the objects of the bucket. Empty for nodes without ARN. */
export function resourcesFor(graph: AppGraph, node: MapNode, action: string, part?: string): readonly ResourceText[] {
  const shape = arnShape(node);
  if (!shape) return [];
  const { service, prefix } = shape;
  const base = prefix + nameOf(graph, node);
  if (part !== undefined) return [{ service, resource: `${base}${part.startsWith(":") ? "" : "/"}${part}` }];
  const found = new Set<string>();
  for (const pattern of actionInfo(action)?.resources ?? []) {
    const arn = parseArn(pattern);
    const star = arn?.resource.indexOf("*") ?? -1;
    if (!arn || !matchesPattern(arn.service, service) || star !== prefix.length || !arn.resource.startsWith(prefix))
      continue;
    found.add(base + arn.resource.slice(star + 1));
  }
  if (found.size === 0) found.add(base);
  return [...found].map((resource) => ({ service, resource }));
}

/** Whether a resource value of a policy covers the resource; `maybe` when it hangs on what only the deployment knows. */
export function coversResource(graph: AppGraph, value: Value, wanted: ResourceText): Match {
  let result: Match = "no";
  for (const text of texts(graph, value, 0)) {
    const match = matchText(text, wanted);
    if (match === "yes") return "yes";
    if (match === "maybe") result = "maybe";
  }
  return result;
}

function matchText(text: string, wanted: ResourceText): Match {
  if (/^\*+$/.test(text)) return "yes";
  if (text === UNKNOWN) return "maybe";
  if (wanted === ANY_RESOURCE) return "no";
  const arn = parseArn(text);
  if (wanted.isUnknown) return arn && coversService(arn, wanted) ? "yes" : "maybe";
  if (!arn) return text.includes("\uE010") ? "maybe" : "no";
  if (!patternsOverlap(loose(arn.service), wanted.service)) return "no";
  const sure = arn.resource.replaceAll(UNKNOWN, "\uE011");
  if (matchesPattern(sure, wanted.resource) && !arn.service.includes("\uE010")) return "yes";
  if (namesAnother(arn, wanted) || isNameOfItsOwn(arn, wanted)) return "no";
  return patternsOverlap(loose(arn.resource), loose(wanted.resource)) ? "maybe" : "no";
}

/** `arn:aws:logs:*:*:*` */
function coversService({ service, region, account, resource }: Arn, wanted: ResourceText): boolean {
  return service === wanted.service && [region, account, resource].every((part) => /^\*+$/.test(part));
}

/** Both name a node of the workspace, and not the same one. */
function namesAnother(arn: Arn, wanted: ResourceText): boolean {
  const [one] = nodeMarks(arn.resource);
  const [other] = nodeMarks(wanted.resource);
  return one !== undefined && one !== other && (other !== undefined || !wanted.resource.includes("\uE010"));
}

/** A name that is written out is not the one that the deployment makes for a node without a name. */
function isNameOfItsOwn({ resource }: Arn, wanted: ResourceText): boolean {
  const start = wanted.resource.indexOf("\uE010node:");
  if (start < 0 || resource.slice(0, start) !== wanted.resource.slice(0, start)) return false;
  const [name = ""] = resource.slice(start).split(/[/:]/);
  return name !== "" && !/[*?\uE010$]/.test(name);
}

function nodeMarks(text: string): readonly string[] {
  return (text.match(MARK) ?? []).filter((mark) => mark.startsWith("\uE010node:"));
}

function loose(text: string): string {
  return text.replace(MARK, "*").replace(/\$\{[^}]*\}/g, "*");
}

function texts(graph: AppGraph, value: Value, depth: number): readonly string[] {
  if (depth > DEEPEST) return [UNKNOWN];
  switch (value.kind) {
    case "text":
      // Policy variables such as `${aws:username}` stand for any text.
      return [value.value.replaceAll("\uE010", "").replace(/\$\{[a-z-]+:[^}]*\}/gi, "*")];
    case "number":
    case "boolean":
      return [String(value.value)];
    case "reference":
      return [referenceText(graph, value.to)];
    case "choice":
      return value.options.flatMap((option) => texts(graph, option, depth + 1)).slice(0, MOST_TEXTS);
    case "list":
      return value.items.flatMap((item) => texts(graph, item, depth + 1)).slice(0, MOST_TEXTS);
    case "join": {
      let joined: readonly string[] = [""];
      for (const part of value.parts) {
        const next = texts(graph, part, depth + 1);
        joined = joined.flatMap((before) => next.map((one) => before + one)).slice(0, MOST_TEXTS);
      }
      return joined;
    }
    case "null":
      return [];
    case "map":
    case "unresolved":
      return [UNKNOWN];
  }
}

function referenceText(graph: AppGraph, to: Reference): string {
  switch (to.by) {
    case "pseudo":
      return "*";
    case "parameter":
      return `\uE010parameter:${to.file}#${to.name}\uE010`;
    case "logical-id":
      return nodeText(graph, graph.node(`${to.file}#${to.logicalId}`), to.attribute);
    case "export":
    case "stack-output":
    case "stored-value":
      return UNKNOWN;
  }
}

function nodeText(graph: AppGraph, node: MapNode | undefined, attribute: string | undefined): string {
  const shape = node && arnShape(node);
  if (!node || !shape) return UNKNOWN;
  const name = nameOf(graph, node);
  const arn = `arn:*:${shape.service}:*:*:${shape.prefix}${name}`;
  switch (attribute) {
    case undefined:
      return shape.isRefArn ? arn : name;
    case "Arn":
    case "TopicArn":
    case "StateMachineArn":
      return shape.service === "logs" ? `${arn}:*` : arn;
    case "StreamArn":
      return `${arn}/stream/*`;
    case "QueueName":
    case "TopicName":
    case "Name":
      return name;
    default:
      return textOf(node.properties[attribute]) ?? UNKNOWN;
  }
}
