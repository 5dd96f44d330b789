// Groups and the collapsed overview; thresholds measured in docs (150 nodes, hubs at a quarter of the groups and 12 at least).
import { groupBy } from "../model/group-by.ts";
import type { EdgeKind, NodeId } from "../model/app-map.ts";
import type { EdgeView, FindingView, GroupView, NodeView, Overview, OverviewEdge } from "./graph-view.ts";
import { riskOf, tally } from "./graph-view-findings.ts";

const MOST_NODES_AT_ONCE = 150;
const HUB_GROUPS = 12;
const HUB_SHARE = 0.25;

export function overviewOf(nodes: readonly NodeView[], edges: readonly EdgeView[]): Overview {
  const groupOf = new Map(nodes.map((node) => [node.id, node.group]));
  const drawn = edges.filter((edge) => !edge.isPermissionOnly);
  const hubs = hubsOf(groupOf, edges);
  const isHub = new Set(hubs);
  const merged = new Map<string, { from: string; to: string; count: number; kinds: Set<EdgeKind> }>();
  for (const edge of drawn) {
    const from = groupOf.get(edge.from);
    const to = groupOf.get(edge.to);
    if (from === undefined || to === undefined || from === to || isHub.has(edge.from) || isHub.has(edge.to)) continue;
    const id = `${from}|${to}`;
    const known = merged.get(id) ?? { from, to, count: 0, kinds: new Set() };
    known.count++;
    known.kinds.add(edge.kind);
    merged.set(id, known);
  }
  const overviewEdges: OverviewEdge[] = [...merged]
    .map(([id, { from, to, count, kinds }]) => ({ id, from, to, count, kinds: [...kinds].sort() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { isRecommended: nodes.length > MOST_NODES_AT_ONCE, hubs, edges: overviewEdges };
}

function hubsOf(groupOf: ReadonlyMap<NodeId, string>, edges: readonly EdgeView[]): readonly NodeId[] {
  const reached = new Map<NodeId, Set<string>>();
  const add = (node: NodeId, group: string | undefined) => {
    if (group === undefined) return;
    const groups = reached.get(node) ?? new Set();
    reached.set(node, groups.add(group));
  };
  for (const edge of edges) {
    add(edge.from, groupOf.get(edge.to));
    add(edge.to, groupOf.get(edge.from));
  }
  const all = new Set(groupOf.values()).size;
  return [...reached]
    .filter(([, groups]) => groups.size >= HUB_GROUPS && groups.size > all * HUB_SHARE)
    .map(([node]) => node)
    .sort();
}

export function groupViews(
  nodes: readonly NodeView[],
  edges: readonly EdgeView[],
  findingsByNode: ReadonlyMap<NodeId, readonly FindingView[]>,
  hubs: readonly NodeId[],
): readonly GroupView[] {
  const members = groupBy(nodes, (node) => node.group);
  const labels = labelGroups([...members.keys()]);
  const isHub = new Set(hubs);
  const hubsByGroup = new Map<string, Set<NodeId>>();
  const groupOf = new Map(nodes.map((node) => [node.id, node.group]));
  for (const { from, to } of edges) {
    for (const [hub, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const group = groupOf.get(other);
      if (group === undefined || !isHub.has(hub) || group === groupOf.get(hub)) continue;
      hubsByGroup.set(group, (hubsByGroup.get(group) ?? new Set()).add(hub));
    }
  }
  return [...members]
    .map(([id, inGroup]) => {
      const risk = riskOf(inGroup.flatMap((node) => findingsByNode.get(node.id) ?? []));
      return {
        id,
        label: labels.get(id) ?? id,
        path: id,
        nodes: inGroup.map((node) => node.id),
        functions: inGroup.filter((node) => node.kind === "function").length,
        counts: tally(inGroup.map((node) => node.kind)),
        ...(risk === undefined ? {} : { risk }),
        hubs: [...(hubsByGroup.get(id) ?? [])].sort(),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Shortest label that is unique: the template's folder when the file has a common name (`template.yaml`), else the file without
 * its extension; more folders are put in front until no other group has the same label.
 */
function labelGroups(ids: readonly string[]): ReadonlyMap<string, string> {
  const parts = new Map(ids.map((id) => [id, labelParts(id)]));
  const labels = new Map(ids.map((id) => [id, parts.get(id)?.at(-1) ?? id]));
  for (let length = 2; length <= 12; length++) {
    const byLabel = groupBy(ids, (id) => labels.get(id) ?? id);
    const doubled = [...byLabel.values()].filter((same) => same.length > 1).flat();
    if (doubled.length === 0) return labels;
    for (const id of doubled) labels.set(id, parts.get(id)?.slice(-length).join("/") ?? id);
  }
  for (const [label, same] of groupBy(ids, (id) => labels.get(id) ?? id)) {
    if (same.length > 1) for (const id of same) labels.set(id, id === "" ? label : id);
  }
  return labels;
}

const COMMON_NAME = /^(template|serverless|main|index|sam|cloudformation|cfn|stack|app)$/;

function labelParts(id: string): readonly string[] {
  if (id === "") return ["Outside the workspace"];
  const parts = id.split("/");
  const name = (parts.pop() ?? "").replace(/\.(ya?ml|json|template)$/, "");
  return COMMON_NAME.test(name) && parts.length > 0 ? parts : [...parts, name];
}
