import type { AppGraph } from "../graph/app-graph.ts";
import { edgePermission, type EdgePermission } from "../graph/edge-permissions.ts";
import type { EdgeKind, MapEdge } from "../model/app-map.ts";
import type { EdgeView, PermissionView } from "./graph-view.ts";
import { placeText } from "./graph-view-findings.ts";
import { isWide, permissionState } from "./permission-states.ts";

const MOST_ACTIONS = 12;

const WORDS: Record<EdgeKind, string> = {
  triggers: "triggers",
  invokes: "invokes",
  reads: "reads",
  writes: "writes",
  publishes: "publishes to",
  "runs-as": "runs as",
  may: "may",
  trusts: "trusts",
  authenticates: "authenticates",
  connects: "connects to",
};

export function edgeView(graph: AppGraph, edge: MapEdge): EdgeView {
  const actions = edge.actions ?? [];
  const permission = edgePermission(graph, edge);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    kind: edge.kind,
    ...(edge.trigger === undefined ? {} : { trigger: edge.trigger }),
    label: edgeLabel(edge),
    confidence: edge.confidence,
    ...(edge.reason === undefined ? {} : { reason: edge.reason }),
    isPermissionOnly: edge.evidence.length > 0 && edge.evidence.every((evidence) => evidence.kind === "granted"),
    actions: actions.slice(0, MOST_ACTIONS),
    actionCount: actions.length,
    ...(permission && { permission: permissionView(permission, isWide(graph, edge, permission)) }),
    evidence: edge.evidence.map(({ kind, label, at }) => ({ kind, label, place: placeText(at) })),
  };
}

function permissionView(permission: EdgePermission, isWildcard: boolean): PermissionView {
  const { status, isComplete, ...lists } = permission;
  const first = (items: readonly string[]) => items.slice(0, MOST_ACTIONS);
  return {
    state: permissionState(permission),
    ...(isWildcard ? { isWildcard } : {}),
    status,
    granted: first(lists.granted),
    used: first(lists.used),
    unused: first(lists.unused),
    missing: first(lists.missing),
    wildcards: first(lists.wildcards),
    isComplete,
  };
}

/** `triggers (s3)`, `reads`, `may s3:GetObject`, `may 7 actions`. */
function edgeLabel({ kind, trigger, actions }: MapEdge): string {
  if (trigger !== undefined) return `${WORDS[kind]} (${trigger})`;
  if (kind !== "may" || !actions || actions.length === 0) return WORDS[kind];
  return actions.length === 1 ? `may ${actions[0]}` : `may ${actions.length} actions`;
}
