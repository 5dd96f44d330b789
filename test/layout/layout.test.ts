import { createRequire } from "node:module";
import type { ELK } from "elkjs/lib/elk-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, placeInColumns } from "../../language-analysis/layout/columns.ts";
import { layout, layoutWithColumns } from "../../language-analysis/layout/layout.ts";
import { connectedParts, packByFlow, packInRows, ranksOf } from "../../language-analysis/layout/pack.ts";
import { NODE_KINDS } from "../../language-analysis/model/app-map.ts";
import type { LayoutNode, LayoutRequest, LayoutResult } from "../../language-analysis/model/layout.ts";
import { boxesOf, overlaps, requestArbitrary, shopRequest } from "./layout-graphs.ts";

const Elk = createRequire(import.meta.url)("elkjs/lib/elk.bundled.js") as new () => ELK;

describe("columns", () => {
  const node = (id: string, kind: LayoutNode["kind"]): LayoutNode => ({ id, kind, group: "g", width: 100, height: 40 });

  it("go from the internet to the data", () => {
    const nodes = [
      node("table", "store"),
      node("handler", "function"),
      node("route", "endpoint"),
      node("called", "function"),
      node("internet", "public"),
    ];
    const edges = [
      { id: "1", from: "internet", to: "route" },
      { id: "2", from: "route", to: "handler" },
      { id: "3", from: "handler", to: "called" },
      { id: "4", from: "called", to: "table" },
    ];
    const columns = columnsOf(nodes, edges);
    const order = ["internet", "route", "handler", "called", "table"].map((id) => columns.get(id) ?? -1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(5);
  });

  it("put a queue that is only read before the function that reads it", () => {
    const nodes = [node("queue", "channel"), node("worker", "function")];
    const columns = columnsOf(nodes, [{ id: "1", from: "queue", to: "worker" }]);
    expect(columns.get("queue")).toBeLessThan(columns.get("worker") ?? 0);
  });

  it("keep a queue that is filled inside with the stores", () => {
    const nodes = [node("queue", "channel"), node("worker", "function"), node("sender", "function")];
    const edges = [
      { id: "1", from: "queue", to: "worker" },
      { id: "2", from: "sender", to: "queue" },
    ];
    expect(columnsOf(nodes, edges).get("queue")).toBeGreaterThan(columnsOf(nodes, edges).get("worker") ?? 9);
  });

  it("do not grow taller than wide for many functions", () => {
    const nodes = Array.from({ length: 80 }, (_, index) => node(`f${String(index)}`, "function"));
    const { size } = placeInColumns(nodes, []);
    expect(size.height).toBeLessThan(size.width * 2);
  });

  it("are the same whatever the order of the input", () => {
    fc.assert(
      fc.property(requestArbitrary, ({ nodes, edges }) => {
        const there = placeInColumns(nodes, edges);
        const back = placeInColumns([...nodes].reverse(), [...edges].reverse());
        expect([...back.corners].sort()).toEqual([...there.corners].sort());
      }),
      { numRuns: 40 },
    );
  });
});

describe("packing", () => {
  it("ranks what feeds others first, and survives cycles", () => {
    const edges = [
      { id: "1", from: "a", to: "b" },
      { id: "2", from: "b", to: "c" },
      { id: "3", from: "c", to: "a" },
    ];
    expect([...ranksOf(["c", "b", "a"], edges)].sort()).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ]);
  });

  it("survives a chain of 20,000", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `n${String(index)}`);
    const edges = ids.slice(1).map((to, index) => ({ id: to, from: ids[index] ?? "", to }));
    expect(ranksOf(ids, edges).get("n19999")).toBe(19_999);
  });

  it("finds connected parts, the largest first", () => {
    const edges = [
      { id: "1", from: "b", to: "c" },
      { id: "2", from: "d", to: "unknown" },
    ];
    expect(connectedParts(["a", "b", "c", "d"], edges)).toEqual([["b", "c"], ["a"], ["d"]]);
  });

  it("places boxes without overlap", () => {
    const size = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(fc.array(fc.record({ width: size, height: size }), { maxLength: 30 }), (sizes) => {
        const items = sizes.map((item, index) => ({ ...item, id: `i${String(index)}` }));
        for (const placed of [packInRows(items, 10), packByFlow(items, [], 10)]) {
          const boxes = items.map(({ id, width, height }) => {
            const { x, y } = placed.corners.get(id) ?? { x: NaN, y: NaN };
            return { id, left: x, top: y, right: x + width, bottom: y + height };
          });
          expect(overlaps(boxes)).toEqual([]);
        }
      }),
    );
  });
});

function expectSound(request: LayoutRequest, result: LayoutResult): void {
  expect(Object.keys(result.nodes).sort()).toEqual(request.nodes.map((node) => node.id).sort());
  for (const boxes of boxesOf(request, result)) expect(overlaps(boxes)).toEqual([]);
}

describe("own columns for everything", () => {
  it("place every node, without overlap of nodes or groups", () => {
    fc.assert(
      fc.property(requestArbitrary, (request) => expectSound(request, layoutWithColumns(request))),
      { numRuns: 80 },
    );
  });

  it("are deterministic", () => {
    expect(layoutWithColumns(shopRequest("full"))).toEqual(layoutWithColumns(shopRequest("full")));
  });

  it("know every kind", () => {
    const nodes = NODE_KINDS.map((kind) => ({ id: kind, kind, group: "g", width: 10, height: 10 }));
    expect([...columnsOf(nodes, []).values()].every(Number.isInteger)).toBe(true);
  });
});

