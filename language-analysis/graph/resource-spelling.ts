// The resource of a used action as a policy names it: a reference to what the same template declares, else an ARN.
import { resourceBreadth } from "../iam/breadth.ts";
import { parseArn } from "../iam/resource.ts";
import { actionInfo } from "../iam/service-data.ts";
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { UsedResource } from "../model/usage.ts";
import type { Value } from "../model/value.ts";
import { arnShape, resourcesFor } from "./arn-texts.ts";
import type { AppGraph } from "./app-graph.ts";
import { getAtt, ref, sub, type Intrinsic } from "./edit-text.ts";
import { waitsFor } from "./template-dependencies.ts";
import { valueText } from "./value-text.ts";

export interface SpelledResource {
  readonly text: string | Intrinsic;
  /** Why it is `*` though the action knows resources. */
  readonly open?: string;
  /** What it names; absent for `*` and for what is not on the map. */
  readonly node?: MapNode;
  /** Only a part of the node: the objects of a bucket, an index. */
  readonly isPart?: true;
}

/** `group` is the template in which it is going to stand. */
export function spelledResources(
  graph: AppGraph,
  group: string,
  resource: UsedResource,
  action: string,
): readonly SpelledResource[] {
  if (actionInfo(action)?.resources.length === 0) return [{ text: "*" }];
  switch (resource.kind) {
    case "any":
      return [{ text: "*" }];
    case "unknown":
      return [{ text: "*", open: resource.reason }];
    case "named":
      return [namedResource(resource, action)];
    case "node": {
      const node = graph.node(resource.node);
      return node
        ? nodeResources(graph, group, node, action, resource.part)
        : [{ text: "*", open: "it is not on the map" }];
    }
  }
}

/** Where a statement is going to stand. */
export interface PolicyHome {
  readonly group: string;
  readonly condition?: string | undefined;
  /** The role and those who run as it: the resource must not wait for them. */
  readonly waiting: ReadonlySet<NodeId>;
}

/**
 * The same, but only what can be written into a template without doubt; undefined when some resource is not known by name, is there
 * under a condition only, or waits for the role.
 */
export function writableResources(
  graph: AppGraph,
  home: PolicyHome,
  resource: UsedResource,
  action: string,
): readonly SpelledResource[] | undefined {
  const found: SpelledResource[] = [];
  for (const one of spelledResources(graph, home.group, resource, action)) {
    if (one.open !== undefined) return undefined;
    const { node, text } = one;
    const isReference = typeof text !== "string";
    const isSafe =
      !node ||
      !isReference ||
      ((node.condition === undefined || node.condition === home.condition) && !waitsFor(graph, node.id, home.waiting));
    const written = isSafe ? one : { ...one, text: byName(home.group, node, text) };
    const isNamed = actionInfo(action)?.resources.length === 0 || resource.kind === "any" || isNarrow(written.text);
    if (!isNamed) return undefined;
    found.push(written);
  }
  return found;
}

/** What waits for the role can still be named when its name is written out, be it with the account and region in it. */
function byName(group: string, node: MapNode, { name, argument }: Intrinsic): string | Intrinsic {
  const shape = arnShape(node);
  const physical = node.properties["physicalName"];
  const shown = physical && substitutedText(physical, group);
  if (!shape || shown === undefined || node.service === "ssm") return "*";
  const suffix = name === "Sub" ? argument.slice(argument.indexOf("}") + 1) : "";
  const place = shape.service === "s3" ? ":" : "${AWS::Region}:${AWS::AccountId}";
  return sub(`arn:\${AWS::Partition}:${shape.service}:${place}:${shape.prefix}${shown}${suffix}`);
}

/** As `Fn::Sub` takes it; undefined when it holds more than text, parameters of the template and pseudo parameters. */
function substitutedText(value: Value, group: string): string | undefined {
  if (value.kind === "text") return value.value.includes("${") ? undefined : value.value;
  if (value.kind === "reference") {
    const { to } = value;
    if (to.by === "pseudo" || (to.by === "parameter" && to.file === group)) return `\${${to.name}}`;
    return undefined;
  }
  if (value.kind !== "join") return undefined;
  const parts = value.parts.map((part) => substitutedText(part, group));
  return parts.some((part) => part === undefined) ? undefined : parts.join("");
}

