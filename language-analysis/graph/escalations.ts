// Which known ways to more permissions are open to a role, by its own policies: denials, boundaries, resources and conditions count.
import { matchesAction, wildcardScope } from "../iam/action.ts";
import { resourceBreadth } from "../iam/breadth.ts";
import { conditionTests } from "../iam/conditions.ts";
import { matchesActions } from "../iam/decision.ts";
import { ESCALATION_ACTIONS, ESCALATION_PATHS, type EscalationPath } from "../iam/escalation-paths.ts";
import { matchesPattern } from "../iam/pattern.ts";
import type { Confidence, MapNode, NodeId } from "../model/app-map.ts";
import type { PolicyStatement } from "../model/statement.ts";
import { textOf, type Value } from "../model/value.ts";
import { coversResource, resourcesFor } from "./arn-texts.ts";
import type { AppGraph } from "./app-graph.ts";
import { rolePolicy, type UnknownPolicy } from "./role-policy.ts";
import { patternTexts, UNKNOWN_PART } from "./value-pattern.ts";

export interface Escalation {
  readonly path: EscalationPath;
  /** The grants, in the order of the path's actions. */
  readonly hops: readonly Hop[];
  readonly confidence: Confidence;
  /** The role's permissions boundary, when it is not in the workspace: it may forbid the way. */
  readonly unknownBoundary?: UnknownPolicy;
  /** A function or role of the map that is taken over, when the grant names it. */
  readonly target?: MapNode;
}

export interface Hop {
  readonly action: string;
  readonly statement: PolicyStatement;
  /** The action as written; absent when NotAction lets it through. */
  readonly value: Value | undefined;
}

const FOUND = new WeakMap<AppGraph, Map<NodeId, readonly Escalation[]>>();

/** Remembered by graph and role; in the table's order. */
export function escalationsOf(graph: AppGraph, role: NodeId): readonly Escalation[] {
  let known = FOUND.get(graph);
  if (!known) FOUND.set(graph, (known = new Map<NodeId, readonly Escalation[]>()));
  let found = known.get(role);
  if (!found) known.set(role, (found = findEscalations(graph, role)));
  return found;
}

/** Actions of the table that a pattern covers; remembered, for the same patterns come again in every role. */
const COVERED = new Map<string, readonly string[]>();
const MOST_PATTERNS = 4_000;

function coveredBy(pattern: string): readonly string[] {
  const known = COVERED.get(pattern);
  if (known) return known;
  const found = ESCALATION_ACTIONS.filter((action) => matchesAction(pattern, action));
  if (COVERED.size >= MOST_PATTERNS) COVERED.clear();
  COVERED.set(pattern, found);
  return found;
}

function findEscalations(graph: AppGraph, role: NodeId): readonly Escalation[] {
  const { statements, boundary, unknownBoundary } = rolePolicy(graph, role);
  const grants = new Map<string, Hop[]>();
  const add = (action: string, statement: PolicyStatement, value: Value | undefined) => {
    const list = grants.get(action);
    if (list) list.push({ action, statement, value });
    else grants.set(action, [{ action, statement, value }]);
  };
  for (const statement of statements) {
    if (statement.effect !== "Allow") continue;
    for (const value of statement.actions) {
      for (const action of coveredBy(textOf(value) ?? "")) add(action, statement, value);
    }
    if (statement.notActions.length === 0) continue;
    for (const action of ESCALATION_ACTIONS) {
      if (matchesActions(statement, action) === "yes") add(action, statement, undefined);
    }
  }
  if (grants.size === 0) return [];
  const denials = statements.filter(({ effect }) => effect === "Deny");
  for (const action of [...grants.keys()]) {
    const isBounded =
      boundary &&
      !unknownBoundary &&
      !boundary.some((one) => one.effect === "Allow" && matchesActions(one, action) !== "no");
    if (
      isBounded ||
      [...denials, ...(boundary ?? []).filter(({ effect }) => effect === "Deny")].some((one) => denies(one, action))
    )
      grants.delete(action);
  }
  const found = ESCALATION_PATHS.flatMap((path) => open(graph, role, path, grants) ?? []);
  return unknownBoundary ? found.map((one) => ({ ...one, confidence: "low", unknownBoundary })) : found;
}

/** Without condition, on everything. A denial of some resources leaves the others. */
function denies(statement: PolicyStatement, action: string): boolean {
  if (statement.conditions !== undefined || matchesActions(statement, action) !== "yes") return false;
  return statement.resources.some((value) => patternTexts(value).some((text) => resourceBreadth(text) !== undefined));
}

function open(
  graph: AppGraph,
  role: NodeId,
  path: EscalationPath,
  grants: ReadonlyMap<string, readonly Hop[]>,
): Escalation | undefined {
  const hops: Hop[] = [];
  let lead: Suited | undefined;
  for (const [index, alternatives] of path.actions.entries()) {
    const candidates = alternatives.split("|").flatMap((action) => grants.get(action) ?? []);
    if (index === 0) {
      lead = bestSuited(graph, role, path, candidates);
      if (!lead) return undefined;
      hops.push(lead.hop);
    } else {
      const [hop] = candidates;
      if (!hop) return undefined;
      hops.push(hop);
    }
  }
  if (!lead) return undefined;
  const isSure = lead.isSure && hops.every(({ statement }) => statement.conditions === undefined);
  return { path, hops, confidence: isSure ? "high" : "medium", ...(lead.target && { target: lead.target }) };
}

interface Suited {
  readonly hop: Hop;
  readonly isSure: boolean;
  readonly target?: MapNode;
}

