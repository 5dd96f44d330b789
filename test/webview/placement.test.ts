import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LayoutResult } from "../../language-analysis/model/layout.ts";
import type { GraphView } from "../../language-analysis/views/graph-view.ts";
import { pairKey } from "../../webview/pairs.ts";
import { patchPlacement, pushAway, sceneOf, type Placement } from "../../webview/placement.ts";
import { curveData, routeData } from "../../webview/routes.ts";
import { CARD, CLOSED_GROUP } from "../../webview/sizes.ts";
import { overlaps, type Edges } from "../layout/layout-graphs.ts";
import { graphOf, layoutOf, node, SHOP, SHOP_OVERVIEW } from "./sample-graph.ts";

function around(id: string, at: { x: number; y: number }, size: { width: number; height: number }): Edges {
  return {
    id,
    left: at.x - size.width / 2,
    top: at.y - size.height / 2,
    right: at.x + size.width / 2,
    bottom: at.y + size.height / 2,
  };
}

function shownBoxes(placement: Placement, graph: GraphView, expanded: readonly string[] = []) {
  const scene = sceneOf(placement, graph, new Set(expanded));
  const groups = [
    ...[...scene.openGroups].map(([id, box]) => around(id, box, box)),
    ...[...scene.closedGroups].map(([id, at]) => around(id, at, CLOSED_GROUP)),
  ];
  return { scene, groups, cards: [...scene.nodes].map(([id, at]) => around(id, at, CARD)) };
}