function isNarrow(text: SpelledResource["text"]): boolean {
  return typeof text !== "string" || (text.startsWith("arn:") && resourceBreadth(text) === undefined);
}

function nodeResources(
  graph: AppGraph,
  group: string,
  node: MapNode,
  action: string,
  part: string | undefined,
): readonly SpelledResource[] {
  const [base] = resourcesFor(graph, node, "");
  if (!base) return [{ text: "*", open: `${node.name} has no ARN that is known here` }];
  const all = resourcesFor(graph, node, action, part).map((one) => one.resource.slice(base.resource.length));
  const suffixes = all.includes("") ? [""] : all;
  return suffixes.map((suffix) => ({
    text: reference(group, node, suffix) ?? arnOf(base.service, node, suffix, base.resource),
    node,
    ...(suffix === "" ? {} : { isPart: true as const }),
  }));
}

/** `Ref` gives these resources' ARNs. */
const BY_REF = new Set(["sns", "states", "secretsmanager", "msk", "iam-policy"]);

function reference(group: string, node: MapNode, suffix: string): Intrinsic | undefined {
  if (!node.type.startsWith("AWS::") || node.group !== group || node.declaredElsewhere) return undefined;
  if (node.service === "ssm")
    return sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/\${${node.logicalId}}`);
  if (node.service === "logs") return suffix === "" ? getAtt(node.logicalId, "Arn") : sub(`\${${node.logicalId}.Arn}`);
  const isRef = BY_REF.has(node.service);
  if (suffix === "") return isRef ? ref(node.logicalId) : getAtt(node.logicalId, "Arn");
  return sub(isRef ? `\${${node.logicalId}}${suffix}` : `\${${node.logicalId}.Arn}${suffix}`);
}

function arnOf(service: string, node: MapNode, suffix: string, base: string): string {
  const physical = node.properties["physicalName"];
  const shown = physical ? valueText(physical).replace(/\$\{[^}]*\}/g, "*") : "*";
  const name = base.replace(/\uE010.*\uE010/, shown);
  return service === "s3" ? `arn:aws:s3:::${name}${suffix}` : `arn:aws:${service}:*:*:${name}${suffix}`;
}

const NAMED_PREFIXES: Readonly<Record<string, string>> = {
  dynamodb: "table/",
  lambda: "function:",
  kinesis: "stream/",
  events: "event-bus/",
  states: "stateMachine:",
  secretsmanager: "secret:",
  ssm: "parameter/",
  logs: "log-group:",
  firehose: "deliverystream/",
  sqs: "",
  sns: "",
};

function namedResource(
  { service, name }: Extract<UsedResource, { readonly kind: "named" }>,
  action: string,
): SpelledResource {
  if (name === "*") return { text: "*", open: "its name is not known" };
  if (name.startsWith("arn:")) return { text: name };
  if (service === "s3") return { text: `arn:aws:s3:::${name}${isOnBucket(action) ? "" : "/*"}` };
  const prefix = Object.hasOwn(NAMED_PREFIXES, service) ? NAMED_PREFIXES[service] : undefined;
  if (prefix === undefined) {
    const text = onlyType(action)?.replace(/\*$/, name);
    return text === undefined ? { text: "*", open: `what kind of resource ${name} is` } : { text };
  }
  const suffix = service === "logs" ? ":*" : service === "secretsmanager" ? "-*" : "";
  return { text: `arn:aws:${service}:*:*:${prefix}${service === "logs" ? name : name.replace(/^\//, "")}${suffix}` };
}

function isOnBucket(action: string): boolean {
  return (actionInfo(action)?.resources ?? []).some((pattern) => /:s3:[^/]*$/.test(pattern));
}

/** The pattern of the one resource type that the action works on, when it ends with the name. */
function onlyType(action: string): string | undefined {
  const [only, second] = actionInfo(action)?.resources ?? [];
  if (only === undefined || second !== undefined) return undefined;
  return /^[^*]*\*$/.test(parseArn(only)?.resource ?? "") ? only.replace("arn:*:", "arn:aws:") : undefined;
}