function bestSuited(graph: AppGraph, role: NodeId, path: EscalationPath, hops: readonly Hop[]): Suited | undefined {
  let best: Suited | undefined;
  for (const hop of hops) {
    if (!conditionsAllow(path, hop.statement)) continue;
    const found = suited(graph, role, path, hop);
    if (found?.isSure) return found;
    best ??= found;
  }
  return best;
}

/** A condition on the service that a role is passed to must let this path's service; a tag or boundary that is asked for stops it. */
function conditionsAllow({ service }: EscalationPath, { conditions }: PolicyStatement): boolean {
  for (const { key, values, operator } of conditionTests(conditions) ?? []) {
    if (/not/i.test(operator)) continue;
    if (key === "iam:passedtoservice" && service !== undefined) {
      const isLet = values.some((value) =>
        patternTexts(value).some((text) => text.includes(UNKNOWN_PART) || matchesPattern(text, service)),
      );
      if (!isLet) return false;
    }
    if (/^(?:iam:(?:policyarn|permissionsboundary)|[a-z0-9-]+:resourcetag\/.*)$/.test(key)) return false;
  }
  return true;
}

function suited(graph: AppGraph, role: NodeId, path: EscalationPath, hop: Hop): Suited | undefined {
  const { resources, notResources } = hop.statement;
  if (notResources.length > 0 || resources.length === 0) return { hop, isSure: true };
  const texts = resources.flatMap(patternTexts);
  if (texts.some((text) => resourceBreadth(text) !== undefined)) return { hop, isSure: true };
  if (path.on === "function" || path.on === "passed-role" || path.on === "role") {
    const target = namedTarget(graph, role, path, resources);
    if (target) return { hop, isSure: true, target };
  }
  // A name with an asterisk may well fit something stronger; one that is made of parameters is somebody's own.
  const isPattern = texts.some(
    (text) => /[*?]/.test(text.slice(text.lastIndexOf(":") + 1)) && !text.includes(UNKNOWN_PART),
  );
  const isOpenName =
    path.on === "policy" ||
    path.on === "user" ||
    path.on === "group" ||
    path.on === "role" ||
    path.on === "passed-role";
  return isPattern && isOpenName && !hasLongName(texts) ? { hop, isSure: false } : undefined;
}

/** `role/shop-*` keeps to one app's roles: those are on the map, and looked at by name. */
function hasLongName(texts: readonly string[]): boolean {
  return texts.every((text) => {
    const name = text.slice(text.lastIndexOf("/") + 1);
    return name.replace(/[*?].*$/, "").length > 5;
  });
}

/** A function with another role, a role that is stronger, or the own role, when the resource names it. */
function namedTarget(
  graph: AppGraph,
  role: NodeId,
  path: EscalationPath,
  resources: readonly Value[],
): MapNode | undefined {
  const action = path.actions[0]?.split("|")[0] ?? "";
  const kind = path.on === "function" ? "function" : "role";
  if (path.on === "role" && action !== "sts:AssumeRole") {
    const own = graph.node(role);
    if (own && covers(graph, resources, own, action)) return own;
  }
  return prizesNamed(graph, resources, kind, action).find(
    ({ node, powers }) => node.id !== role && powers.some((id) => id !== role),
  )?.node;
}

function covers(graph: AppGraph, resources: readonly Value[], node: MapNode, action: string): boolean {
  return resourcesFor(graph, node, action).some((one) =>
    resources.some((value) => coversResource(graph, value, one) === "yes"),
  );
}

const NAMED = new WeakMap<AppGraph, WeakMap<readonly Value[], Map<string, readonly Prize[]>>>();

/** Many ways start with the same action, and so ask the same of the same statement. */
function prizesNamed(
  graph: AppGraph,
  resources: readonly Value[],
  kind: "function" | "role",
  action: string,
): readonly Prize[] {
  let statements = NAMED.get(graph);
  if (!statements) NAMED.set(graph, (statements = new WeakMap<readonly Value[], Map<string, readonly Prize[]>>()));
  let known = statements.get(resources);
  if (!known) statements.set(resources, (known = new Map<string, readonly Prize[]>()));
  const key = `${kind} ${action}`;
  let found = known.get(key);
  if (!found) {
    found = worthTaking(graph, kind).filter(({ node }) => covers(graph, resources, node, action));
    known.set(key, found);
  }
  return found;
}

interface Prize {
  readonly node: MapNode;
  /** Its powerful roles; a role is its own. */
  readonly powers: readonly NodeId[];
}

const PRIZES = new WeakMap<AppGraph, Map<"function" | "role", readonly Prize[]>>();

/** Few nodes have a powerful role: they are found once, and only they are compared with what a statement names. */
function worthTaking(graph: AppGraph, kind: "function" | "role"): readonly Prize[] {
  let known = PRIZES.get(graph);
  if (!known) PRIZES.set(graph, (known = new Map<"function" | "role", readonly Prize[]>()));
  let found = known.get(kind);
  if (!found) {
    const powerful = new Set(graph.nodes("role").flatMap(({ id }) => (isPowerful(graph, id) ? [id] : [])));
    found = graph.nodes(kind).flatMap((node) => {
      const roles = kind === "role" ? [node] : graph.rolesOf(node.id);
      const powers = roles.flatMap(({ id }) => (powerful.has(id) ? [id] : []));
      return powers.length > 0 ? [{ node, powers }] : [];
    });
    known.set(kind, found);
  }
  return found;
}

/** May do everything, or anything with IAM. */
export function isPowerful(graph: AppGraph, role: NodeId): boolean {
  return rolePolicy(graph, role).statements.some(
    ({ effect, actions, notActions }) =>
      effect === "Allow" &&
      (notActions.length > 0 ||
        actions.some((action) => {
          const pattern = textOf(action) ?? "";
          return wildcardScope(pattern) === "everything" || /^iam:(?:\*|Put|Attach|Create)/i.test(pattern);
        })),
  );
}
