// What a function's role grants beside what the function uses, row by row.
import { matchesAction } from "../iam/action.ts";
import { allowingPatterns } from "../iam/decision.ts";
import { isUsedWithoutSdk } from "../iam/unseen-uses.ts";
import type { AppGraph } from "../graph/app-graph.ts";
import { placeOf, rolePolicy } from "../graph/role-policy.ts";
import { useGrants, type UseGrant } from "../graph/use-grants.ts";
import { usedPermissions } from "../graph/used-permissions.ts";
import { valueText } from "../graph/value-text.ts";
import type { NodeId } from "../model/app-map.ts";
import type { Message } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import type { PolicyStatement } from "../model/statement.ts";
import type { UsedResource } from "../model/usage.ts";
import { textOf } from "../model/value.ts";
import { placeText } from "./graph-view-findings.ts";
import { isWideGrant, type PermissionState } from "./permission-states.ts";

/** Plain data for the details panel; an index into `rows` and their places is what the page sends back. */
export interface PermissionTable {
  readonly node: NodeId;
  /** Worst first: missing, unused, wildcards, not known, then what is in order. */
  readonly rows: readonly PermissionRow[];
  /** Rows that are left out because there are too many. */
  readonly left: number;
  /** Why more may be used than is listed; empty when all of the code is known. */
  readonly gaps: readonly string[];
}

export interface PermissionRow {
  readonly state: PermissionState;
  readonly isWildcard?: true;
  readonly actions: readonly string[];
  readonly resource: string;
  /** The node on the map. */
  readonly node?: NodeId;
  readonly granted: readonly PermissionPlace[];
  readonly used: readonly PermissionPlace[];
}

export interface PermissionPlace {
  /** What stands there when that is more than the action: a policy's name, a wildcard, a call. */
  readonly label: string;
  readonly place: string;
}

/** The rows with the ranges behind them, for whoever opens one. */
export interface PermissionTableWithPlaces {
  readonly table: PermissionTable;
  readonly places: readonly { readonly granted: readonly SourceRange[]; readonly used: readonly SourceRange[] }[];
}

const MOST_ROWS = 150;
const MOST_PLACES = 4;

interface Place {
  readonly label: string;
  readonly at: SourceRange;
}

interface Row {
  readonly state: PermissionState;
  readonly isWide: boolean;
  readonly actions: string[];
  readonly resource: string;
  readonly node: NodeId | undefined;
  readonly granted: readonly Place[];
  readonly used: readonly Place[];
}

export function permissionTable(
  graph: AppGraph,
  id: NodeId,
  format: (message: Message) => string,
): PermissionTableWithPlaces {
  const { gaps, isComplete } = usedPermissions(graph, id);
  const grants = useGrants(graph, id);
  const rows = merged([...usedRows(graph, grants), ...unusedRows(graph, id, grants, isComplete)]).sort(byWeight);
  const shown = rows.slice(0, MOST_ROWS);
  const view = ({ label, at }: Place): PermissionPlace => ({ label, place: placeText(at) });
  return {
    table: {
      node: id,
      rows: shown.map(({ state, isWide, actions, resource, node, granted, used }) => ({
        state,
        ...(isWide ? { isWildcard: true } : {}),
        actions: [...actions].sort(),
        resource,
        ...(node === undefined ? {} : { node }),
        granted: granted.map(view),
        used: used.map(view),
      })),
      left: rows.length - shown.length,
      gaps: [...new Set(gaps.map(({ message }) => format(message)))],
    },
    places: shown.map(({ granted, used }) => ({
      granted: granted.map(({ at }) => at),
      used: used.map(({ at }) => at),
    })),
  };
}

function usedRows(graph: AppGraph, grants: readonly UseGrant[]): readonly Row[] {
  return grants.map(({ use, action, decision, because }) => {
    const allowing = because.filter(({ effect }) => effect === "Allow");
    const isMissing = (decision === "missing" || decision === "denied") && !use.isOptional;
    return {
      state: isMissing ? "missing" : decision === "granted" ? "both" : "unknown",
      isWide: !isMissing && allowing.length > 0 && allowing.every((one) => isWideGrant(one, action)),
      actions: [action],
      resource: resourceText(graph, use.resource),
      node: use.resource.kind === "node" ? use.resource.node : undefined,
      granted: because.filter(isFirstOfItsKind).map((one) => ({ label: grantLabel(one, action), at: one.at })),
      used: [{ label: use.label, at: use.at }],
    };
  });
}

