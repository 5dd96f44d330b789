// The policy that allows a function what its code and its configuration need, and nothing else.
import { actionInfo } from "../iam/service-data.ts";
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { UsageGap, UsedPermission, UsedResource } from "../model/usage.ts";
import { resourcesFor } from "./arn-texts.ts";
import type { AppGraph } from "./app-graph.ts";
import { getAtt, ref, sub, type Intrinsic } from "./edit-text.ts";
import { needsOf } from "./role-use.ts";
import { valueText } from "./value-text.ts";

export interface NeededStatement {
  /** Sorted. */
  readonly actions: readonly string[];
  /** An ARN, `*`, or a reference to what the function's own template declares. */
  readonly resource: string | Intrinsic;
  /** Why the resource is `*` though the actions know resources. */
  readonly open?: string;
  /** What needs it, in the order of the code. */
  readonly because: readonly { readonly label: string; readonly at: SourceRange }[];
}

export interface LeastPrivilege {
  readonly function: MapNode;
  /** Sorted by resource. */
  readonly statements: readonly NeededStatement[];
  /** Why the code may need more than that. */
  readonly gaps: readonly UsageGap[];
}

/** Undefined for what is no function of the map. Permissions that only some settings need are left out. */
export function leastPrivilege(graph: AppGraph, functionId: NodeId): LeastPrivilege | undefined {
  const node = graph.node(functionId);
  if (node?.kind !== "function") return undefined;
  const { uses, gaps } = needsOf(graph, functionId);
  const byResource = new Map<string, Draft>();
  for (const use of uses) {
    if (use.isOptional && use.source === "configuration") continue;
    for (const action of use.actions) {
      for (const { resource, open } of resourcesOf(graph, node, use, action)) {
        const key = `${typeof resource === "string" ? resource : `${resource.name} ${resource.argument}`}|${open ?? ""}`;
        let draft = byResource.get(key);
        if (!draft) byResource.set(key, (draft = { resource, open, actions: new Set(), because: new Map() }));
        draft.actions.add(action);
        draft.because.set(`${use.label} ${JSON.stringify(use.at)}`, { label: use.label, at: use.at });
      }
    }
  }
  const statements = [...byResource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { actions, resource, open, because }]) => ({
      actions: [...actions].sort(),
      resource,
      ...(open === undefined ? {} : { open }),
      because: [...because.values()],
    }));
  return { function: node, statements, gaps };
}

interface Draft {
  readonly resource: string | Intrinsic;
  readonly open: string | undefined;
  readonly actions: Set<string>;
  readonly because: Map<string, { readonly label: string; readonly at: SourceRange }>;
}

interface Named {
  readonly resource: string | Intrinsic;
  readonly open?: string;
}

function resourcesOf(graph: AppGraph, user: MapNode, use: UsedPermission, action: string): readonly Named[] {
  if (actionInfo(action)?.resources.length === 0) return [{ resource: "*" }];
  const { resource } = use;
  switch (resource.kind) {
    case "any":
      return [{ resource: "*" }];
    case "unknown":
      return [{ resource: "*", open: resource.reason }];
    case "named":
      return [{ resource: namedArn(resource) }];
    case "node": {
      const node = graph.node(resource.node);
      return node
        ? nodeResources(graph, user, node, action, resource.part)
        : [{ resource: "*", open: "it is not on the map" }];
    }
  }
}

/** Named by the template's own reference where it can be, else by an ARN. */
function nodeResources(
  graph: AppGraph,
  user: MapNode,
  node: MapNode,
  action: string,
  part: string | undefined,
): readonly Named[] {
  const [base] = resourcesFor(graph, node, "");
  if (!base) return [{ resource: "*", open: `${node.name} has no ARN that is known here` }];
  const all = resourcesFor(graph, node, action, part).map((one) => one.resource.slice(base.resource.length));
  const suffixes = all.includes("") ? [""] : all;
  return suffixes.map((suffix) => ({
    resource: reference(user, node, suffix) ?? arnOf(base.service, node, suffix, base.resource),
  }));
}

/** `Ref` gives these resources' ARNs. */
const BY_REF = new Set(["sns", "states", "secretsmanager", "msk"]);

function reference(user: MapNode, node: MapNode, suffix: string): Intrinsic | undefined {
  if (!node.type.startsWith("AWS::") || node.at.file !== user.at.file || node.declaredElsewhere) return undefined;
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
};

function namedArn({ service, name }: Extract<UsedResource, { readonly kind: "named" }>): string {
  if (name === "*" || name.startsWith("arn:")) return name;
  if (service === "s3") return `arn:aws:s3:::${name}/*`;
  const prefix = NAMED_PREFIXES[service] ?? "";
  const suffix = service === "logs" ? ":*" : service === "secretsmanager" ? "-*" : "";
  return `arn:aws:${service}:*:*:${prefix}${name.replace(/^\//, service === "logs" ? "/" : "")}${suffix}`;
}
