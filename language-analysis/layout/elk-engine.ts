// Our graph as ELK wants it, and back. The engine itself is passed in: it runs in a worker thread of the host.
import type { ELK, ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api";
import type { LayoutEdge, Point, Size } from "../model/layout.ts";
import type { Placed } from "./placed.ts";

export type ElkEngine = Pick<ELK, "layout">;

/** A leaf has no children; the size of a parent comes from its children. */
export interface Item extends Size {
  readonly id: string;
  readonly isFirst?: boolean;
  readonly children?: readonly Item[];
}

export interface RoutedPlaced extends Placed {
  /** Open sizes of the parents, by id. */
  readonly sizes: ReadonlyMap<string, Size>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

const COMMON: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.json.edgeCoords": "ROOT",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.layered.mergeEdges": "true",
  "elk.layered.considerModelOrder.strategy": "PREFER_NODES",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.spacing.nodeNode": "26",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": "64",
  "elk.layered.spacing.edgeNodeBetweenLayers": "22",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
};

/** Every node with its children in one picture; edges may cross the borders of parents. */
export async function placeNested(
  elk: ElkEngine,
  items: readonly Item[],
  edges: readonly LayoutEdge[],
  padding: { readonly top: number; readonly side: number },
): Promise<RoutedPlaced> {
  const { top, side } = padding;
  // Spacing is not inherited: each parent needs its own.
  const inner: LayoutOptions = {
    ...COMMON,
    "elk.padding": `[top=${top},left=${side},bottom=${side},right=${side}]`,
  };
  const toElk = (item: Item): ElkNode => ({
    id: item.id,
    width: item.width,
    height: item.height,
    ...(item.isFirst ? { layoutOptions: { "elk.layered.layering.layerConstraint": "FIRST" } } : {}),
    ...(item.children ? { layoutOptions: inner, children: item.children.map(toElk) } : {}),
  });
  return run(elk, items.map(toElk), edges, { ...COMMON, "elk.hierarchyHandling": "INCLUDE_CHILDREN" });
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
      "elk.layered.mergeEdges": "false",
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
  const corners = new Map<string, Point>();
  const sizes = new Map<string, Size>();
  const visit = (node: ElkNode, left: number, top: number) => {
    for (const child of node.children ?? []) {
      const corner = { x: left + (child.x ?? 0), y: top + (child.y ?? 0) };
      corners.set(child.id, corner);
      sizes.set(child.id, { width: child.width ?? 0, height: child.height ?? 0 });
      visit(child, corner.x, corner.y);
    }
  };
  visit(root, 0, 0);
  const routes = new Map<string, readonly Point[]>();
  collectRoutes(root, routes);
  return { corners, sizes, routes, size: { width: root.width ?? 0, height: root.height ?? 0 } };
}

function collectRoutes(node: ElkNode, routes: Map<string, readonly Point[]>): void {
  for (const edge of node.edges ?? []) {
    const points = pointsOf(edge);
    if (points) routes.set(edge.id, points);
  }
  for (const child of node.children ?? []) collectRoutes(child, routes);
}

function pointsOf(edge: ElkExtendedEdge): readonly Point[] | undefined {
  const [section, ...more] = edge.sections ?? [];
  if (!section || more.length > 0) return undefined;
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  return points.map(({ x, y }) => ({ x, y }));
}