/** What follows from the same thing for every function of a shared role is said once. */
function isFirstOfItsKind({ origin }: PolicyStatement, index: number, all: readonly PolicyStatement[]): boolean {
  if (origin.kind !== "implied") return true;
  return all.findIndex((one) => one.origin.kind === "implied" && one.origin.reason === origin.reason) === index;
}

/** Each pattern of a statement that no known use matches. */
function unusedRows(graph: AppGraph, id: NodeId, grants: readonly UseGrant[], isComplete: boolean): readonly Row[] {
  return graph.rolesOf(id).flatMap((role) =>
    rolePolicy(graph, role.id).statements.flatMap((statement): Row[] => {
      if (statement.effect !== "Allow" || statement.origin.kind === "implied") return [];
      const place = placeOf(statement.at);
      const used = grants.filter(({ because }) => because.some((one) => placeOf(one.at) === place));
      const unplaced = grants.filter(({ use }) => use.resource.kind === "unknown");
      return statement.actions.flatMap((value): Row[] => {
        const pattern = textOf(value);
        if (pattern === undefined) return [];
        const isUsed = (list: readonly UseGrant[]) => list.some(({ action }) => matchesAction(pattern, action));
        if (isUsed(used)) return [];
        const isSure = isComplete && !isUsed(unplaced) && !isUsedWithoutSdk(pattern);
        return [
          {
            state: isSure ? "unused" : "unknown",
            isWide: isWideGrant(statement, pattern),
            actions: [pattern],
            resource: statement.resources.map((one) => withoutArnHead(valueText(one))).join(", "),
            node: undefined,
            granted: [{ label: grantLabel(statement, pattern), at: statement.at }],
            used: [],
          },
        ];
      });
    }),
  );
}

function grantLabel(statement: PolicyStatement, action: string): string {
  const { origin } = statement;
  if (origin.kind === "policy-template" || origin.kind === "managed-policy") return origin.name;
  if (origin.kind === "implied") return origin.reason;
  const patterns = [...new Set(allowingPatterns(statement, action))].filter((pattern) => pattern !== action);
  return patterns.join(", ");
}

function resourceText(graph: AppGraph, resource: UsedResource): string {
  switch (resource.kind) {
    case "node":
      return [graph.node(resource.node)?.name ?? resource.node, resource.part].filter(Boolean).join("/");
    case "named":
      return resource.name;
    case "any":
      return "*";
    case "unknown":
      return "?";
  }
}

/** Rows that differ only in their action are one row. */
function merged(rows: readonly Row[]): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const places = [...row.granted, ...row.used].map(({ at }) => placeOf(at)).join(" ");
    const key = [row.state, row.isWide, row.resource, row.used.length, places].join("\n");
    const known = found.get(key);
    if (!known) found.set(key, { ...row, ...cut(row) });
    else known.actions.push(...row.actions.filter((action) => !known.actions.includes(action)));
  }
  return [...found.values()];
}

function cut({ granted, used }: Row): Pick<Row, "granted" | "used"> {
  const seen = new Set<string>();
  const isNew = ({ at, label }: Place) => {
    const key = `${placeOf(at)} ${label}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
  return { granted: granted.filter(isNew).slice(0, MOST_PLACES), used: used.filter(isNew).slice(0, MOST_PLACES) };
}

const WEIGHT: Record<PermissionState, number> = { missing: 0, unused: 1, unknown: 3, both: 4 };

function byWeight(a: Row, b: Row): number {
  const weight = ({ state, isWide }: Row) =>
    isWide && state !== "missing" ? Math.min(2, WEIGHT[state]) : WEIGHT[state];
  if (weight(a) !== weight(b)) return weight(a) - weight(b);
  const [one, other] = [`${a.resource} ${a.actions[0]}`, `${b.resource} ${b.actions[0]}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The resource part of an ARN of the app's own account: all of them begin alike, and a column is narrow. */
function withoutArnHead(text: string): string {
  const head = /^arn:(?:(?:\$\{[^}]*\}|[^:$])*:){3}((?:\$\{[^}]*\}|[^:$])*):(?=.)/.exec(text);
  return head && !/^\d{12}$/.test(head[1] ?? "") ? text.slice(head[0].length) : text;
}
