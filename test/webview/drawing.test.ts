// What is drawn of a graph: elements, their classes and styles in a real (headless) cytoscape, and what a change touches.
import { afterEach, describe, expect, it } from "vitest";
import type { GraphView } from "../../language-analysis/views/graph-view.ts";
import { MapCanvas } from "../../webview/canvas.ts";
import { diffDrawing } from "../../webview/drawing-diff.ts";
import { drawingOf, groupKey, lineKey, nodeKey, readKey, type Drawing } from "../../webview/elements.ts";
import { emphasisOf } from "../../webview/emphasis.ts";
import { GraphIndex } from "../../webview/graph-index.ts";
import { KeyboardWalk } from "../../webview/keyboard.ts";
import { sceneOf } from "../../webview/placement.ts";
import { INITIAL_STATE, type ViewState } from "../../webview/view-state.ts";
import { edge, graphOf, layoutOf, node, PLAIN_LOOK, SHOP, SHOP_OVERVIEW, THEME } from "./sample-graph.ts";

function draw(graph: GraphView, change: Partial<ViewState> = {}): Drawing {
  const state = { ...INITIAL_STATE, ...change };
  const scene = sceneOf(layoutOf(graph), graph, new Set(state.expanded));
  return drawingOf(new GraphIndex(graph), state, scene, PLAIN_LOOK);
}

const ids = (drawing: Drawing) => drawing.nodes.map(({ id }) => id).sort();
const lineIds = (drawing: Drawing) => drawing.lines.map(({ id }) => id).sort();
const key = (name: string) => (name === "quote" ? nodeKey("pricing#quote") : nodeKey(`shop#${name}`));

describe("full picture", () => {
  it("has every node, and a ground for each group", () => {
    const cards = SHOP.nodes.map(({ id }) => nodeKey(id));
    expect(ids(draw(SHOP))).toEqual([...cards, groupKey("shop"), groupKey("pricing")].sort());
  });

  it("draws one line per pair, with the look of what tells most", () => {
    const line = draw(SHOP).lines.find(({ id }) => id === lineKey(key("create"), key("orders")));
    expect(line?.edges.map(({ kind }) => kind)).toEqual(["writes", "reads"]);
    expect(line?.data["kind"]).toBe("writes");
    expect(line?.classes).toContain("both");
  });

  it("leaves out what is only permitted until asked", () => {
    const permission = lineKey(key("role"), key("orders"));
    expect(lineIds(draw(SHOP))).not.toContain(permission);
    expect(lineIds(draw(SHOP, { showPermissions: true }))).toContain(permission);
  });

  it("leaves out hidden kinds with their lines", () => {
    const drawing = draw(SHOP, { hiddenKinds: ["store"] });
    expect(ids(drawing)).not.toContain(key("orders"));
    expect(drawing.lines.some(({ from, to }) => from === key("orders") || to === key("orders"))).toBe(false);
  });

  it("marks the worst risk, of the chosen ones only, or none", () => {
    const classes = (change: Partial<ViewState>) =>
      draw(SHOP, change).nodes.find(({ id }) => id === key("create"))?.classes;
    expect(classes({})).toBe("card risk-critical");
    expect(classes({ sas: [8] })).toBe("card risk-high");
    expect(classes({ sas: [3] })).toBe("card");
    expect(classes({ showRisks: false })).toBe("card");
  });
});

describe("overview", () => {
  it("has closed groups and one line between two of them", () => {
    const drawing = draw(SHOP_OVERVIEW);
    expect(ids(drawing)).toEqual([groupKey(""), groupKey("pricing"), groupKey("shop")]);
    expect(lineIds(drawing)).toContain(lineKey(groupKey("pricing"), groupKey("shop")));
    expect(drawing.nodes.find(({ id }) => id === groupKey("shop"))?.classes).toContain("risk-critical");
  });

  it("shows the nodes of an open group, linked with the closed ones", () => {
    const drawing = draw(SHOP_OVERVIEW, { expanded: ["shop"] });
    expect(ids(drawing)).toContain(key("create"));
    expect(ids(drawing)).not.toContain(key("quote"));
    expect(lineIds(drawing)).toContain(lineKey(groupKey("pricing"), key("create")));
  });

  it("draws the lines of a hub only when one of their ends is selected", () => {
    const graph = { ...SHOP_OVERVIEW, overview: { ...SHOP_OVERVIEW.overview, hubs: ["internet"] } };
    const line = lineKey(groupKey(""), groupKey("shop"));
    expect(lineIds(draw(graph))).not.toContain(line);
    expect(lineIds(draw(graph, { selection: groupKey("shop") }))).toContain(line);
  });
});

