// Who gets what a statement allows, in the app's own names.
import type { AppGraph } from "../../graph/app-graph.ts";
import { ownersOfText } from "../../graph/statement-uses.ts";
import type { MapNode, NodeId, OwnedStatement } from "../../model/app-map.ts";
import type { RelatedRange, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { exposureOf, shift } from "../severity.ts";

export interface Grantees {
  /** Functions and workflows that run as the owner. */
  readonly users: readonly MapNode[];
  readonly functions: readonly MapNode[];
  /** The role, user or group itself. */
  readonly owner: MapNode;
  /** `Pay`, `Pay and Refund`, `Pay, Refund and 3 more`; the owner's name when nothing of the app runs as it. */
  readonly name: string;
}

/** Undefined when the owner is no principal of the map. */
export function granteesOf(graph: AppGraph, owner: NodeId): Grantees | undefined {
  const node = graph.node(owner);
  if (!node || (node.kind !== "role" && node.kind !== "function")) return undefined;
  const users = node.kind === "function" ? [node] : graph.usersOfRole(owner).filter(({ kind }) => isRunning(kind));
  const functions = users.filter(({ kind }) => kind === "function");
  return { users, functions, owner: node, name: users.length === 0 ? node.name : namesOf(users) };
}

/**
 * Everybody who gets what the statement's text allows. Undefined too for all but the first role of a text that grants to several:
 * what is written once is told once.
 */
export function granteesOfText(graph: AppGraph, { owner, at }: OwnedStatement): Grantees | undefined {
  const [first, ...others] = ownersOfText(graph, at);
  const grantees = first === owner || first === undefined ? granteesOf(graph, owner) : undefined;
  if (!grantees || others.length === 0) return grantees;
  const users = [grantees, ...others.flatMap((one) => granteesOf(graph, one) ?? [])].flatMap((one) => one.users);
  const distinct = [...new Set(users)];
  const functions = distinct.filter(({ kind }) => kind === "function");
  return { ...grantees, users: distinct, functions, name: distinct.length === 0 ? grantees.name : namesOf(distinct) };
}

function isRunning(kind: MapNode["kind"]): boolean {
  return kind === "function" || kind === "workflow";
}

export function namesOf(nodes: readonly MapNode[]): string {
  const [first, second] = nodes;
  if (!second) return first?.name ?? "";
  return nodes.length === 2
    ? `${first?.name} and ${second.name}`
    : `${first?.name}, ${second.name} and ${nodes.length - 2} more`;
}

/** The first five users, as places to look at. */
export function relatedUsers({ users }: Pick<Grantees, "users">): readonly RelatedRange[] {
  return users.slice(0, 5).map((user) => ({ at: user.nameAt, message: say("{0} gets this permission.", user.name) }));
}

/** What the grantees make of a severity: lower when nothing of the app runs as the owner; who can get at the functions is said. */
export function weighGrantees(
  graph: AppGraph,
  severity: Severity,
  { users, functions, owner }: Grantees,
): { readonly severity: Severity; readonly reasons: readonly Message[] } {
  if (users.length === 0) {
    const lowered = shift(severity, -2);
    return {
      severity: lowered === "info" ? "low" : lowered,
      reasons: [say("No function of the workspace runs as {0}, which makes it less urgent.", owner.name)],
    };
  }
  const open = functions.map((user) => exposureOf(graph, user)).find(({ reach }) => reach === "internet");
  return {
    severity,
    reasons: [
      ...(open ? [open.reason] : []),
      ...(users.length > 1 ? [say("{0} functions share it.", users.length)] : []),
    ],
  };
}
