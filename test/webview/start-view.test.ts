import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { READABLE_ZOOM, startView } from "../../webview/start-view.ts";
import { worstPlace } from "../../webview/worst-place.ts";
import { drawingOf, groupKey, nodeKey } from "../../webview/elements.ts";
import { GraphIndex } from "../../webview/graph-index.ts";
import { sceneOf } from "../../webview/placement.ts";
import { INITIAL_STATE } from "../../webview/view-state.ts";
import { layoutOf, PLAIN_LOOK, SHOP, SHOP_OVERVIEW } from "./sample-graph.ts";

const panel = { width: 1_000, height: 600 };
const extent = (width: number, height: number) => ({ x1: 100, x2: 100 + width, y1: -50, y2: height - 50 });

describe("the first view", () => {
  it("is everything while it can be read", () => {
    const view = startView(extent(1_500, 900), undefined, panel, 20, 1.15);
    expect(view.isWhole).toBe(true);
    expect(view.zoom).toBeCloseTo(560 / 900);
    // In the middle: as much room above as below.
    expect(view.pan.y + view.zoom * -50).toBeCloseTo(600 - (view.pan.y + view.zoom * 850));
  });

  it("does not blow up a small app", () => {
    expect(startView(extent(100, 50), undefined, panel, 20, 1.15).zoom).toBe(1.15);
  });

  it("is never smaller than can be read, and shows the target and, when both fit, the left edge", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 20_000 }),
        fc.integer({ min: 10, max: 20_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, height, x, y) => {
          const all = extent(width, height);
          const target = { x: all.x1 + x * width, y: all.y1 + y * height, width: 0, height: 0 };
          const { zoom, pan } = startView(all, target, panel, 20, 1.15);
          expect(zoom).toBeGreaterThanOrEqual(READABLE_ZOOM);
          const at = { x: target.x * zoom + pan.x, y: target.y * zoom + pan.y };
          expect(at.x).toBeGreaterThanOrEqual(0);
          expect(at.x).toBeLessThanOrEqual(panel.width);
          expect(at.y).toBeGreaterThanOrEqual(0);
          expect(at.y).toBeLessThanOrEqual(panel.height);
          if ((target.x - all.x1) * zoom < panel.width / 2) expect(all.x1 * zoom + pan.x).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe("what is most worth a look", () => {
  const drawing = (graph: typeof SHOP) =>
    drawingOf(new GraphIndex(graph), INITIAL_STATE, sceneOf(layoutOf(graph), graph, new Set()), PLAIN_LOOK);

  it("is the card with the most severe findings, or its closed group", () => {
    expect(worstPlace(new GraphIndex(SHOP), drawing(SHOP))).toBe(nodeKey("shop#create"));
    expect(worstPlace(new GraphIndex(SHOP_OVERVIEW), drawing(SHOP_OVERVIEW))).toBe(groupKey("shop"));
  });

  it("is nothing without findings", () => {
    const graph = { ...SHOP, findings: [] };
    expect(worstPlace(new GraphIndex(graph), drawing(graph))).toBeUndefined();
  });
});
