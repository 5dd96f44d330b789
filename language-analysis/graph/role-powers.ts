// What a role may do to one node, put together from the permission edges and the statements on everything.
import { matchesAction } from "../iam/action.ts";
import type { MapNode, NodeId, OwnedStatement } from "../model/app-map.ts";
import { textOf } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";
import { actionsFor } from "./permissions.ts";

export interface GrantedActions {
  /** Action patterns as written, sorted, each once. */
  readonly actions: readonly string[];
  readonly statements: readonly OwnedStatement[];
}

/** Allowed actions of `role` that speak of `node`; explicit denials are not taken off (ask `iam/decision.ts` for one action). */
export function grantedOn(graph: AppGraph, role: NodeId, node: MapNode): GrantedActions {
  const evidence = new Set(
    graph
      .edgesFrom(role, "may")
      .filter((edge) => edge.to === node.id)
      .flatMap((edge) => edge.evidence.map(({ at }) => placeOf(at))),
  );
  const statements = graph.statementsOf(role, "identity").filter((statement) => {
    if (statement.effect !== "Allow") return false;
    const isOnAll = statement.resources.some((resource) => textOf(resource) === "*");
    return (isOnAll || evidence.has(placeOf(statement.at))) && actionsOf(statement, node).length > 0;
  });
  const actions = new Set(statements.flatMap((statement) => actionsOf(statement, node)));
  return { actions: [...actions].sort(), statements };
}

/** True when one of the granted patterns covers the action. */
export function mayDo(granted: GrantedActions, action: string): boolean {
  return granted.actions.some((pattern) => matchesAction(pattern, action));
}

function actionsOf({ actions }: OwnedStatement, node: MapNode): readonly string[] {
  return actionsFor(
    actions.flatMap((action) => textOf(action) ?? []),
    node.service,
  );
}

function placeOf(at: OwnedStatement["at"]): string {
  return `${at.file}:${at.start.line}:${at.start.character}:${at.end.line}:${at.end.character}`;
}