describe("emphasis", () => {
  const dim = (change: Partial<ViewState>) => {
    const drawing = draw(SHOP, change);
    return emphasisOf(drawing, new GraphIndex(SHOP), { ...INITIAL_STATE, ...change });
  };

  it("is absent when nothing is chosen", () => {
    expect(dim({}).dim.size).toBe(0);
  });

  it("keeps the selected node and its neighbours bright", () => {
    const { dim: dimmed, near } = dim({ selection: key("route") });
    expect(dimmed.has(key("create"))).toBe(false);
    expect(dimmed.has(key("orders"))).toBe(true);
    expect(dimmed.has(groupKey("shop"))).toBe(false);
    expect([...near].sort()).toEqual([
      lineKey(nodeKey("internet"), key("route")),
      lineKey(key("route"), key("create")),
    ]);
  });

  it("keeps hits of a search bright, whatever is selected", () => {
    const { dim: dimmed } = dim({ search: "QUOTE", selection: key("route") });
    expect(dimmed.has(key("quote"))).toBe(false);
    expect(dimmed.has(key("create"))).toBe(true);
  });

  it("keeps the neighbours of a hit that is selected bright", () => {
    const { dim: dimmed } = dim({ search: "quote", selection: key("quote") });
    expect(dimmed.has(key("create"))).toBe(false);
    expect(dimmed.has(key("route"))).toBe(true);
  });

  it("keeps nodes with the chosen risks bright", () => {
    const { dim: dimmed } = dim({ sas: [3] });
    expect(dimmed.has(key("orders"))).toBe(false);
    expect(dimmed.has(key("create"))).toBe(true);
  });
});

describe("difference of two drawings", () => {
  it("is empty for the same drawing", () => {
    expect(diffDrawing(draw(SHOP), draw(SHOP))).toEqual({ added: [], changed: [], removed: [] });
  });

  it("names exactly what changed", () => {
    const { added, changed, removed } = diffDrawing(draw(SHOP), draw(SHOP, { sas: [8] }));
    expect([added, removed]).toEqual([[], []]);
    expect(changed.map(({ data }) => data.id).sort()).toEqual([key("create"), key("orders")].sort());
  });
});

