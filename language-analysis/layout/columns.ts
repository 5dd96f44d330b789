// The inside of one group in semantic columns: triggers, functions, what they use, roles. Needs no layout engine.
import type { NodeKind } from "../model/app-map.ts";
import { ranksOf } from "./pack.ts";
import type { LayoutEdge, LayoutNode, Point } from "../model/layout.ts";
import type { Placed } from "./placed.ts";

const COLUMN_GAP = 72;
const ROW_GAP = 14;
/** Between two columns of the same meaning, when one became too tall. */
const WRAP_GAP = 24;
const SWEEPS = 4;
/** Columns are wrapped above this many rows. */
const MOST_ROWS = 12;

/** Kinds from the left to the right of a picture. */
export const COLUMN_ORDER: Record<NodeKind, number> = {
  public: 0,
  identity: 0,
  endpoint: 2,
  schedule: 2,
  function: 3,
  workflow: 3,
  channel: 6,
  store: 6,
  secret: 6,
  external: 6,
  role: 6,
};
const TRIGGERS = 2;
const USED = 6;
/** Functions that other functions call stand right of them, up to here. */
const LAST: Partial<Record<number, number>> = { 3: 5 };

/** The column of each node by what it is: a request travels from the internet to the data. */
export function columnsOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): ReadonlyMap<string, number> {
  const incoming = new Set(edges.filter(({ from, to }) => from !== to).map((edge) => edge.to));
  const outgoing = new Set(edges.filter(({ from, to }) => from !== to).map((edge) => edge.from));
  const depths = new Map(
    Object.keys(LAST).map((first) => {
      const ids = nodes.filter((node) => COLUMN_ORDER[node.kind] === Number(first)).map((node) => node.id);
      return [Number(first), ranksOf(ids, edges)] as const;
    }),
  );
  return new Map(
    nodes.map(({ id, kind }) => {
      const column = COLUMN_ORDER[kind];
      // What only feeds others (a queue filled from outside) stands before them.
      if (column === USED && outgoing.has(id) && !incoming.has(id)) return [id, TRIGGERS];
      return [id, Math.min(LAST[column] ?? column, column + (depths.get(column)?.get(id) ?? 0))];
    }),
  );
}

/** Columns as drawn, from the left: a column with more than `rows` nodes is spread over several. Sorted by id within a column. */
export function spreadColumns(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): readonly (readonly LayoutNode[])[] {
  const columns = columnsOf(nodes, edges);
  const kindOf = new Map(nodes.map((node) => [node.id, node.kind]));
  // Called from the left before called from the right: shorter ways.
  const fromLeft = new Set(edges.filter(({ from }) => kindOf.get(from) === "endpoint").map((edge) => edge.to));
  const rows = Math.max(MOST_ROWS, Math.ceil(Math.sqrt(nodes.length) * 1.3));
  const byColumn = new Map<number, LayoutNode[]>();
  for (const node of [...nodes].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const column = columns.get(node.id) ?? 0;
    byColumn.set(column, [...(byColumn.get(column) ?? []), node]);
  }
  return [...byColumn]
    .sort(([a], [b]) => a - b)
    .flatMap(([, column]) => {
      const sorted = [...column].sort((a, b) => Number(fromLeft.has(b.id)) - Number(fromLeft.has(a.id)));
      const parts = Math.ceil(sorted.length / rows);
      const length = Math.ceil(sorted.length / parts);
      return Array.from({ length: parts }, (_, part) => sorted.slice(part * length, (part + 1) * length));
    });
}

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
  const meanings = columnsOf(nodes, inside);
  const columns = spreadColumns(nodes, inside).map((column) => [...column]);
  sortByBarycentre(columns, inside);
  return columns.map((column) => ({ meaning: meanings.get(column[0]?.id ?? "") ?? 0, nodes: column }));
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