describe("nodes without an edge", () => {
  const elk = new Elk();
  const card = (id: string, kind: LayoutNode["kind"]): LayoutNode => ({ id, kind, group: "a", width: 220, height: 50 });
  const routes = ["r1", "r2", "r3", "r4", "r5"];
  const linked: LayoutRequest = {
    mode: "full",
    nodes: [...routes.map((id) => card(id, "endpoint")), card("f", "function")],
    groups: [{ id: "a", width: 250, height: 88 }],
    edges: routes.map((id) => ({ id, from: id, to: "f" })),
    groupEdges: [],
    padding: { top: 40, side: 16 },
  };
  const idle = [card("bucket", "store"), card("log", "store")];
  const withIdle: LayoutRequest = { ...linked, nodes: [...linked.nodes, ...idle] };

  it("take free places of their group, which does not grow", async () => {
    const [before, after] = [await layout(linked, elk), await layout(withIdle, elk)];
    expectSound(withIdle, after);
    expect(after.groups).toEqual(before.groups);
    // Close to the bottom, in the column that has room.
    expect(after.nodes["bucket"]?.x).toBe(after.nodes["f"]?.x);
    expect(after.nodes["bucket"]?.y).toBeGreaterThan(after.nodes["f"]?.y ?? 0);
  });

  it("stand below when there is no room", async () => {
    const many = Array.from({ length: 6 }, (_, index) => card(`s${String(index)}`, "store"));
    const request = { ...linked, nodes: [...linked.nodes, ...many] };
    const result = await layout(request, elk);
    expectSound(request, result);
    const bottom = Math.max(...routes.map((id) => result.nodes[id]?.y ?? 0));
    expect(many.filter(({ id }) => (result.nodes[id]?.y ?? 0) > bottom).length).toBeGreaterThan(1);
  });

  it("stand on no line", async () => {
    const { nodes, routes } = await layout(withIdle, elk);
    for (const { id, width, height } of idle) {
      const at = nodes[id] ?? { x: NaN, y: NaN };
      for (const points of Object.values(routes)) {
        for (const [index, end] of points.slice(1).entries()) {
          const start = points[index] ?? end;
          const misses =
            Math.max(start.x, end.x) < at.x - width / 2 ||
            Math.min(start.x, end.x) > at.x + width / 2 ||
            Math.max(start.y, end.y) < at.y - height / 2 ||
            Math.min(start.y, end.y) > at.y + height / 2;
          expect(misses).toBe(true);
        }
      }
    }
  });

  it("fill a group of their own in the shape of the panel", () => {
    const nodes = Array.from({ length: 12 }, (_, index) => card(`n${String(index)}`, "store"));
    const sizeAt = (aspect: number) => layoutWithColumns({ ...linked, nodes, edges: [], aspect }).groups["a"];
    const [narrow, wide] = [sizeAt(0.6), sizeAt(3)];
    expect((wide?.width ?? 0) / (wide?.height ?? 1)).toBeGreaterThan(2);
    expect((narrow?.width ?? 0) / (narrow?.height ?? 1)).toBeLessThan(1);
  });
});

describe("layout with ELK", () => {
  const elk = new Elk();

  it.each(["full", "overview"] as const)("places the shop in mode %s, without overlap", async (mode) => {
    const request = shopRequest(mode);
    const result = await layout(request, elk);
    expect(result.engine).toBe("elk");
    expectSound(request, result);
  });

  it("draws most edges from left to right", async () => {
    const request = shopRequest("full");
    const { nodes } = await layout(request, elk);
    const forward = request.edges.filter(({ from, to }) => (nodes[from]?.x ?? 0) < (nodes[to]?.x ?? 0));
    expect(forward.length / request.edges.length).toBeGreaterThan(0.8);
  });

  it("gives each edge inside a group a route that begins and ends on its nodes", async () => {
    const request = shopRequest("full");
    const { nodes, routes } = await layout(request, elk);
    const sizes = new Map(request.nodes.map((node) => [node.id, node]));
    let routed = 0;
    for (const { id, from, to } of request.edges) {
      const points = routes[id];
      if (!points) continue;
      routed++;
      for (const [end, point] of [
        [from, points[0]],
        [to, points[points.length - 1]],
      ] as const) {
        const [centre, size] = [nodes[end], sizes.get(end)];
        if (!centre || !size || !point) throw new Error("a routed end has no place");
        expect(Math.abs(point.x - centre.x)).toBeLessThanOrEqual(size.width / 2 + 1);
        expect(Math.abs(point.y - centre.y)).toBeLessThanOrEqual(size.height / 2 + 1);
      }
    }
    expect(routed).toBeGreaterThan(10);
  });

  it("gives the same places twice", async () => {
    const [first, second] = [await layout(shopRequest("full"), elk), await layout(shopRequest("full"), new Elk())];
    expect(second).toEqual(first);
  });

  it("takes any graph", async () => {
    await fc.assert(
      fc.asyncProperty(requestArbitrary, async (request) => expectSound(request, await layout(request, elk))),
      { numRuns: 25 },
    );
  }, 60_000);
});
