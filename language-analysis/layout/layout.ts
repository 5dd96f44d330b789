// One layout for one request: all nodes with ELK up to a readable number, else own columns in groups and ELK among groups.
import { placeInColumns, spreadColumns } from "./columns.ts";
import { membersOf, withIdleBelow, withIdleInside } from "./inside.ts";
import { placeFlat, placeInGivenColumns, type ElkEngine, type RoutedPlaced } from "./elk-engine.ts";
import type { Box, LayoutEdge, LayoutRequest, LayoutResult, Point, Size } from "../model/layout.ts";
import type { Placed } from "./placed.ts";
import {
  connectedParts,
  packByFlow,
  packInRows,
  panelHeight,
  rowShapes,
  smallest,
  USUAL_ASPECT,
  type SizedItem,
} from "./pack.ts";

const GROUP_GAP = 26;
/** Between the groups and what stands left and right of them. */
const SIDE_GAP = 90;
const ALONE_GAP = 24;
/** Lines run between folded columns. */
const FOLDED_GAP = 76;
/** ELK's picture may need this much more room than the folded one: its routes are worth it. */
const MOST_SPREAD = 1.5;

/** Deterministic for the same request; nodes do not overlap, nor do groups. Rejects only when the engine does. */
export async function layout(request: LayoutRequest, elk: ElkEngine): Promise<LayoutResult> {
  return request.mode === "full" ? layoutFull(request, elk) : layoutOverview(request, elk);
}

/** The same without ELK: for when it is too slow, fails, or is not there. Straight edges. */
export function layoutWithColumns(request: LayoutRequest): LayoutResult {
  const insides = insidesOf(request);
  const outer = request.mode === "full" ? placeFullOuter(request, insides) : packParts(request, insides);
  return assemble(request, insides, outer, "columns", new Map());
}

function packParts(request: LayoutRequest, insides: ReadonlyMap<string, Placed>): Placed {
  const items = outerItems(request, insides);
  const edges = outerEdges(request);
  const parts = connectedParts(
    items.map((item) => item.id),
    edges,
  ).map((ids) => {
    const inPart = new Set(ids);
    return packByFlow(
      items.filter((item) => inPart.has(item.id)),
      edges,
      GROUP_GAP,
      aspectOf(request),
    );
  });
  return joinParts(parts, aspectOf(request));
}

/** ELK inside each group; groups in the order of flow, what stands without a group on both sides of them. */
async function layoutFull(request: LayoutRequest, elk: ElkEngine): Promise<LayoutResult> {
  const kindOf = new Map(request.nodes.map((node) => [node.id, node.kind]));
  // An authorizer and its user pool share a column: a route between them would need one of its own.
  const isRouted = ({ from, to }: LayoutEdge) => kindOf.get(from) !== "identity" || kindOf.get(to) !== "identity";
  const insides = new Map<string, RoutedPlaced>();
  for (const [id, { linked, idle, edges }] of membersOf(request)) {
    if (id === "") continue;
    const items = spreadColumns(linked, edges).flatMap((column, index) =>
      column.map((node) => ({ id: node.id, width: node.width, height: node.height, column: index })),
    );
    const routed = await placeInGivenColumns(elk, items, edges.filter(isRouted));
    const { placed, rest } = withIdleInside(routed, { linked, idle });
    insides.set(id, withIdleBelow(placed, rest, aspectOf(request)));
  }
  const result = assemble(request, insides, placeFullOuter(request, insides), "elk", new Map());
  const routes: Record<string, readonly Point[]> = {};
  for (const [group, inside] of insides) {
    const box = result.groups[group];
    if (!box) continue;
    const offset = {
      x: box.x - box.width / 2 + request.padding.side,
      y: box.y - box.height / 2 + request.padding.top,
    };
    for (const [id, points] of inside.routes) routes[id] = points.map((point) => add(point, offset));
  }
  return { ...result, routes };
}

