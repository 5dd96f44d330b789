// What a role may do to the nodes of the map, action by action: patterns written out, denials and the boundary taken off.
import { matchesAction, wildcardScope } from "../iam/action.ts";
import { resourceBreadth } from "../iam/breadth.ts";
import { matchesActions } from "../iam/decision.ts";
import { accessOf } from "../iam/access.ts";
import { expandAction, type ActionInfo } from "../iam/service-data.ts";
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { PolicyStatement } from "../model/statement.ts";
import { textOf } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";
import { decideFor, placeOf, rolePolicy } from "./role-policy.ts";
import { actionPrefixes } from "./services.ts";
import { patternTexts } from "./value-pattern.ts";

export interface NodePower {
  readonly node: NodeId;
  /** Known actions that are allowed, or may be; sorted. */
  readonly actions: readonly string[];
  /** The statement that gives most of it. */
  readonly at: SourceRange;
  readonly confidence: "high" | "medium" | "low";
}

export interface RoleReach {
  readonly nodes: ReadonlyMap<NodeId, NodePower>;
  /** Services of which the role may use actions on every resource of the account, with those actions; sorted by service. */
  readonly everywhere: readonly EverywherePower[];
}

export interface EverywherePower {
  /** `*` for all services. */
  readonly service: string;
  /** Patterns as written. */
  readonly actions: readonly string[];
  readonly at: SourceRange;
}

const REACHES = new WeakMap<AppGraph, Map<NodeId, RoleReach>>();

/** Remembered by graph and role. */
export function roleReach(graph: AppGraph, role: NodeId): RoleReach {
  let known = REACHES.get(graph);
  if (!known) REACHES.set(graph, (known = new Map<NodeId, RoleReach>()));
  let reach = known.get(role);
  if (!reach) known.set(role, (reach = findReach(graph, role)));
  return reach;
}

interface Grant {
  readonly statement: PolicyStatement;
  readonly confidence: NodePower["confidence"];
}

function findReach(graph: AppGraph, role: NodeId): RoleReach {
  const { statements } = rolePolicy(graph, role);
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const everywhere = allowing.filter(isEverywhere);
  const grants = new Map<NodeId, Grant[]>();
  const add = (node: NodeId, grant: Grant) => {
    const list = grants.get(node);
    if (list) list.push(grant);
    else grants.set(node, [grant]);
  };
  const byPlace = new Map<string, PolicyStatement[]>();
  for (const statement of allowing) {
    const place = placeOf(statement.at);
    byPlace.set(place, [...(byPlace.get(place) ?? []), statement]);
  }
  for (const edge of graph.edgesFrom(role, "may")) {
    for (const { at } of edge.evidence) {
      for (const statement of byPlace.get(placeOf(at)) ?? []) add(edge.to, { statement, confidence: edge.confidence });
    }
  }
  for (const statement of everywhere) {
    const confidence = statement.conditions === undefined ? "high" : "medium";
    for (const node of nodesFor(graph, statement)) add(node.id, { statement, confidence });
  }
  const nodes = new Map<NodeId, NodePower>();
  for (const [id, list] of [...grants].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const node = graph.node(id);
    const power = node && powerOver(graph, role, node, list);
    if (power) nodes.set(id, power);
  }
  return { nodes, everywhere: everywherePowers(everywhere) };
}

function isEverywhere({ resources, notResources }: PolicyStatement): boolean {
  if (notResources.length > 0) return true;
  return resources.some((value) => patternTexts(value).some((text) => resourceBreadth(text) !== undefined));
}

/** Nodes of the services that the statement's actions are about. */
function nodesFor(graph: AppGraph, statement: PolicyStatement): Iterable<MapNode> {
  let byPrefix = BY_PREFIX.get(graph);
  if (!byPrefix) BY_PREFIX.set(graph, (byPrefix = nodesByPrefix(graph)));
  const services = servicesOf(statement) ?? byPrefix.keys();
  const found = new Set<MapNode>();
  for (const service of services) for (const node of byPrefix.get(service) ?? []) found.add(node);
  return found;
}

const BY_PREFIX = new WeakMap<AppGraph, ReadonlyMap<string, readonly MapNode[]>>();