describe("canvas", () => {
  let canvas: MapCanvas | undefined;
  afterEach(() => {
    canvas?.dispose();
    canvas = undefined;
  });

  function shown(drawing: Drawing): MapCanvas {
    const none = () => undefined;
    const made = new MapCanvas(undefined, { onTap: none, onOpen: none, onHover: none, onViewport: none, onMove: none });
    canvas = made;
    made.setTheme(THEME);
    made.draw(drawing);
    return made;
  }
  const style = (made: MapCanvas, id: string, name: string) => String(made.cy.getElementById(id).style(name));

  it("tells kinds apart by shape and risks by border", () => {
    const made = shown(draw(SHOP));
    expect(style(made, key("orders"), "shape")).toBe("barrel");
    expect(style(made, key("role"), "border-style")).toBe("dashed");
    expect(style(made, key("create"), "border-color")).toBe("rgb(255,0,0)");
    expect(style(made, key("quote"), "border-color")).not.toBe("rgb(255,0,0)");
  });

  it("tells edge kinds apart by line and arrow", () => {
    const made = shown(draw(SHOP, { showPermissions: true }));
    const arrow = (from: string, to: string) => style(made, lineKey(key(from), key(to)), "target-arrow-shape");
    expect([arrow("route", "create"), arrow("create", "role"), arrow("role", "orders")]).toEqual([
      "triangle",
      "circle",
      "tee",
    ]);
    expect(style(made, lineKey(key("create"), key("role")), "line-style")).toBe("dashed");
  });

  it("has a picture on every node: without one cytoscape restyles it at each draw", () => {
    const made = shown(draw(SHOP));
    expect(made.cy.nodes().filter((drawn) => !/^(data|url)/.test(String(drawn.style("background-image")))).length).toBe(
      0,
    );
    const closed = shown(draw(SHOP_OVERVIEW));
    expect(closed.cy.nodes().filter((drawn) => String(drawn.style("background-image")) === "none").length).toBe(0);
  });

  it("keeps positions, and removes what is gone", () => {
    const made = shown(draw(SHOP));
    const before = { ...made.cy.getElementById(key("create")).position() };
    made.draw(draw(SHOP, { hiddenKinds: ["store"] }));
    expect(made.isDrawn(key("orders"))).toBe(false);
    expect(made.cy.getElementById(key("create")).position()).toEqual(before);
    made.draw(draw(SHOP));
    expect(made.isDrawn(lineKey(key("create"), key("orders")))).toBe(true);
  });

  it("ends as if drawn anew, whatever was drawn before", () => {
    const steps: Partial<ViewState>[] = [{ expanded: ["shop"] }, { sas: [8] }, { hiddenKinds: ["function"] }, {}];
    const made = shown(draw(SHOP_OVERVIEW));
    for (const step of steps) made.draw(draw(SHOP_OVERVIEW, step));
    const drawn = made.cy.elements().map((element) => [element.id(), element.classes(), element.data() as unknown]);
    const fresh = shown(draw(SHOP_OVERVIEW));
    const wanted = fresh.cy.elements().map((element) => [element.id(), element.classes(), element.data() as unknown]);
    const byId = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
    expect(drawn.sort(byId)).toEqual(wanted.sort(byId));
    made.dispose();
  });

  it("marks selection, neighbours and the rest", () => {
    const state = { ...INITIAL_STATE, selection: key("route") };
    const drawing = draw(SHOP, state);
    const made = shown(drawing);
    made.emphasise(emphasisOf(drawing, new GraphIndex(SHOP), state), state.selection);
    expect(made.cy.getElementById(key("route")).hasClass("selected")).toBe(true);
    expect(made.cy.getElementById(key("orders")).hasClass("dim")).toBe(true);
    made.emphasise({ dim: new Set(), near: new Set(), lit: new Set(), now: new Set() }, undefined);
    expect(made.cy.elements(".dim, .near, .selected").length).toBe(0);
  });
});

describe("keys", () => {
  it("read back what they were made from", () => {
    expect(readKey(nodeKey("a:b#c"))).toEqual({ type: "node", id: "a:b#c" });
    expect(readKey(groupKey(""))).toEqual({ type: "group", id: "" });
    expect(readKey("what")).toBeUndefined();
  });
});

describe("walking by keys", () => {
  const fan = graphOf({
    nodes: [
      node("g#route", "endpoint", "g"),
      node("g#one", "function", "g"),
      node("g#two", "function", "g"),
      node("g#end", "store", "g"),
    ],
    edges: [
      edge("g#route", "g#one", "triggers"),
      edge("g#route", "g#two", "triggers"),
      edge("g#two", "g#end", "reads"),
    ],
  });

  it("follows edges right and left, and goes through the alternatives up and down", () => {
    const drawing = draw(fan);
    const walk = new KeyboardWalk();
    const at = walk.step("right", nodeKey("g#route"), drawing);
    expect([nodeKey("g#one"), nodeKey("g#two")]).toContain(at);
    const other = walk.step("down", at, drawing);
    expect(new Set([at, other])).toEqual(new Set([nodeKey("g#one"), nodeKey("g#two")]));
    expect(walk.step("down", other, drawing)).toBe(at);
    expect(walk.step("right", nodeKey("g#two"), drawing)).toBe(nodeKey("g#end"));
    expect(walk.step("right", nodeKey("g#end"), drawing)).toBeUndefined();
    expect(walk.step("left", nodeKey("g#two"), drawing)).toBe(nodeKey("g#route"));
  });

  it("starts at the left when nothing is selected", () => {
    expect(new KeyboardWalk().step("right", undefined, draw(fan))).toBe(nodeKey("g#route"));
  });
});