/** Groups by flow in the middle; nodes without a group left of them when they lead into the app, else right. */
function placeFullOuter(request: LayoutRequest, insides: ReadonlyMap<string, Placed>): Placed {
  const items = outerItems(request, insides);
  const edges = outerEdges(request);
  const alone = new Map(request.nodes.filter((node) => !insides.has(node.group)).map((node) => [node.id, node]));
  const reached = new Set(edges.map((edge) => edge.to));
  const reaching = new Set(edges.map((edge) => edge.from));
  const isLeft = ({ id }: SizedItem) => alone.get(id)?.kind === "public" || (reaching.has(id) && !reached.has(id));
  const single = items.filter((item) => alone.has(item.id));
  const middle = packByFlow(
    items.filter((item) => !alone.has(item.id)),
    edges,
    GROUP_GAP,
    aspectOf(request),
  );
  const corners = new Map<string, Point>();
  let height = middle.size.height;
  let x = 0;
  const stack = (column: readonly SizedItem[]) => {
    const tall = column.reduce((sum, item) => sum + item.height + ALONE_GAP, -ALONE_GAP);
    let y = (middle.size.height - tall) / 2;
    for (const item of column) {
      corners.set(item.id, { x, y });
      y += item.height + ALONE_GAP;
    }
    height = Math.max(height, tall);
    return Math.max(...column.map((item) => item.width)) + SIDE_GAP;
  };
  const left = single.filter(isLeft);
  if (left.length > 0) x += stack(left);
  for (const [id, corner] of middle.corners) corners.set(id, { x: corner.x + x, y: corner.y });
  x += middle.size.width + SIDE_GAP;
  const right = single.filter((item) => !isLeft(item));
  if (right.length > 0) x += stack(right);
  return { corners, size: { width: x, height } };
}

/** ELK among groups while that stays legible as a whole; a deep chain of groups is folded into columns instead. */
async function layoutOverview(request: LayoutRequest, elk: ElkEngine): Promise<LayoutResult> {
  const insides = insidesOf(request);
  const aspect = aspectOf(request);
  const items = outerItems(request, insides);
  const edges = outerEdges(request);
  const parts: RoutedPlaced[] = [];
  const alone: SizedItem[] = [];
  for (const ids of connectedParts(
    items.map((item) => item.id),
    edges,
  )) {
    const inPart = new Set(ids);
    const partItems = items.filter((item) => inPart.has(item.id));
    if (partItems.length === 1) {
      alone.push(...partItems);
      continue;
    }
    const routed = await placeFlat(
      elk,
      partItems,
      edges.filter((edge) => inPart.has(edge.from)),
    );
    const folded = packByFlow(partItems, edges, FOLDED_GAP, aspect);
    const isLegible = panelHeight(routed.size, aspect) <= MOST_SPREAD * panelHeight(folded.size, aspect);
    parts.push(isLegible ? routed : { ...folded, routes: new Map() });
  }
  const joined =
    alone.length === 0
      ? joinParts(parts, aspect)
      : smallest(
          rowShapes(alone, GROUP_GAP).map((shape) => joinParts([...parts, shape], aspect)),
          aspect,
        );
  const routes = new Map<string, readonly Point[]>();
  for (const [index, part] of parts.entries()) {
    const offset = joined.offsets[index] ?? { x: 0, y: 0 };
    for (const [id, points] of part.routes) {
      routes.set(
        id,
        points.map((point) => add(point, offset)),
      );
    }
  }
  return assemble(request, insides, joined, "elk", routes);
}