/** What actions are about, by their service prefix. */
function nodesByPrefix(graph: AppGraph): ReadonlyMap<string, readonly MapNode[]> {
  const nodes = new Map<string, MapNode[]>();
  for (const node of graph.nodes()) {
    if (node.kind === "public" || node.kind === "external" || node.kind === "schedule") continue;
    for (const prefix of actionPrefixes(node.service)) {
      const list = nodes.get(prefix);
      if (list) list.push(node);
      else nodes.set(prefix, [node]);
    }
  }
  return nodes;
}

/** Undefined: every service. */
function servicesOf({ actions, notActions }: PolicyStatement): ReadonlySet<string> | undefined {
  if (notActions.length > 0) return undefined;
  const services = new Set<string>();
  for (const action of actions) {
    const pattern = textOf(action);
    if (pattern === undefined) continue;
    if (wildcardScope(pattern) === "everything") return undefined;
    services.add(pattern.slice(0, pattern.indexOf(":")).toLowerCase());
  }
  return services;
}

const RANK = { high: 0, medium: 1, low: 2 } as const;

function powerOver(graph: AppGraph, role: NodeId, node: MapNode, grants: readonly Grant[]): NodePower | undefined {
  const actions = new Set<string>();
  let best: { readonly at: SourceRange; readonly count: number } | undefined;
  let confidence: NodePower["confidence"] = "low";
  const needsCheck = hasLimits(graph, role);
  for (const { statement, confidence: own } of grants) {
    const before = actions.size;
    for (const { name } of coveredFor(statement, node)) {
      if (actions.has(name)) continue;
      if (needsCheck && !isLeft(graph, role, name, node)) continue;
      actions.add(name);
    }
    const count = actions.size - before;
    if (count === 0) continue;
    if (!best || count > best.count) best = { at: statement.at, count };
    if (RANK[own] < RANK[confidence]) confidence = own;
  }
  return best && { node: node.id, actions: [...actions].sort(), at: best.at, confidence };
}

function hasLimits(graph: AppGraph, role: NodeId): boolean {
  const { statements, boundary } = rolePolicy(graph, role);
  return boundary !== undefined || statements.some(({ effect }) => effect === "Deny");
}

function isLeft(graph: AppGraph, role: NodeId, action: string, node: MapNode): boolean {
  return decideFor(graph, role, action, node).decision !== "denied";
}

/** Actions of the statement that are about nodes of this service and work on resources. */
function coveredFor(statement: PolicyStatement, node: MapNode): readonly ActionInfo[] {
  const prefixes = actionPrefixes(node.service);
  const patterns =
    statement.notActions.length > 0 ? prefixes.map((prefix) => `${prefix}:*`) : patternsFor(statement, prefixes);
  const covered = patterns.flatMap(expandAction).filter(({ resources }) => resources.length > 0);
  if (statement.notActions.length === 0) return covered;
  return covered.filter(({ name }) => matchesActions(statement, name) !== "no");
}

function patternsFor({ actions }: PolicyStatement, prefixes: readonly string[]): readonly string[] {
  return actions.flatMap((action) => {
    const pattern = textOf(action);
    if (pattern === undefined) return [];
    if (wildcardScope(pattern) === "everything") return prefixes.map((prefix) => `${prefix}:*`);
    return prefixes.includes(pattern.slice(0, pattern.indexOf(":")).toLowerCase()) ? [pattern] : [];
  });
}

function everywherePowers(statements: readonly PolicyStatement[]): readonly EverywherePower[] {
  const found = new Map<string, { readonly actions: Set<string>; readonly at: SourceRange }>();
  for (const { actions, notActions, at } of statements) {
    const patterns = notActions.length > 0 ? ["*"] : actions.flatMap((action) => textOf(action) ?? []);
    for (const pattern of patterns) {
      const isAll = wildcardScope(pattern) === "everything";
      if (!isAll && !worksOnResources(pattern)) continue;
      const service = isAll ? "*" : pattern.slice(0, pattern.indexOf(":")).toLowerCase();
      const one = found.get(service) ?? { actions: new Set<string>(), at };
      one.actions.add(pattern);
      found.set(service, one);
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, { actions, at }]) => ({ service, actions: [...actions].sort(), at }));
}

/** Some covered action does something to a resource that can be named. */
function worksOnResources(pattern: string): boolean {
  return expandAction(pattern).some(({ name, resources }) => resources.length > 0 && accessOf(name) !== undefined);
}

/** Whether a power holds the action. */
export function holds(power: NodePower | undefined, action: string): boolean {
  return power?.actions.some((one) => matchesAction(action, one)) ?? false;
}