describe("opening groups", () => {
  const graph = { ...SHOP_OVERVIEW };
  const layout = layoutOf(graph);

  it.each([[[]], [["shop"]], [["pricing"]], [["shop", "pricing"]], [["", "shop", "pricing"]]])(
    "keeps boxes apart: %j",
    (expanded) => {
      const { groups, cards } = shownBoxes(layout, graph, expanded);
      expect(groups).toHaveLength(3);
      expect(overlaps(groups)).toEqual([]);
      expect(overlaps(cards)).toEqual([]);
    },
  );

  it("puts the nodes into their open group", () => {
    const { scene } = shownBoxes(layout, graph, ["shop"]);
    const box = scene.openGroups.get("shop");
    expect(scene.nodes.size).toBe(4);
    for (const at of scene.nodes.values()) {
      expect(Math.abs(at.x - (box?.x ?? 0)) + CARD.width / 2).toBeLessThanOrEqual((box?.width ?? 0) / 2);
      expect(Math.abs(at.y - (box?.y ?? 0)) + CARD.height / 2).toBeLessThanOrEqual((box?.height ?? 0) / 2);
    }
  });

  it("moves nothing when it closes again", () => {
    expect(shownBoxes(layout, graph).groups).toEqual(shownBoxes(layout, graph, []).groups);
  });

  it("keeps any boxes that were apart, apart", () => {
    const boxes = fc.array(fc.record({ column: fc.nat(6), row: fc.nat(6), byX: fc.nat(900), byY: fc.nat(900) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(boxes, (cells) => {
        const places = new Map(cells.map((cell) => [`${String(cell.column)}/${String(cell.row)}`, cell]));
        const growths = [...places.values()].map(({ column, row, byX, byY }) => ({
          left: column * 300,
          top: row * 120,
          right: column * 300 + 250,
          bottom: row * 120 + 90,
          byX,
          byY,
        }));
        const push = pushAway(growths);
        const grown = growths.map(({ left, top, byX, byY }, index) => {
          const at = push({ x: left, y: top });
          return { id: String(index), left: at.x, top: at.y, right: at.x + 250 + byX, bottom: at.y + 90 + byY };
        });
        expect(overlaps(grown)).toEqual([]);
      }),
    );
  });
});

describe("a changed app", () => {
  const bigger = (extra: number, isOverview = false): GraphView => {
    const more = Array.from({ length: extra }, (_, index) => node(`shop#new${String(index)}`, "function", "shop"));
    const graph = graphOf({ nodes: [...SHOP.nodes, ...more], edges: SHOP.edges });
    return isOverview ? { ...graph, overview: { ...graph.overview, isRecommended: true } } : graph;
  };

  it("takes the layout as it is when nothing was shown", () => {
    const layout = layoutOf(SHOP);
    expect(patchPlacement(undefined, layout, SHOP)).toBe(layout);
  });

  it("takes the layout as it is when the kind of picture changes", () => {
    const layout = layoutOf(SHOP_OVERVIEW);
    expect(patchPlacement(layoutOf(SHOP), layout, SHOP_OVERVIEW)).toBe(layout);
  });

  it("moves nothing when nothing is new", () => {
    const shown = layoutOf(SHOP);
    const elsewhere: LayoutResult = {
      ...shown,
      nodes: Object.fromEntries(Object.entries(shown.nodes).map(([id, { x, y }]) => [id, { x: y, y: x }])),
    };
    const patched = patchPlacement(shown, elsewhere, SHOP);
    expect(patched.nodes).toEqual(shown.nodes);
    expect(patched.groups).toEqual(shown.groups);
  });

  it("keeps the routes of what did not move", () => {
    const [from, to] = ["shop#route", "shop#create"] as const;
    const shown = layoutOf(SHOP);
    const centre = (id: string) => shown.nodes[id] ?? { x: 0, y: 0 };
    const routed = { ...shown, routes: { [pairKey(from, to)]: [centre(from), centre(to)] } };
    const graph = bigger(1);
    const patched = patchPlacement(routed, layoutOf(graph), graph);
    expect(patched.routes).toEqual(routed.routes);
  });

  it("puts new nodes into their group without moving the others of it", () => {
    const shown = layoutOf(SHOP);
    const graph = bigger(1);
    const patched = patchPlacement(shown, layoutOf(graph), graph);
    for (const { id, group } of SHOP.nodes) if (group === "shop") expect(patched.nodes[id]).toEqual(shown.nodes[id]);
    const { groups, cards } = shownBoxes(patched, graph);
    expect(cards).toHaveLength(graph.nodes.length);
    expect(overlaps(cards)).toEqual([]);
    expect(overlaps(groups)).toEqual([]);
  });

  it.each([
    [12, false],
    [12, true],
  ])("keeps cards and groups apart with %i new nodes (overview: %s)", (extra, isOverview) => {
    const before = isOverview ? SHOP_OVERVIEW : SHOP;
    const graph = bigger(extra, isOverview);
    const patched = patchPlacement(layoutOf(before), layoutOf(graph), graph);
    const { groups, cards, scene } = shownBoxes(patched, graph, ["shop", "pricing", ""]);
    expect(cards).toHaveLength(graph.nodes.length);
    expect(overlaps(cards)).toEqual([]);
    expect(overlaps(groups)).toEqual([]);
    const box = scene.openGroups.get("shop");
    if (!box) throw new Error("the group is gone");
    const ground = around("shop", box, box);
    for (const { id } of graph.nodes.filter(({ group }) => group === "shop")) {
      const card = cards.find((other) => other.id === id);
      expect(card && card.left >= ground.left && card.right <= ground.right && card.bottom <= ground.bottom).toBe(true);
    }
  });

  it("puts a new group below, and forgets what is gone", () => {
    const graph = graphOf({
      nodes: [...SHOP.nodes.filter(({ id }) => id !== "shop#orders"), node("billing#bill", "function", "billing")],
    });
    const shown = layoutOf(SHOP);
    const patched = patchPlacement(shown, layoutOf(graph), graph);
    expect(patched.nodes["shop#orders"]).toBeUndefined();
    expect(Object.keys(patched.groups).sort()).toEqual(["billing", "pricing", "shop"]);
    const { groups, cards } = shownBoxes(patched, graph);
    expect(overlaps(groups)).toEqual([]);
    expect(overlaps(cards)).toEqual([]);
  });
});

describe("routes", () => {
  const size = { width: 100, height: 40 };
  const from = { at: { x: 0, y: 0 }, size };
  const to = { at: { x: 300, y: 100 }, size };

  it("are bends relative to the line between the ends", () => {
    const points = [
      { x: 50, y: 0 },
      { x: 150, y: 0 },
      { x: 150, y: 100 },
      { x: 250, y: 100 },
    ];
    const data = routeData(points, from, to);
    expect(data?.weights).toEqual([0.4, 0.6]);
    expect(data?.distances).toEqual([-44.72, 44.72]);
    expect([data?.sourceEnd, data?.targetEnd]).toEqual(["50px 0px", "-50px 0px"]);
  });

  it("are dropped when an end has moved away", () => {
    const points = [
      { x: 50, y: 0 },
      { x: 250, y: 180 },
    ];
    expect(routeData(points, from, to)).toBeUndefined();
    expect(routeData([{ x: 0, y: 0 }], from, to)).toBeUndefined();
  });

  it("become curves towards the other, whichever side it is on", () => {
    expect(curveData(from, to)).toMatchObject({ sourceEnd: "50px 0px", targetEnd: "-50px 0px" });
    expect(curveData(to, from)).toMatchObject({ sourceEnd: "-50px 0px", targetEnd: "50px 0px" });
    expect(curveData(from, { at: { x: 10, y: 300 }, size })).toMatchObject({
      sourceEnd: "50px 0px",
      targetEnd: "50px 0px",
    });
  });
});