function assemble(
  request: LayoutRequest,
  insides: ReadonlyMap<string, Placed>,
  outer: Placed,
  engine: LayoutResult["engine"],
  routes: ReadonlyMap<string, readonly Point[]>,
): LayoutResult {
  const isOverview = request.mode === "overview";
  const groups: Record<string, Box> = {};
  for (const group of request.groups) {
    const corner = outer.corners.get(groupKey(group.id));
    if (!corner) continue;
    const full = openSize(insides.get(group.id), group, request.padding);
    const shown = isOverview ? group : full;
    groups[group.id] = { ...centreOf(corner, shown), ...full };
  }
  const nodes: Record<string, Point> = {};
  for (const node of request.nodes) {
    const alone = outer.corners.get(node.id);
    const box = groups[node.group];
    const corner = insides.get(node.group)?.corners.get(node.id);
    if (alone) nodes[node.id] = centreOf(alone, node);
    else if (box && corner) {
      const inside = { x: request.padding.side - box.width / 2, y: request.padding.top - box.height / 2 };
      const relative = centreOf(add(corner, inside), node);
      nodes[node.id] = isOverview ? relative : add(relative, box);
    }
  }
  return { mode: request.mode, engine, nodes, groups, routes: Object.fromEntries(routes) };
}

function insidesOf(request: LayoutRequest): ReadonlyMap<string, Placed> {
  const insides = new Map<string, Placed>();
  for (const [id, { linked, idle, edges }] of membersOf(request)) {
    if (request.mode === "full" && id === "") continue;
    insides.set(id, withIdleBelow(placeInColumns(linked, edges), idle, aspectOf(request)));
  }
  return insides;
}

function aspectOf({ aspect }: LayoutRequest): number {
  return aspect ?? USUAL_ASPECT;
}

/** What stands at the top level: groups with their size as shown, and in a full picture the nodes without a group. */
function outerItems(request: LayoutRequest, insides: ReadonlyMap<string, Placed>): readonly SizedItem[] {
  const groups = request.groups
    .filter(({ id }) => insides.has(id))
    .map((group): SizedItem => {
      const isOpen = request.mode === "full";
      const { width, height } = isOpen ? openSize(insides.get(group.id), group, request.padding) : group;
      return { id: groupKey(group.id), width, height, rank: group.rank };
    });
  const alone = request.mode === "full" ? request.nodes.filter((node) => !insides.has(node.group)) : [];
  return [...alone.map(({ id, width, height }) => ({ id, width, height })), ...groups];
}

function outerEdges(request: LayoutRequest): readonly LayoutEdge[] {
  if (request.mode === "overview") {
    return request.groupEdges
      .filter(({ from, to }) => from !== to)
      .map(({ id, from, to }) => ({ id, from: groupKey(from), to: groupKey(to) }));
  }
  const known = new Set(request.groups.map((group) => group.id));
  const itemOf = new Map(
    request.nodes.map(({ id, group }) => [id, group !== "" && known.has(group) ? groupKey(group) : id]),
  );
  return request.edges.flatMap(({ id, from, to }) => {
    const [a, b] = [itemOf.get(from), itemOf.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [{ id, from: a, to: b }];
  });
}

/** Unconnected parts in rows, the largest first. */
function joinParts(parts: readonly Placed[], aspect: number): Placed & { readonly offsets: readonly Point[] } {
  const packed = packInRows(
    parts.map(({ size }, index) => ({ id: String(index).padStart(6, "0"), ...size })),
    GROUP_GAP,
    aspect,
  );
  const corners = new Map<string, Point>();
  const offsets = parts.map((part, index) => {
    const offset = packed.corners.get(String(index).padStart(6, "0")) ?? { x: 0, y: 0 };
    for (const [id, corner] of part.corners) corners.set(id, add(corner, offset));
    return offset;
  });
  return { corners, size: packed.size, offsets };
}

function openSize(inside: Placed | undefined, closed: Size, padding: LayoutRequest["padding"]): Size {
  const { width, height } = inside?.size ?? { width: 0, height: 0 };
  return {
    width: Math.max(closed.width, width + 2 * padding.side),
    height: height + padding.top + padding.side,
  };
}

/** Group ids are file paths and so never meet node ids, except the empty one; the prefix keeps both apart for certain. */
function groupKey(id: string): string {
  return `group ${id}`;
}

function add(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

function centreOf(corner: Point, size: Size): Point {
  return { x: corner.x + size.width / 2, y: corner.y + size.height / 2 };
}
