// Puts boxes beside each other without overlap: our own answer for groups, and for parts of a picture that no edge connects.
import type { LayoutEdge, Point, Size } from "../model/layout.ts";
import type { Placed } from "./placed.ts";

export type SizedItem = Size & {
  readonly id: string;
  /** Lower ones come first among equally large ones. */
  readonly rank?: number | undefined;
};

/** Pictures are wider than tall by about this much, like the panel they are shown in, where that is not known. */
export const USUAL_ASPECT = 1.5;

/** Rows from left to right, tallest first, then by rank; for things without an order among them. The row width is chosen as below. */
export function packInRows(items: readonly SizedItem[], gap: number, aspect = USUAL_ASPECT): Placed {
  return smallest(rowShapes(items, gap), aspect);
}

/** The same in several widths, from narrow to wide. */
export function rowShapes(items: readonly SizedItem[], gap: number): readonly Placed[] {
  const sorted = [...items].sort(
    (a, b) => b.height - a.height || b.width - a.width || (a.rank ?? 0) - (b.rank ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const widest = Math.max(0, ...items.map((item) => item.width));
  const total = items.reduce((sum, item) => sum + item.width + gap, 0);
  return limitsBetween(widest, total).map((limit) => flow(sorted, gap, limit, "rows"));
}

const SHAPES = 16;

/** Narrow steps first: most pictures are far from one single row. */
function limitsBetween(least: number, most: number): readonly number[] {
  return Array.from({ length: SHAPES }, (_, step) => least + (most - least) * (step / (SHAPES - 1)) ** 2);
}

/** The first of those that show largest in a panel. */
export function smallest<T extends Placed>(shapes: readonly T[], aspect: number): T {
  const heightOf = ({ size }: T) => panelHeight(size, aspect);
  return shapes.reduce((best, next) => (heightOf(next) < heightOf(best) - 1 ? next : best));
}

/** Height of the smallest panel of that shape that holds `size`: what is smaller shows larger. */
export function panelHeight({ width, height }: Size, aspect: number): number {
  return Math.max(width / aspect, height);
}

/**
 * Columns from top to bottom, in the order of flow: what feeds others comes first. Back edges of a cycle are ignored.
 * Of several column heights the one is taken with which the whole shows largest in a panel.
 */
export function packByFlow(
  items: readonly SizedItem[],
  edges: readonly LayoutEdge[],
  gap: number,
  aspect = USUAL_ASPECT,
): Placed {
  const rank = ranksOf(
    items.map((item) => item.id),
    edges,
  );
  const sorted = [...items].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
  const tallest = Math.max(0, ...items.map((item) => item.height));
  const total = items.reduce((sum, item) => sum + item.height + gap, 0);
  return smallest(
    limitsBetween(tallest, total).map((limit) => flow(sorted, gap, limit, "columns")),
    aspect,
  );
}

function flow(items: readonly SizedItem[], gap: number, limit: number, direction: "rows" | "columns"): Placed {
  const corners = new Map<string, Point>();
  const isRows = direction === "rows";
  let along = 0;
  let across = 0;
  let thickness = 0;
  let longest = 0;
  for (const item of items) {
    const length = isRows ? item.width : item.height;
    if (along > 0 && along + length > limit) {
      across += thickness + gap;
      along = 0;
      thickness = 0;
    }
    corners.set(item.id, isRows ? { x: along, y: across } : { x: across, y: along });
    along += length + gap;
    thickness = Math.max(thickness, isRows ? item.height : item.width);
    longest = Math.max(longest, along - gap);
  }
  const total = across + thickness;
  return { corners, size: isRows ? { width: longest, height: total } : { width: total, height: longest } };
}

/** Length of the longest way to each item; edges that would close a cycle (found depth-first, by sorted id) do not count. */
export function ranksOf(ids: readonly string[], edges: readonly LayoutEdge[]): ReadonlyMap<string, number> {
  const next = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { from, to } of edges) if (from !== to && next.has(to)) next.get(from)?.add(to);
  const successors = new Map([...next].map(([id, set]) => [id, [...set].sort()]));
  const state = new Map<string, "open" | "done">();
  const order: string[] = [];
  for (const start of [...ids].sort()) {
    if (state.has(start)) continue;
    // An explicit stack: chains can be as long as the app has groups.
    const stack = [{ id: start, index: 0 }];
    state.set(start, "open");
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (!top) break;
      const list = successors.get(top.id) ?? [];
      const to = list[top.index];
      if (to === undefined) {
        state.set(top.id, "done");
        order.push(top.id);
        stack.pop();
      } else if (state.get(to) === "open") {
        list.splice(top.index, 1);
      } else {
        top.index++;
        if (!state.has(to)) {
          state.set(to, "open");
          stack.push({ id: to, index: 0 });
        }
      }
    }
  }
  const rank = new Map<string, number>();
  for (const id of order.reverse()) {
    const own = rank.get(id) ?? 0;
    rank.set(id, own);
    for (const to of successors.get(id) ?? []) rank.set(to, Math.max(rank.get(to) ?? 0, own + 1));
  }
  return rank;
}

/** Ids in connected parts, largest part first, each part sorted. */
export function connectedParts(ids: readonly string[], edges: readonly LayoutEdge[]): readonly (readonly string[])[] {
  const parent = new Map(ids.map((id) => [id, id]));
  const find = (id: string): string => {
    let root = id;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    for (let at = id; at !== root;) {
      const up = parent.get(at) ?? root;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  for (const { from, to } of edges) if (parent.has(from) && parent.has(to)) parent.set(find(from), find(to));
  const parts = new Map<string, string[]>();
  for (const id of [...ids].sort()) {
    const root = find(id);
    parts.set(root, [...(parts.get(root) ?? []), id]);
  }
  return [...parts.values()].sort((a, b) => b.length - a.length || ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
}
