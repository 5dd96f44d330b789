// What is drawn, as plain data: from the graph, what the user chose, and where everything stands.
import type { EdgeKind, NodeKind } from "../language-analysis/model/app-map.ts";
import type { Box, Point, Size } from "../language-analysis/model/layout.ts";
import type { EdgeView, FindingView, GroupView, NodeView, RiskBadge } from "../language-analysis/views/graph-view.ts";
import type { GraphIndex } from "./graph-index.ts";
import { EDGE_KINDS, SEVERITIES } from "./kinds.ts";
import { pairKey } from "./pairs.ts";
import type { Scene } from "./placement.ts";
import { curveData, routeData } from "./routes.ts";
import { CARD, CLOSED_GROUP } from "./sizes.ts";
import { groupName, t } from "./strings.ts";
import type { ViewState } from "./view-state.ts";

/** Text and pictures that need the theme and a font. */
export interface Look {
  nodeFace(node: NodeView, risk: RiskBadge | undefined): string;
  groupFace(group: GroupView, risk: RiskBadge | undefined): string;
  cardName(text: string): string;
  groupTitle(text: string, width: number, isClosed: boolean): string;
  readonly emptyFace: string;
}

export interface DrawnNode {
  readonly type: "node" | "open" | "closed";
  readonly id: string;
  readonly position: Point;
  readonly classes: string;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface DrawnLine {
  readonly id: string;
  /** Ids of drawn nodes. */
  readonly from: string;
  readonly to: string;
  readonly edges: readonly EdgeView[];
  readonly classes: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
}

export const nodeKey = (id: string): string => `n:${id}`;
export const groupKey = (id: string): string => `g:${id}`;
export const lineKey = (from: string, to: string): string => `e:${pairKey(from, to)}`;

/** Where something is drawn: a role that is folded into its function stands there. */
export function drawnKey(key: string, index: GraphIndex, state: ViewState): string {
  const read = readKey(key);
  const user = read?.type === "node" && !state.showPermissions ? index.folded.get(read.id) : undefined;
  return user === undefined ? key : nodeKey(user);
}

/** The id behind a key of ours, with what it is. */
export function readKey(key: string): { readonly type: "node" | "group" | "line"; readonly id: string } | undefined {
  const id = key.slice(2);
  if (key.startsWith("n:")) return { type: "node", id };
  if (key.startsWith("g:")) return { type: "group", id };
  return key.startsWith("e:") ? { type: "line", id } : undefined;
}

/** `ways`: drawn whatever else is left out. */
export function drawingOf(
  index: GraphIndex,
  state: ViewState,
  scene: Scene,
  look: Look,
  ways: readonly Way[] = [],
): Drawing {
  const nodes = [...groupNodes(index, state, scene, look), ...cards(index, state, scene, look)];
  return { nodes, lines: lines(index, state, scene, nodes, ways) };
}

/** Ids of nodes. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

function cards(index: GraphIndex, state: ViewState, scene: Scene, look: Look): readonly DrawnNode[] {
  const hidden = new Set(state.hiddenKinds);
  return index.graph.nodes.flatMap((node): DrawnNode[] => {
    const position = scene.nodes.get(node.id);
    if (!position || hidden.has(node.kind)) return [];
    const risk = shownRisk(index.findingsOnCard(node.id, state.showPermissions), state);
    const classes = ["card", risk ? `risk-${risk.worst}` : "", node.declaredElsewhere ? "elsewhere" : ""];
    if (node.undeclared) classes.push("undeclared");
    const kinds = state.showData ? node.data?.kinds : undefined;
    const shown = kinds ? { ...node, sublabel: kinds.join(", ") } : node;
    if (kinds) classes.push("holds-data");
    if (shown.sublabel === "") classes.push("one-line");
    const data = { kind: node.kind, name: look.cardName(node.label), face: look.nodeFace(shown, risk) };
    return [{ type: "node", id: nodeKey(node.id), position, classes: join(classes), data }];
  });
}

function groupNodes(index: GraphIndex, state: ViewState, scene: Scene, look: Look): readonly DrawnNode[] {
  return index.graph.groups.flatMap((group): DrawnNode[] => {
    const id = groupKey(group.id);
    const open = scene.openGroups.get(group.id);
    if (open) return [openGroup(id, group, open, look)];
    const position = scene.closedGroups.get(group.id);
    if (!position) return [];
    const risk = shownRisk(
      group.nodes.flatMap((node) => index.findingsOf(node)),
      state,
    );
    const data = {
      name: look.groupTitle(groupName(group), CLOSED_GROUP.width, true),
      face: look.groupFace(state.showPermissions ? group : withoutAside(group, index), risk),
      width: CLOSED_GROUP.width,
      height: CLOSED_GROUP.height,
      titleShift: 16 - CLOSED_GROUP.width,
    };
    return [{ type: "closed", id, position, classes: join(["group closed", risk ? `risk-${risk.worst}` : ""]), data }];
  });
}

/** Counts only what is drawn when the group opens. */
function withoutAside(group: GroupView, index: GraphIndex): GroupView {
  const counts: Partial<Record<NodeKind, number>> = {};
  for (const id of group.nodes) {
    const kind = index.folded.has(id) || index.aside.has(id) ? undefined : index.nodes.get(id)?.kind;
    if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { ...group, counts };
}

function openGroup(id: string, group: GroupView, { x, y, width, height }: Box, look: Look): DrawnNode {
  const data = {
    name: look.groupTitle(groupName(group), width, false),
    face: look.emptyFace,
    width,
    height,
    titleShift: 18 - width,
  };
  return { type: "open", id, position: { x, y }, classes: "group open", data };
}

function lines(
  index: GraphIndex,
  state: ViewState,
  scene: Scene,
  nodes: readonly DrawnNode[],
  ways: readonly Way[],
): readonly DrawnLine[] {
  const drawn = new Map(nodes.map((node) => [node.id, node]));
  const isOverview =
    scene.closedGroups.size > 0 || scene.openGroups.size < index.graph.groups.filter((g) => g.id).length;
  const hubs = new Set(isOverview ? index.graph.overview.hubs : []);
  const groupRoutes = new Map(index.graph.overview.edges.map(({ id, from, to }) => [pairKey(from, to), id]));
  const standIn = (id: string): string | undefined => {
    if (drawn.has(nodeKey(id))) return nodeKey(id);
    const group = index.nodes.get(id)?.group;
    return group !== undefined && scene.closedGroups.has(group) ? groupKey(group) : undefined;
  };
  const pairs = new Map<string, { from: string; to: string; edges: EdgeView[] }>();
  for (const edge of index.graph.edges) {
    if (edge.isPermissionOnly && !state.showPermissions) continue;
    const [from, to] = [standIn(edge.from), standIn(edge.to)];
    if (from === undefined || to === undefined || (from === to && from.startsWith("g:"))) continue;
    const isHubEdge = hubs.has(edge.from) || hubs.has(edge.to);
    if (isHubEdge && state.selection !== from && state.selection !== to) continue;
    const key = pairKey(from, to);
    const pair = pairs.get(key);
    if (pair) pair.edges.push(edge);
    else pairs.set(key, { from, to, edges: [edge] });
  }
  for (const way of ways) {
    const [from, to] = [way.from, way.to].map((id) => standIn(readKey(drawnKey(nodeKey(id), index, state))?.id ?? id));
    if (from === undefined || to === undefined || from === to) continue;
    const key = pairKey(from, to);
    if (!pairs.has(key)) pairs.set(key, { from, to, edges: [] });
    const pair = pairs.get(key);
    for (const edge of index.edgesFrom(way.from)) {
      if (edge.to === way.to && pair && !pair.edges.includes(edge)) pair.edges.push(edge);
    }
  }
  return [...pairs.values()].map(({ from, to, edges }) => {
    const [a, b] = [drawn.get(from), drawn.get(to)];
    const isClosed = a?.type === "closed" && b?.type === "closed";
    const key = pairKey(from.slice(2), to.slice(2));
    const points = scene.routes.get(isClosed ? (groupRoutes.get(key) ?? "") : key);
    const route = points && a && b ? routeData(points, endOf(a), endOf(b)) : undefined;
    const curve = !route && a && b && a !== b ? curveData(endOf(a), endOf(b)) : undefined;
    const kinds = kindsOf(edges);
    const look = isClosed ? undefined : permissionLook(edges);
    const classes = [
      curve ? "curved" : route ? (route.weights.length > 0 ? "routed" : "direct") : "",
      a?.type === "node" && b?.type === "node" ? "" : "merged",
      edges.length > 0 && edges.every((edge) => index.nodes.get(edge.from)?.kind === "public") ? "fan" : "",
      edges.length > 0 && edges.every((edge) => edge.confidence === "low") ? "unsure" : "",
      kinds.includes("reads") && kinds.includes("writes") ? "both" : "",
      look === undefined ? "" : `permission-${look}`,
    ];
    const data = {
      kind: kinds[0] ?? "may",
      label: lineLabel(edges, kinds),
      count: edges.length,
      ...(look === "missing" || look === "wildcard" ? { mark: t(`mark.${look}`) } : {}),
      ...(route ?? curve),
    };
    return { id: lineKey(from, to), from, to, edges, classes: join(classes), data };
  });
}

function endOf({ type, position, data }: DrawnNode): { at: Point; size: Size } {
  if (type === "node") return { at: position, size: CARD };
  return { at: position, size: { width: Number(data["width"]), height: Number(data["height"]) } };
}

/** Most telling kind first: its look is the line's. */
function kindsOf(edges: readonly EdgeView[]): readonly EdgeKind[] {
  const present = new Set(edges.map((edge) => edge.kind));
  return EDGE_KINDS.filter((kind) => present.has(kind));
}

export type PermissionLook = "missing" | "wildcard" | "unused" | "unknown";

/** What the line shows of its permissions at a glance, the worst of its edges; nothing when all is in order or not known. */
export function permissionLook(edges: readonly EdgeView[]): PermissionLook | undefined {
  const permissions = edges.flatMap(({ permission }) => permission ?? []);
  if (permissions.some(({ state }) => state === "missing")) return "missing";
  if (permissions.some(({ isWildcard }) => isWildcard)) return "wildcard";
  // A line that is there for another reason too keeps its look.
  if (permissions.length === 0 || edges.some(({ kind }) => kind !== "may")) return undefined;
  if (permissions.every(({ state }) => state === "unused")) return "unused";
  return permissions.every(({ state }) => state !== "both") ? "unknown" : undefined;
}

function lineLabel(edges: readonly EdgeView[], kinds: readonly EdgeKind[]): string {
  if (edges.length > 3) return `${edges.length} × ${kinds.map((kind) => t(`edge.${kind}`)).join(", ")}`;
  return [...new Set(edges.map((edge) => edge.label))].join(", ");
}

/** Badge of the findings that the chosen overlay shows; none when risks are off. */
export function shownRisk(findings: readonly FindingView[], state: ViewState): RiskBadge | undefined {
  if (!state.showRisks) return undefined;
  const shown = state.sas.length === 0 ? findings : findings.filter(({ sas }) => state.sas.includes(sas));
  if (shown.length === 0) return undefined;
  return {
    worst: SEVERITIES.find((severity) => shown.some((finding) => finding.severity === severity)) ?? "info",
    findings: shown.length,
    sas: [...new Set(shown.map(({ sas }) => sas))].sort((a, b) => a - b),
  };
}

function join(classes: readonly string[]): string {
  return classes.filter((name) => name !== "").join(" ");
}
