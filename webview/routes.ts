// A route of points as cytoscape wants it: bend points relative to the line between its ends.
import type { Point, Size } from "../language-analysis/model/layout.ts";

export interface RouteData {
  readonly weights: readonly number[];
  readonly distances: readonly number[];
  /** Ends in pixels from the centre of their node: `12px -4px`. */
  readonly sourceEnd: string;
  readonly targetEnd: string;
}

export interface RouteEnd {
  readonly at: Point;
  readonly size: Size;
}

/**
 * Undefined when the route does not begin and end on its nodes (they moved apart since) or has no length.
 * A weight is the share of the way from start to end, a distance is counted along (-dy, dx) of it.
 */
export function routeData(points: readonly Point[], from: RouteEnd, to: RouteEnd): RouteData | undefined {
  const start = points[0];
  const end = points[points.length - 1];
  if (!start || !end || points.length < 2) return undefined;
  if (!touches(start, from) || !touches(end, to)) return undefined;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const square = dx * dx + dy * dy;
  if (square < 1) return undefined;
  const length = Math.sqrt(square);
  const bends = points.slice(1, -1).map(({ x, y }) => ({ x: x - start.x, y: y - start.y }));
  return {
    weights: bends.map(({ x, y }) => round((x * dx + y * dy) / square, 5)),
    distances: bends.map(({ x, y }) => round((y * dx - x * dy) / length, 2)),
    sourceEnd: offset(start, from.at),
    targetEnd: offset(end, to.at),
  };
}

/** How far a curve leaves its end before it bends, at least. */
const SHORTEST_LEG = 46;

/** Where there is no route: a curve that leaves to one side and arrives from the other, like a cable. */
export function curveData(from: RouteEnd, to: RouteEnd): RouteData | undefined {
  const gap = to.at.x - to.size.width / 2 - (from.at.x + from.size.width / 2);
  const backGap = from.at.x - from.size.width / 2 - (to.at.x + to.size.width / 2);
  // Beside each other: towards the other. Above each other: both on the right, in a bow.
  const leaves = backGap > 0 ? -1 : 1;
  const arrives = gap > 0 ? -1 : 1;
  const start = { x: from.at.x + (leaves * from.size.width) / 2, y: from.at.y };
  const end = { x: to.at.x + (arrives * to.size.width) / 2, y: to.at.y };
  const leg = Math.max(SHORTEST_LEG, Math.abs(end.x - start.x) * 0.45);
  return routeData(
    [start, { x: start.x + leaves * leg, y: start.y }, { x: end.x + arrives * leg, y: end.y }, end],
    from,
    to,
  );
}

function touches({ x, y }: Point, { at, size }: RouteEnd): boolean {
  return Math.abs(x - at.x) <= size.width / 2 + 2 && Math.abs(y - at.y) <= size.height / 2 + 2;
}

function offset(point: Point, centre: Point): string {
  return `${round(point.x - centre.x, 1)}px ${round(point.y - centre.y, 1)}px`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
