// Where everything stands, and how that changes when groups open or the app is edited: what is shown already stays.
import type { Box, LayoutResult, Point } from "../language-analysis/model/layout.ts";
import type { GraphView, NodeView } from "../language-analysis/views/graph-view.ts";
import { pairKey } from "./pairs.ts";
import { CARD, CLOSED_GROUP, GROUP_PADDING } from "./sizes.ts";
import { isNumber, listOf, oneOf, recordOf, shape, type Check } from "./validate.ts";

/** As the layout gives it (see `LayoutResult`), plus what was patched in since. */
export type Placement = Pick<LayoutResult, "mode" | "nodes" | "groups" | "routes">;

const isPoint = shape<Point>({ x: isNumber, y: isNumber });
const isBox = shape<Box>({ x: isNumber, y: isNumber, width: isNumber, height: isNumber });
export const isPlacement: Check<Placement> = shape<Placement>({
  mode: oneOf(["full", "overview"] as const),
  nodes: recordOf(isPoint),
  groups: recordOf(isBox),
  routes: recordOf(listOf(isPoint)),
});

/** A box that grows: its old and new extent with the same top left corner. */
interface Growth {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly byX: number;
  readonly byY: number;
}

/**
 * Moves what stands right of or below growing boxes, by what they grow. Boxes that were apart stay apart, and lines that
 * were upright stay upright, because the move of a point depends on its x (and its y) alone and never decreases.
 */
export function pushAway(growths: readonly Growth[]): (point: Point) => Point {
  const alongX = pushAlong(growths.map(({ left, right, byX }) => ({ start: left, end: right, by: byX })));
  const alongY = pushAlong(growths.map(({ top, bottom, byY }) => ({ start: top, end: bottom, by: byY })));
  return ({ x, y }) => ({ x: x + alongX(x), y: y + alongY(y) });
}

function pushAlong(growths: readonly { start: number; end: number; by: number }[]): (at: number) => number {
  const steps: { readonly end: number; readonly total: number }[] = [];
  const pushAt = (at: number): number => {
    let push = 0;
    for (const { end, total } of steps) if (end <= at + 0.5) push = Math.max(push, total);
    return push;
  };
  for (const { start, end, by } of [...growths].sort((a, b) => a.end - b.end || a.start - b.start)) {
    steps.push({ end, total: pushAt(start) + by });
  }
  return pushAt;
}

