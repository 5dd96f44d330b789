// What CloudFormation makes before what: a policy that refers to a resource which itself waits for the policy's role can't be deployed.
// Source: CloudFormation User Guide, "DependsOn attribute", "Resolve circular dependency".
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { Value } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";

const MOST_STEPS = 2_000;

/** Whether `node` can only be made when one of `targets` is there, directly or by way of others. True when there is too much to look at. */
export function waitsFor(graph: AppGraph, node: NodeId, targets: ReadonlySet<NodeId>): boolean {
  const seen = new Set<NodeId>([node]);
  for (const one of seen) {
    for (const next of needed(graph, one)) {
      if (targets.has(next)) return true;
      seen.add(next);
    }
    if (seen.size > MOST_STEPS) return true;
  }
  return false;
}

const NEEDED = new WeakMap<AppGraph, Map<NodeId, readonly NodeId[]>>();

function needed(graph: AppGraph, id: NodeId): readonly NodeId[] {
  let known = NEEDED.get(graph);
  if (!known) NEEDED.set(graph, (known = new Map<NodeId, readonly NodeId[]>()));
  let found = known.get(id);
  if (!found) known.set(id, (found = findNeeded(graph, id)));
  return found;
}

function findNeeded(graph: AppGraph, id: NodeId): readonly NodeId[] {
  const node = graph.node(id);
  if (!node) return [];
  const found = new Set<NodeId>();
  collect(node.body, found, 0);
  // What SAM and the Serverless Framework write into a bucket or user pool stands with the function.
  if (notifies(node)) for (const { to } of graph.edgesFrom(id, "triggers")) found.add(to);
  for (const role of graph.rolesOf(id)) found.add(role.id);
  found.delete(id);
  return [...found];
}

function notifies({ service }: MapNode): boolean {
  return service === "s3" || service === "cognito";
}

function collect(value: Value | undefined, found: Set<NodeId>, depth: number): void {
  if (!value || depth > 40) return;
  switch (value.kind) {
    case "reference":
      if (value.to.by === "logical-id" || value.to.by === "stack-output")
        found.add(`${value.to.file}#${value.to.logicalId}`);
      return;
    case "list":
      for (const item of value.items) collect(item, found, depth + 1);
      return;
    case "map":
      for (const entry of value.entries) collect(entry.value, found, depth + 1);
      return;
    case "join":
      for (const part of value.parts) collect(part, found, depth + 1);
      return;
    case "choice":
      for (const option of value.options) collect(option, found, depth + 1);
      return;
    default:
      return;
  }
}
