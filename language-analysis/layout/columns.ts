// The inside of one group in semantic columns: triggers, functions, what they use, roles. Needs no layout engine.
import type { NodeKind } from "../model/app-map.ts";
import type { LayoutEdge, LayoutNode, Point } from "../model/layout.ts";
import type { Placed } from "./placed.ts";

const COLUMN_GAP = 96;
const ROW_GAP = 22;
/** Between two columns of the same meaning, when one became too tall. */
const WRAP_GAP = 28;
const SWEEPS = 4;
/** Columns are wrapped above this many rows. */
const MOST_ROWS = 12;

const COLUMN: Record<NodeKind, number> = {
  public: 0,
  endpoint: 0,
  schedule: 0,
  function: 1,
  workflow: 1,
  channel: 2,
  store: 2,
  secret: 2,
  identity: 2,
  external: 2,
  role: 3,
};

/** Deterministic: the same nodes and edges in any order give the same places. Nodes never overlap. */
export function placeInColumns(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Placed {
  const columns = orderedColumns(nodes, edges);
  const corners = new Map<string, Point>();
  const tallest = Math.max(0, ...columns.map((column) => heightOf(column.nodes)));
  let x = 0;
  for (const [index, column] of columns.entries()) {
    if (index > 0) x += column.meaning === columns[index - 1]?.meaning ? WRAP_GAP : COLUMN_GAP;
    let y = (tallest - heightOf(column.nodes)) / 2;
    for (const node of column.nodes) {
      corners.set(node.id, { x, y });
      y += node.height + ROW_GAP;
    }
    x += Math.max(0, ...column.nodes.map((node) => node.width));
  }
  return { corners, size: { width: x, height: tallest } };
}

interface Column {
  readonly meaning: number;
  readonly nodes: readonly LayoutNode[];
}

function orderedColumns(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): readonly Column[] {
  const known = new Set(nodes.map((node) => node.id));
  const inside = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const incoming = new Set(inside.map((edge) => edge.to));
  const outgoing = new Set(inside.map((edge) => edge.from));
  const meaningOf = (node: LayoutNode): number => {
    const meaning = COLUMN[node.kind];
    // What only feeds others (a queue filled from outside) stands before them.
    return meaning === 2 && outgoing.has(node.id) && !incoming.has(node.id) ? 0 : meaning;
  };
  const byMeaning = new Map<number, LayoutNode[]>();
  for (const node of [...nodes].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const meaning = meaningOf(node);
    byMeaning.set(meaning, [...(byMeaning.get(meaning) ?? []), node]);
  }
  const meanings = [...byMeaning.keys()].sort((a, b) => a - b);
  sortByBarycentre(
    meanings.map((meaning) => byMeaning.get(meaning) ?? []),
    inside,
  );
  const rows = Math.max(MOST_ROWS, Math.ceil(Math.sqrt(nodes.length) * 1.5));
  return meanings.flatMap((meaning) => {
    const column = byMeaning.get(meaning) ?? [];
    const parts = Math.ceil(column.length / rows);
    const length = Math.ceil(column.length / Math.max(1, parts));
    return Array.from({ length: parts }, (_, part) => ({
      meaning,
      nodes: column.slice(part * length, (part + 1) * length),
    }));
  });
}

/** Sorts each column in place by the mean row of its neighbours, there and back; fewer crossings, the usual heuristic. */
function sortByBarycentre(columns: readonly LayoutNode[][], edges: readonly LayoutEdge[]): void {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const rowOf = new Map<string, number>();
  const number = (column: readonly LayoutNode[]) => {
    for (const [row, node] of column.entries()) rowOf.set(node.id, (row + 0.5) / column.length);
  };
  columns.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const weight = new Map(
        column.map((node) => {
          const rows = (neighbours.get(node.id) ?? []).map((id) => rowOf.get(id) ?? 0);
          const mean = rows.length === 0 ? rowOf.get(node.id) : rows.reduce((sum, row) => sum + row, 0) / rows.length;
          return [node.id, mean ?? 0] as const;
        }),
      );
      column.sort((a, b) => (weight.get(a.id) ?? 0) - (weight.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
      number(column);
    }
  }
}

function heightOf(nodes: readonly LayoutNode[]): number {
  return nodes.reduce((sum, node) => sum + node.height, 0) + ROW_GAP * Math.max(0, nodes.length - 1);
}
