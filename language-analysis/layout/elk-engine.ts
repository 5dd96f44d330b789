// Our graph as ELK wants it, and back. The engine itself is passed in: it runs in a worker thread of the host.
import type { ELK, ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api";
import type { LayoutEdge, Point, Size } from "../model/layout.ts";
import type { Placed } from "./placed.ts";

export type ElkEngine = Pick<ELK, "layout">;

export interface Item extends Size {
  readonly id: string;
  /** Column it should stand in. Of two with an edge between them in one column the later one moves right. */
  readonly column?: number;
}

export interface RoutedPlaced extends Placed {
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

const COMMON: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.spacing.nodeNode": "13",
  "elk.spacing.edgeNode": "10",
  "elk.spacing.edgeEdge": "8",
  "elk.layered.spacing.nodeNodeBetweenLayers": "48",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "9",
};

/** Nodes in the columns they ask for; ELK sets their order, their height and the ways of the edges. */
export async function placeInGivenColumns(
  elk: ElkEngine,
  items: readonly Item[],
  edges: readonly LayoutEdge[],
): Promise<RoutedPlaced> {
  const children = items.map(({ id, width, height, column = 0 }) => ({ id, width, height, x: column * 1_000, y: 0 }));
  return run(elk, children, edges, {
    ...COMMON,
    "elk.separateConnectedComponents": "false",
    "elk.layered.layering.strategy": "INTERACTIVE",
    "elk.layered.cycleBreaking.strategy": "INTERACTIVE",
  });
}

/** Boxes without inside, with a bound on the boxes per layer so that the picture does not grow tall. */
export async function placeFlat(
  elk: ElkEngine,
  items: readonly Item[],
  edges: readonly LayoutEdge[],
): Promise<RoutedPlaced> {
  const bound = Math.max(4, Math.ceil(Math.sqrt(items.length) * 0.9));
  return run(
    elk,
    items.map(({ id, width, height }) => ({ id, width, height })),
    edges,
    {
      ...COMMON,
      "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
      "elk.layered.layering.coffmanGraham.layerBound": String(bound),
      "elk.spacing.nodeNode": "34",
      "elk.layered.spacing.nodeNodeBetweenLayers": "80",
    },
  );
}

async function run(
  elk: ElkEngine,
  children: ElkNode[],
  edges: readonly LayoutEdge[],
  layoutOptions: LayoutOptions,
): Promise<RoutedPlaced> {
  const root: ElkNode = await elk.layout({
    id: " root",
    layoutOptions,
    children,
    edges: edges.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  });
  const corners = new Map((root.children ?? []).map(({ id, x, y }) => [id, { x: x ?? 0, y: y ?? 0 }]));
  const routes = new Map<string, readonly Point[]>();
  for (const edge of root.edges ?? []) {
    const points = pointsOf(edge);
    if (points) routes.set(edge.id, points);
  }
  return { corners, routes, size: { width: root.width ?? 0, height: root.height ?? 0 } };
}

function pointsOf(edge: ElkExtendedEdge): readonly Point[] | undefined {
  const [section, ...more] = edge.sections ?? [];
  if (!section || more.length > 0) return undefined;
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  return points.map(({ x, y }) => ({ x, y }));
}
