// What policies grant, drawn between a role and the nodes it may use. `Resource: "*"` grants on everything and is drawn on
// nothing: it stays with the statements, where rules look.
import type { MapEdge, NodeId, OwnedStatement } from "../model/app-map.ts";
import { matchesPattern } from "../iam/pattern.ts";
import { serviceOf } from "../iam/action.ts";
import type { MapNode } from "../model/app-map.ts";
import { textOf, type Value } from "../model/value.ts";
import { designationOf } from "./designation.ts";
import type { EdgeCollector } from "./edge-collector.ts";
import { literalStart } from "./map-index.ts";
import { areAlike, asPattern, literalLength } from "./name-text.ts";
import type { Resolver, Target } from "./resolver.ts";
import { actionPrefixes } from "./services.ts";

export function addPermissionEdges(
  statements: readonly OwnedStatement[],
  resolver: Resolver,
  node: (id: NodeId) => Pick<MapNode, "group" | "service" | "kind"> | undefined,
  edges: EdgeCollector,
): void {
  for (const statement of statements) {
    if (statement.policy !== "identity" || statement.effect !== "Allow") continue;
    const owner = node(statement.owner);
    if (!owner) continue;
    const actions = statement.actions.flatMap((value) => textOf(value) ?? []);
    for (const resource of statement.resources) {
      for (const target of grantedNodes(resource, resolver, owner.group)) {
        const service = node(target.node)?.service;
        const relevant = service === undefined ? [] : actionsFor(actions, service);
        // With NotAction or actions that are not known the grant is drawn, without saying what for.
        const isOpen = statement.notActions.length > 0 || actions.length < statement.actions.length;
        if (target.node === statement.owner || (relevant.length === 0 && !isOpen)) continue;
        edges.add({
          from: statement.owner,
          to: target.node,
          kind: "may",
          actions: relevant,
          evidence: { kind: "granted", at: statement.at, label: labelOf(statement) },
          confidence: target.confidence,
          ...(target.reason === undefined ? {} : { reason: target.reason }),
        });
      }
    }
  }
}

/** Actions that speak of a service; `*` speaks of all. */
export function actionsFor(actions: readonly string[], service: string): readonly string[] {
  const prefixes = actionPrefixes(service);
  return actions.filter((action) => {
    const prefix = serviceOf(action);
    return prefixes.some((one) => matchesPattern(prefix, one));
  });
}

function grantedNodes(resource: Value, resolver: Resolver, group: string): readonly Target[] {
  const place = { group, at: resource.at };
  const found: Target[] = [];
  for (const one of resolver.index.names.of(resource)) {
    if (one.text === "*") continue;
    const named = designationOf(one.text);
    const isNode = named && resolver.index.names.leading(named.name)?.mark.kind === "node";
    if (named && /[*?]/.test(named.name) && !isNode) {
      found.push(...nodesOfPattern(named.name, named.service, resolver, group));
    } else found.push(...resolver.resolveTexts([one], {}, place).targets);
  }
  return found;
}

/**
 * Nodes whose physical name fits a name with wildcards; a name of wildcards alone means those of the same stack. In another
 * stack the literal beginnings must agree, and log groups, which all share theirs, are left out.
 */
function nodesOfPattern(
  name: string,
  service: string | undefined,
  resolver: Resolver,
  group: string,
): readonly Target[] {
  if (service === undefined) return [];
  const { index } = resolver;
  const reason = `the name pattern ${index.names.display(name)} fits`;
  const pattern = asPattern(name);
  const own = index.inGroup(group, service);
  if (literalLength(name) === 0) return own.map(({ id }) => ({ node: id, confidence: "medium", reason }));
  // CloudFormation's own names hold the logical id: `stack-Orders-1A2B3C`.
  const generated = own.filter(
    ({ properties, logicalId }) => !properties["physicalName"] && logicalId !== "" && isWordOf(logicalId, pattern),
  );
  const start = literalStart(pattern);
  const named = index.named(service).filter((one) => {
    if (one.node.group === group) return areAlike(one.pattern, pattern);
    return service !== "logs" && start.length >= 3 && one.start.startsWith(start);
  });
  return [
    ...generated.map(({ id }) => ({ node: id, confidence: "medium", reason }) as const),
    ...named.map(
      ({ node }) => ({ node: node.id, confidence: node.group === group ? "medium" : "low", reason }) as const,
    ),
  ];
}

function isWordOf(logicalId: string, pattern: string): boolean {
  return pattern.split(/[-*?]/).includes(logicalId);
}

function labelOf({ origin, actions }: OwnedStatement): string {
  switch (origin.kind) {
    case "policy-template":
    case "managed-policy":
      return origin.name;
    case "implied":
    case "unknown":
      return origin.reason;
    case "statement": {
      const [first] = actions.flatMap((value) => textOf(value) ?? []);
      if (first === undefined) return "policy statement";
      return actions.length === 1 ? first : `${first} and ${actions.length - 1} more`;
    }
  }
}

/** For each role the nodes it may use. */
export function grantsOf(edges: readonly MapEdge[]): ReadonlyMap<NodeId, readonly MapEdge[]> {
  const grants = new Map<NodeId, MapEdge[]>();
  for (const edge of edges) {
    if (edge.kind !== "may") continue;
    const known = grants.get(edge.from);
    if (known) known.push(edge);
    else grants.set(edge.from, [edge]);
  }
  return grants;
}