export interface Scene {
  /** Centre of each node that can be shown. */
  readonly nodes: ReadonlyMap<string, Point>;
  readonly openGroups: ReadonlyMap<string, Box>;
  readonly closedGroups: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

/** The placement with `expanded` groups opened. In a full picture all groups are open. */
export function sceneOf(placement: Placement, graph: GraphView, expanded: ReadonlySet<string>): Scene {
  if (placement.mode === "full") {
    return {
      nodes: new Map(Object.entries(placement.nodes)),
      openGroups: new Map(Object.entries(placement.groups)),
      closedGroups: new Map(),
      routes: new Map(Object.entries(placement.routes)),
    };
  }
  const closedAt = ({ x, y }: Point) => ({ left: x - CLOSED_GROUP.width / 2, top: y - CLOSED_GROUP.height / 2 });
  const open = graph.groups.flatMap(({ id }) => {
    const box = expanded.has(id) ? placement.groups[id] : undefined;
    return box ? [{ id, box, ...closedAt(box) }] : [];
  });
  const push = pushAway(
    open.map(({ box, left, top }) => ({
      left,
      top,
      right: left + CLOSED_GROUP.width,
      bottom: top + CLOSED_GROUP.height,
      byX: Math.max(0, box.width - CLOSED_GROUP.width),
      byY: Math.max(0, box.height - CLOSED_GROUP.height),
    })),
  );
  const openGroups = new Map<string, Box>();
  for (const { id, box, left, top } of open) {
    const corner = push({ x: left, y: top });
    const { width, height } = box;
    openGroups.set(id, { x: corner.x + width / 2, y: corner.y + height / 2, width, height });
  }
  const closedGroups = new Map<string, Point>();
  for (const { id } of graph.groups) {
    const box = placement.groups[id];
    if (!box || openGroups.has(id)) continue;
    const { left, top } = closedAt(box);
    const corner = push({ x: left, y: top });
    closedGroups.set(id, { x: corner.x + CLOSED_GROUP.width / 2, y: corner.y + CLOSED_GROUP.height / 2 });
  }
  const nodes = new Map<string, Point>();
  for (const { id, group } of graph.nodes) {
    const box = openGroups.get(group);
    const relative = placement.nodes[id];
    if (box && relative) nodes.set(id, { x: box.x + relative.x, y: box.y + relative.y });
  }
  const routes = new Map(Object.entries(placement.routes).map(([id, points]) => [id, points.map(push)]));
  return { nodes, openGroups, closedGroups, routes };
}

const ROW_GAP = 22;
const NEW_GROUP_GAP = 56;

/**
 * The placement for `graph` when `shown` is on the screen: nodes that stay keep their place, new ones go to a free place of their
 * group, new groups below everything. `fresh` is the layout of `graph` from scratch; used as it is when nothing is shown yet or the
 * kind of picture changed.
 */
export function patchPlacement(shown: Placement | undefined, fresh: LayoutResult, graph: GraphView): Placement {
  if (shown?.mode !== fresh.mode) return fresh;
  // What the layout left out (roles that are folded into their function) has no place.
  const placed = graph.nodes.filter((node) => fresh.nodes[node.id] !== undefined);
  const isKnown = (node: NodeView) => shown.nodes[node.id] !== undefined;
  if (!placed.some(isKnown)) return fresh;
  const groups: Record<string, Box> = {};
  const nodes: Record<string, Point> = {};
  const isFull = shown.mode === "full";
  const growths: Growth[] = [];
  const newGroups: string[] = [];
  const freeNodes: NodeView[] = [];
  const kindOf = new Map(graph.nodes.map((node) => [node.id, node.kind]));
  const members = new Map<string, NodeView[]>();
  for (const node of placed) {
    const list = members.get(node.group);
    if (list) list.push(node);
    else members.set(node.group, [node]);
  }
  for (const [group, list] of members) {
    const box = shown.groups[group];
    for (const node of list) {
      const at = shown.nodes[node.id];
      if (at) nodes[node.id] = at;
    }
    const fresher = list.filter((node) => !isKnown(node));
    if (!box) {
      if (fresh.groups[group]) newGroups.push(group);
      else freeNodes.push(...fresher);
      continue;
    }
    const origin = isFull ? box : { x: 0, y: 0 };
    let extent = { left: origin.x - box.width / 2, top: origin.y - box.height / 2, ...sizeOf(box) };
    for (const node of fresher) {
      const taken = list.flatMap(({ id }) => nodes[id] ?? []);
      const sameKind = list.flatMap(({ id }) => (kindOf.get(id) === node.kind ? (nodes[id] ?? []) : []));
      const at = freePlace(taken, sameKind, extent);
      nodes[node.id] = at;
      extent = grown(extent, at);
    }
    const byX = extent.width - box.width;
    const byY = extent.height - box.height;
    groups[group] = { ...box, width: extent.width, height: extent.height };
    if (isFull) {
      groups[group] = { ...groups[group], x: box.x + byX / 2, y: box.y + byY / 2 };
      const [left, top] = [box.x - box.width / 2, box.y - box.height / 2];
      if (byX > 0 || byY > 0) growths.push({ left, top, right: left + box.width, bottom: top + box.height, byX, byY });
    } else if (byX > 0 || byY > 0) {
      // Members are relative to the centre, which moved by half of what was added.
      for (const { id } of list) {
        const at = nodes[id];
        if (at) nodes[id] = { x: at.x - byX / 2, y: at.y - byY / 2 };
      }
    }
  }
  const patched = isFull && growths.length > 0 ? pushed({ groups, nodes }, shown, growths, graph) : { groups, nodes };
  const routes = keptRoutes(shown, fresh, graph, growths);
  return addBelow({ mode: shown.mode, ...patched, routes }, fresh, newGroups, freeNodes, members);
}

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A place of a card that meets no other in the group: in the columns of its own kind first, inside the group when there is room. */
function freePlace(taken: readonly Point[], sameKind: readonly Point[], extent: Extent): Point {
  const first = extent.top + GROUP_PADDING.top + CARD.height / 2;
  const own = [...new Set(sameKind.map(({ x }) => x))];
  const all = [...new Set(taken.map(({ x }) => x))];
  const columns = own.length > 0 ? own : all.length > 0 ? all : [extent.left + GROUP_PADDING.side + CARD.width / 2];
  const candidates = columns.map((x) => {
    const inColumn = taken.filter((at) => Math.abs(at.x - x) < CARD.width + 12).sort((a, b) => a.y - b.y);
    let y = first;
    for (const at of inColumn) if (Math.abs(at.y - y) < CARD.height + ROW_GAP / 2) y = at.y + CARD.height + ROW_GAP;
    return { x, y };
  });
  return candidates.sort((a, b) => a.y - b.y || a.x - b.x)[0] ?? { x: extent.left, y: first };
}

function grown(extent: Extent, at: Point): Extent {
  const right = at.x + CARD.width / 2 + GROUP_PADDING.side;
  const bottom = at.y + CARD.height / 2 + GROUP_PADDING.side;
  return {
    ...extent,
    width: Math.max(extent.width, right - extent.left),
    height: Math.max(extent.height, bottom - extent.top),
  };
}

function sizeOf({ width, height }: Box): { width: number; height: number } {
  return { width, height };
}

/** Moves groups with their members, and nodes without a group, out of the way of `growths`. */
function pushed(
  patched: { groups: Record<string, Box>; nodes: Record<string, Point> },
  shown: Placement,
  growths: readonly Growth[],
  graph: GraphView,
): { groups: Record<string, Box>; nodes: Record<string, Point> } {
  const push = pushAway(growths);
  const groups: Record<string, Box> = {};
  const moved = new Map<string, Point>();
  for (const [id, box] of Object.entries(patched.groups)) {
    const old = shown.groups[id] ?? box;
    const corner = { x: old.x - old.width / 2, y: old.y - old.height / 2 };
    const to = push(corner);
    const by = { x: to.x - corner.x, y: to.y - corner.y };
    moved.set(id, by);
    groups[id] = { ...box, x: box.x + by.x, y: box.y + by.y };
  }
  const nodes: Record<string, Point> = {};
  for (const { id, group } of graph.nodes) {
    const at = patched.nodes[id];
    if (!at) continue;
    const by = moved.get(group);
    nodes[id] = by ? { x: at.x + by.x, y: at.y + by.y } : push(at);
  }
  return { groups, nodes };
}

/** Routes between places that did not change against each other. */
function keptRoutes(
  shown: Placement,
  fresh: LayoutResult,
  graph: GraphView,
  growths: readonly Growth[],
): Record<string, readonly Point[]> {
  const push = growths.length > 0 ? pushAway(growths) : (point: Point) => point;
  const ids = new Set(
    fresh.mode === "full"
      ? graph.edges.map(({ from, to }) => pairKey(from, to))
      : graph.overview.edges.map(({ id }) => id),
  );
  const routes: Record<string, readonly Point[]> = {};
  for (const id of ids) {
    const points = shown.routes[id];
    if (points) routes[id] = points.map(push);
  }
  return routes;
}

/** New groups in a row below everything, with the inside that the layout from scratch gave them. */
function addBelow(
  placement: Placement,
  fresh: LayoutResult,
  newGroups: readonly string[],
  freeNodes: readonly NodeView[],
  members: ReadonlyMap<string, readonly NodeView[]>,
): Placement {
  if (newGroups.length === 0 && freeNodes.length === 0) return placement;
  const isFull = placement.mode === "full";
  const boxes = Object.values(placement.groups);
  const shownSize = (box: Box) => (isFull ? box : CLOSED_GROUP);
  const alone = isFull ? Object.values(placement.nodes) : [];
  const bottoms = [
    ...boxes.map((box) => box.y + shownSize(box).height / 2),
    ...alone.map((at) => at.y + CARD.height / 2),
  ];
  const lefts = [...boxes.map((box) => box.x - shownSize(box).width / 2), ...alone.map((at) => at.x - CARD.width / 2)];
  const top = Math.max(0, ...bottoms) + NEW_GROUP_GAP;
  let x = Math.min(...(lefts.length > 0 ? lefts : [0]));
  const groups = { ...placement.groups };
  const nodes = { ...placement.nodes };
  for (const id of newGroups) {
    const box = fresh.groups[id];
    if (!box) continue;
    const { width, height } = shownSize(box);
    const at = { x: x + width / 2, y: top + height / 2 };
    groups[id] = { ...at, width: box.width, height: box.height };
    for (const node of members.get(id) ?? []) {
      const inside = fresh.nodes[node.id];
      if (inside) nodes[node.id] = isFull ? { x: inside.x - box.x + at.x, y: inside.y - box.y + at.y } : inside;
    }
    x += width + NEW_GROUP_GAP;
  }
  for (const node of freeNodes) {
    nodes[node.id] = { x: x + CARD.width / 2, y: top + CARD.height / 2 };
    x += CARD.width + NEW_GROUP_GAP;
  }
  return { ...placement, groups, nodes };
}
