// One layout for one request: all nodes with ELK up to a readable number, else own columns in groups and ELK among groups.
import { placeInColumns } from "./columns.ts";
import { placeFlat, placeNested, type ElkEngine, type Item } from "./elk-engine.ts";
import type { Box, LayoutEdge, LayoutNode, LayoutRequest, LayoutResult, Point, Size } from "../model/layout.ts";
import type { Placed } from "./placed.ts";
import { connectedParts, packByFlow, packInRows, type SizedItem } from "./pack.ts";

const GROUP_GAP = 56;

/** Deterministic for the same request; nodes do not overlap, nor do groups. Rejects only when the engine does. */
export async function layout(request: LayoutRequest, elk: ElkEngine): Promise<LayoutResult> {
  return request.mode === "full" ? layoutFull(request, elk) : layoutOverview(request, elk);
}

/** The same without ELK: for when it is too slow, fails, or is not there. Straight edges. */
export function layoutWithColumns(request: LayoutRequest): LayoutResult {
  const insides = insidesOf(request);
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
    );
  });
  return assemble(request, insides, joinParts(parts), "columns", new Map());
}

async function layoutFull(request: LayoutRequest, elk: ElkEngine): Promise<LayoutResult> {
  const members = groupBy(request.nodes, (node) => node.group);
  const leaf = ({ id, width, height, kind }: LayoutNode): Item => ({ id, width, height, isFirst: kind === "public" });
  const items: Item[] = [
    ...(members.get("") ?? []).map(leaf),
    ...request.groups
      .filter(({ id }) => id !== "" && members.has(id))
      .map(({ id, width }) => ({
        id: groupKey(id),
        width,
        height: 0,
        children: [...(members.get(id) ?? [])].sort(byId).map((node) => ({ ...leaf(node), isFirst: false })),
      })),
  ];
  const edges = validEdges(request.edges, new Set(request.nodes.map((node) => node.id)));
  const outer = outerEdges(request);
  const placedParts = [];
  const routes = new Map<string, readonly Point[]>();
  for (const ids of connectedParts(
    items.map((item) => item.id),
    outer,
  )) {
    const inPart = new Set(ids);
    const partItems = items.filter((item) => inPart.has(item.id));
    const inside = new Set(partItems.flatMap((item) => [item.id, ...(item.children ?? []).map((child) => child.id)]));
    placedParts.push(
      await placeNested(
        elk,
        partItems,
        edges.filter((edge) => inside.has(edge.from)),
        request.padding,
      ),
    );
  }
  const joined = joinParts(placedParts);
  for (const [index, part] of placedParts.entries()) {
    const offset = joined.offsets[index] ?? { x: 0, y: 0 };
    for (const [id, points] of part.routes) routes.set(id, points.map((point) => add(point, offset)));
  }
  const nodes: Record<string, Point> = {};
  for (const node of request.nodes) {
    const corner = joined.corners.get(node.id);
    if (corner) nodes[node.id] = centreOf(corner, node);
  }
  const groups: Record<string, Box> = {};
  const sizes = new Map(placedParts.flatMap((part) => [...part.sizes]));
  for (const { id } of request.groups) {
    const corner = joined.corners.get(groupKey(id));
    const size = sizes.get(groupKey(id));
    if (corner && size) groups[id] = { ...centreOf(corner, size), ...size };
  }
  return { mode: "full", engine: "elk", nodes, groups, routes: Object.fromEntries(routes) };
}

async function layoutOverview(request: LayoutRequest, elk: ElkEngine): Promise<LayoutResult> {
  const insides = insidesOf(request);
  const items = outerItems(request, insides);
  const edges = outerEdges(request);
  const parts = [];
  const alone: SizedItem[] = [];
  for (const ids of connectedParts(
    items.map((item) => item.id),
    edges,
  )) {
    const inPart = new Set(ids);
    const partItems = items.filter((item) => inPart.has(item.id));
    if (partItems.length === 1) alone.push(...partItems);
    else
      parts.push(
        await placeFlat(
          elk,
          partItems,
          edges.filter((edge) => inPart.has(edge.from)),
        ),
      );
  }
  const joined = joinParts(alone.length > 0 ? [...parts, packInRows(alone, GROUP_GAP)] : parts);
  const routes = new Map<string, readonly Point[]>();
  for (const [index, part] of parts.entries()) {
    const offset = joined.offsets[index] ?? { x: 0, y: 0 };
    for (const [id, points] of part.routes) routes.set(id, points.map((point) => add(point, offset)));
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
  const members = groupBy(request.nodes, (node) => node.group);
  const groupOf = new Map(request.nodes.map((node) => [node.id, node.group]));
  const inner = groupBy(
    request.edges.filter(({ from, to }) => groupOf.get(from) === groupOf.get(to)),
    (edge) => groupOf.get(edge.from) ?? "",
  );
  return new Map(
    request.groups
      .filter(({ id }) => request.mode === "overview" || id !== "")
      .map(({ id }) => [id, placeInColumns(members.get(id) ?? [], inner.get(id) ?? [])]),
  );
}

/** What stands at the top level: groups with their size as shown, and in a full picture the nodes without a group. */
function outerItems(request: LayoutRequest, insides: ReadonlyMap<string, Placed>): readonly SizedItem[] {
  const groups = request.groups
    .filter(({ id }) => insides.has(id))
    .map((group): SizedItem => {
      const isOpen = request.mode === "full";
      const { width, height } = isOpen ? openSize(insides.get(group.id), group, request.padding) : group;
      return { id: groupKey(group.id), width, height };
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

function validEdges(edges: readonly LayoutEdge[], known: ReadonlySet<string>): readonly LayoutEdge[] {
  return edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
}

/** Unconnected parts in rows, the largest first. */
function joinParts(parts: readonly Placed[]): Placed & { readonly offsets: readonly Point[] } {
  const packed = packInRows(
    parts.map(({ size }, index) => ({ id: String(index).padStart(6, "0"), ...size })),
    GROUP_GAP,
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

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
