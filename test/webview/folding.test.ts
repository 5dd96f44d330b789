import { describe, expect, it } from "vitest";
import { layoutRequestOf } from "../../extension/map-panel/layout-request.ts";
import { layoutWithColumns } from "../../language-analysis/layout/layout.ts";
import { drawingOf, drawnKey, nodeKey } from "../../webview/elements.ts";
import { emphasisOf } from "../../webview/emphasis.ts";
import { foldingOf } from "../../webview/folding.ts";
import { GraphIndex } from "../../webview/graph-index.ts";
import { sceneOf } from "../../webview/placement.ts";
import { INITIAL_STATE } from "../../webview/view-state.ts";
import { edge, finding, graphOf, node, PLAIN_LOOK } from "./sample-graph.ts";

const nodes = [
  node("f", "function", "g"),
  node("h", "function", "g"),
  node("own", "role", "g"),
  node("t", "store", "g"),
];
const runsAs = edge("f", "own", "runs-as");
const may = edge("own", "t", "may", { isPermissionOnly: true });

describe("a role", () => {
  it.each([
    ["of one function is folded into it", [runsAs, may], [["own", "f"]]],
    ["of two functions is not", [runsAs, edge("h", "own", "runs-as")], []],
    ["of no function is not", [may], []],
    ["that something else is linked with is not", [runsAs, edge("t", "own", "trusts")], []],
  ])("%s", (_name, edges, expected) => {
    expect([...foldingOf(graphOf({ nodes, edges })).folded]).toEqual(expected);
  });
});

describe("a folded role", () => {
  const graph = graphOf({ nodes, edges: [runsAs, may], findings: [finding("own", "high", 4), finding("f", "low", 8)] });
  const index = new GraphIndex(graph);
  const drawn = (showPermissions: boolean) => {
    const placement = layoutWithColumns(layoutRequestOf(graph, showPermissions));
    const state = { ...INITIAL_STATE, showPermissions };
    return drawingOf(index, state, sceneOf(placement, graph, new Set()), PLAIN_LOOK);
  };
  const classes = (showPermissions: boolean, id: string) =>
    drawn(showPermissions).nodes.find((card) => card.id === nodeKey(id))?.classes;

  it("has no card, and its findings are on the function's", () => {
    expect(classes(false, "own")).toBeUndefined();
    expect(classes(false, "f")).toBe("card risk-high");
    expect(drawn(false).lines).toEqual([]);
  });

  it("has its card, its lines and its findings when permissions are shown", () => {
    expect(classes(true, "own")).toBe("card risk-high");
    expect(classes(true, "f")).toBe("card risk-low");
    expect(drawn(true).lines).toHaveLength(2);
  });

  it("is shown by its function when it is selected or found", () => {
    const state = { ...INITIAL_STATE, selection: nodeKey("own") };
    expect(drawnKey(nodeKey("own"), index, state)).toBe(nodeKey("f"));
    expect(drawnKey(nodeKey("own"), index, { ...state, showPermissions: true })).toBe(nodeKey("own"));
    const { dim } = emphasisOf(drawn(false), index, { ...INITIAL_STATE, search: "own" });
    expect(dim).toEqual(new Set([nodeKey("h"), nodeKey("t")]));
  });
});

describe("what is set aside", () => {
  const elsewhere = node("log", "store", "g", { declaredElsewhere: true });
  const api = node("api", "endpoint", "g", { isApi: true });
  const outside = { from: "f", to: "log" };
  it.each([
    [
      "is what only policies name",
      elsewhere,
      [edge(outside.from, outside.to, "may", { isPermissionOnly: true })],
      [],
      ["log"],
    ],
    ["is not what nothing names", elsewhere, [], [], []],
    [
      "is not what code uses too",
      elsewhere,
      [edge(outside.from, outside.to, "may", { isPermissionOnly: true }), edge(outside.from, outside.to, "writes")],
      [],
      [],
    ],
    [
      "is not what is declared here",
      node("log", "store", "g"),
      [edge(outside.from, outside.to, "may", { isPermissionOnly: true })],
      [],
      [],
    ],
    [
      "is not what has a finding",
      elsewhere,
      [edge(outside.from, outside.to, "may", { isPermissionOnly: true })],
      [finding("log", "low", 3)],
      [],
    ],
    ["is an API whose routes stand for it", api, [], [], ["api"]],
    ["is not an API with links of its own", api, [edge("api", "f", "triggers")], [], []],
    ["is not an API with a finding", api, [], [finding("api", "high", 2)], []],
  ])("%s", (_name, extra, edges, findings, expected) => {
    const graph = graphOf({ nodes: [...nodes, extra], edges, findings });
    expect([...foldingOf(graph).aside]).toEqual(expected);
    const placed = (showPermissions: boolean) => layoutRequestOf(graph, showPermissions).nodes.map(({ id }) => id);
    expect(placed(false).includes(extra.id)).toBe(expected.length === 0);
    expect(placed(true)).toContain(extra.id);
  });
});
