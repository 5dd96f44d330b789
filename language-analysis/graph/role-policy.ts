// All that decides what a role may do: its identity policies with AWS's managed ones written out, its boundary, and what is not known.
import { matchesActions, type Match } from "../iam/decision.ts";
import { managedPolicyStatements } from "../iam/managed-policies.ts";
import type { MapNode, NodeId, OwnedStatement } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { PolicyStatement } from "../model/statement.ts";
import { serviceOf } from "../iam/action.ts";
import { actionInfo } from "../iam/service-data.ts";
import { ANY_RESOURCE, coversResource, resourcesFor, someResource, type ResourceText } from "./arn-texts.ts";
import type { AppGraph } from "./app-graph.ts";

export interface RolePolicy {
  readonly statements: readonly PolicyStatement[];
  /** Absent when the role has no permissions boundary. */
  readonly boundary?: readonly PolicyStatement[];
  /** A part of the boundary that is not in the workspace: it may leave less, or more, than the rest of the boundary. */
  readonly unknownBoundary?: UnknownPolicy;
  /** Policies of which the workspace does not tell what they say; the role may be allowed, or denied, more than the rest shows. */
  readonly unknown: readonly UnknownPolicy[];
}

export interface UnknownPolicy {
  readonly at: SourceRange;
  /** A clause that completes "not known: ...". */
  readonly reason: string;
}

export interface PolicyDecision {
  readonly decision: "allowed" | "denied" | "not-allowed" | "unknown";
  readonly because: readonly PolicyStatement[];
}

const POLICIES = new WeakMap<AppGraph, Map<NodeId, RolePolicy>>();

/** Remembered by graph and role. A role that is declared elsewhere has one unknown policy. */
export function rolePolicy(graph: AppGraph, role: NodeId): RolePolicy {
  let known = POLICIES.get(graph);
  if (!known) POLICIES.set(graph, (known = new Map<NodeId, RolePolicy>()));
  let policy = known.get(role);
  if (!policy) known.set(role, (policy = readPolicy(graph, role)));
  return policy;
}

function readPolicy(graph: AppGraph, role: NodeId): RolePolicy {
  const node = graph.node(role);
  const unknown: UnknownPolicy[] = [];
  if (!node || node.declaredElsewhere) {
    unknown.push({ at: node?.nameAt ?? nowhere(role), reason: "the role is declared elsewhere" });
  }
  const written = (policy: OwnedStatement["policy"]) =>
    graph.statementsOf(role, policy).flatMap((statement) => {
      const { origin, at } = statement;
      if (origin.kind === "unknown") {
        unknown.push({ at, reason: origin.reason });
        return [];
      }
      if (origin.kind !== "managed-policy") return [statement];
      const statements = managedPolicyStatements(origin.name, at);
      if (!statements) unknown.push({ at, reason: `what ${origin.name} grants is not in the workspace` });
      return statements ?? [];
    });
  const statements = written("identity");
  if (graph.statementsOf(role, "boundary").length === 0) return { statements, unknown };
  const known = unknown.length;
  const boundary = written("boundary");
  const unknownBoundary = unknown[known];
  return { statements, boundary, ...(unknownBoundary && { unknownBoundary }), unknown };
}

function nowhere(file: string): SourceRange {
  const start = { line: 0, character: 0 };
  return { file, start, end: start };
}

/**
 * What the role's policies say of the action on the node (on nothing in particular for `undefined`). Resource policies are not asked.
 * With an unknown policy nothing is "not allowed", and with an unknown boundary nothing is "allowed".
 */
export function decideFor(
  graph: AppGraph,
  role: NodeId,
  action: string,
  target: MapNode | undefined,
  part?: string,
): PolicyDecision {
  const wanted = wantedResources(graph, action, target, part);
  const own = decideInAccount(graph, role, action, target, wanted);
  if (own.decision !== "allowed") return own;
  // Which accounts a policy of the organization is attached to is not known: what it denies may be denied here.
  const denials = graph
    .serviceControls()
    .filter((one) => one.effect === "Deny" && matchStatement(graph, one, action, wanted, undefined) !== "no");
  return denials.length > 0 ? { decision: "unknown", because: [...own.because, ...denials] } : own;
}

