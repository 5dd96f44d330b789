// The inside of one group: what is linked in columns, and below it, close together, what nothing is linked with.
import type { LayoutEdge, LayoutNode, LayoutRequest, Point, Size } from "../model/layout.ts";
import { COLUMN_ORDER } from "./columns.ts";
import { smallest } from "./pack.ts";
import type { Placed } from "./placed.ts";
import type { RoutedPlaced } from "./elk-engine.ts";

const IDLE_GAP = 12;
/** Rows that are tried for a free place are this far apart. */
const FREE_STEP = 10;
/** Between the linked nodes and the others. */
const ABOVE_IDLE = 30;

export interface Members {
  readonly linked: readonly LayoutNode[];
  /** Nodes without any edge of the request, as they are shown: by kind, then by id. */
  readonly idle: readonly LayoutNode[];
  /** Edges between members. */
  readonly edges: readonly LayoutEdge[];
}

/** By group; groups without nodes are there too. */
export function membersOf({ nodes, groups, edges }: LayoutRequest): ReadonlyMap<string, Members> {
  const groupOf = new Map(nodes.map((node) => [node.id, node.group]));
  const real = edges.filter(({ from, to }) => from !== to && groupOf.has(from) && groupOf.has(to));
  const linked = new Set(real.flatMap(({ from, to }) => [from, to]));
  const result = new Map(
    groups.map(({ id }) => [id, { linked: [] as LayoutNode[], idle: [] as LayoutNode[], edges: [] as LayoutEdge[] }]),
  );
  for (const node of nodes) {
    const members = result.get(node.group);
    (linked.has(node.id) ? members?.linked : members?.idle)?.push(node);
  }
  for (const edge of real) {
    const group = groupOf.get(edge.from) ?? "";
    if (group === groupOf.get(edge.to)) result.get(group)?.edges.push(edge);
  }
  for (const { idle } of result.values()) {
    idle.sort((a, b) => COLUMN_ORDER[a.kind] - COLUMN_ORDER[b.kind] || (a.id < b.id ? -1 : 1));
  }
  return result;
}

/**
 * `linked` with the idle nodes where nothing stands and no line runs, from the bottom of its columns upwards; `rest` found no
 * place there. The picture does not grow.
 */
export function withIdleInside(
  linked: RoutedPlaced,
  members: Pick<Members, "linked" | "idle">,
): { readonly placed: RoutedPlaced; readonly rest: readonly LayoutNode[] } {
  const taken = members.linked.flatMap(({ id, width, height }): Rectangle[] => {
    const corner = linked.corners.get(id);
    return corner ? [{ x1: corner.x, y1: corner.y, x2: corner.x + width, y2: corner.y + height }] : [];
  });
  for (const points of linked.routes.values()) {
    for (const [at, end] of points.slice(1).entries()) taken.push(around(points[at] ?? end, end));
  }
  const columns = [...new Set([...linked.corners.values()].map(({ x }) => x))].sort((a, b) => a - b);
  const corners = new Map(linked.corners);
  const rest: LayoutNode[] = [];
  for (const node of members.idle) {
    const corner = freeCorner(node, columns, linked.size, taken);
    if (!corner) rest.push(node);
    else {
      corners.set(node.id, corner);
      taken.push({ x1: corner.x, y1: corner.y, x2: corner.x + node.width, y2: corner.y + node.height });
    }
  }
  return { placed: { ...linked, corners }, rest };
}

interface Rectangle {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function around(a: Point, b: Point): Rectangle {
  return { x1: Math.min(a.x, b.x), y1: Math.min(a.y, b.y), x2: Math.max(a.x, b.x), y2: Math.max(a.y, b.y) };
}

/** The lowest one, of those the leftmost. */
function freeCorner(
  { width, height }: Size,
  columns: readonly number[],
  size: Size,
  taken: readonly Rectangle[],
): Point | undefined {
  for (let y = size.height - height; y >= 0; y -= FREE_STEP) {
    for (const x of columns) {
      if (x + width > size.width + 1) continue;
      const isFree = taken.every(
        ({ x1, y1, x2, y2 }) =>
          x2 <= x - IDLE_GAP || x1 >= x + width + IDLE_GAP || y2 <= y - IDLE_GAP || y1 >= y + height + IDLE_GAP,
      );
      if (isFree) return { x, y };
    }
  }
  return undefined;
}

/** `linked` with the idle nodes in rows below it. Of all numbers of columns the one with which the whole shows largest. */
export function withIdleBelow<T extends Placed>(linked: T, idle: readonly LayoutNode[], aspect: number): T {
  if (idle.length === 0) return linked;
  const top = linked.size.height > 0 ? linked.size.height + ABOVE_IDLE : 0;
  const width = Math.max(...idle.map((node) => node.width));
  const height = Math.max(...idle.map((node) => node.height));
  const shapes = idle.map((_, index) => {
    const columns = index + 1;
    const corners = new Map<string, Point>(linked.corners);
    for (const [at, node] of idle.entries()) {
      corners.set(node.id, {
        x: (at % columns) * (width + IDLE_GAP),
        y: top + Math.floor(at / columns) * (height + IDLE_GAP),
      });
    }
    const rows = Math.ceil(idle.length / columns);
    const across = columns * (width + IDLE_GAP) - IDLE_GAP;
    const size = { width: Math.max(linked.size.width, across), height: top + rows * (height + IDLE_GAP) - IDLE_GAP };
    return { ...linked, corners, size };
  });
  return smallest(shapes, aspect);
}