function decideInAccount(
  graph: AppGraph,
  role: NodeId,
  action: string,
  target: MapNode | undefined,
  wanted: readonly ResourceText[],
): PolicyDecision {
  const policy = rolePolicy(graph, role);
  const linked = target ? linkedStatements(graph, role, target.id) : undefined;
  const own = evaluate(graph, policy.statements, action, wanted, linked);
  const decision =
    own.decision === "not-allowed" && policy.unknown.length > 0 ? { ...own, decision: "unknown" as const } : own;
  if (!policy.boundary || decision.decision === "denied" || decision.decision === "not-allowed") return decision;
  const bound = evaluate(graph, policy.boundary, action, wanted, undefined);
  if (bound.decision === "allowed") return decision;
  if (bound.decision === "denied") return bound;
  if (bound.decision === "not-allowed" && policy.unknown.length === 0) return { decision: "denied", because: [] };
  return { decision: "unknown", because: [...decision.because, ...bound.because] };
}

function evaluate(
  graph: AppGraph,
  statements: readonly PolicyStatement[],
  action: string,
  wanted: readonly ResourceText[],
  linked: ReadonlySet<string> | undefined,
): PolicyDecision {
  const yes: PolicyStatement[] = [];
  const maybe: PolicyStatement[] = [];
  const mayBeDenied: PolicyStatement[] = [];
  for (const statement of statements) {
    const match = matchStatement(graph, statement, action, wanted, linked);
    if (match === "no") continue;
    if (statement.effect === "Deny") {
      if (match === "yes") return { decision: "denied", because: [statement] };
      mayBeDenied.push(statement);
    } else (match === "yes" ? yes : maybe).push(statement);
  }
  if (yes.length > 0 && mayBeDenied.length === 0) return { decision: "allowed", because: yes };
  if (yes.length + maybe.length > 0) return { decision: "unknown", because: [...yes, ...maybe, ...mayBeDenied] };
  return { decision: "not-allowed", because: [] };
}

function matchStatement(
  graph: AppGraph,
  statement: PolicyStatement,
  action: string,
  wanted: readonly ResourceText[],
  linked: ReadonlySet<string> | undefined,
): Match {
  const byAction = matchesActions(statement, action);
  if (byAction === "no") return "no";
  // That it may be denied on some resources of a service does not say that it is on the one in question.
  const asked = statement.effect === "Deny" ? wanted.map(withoutService) : wanted;
  let byResource = matchResource(graph, statement, asked);
  // The linker has followed names and imports further than the texts show.
  if (byResource === "maybe" && statement.effect === "Allow" && linked?.has(placeOf(statement.at))) byResource = "yes";
  if (byResource === "no") return "no";
  return byAction === "yes" && byResource === "yes" && statement.conditions === undefined ? "yes" : "maybe";
}

function withoutService(one: ResourceText): ResourceText {
  return one.isUnknown ? someResource("*") : one;
}

/** Any of the wanted resources is enough: an action works on the table, or on its index. */
function matchResource(
  graph: AppGraph,
  { resources, notResources }: PolicyStatement,
  wanted: readonly ResourceText[],
): Match {
  const best = (match: (one: ResourceText) => Match): Match => {
    let result: Match = "no";
    for (const one of wanted) {
      const found = match(one);
      if (found === "yes") return "yes";
      if (found === "maybe") result = "maybe";
    }
    return result;
  };
  const covers = (values: PolicyStatement["resources"], one: ResourceText): Match => {
    let result: Match = "no";
    for (const value of values) {
      const found = coversResource(graph, value, one);
      if (found === "yes") return "yes";
      if (found === "maybe") result = "maybe";
    }
    return result;
  };
  if (resources.length > 0) return best((one) => covers(resources, one));
  if (notResources.length > 0) {
    return best((one) => {
      const excluded = covers(notResources, one);
      return excluded === "maybe" ? "maybe" : excluded === "yes" ? "no" : "yes";
    });
  }
  return "yes";
}

function wantedResources(
  graph: AppGraph,
  action: string,
  target: MapNode | undefined,
  part: string | undefined,
): readonly ResourceText[] {
  const info = actionInfo(action);
  if (info?.resources.length === 0) return [ANY_RESOURCE];
  const wanted = target ? resourcesFor(graph, target, action, part) : [];
  return wanted.length > 0 ? wanted : [someResource(serviceOf(action))];
}

/** Places of the statements that the linker found to speak of the node. */
function linkedStatements(graph: AppGraph, role: NodeId, node: NodeId): ReadonlySet<string> {
  const places = graph
    .edgesFrom(role, "may")
    .filter(({ to, confidence }) => to === node && confidence !== "low")
    .flatMap(({ evidence }) => evidence.map(({ at }) => placeOf(at)));
  return new Set(places);
}

export function placeOf(at: SourceRange): string {
  return `${at.file}:${at.start.line}:${at.start.character}:${at.end.line}:${at.end.character}`;
}
