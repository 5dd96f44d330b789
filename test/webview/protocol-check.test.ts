import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { EDGE_KINDS as MODEL_EDGES, NODE_KINDS as MODEL_NODES } from "../../language-analysis/model/app-map.ts";
import { SEVERITIES as MODEL_SEVERITIES } from "../../language-analysis/model/finding.ts";
import { EDGE_KINDS, NODE_KINDS, SEVERITIES } from "../../webview/kinds.ts";
import { dispatch, type FromWebview, type Handlers } from "../../webview/protocol.ts";
import { parseFromWebview, parseToWebview } from "../../webview/protocol-check.ts";
import { INITIAL_STATE, restoreState } from "../../webview/view-state.ts";
import { layoutOf, SHOP, SHOP_OVERVIEW } from "./sample-graph.ts";

const graphMessage = { type: "showGraph", graph: SHOP, layout: layoutOf(SHOP) };

const FOCUS = {
  kind: "radius",
  id: "a",
  node: "a",
  title: "Blast radius",
  text: "If a is compromised: reads 1 store.",
  entries: [
    {
      node: "b",
      access: ["read"],
      actions: ["s3:GetObject"],
      how: "granted",
      confidence: "high",
      path: [{ from: "a", to: "b", text: "a may", place: "t.yaml:1" }],
    },
  ],
  left: 0,
};

/** A copy of the message in which the value at `path` is `value` (undefined removes it). */
function broken(path: string, value: unknown): unknown {
  const copy = structuredClone(graphMessage) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let at = copy;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

describe("messages to the page", () => {
  it.each([
    [graphMessage],
    [{ type: "showGraph", graph: SHOP_OVERVIEW, layout: layoutOf(SHOP_OVERVIEW) }],
    [{ type: "showLayout", revision: 3, layout: layoutOf(SHOP) }],
    [{ type: "showStatus", status: "analysing" }],
    [{ type: "showStatus", status: "failed", detail: "why" }],
    [{ type: "selectNode", node: "shop#create" }],
    [
      {
        type: "showPermissions",
        table: {
          node: "a",
          rows: [
            {
              state: "missing",
              isWildcard: true,
              actions: ["s3:*"],
              resource: "*",
              node: "b",
              granted: [],
              used: [{ label: "S3.GetObject", place: "a.js:1" }],
            },
          ],
          left: 0,
          gaps: ["why"],
        },
      },
    ],
    [{ type: "showFocus" }],
    [{ type: "showFocus", focus: FOCUS }],
    [{ type: "setStrings", strings: { search: "Suche" } }],
  ])("are accepted: %j", (message) => {
    expect(parseToWebview(JSON.parse(JSON.stringify(message)))).toEqual(JSON.parse(JSON.stringify(message)));
  });

  it.each([
    [{ ...FOCUS, kind: "all" }],
    [{ ...FOCUS, entries: [{ ...FOCUS.entries[0], access: ["own"] }] }],
    [{ ...FOCUS, entries: [{ ...FOCUS.entries[0], path: [{ from: "a" }] }] }],
  ])("are refused with the focus %j", (focus) => {
    expect(parseToWebview({ type: "showFocus", focus })).toBeUndefined();
  });

  it.each([
    ["graph", null],
    ["graph.revision", "1"],
    ["graph.nodes", {}],
    ["graph.nodes.1.kind", "lambda"],
    ["graph.nodes.1.label", 7],
    ["graph.nodes.1.undeclared", false],
    ["graph.nodes.1.facts", [{ label: "x" }]],
    ["graph.nodes.1.risk", { worst: "awful", findings: 1, sas: [] }],
    ["graph.edges.0.from", undefined],
    ["graph.edges.0.evidence", [{ kind: "guessed", label: "", place: "" }]],
    ["graph.findings.0.sas", 11],
    ["graph.findings.0.rule", "javascript:alert(1)"],
    ["graph.findings.0.fixes", [1]],
    ["graph.overview.edges", [{ id: "x" }]],
    ["graph.counts.problems", null],
    ["layout.mode", "spiral"],
    ["layout.nodes", [1]],
    ["layout.groups.shop", { x: 1, y: 2 }],
    ["layout.routes", { e: [{ x: Infinity, y: 0 }] }],
    ["type", "showgraph"],
    ["type", "__proto__"],
    ["type", "constructor"],
  ])("are refused with %s = %j", (path, value) => {
    expect(parseToWebview(broken(path, value))).toBeUndefined();
  });
});

describe("messages from the page", () => {
  it.each<FromWebview>([
    { type: "ready", showPermissions: false },
    { type: "openSource", node: "a#b" },
    { type: "openHandler", node: "a#b" },
    { type: "openEvidence", edge: "a|reads|b", evidence: 0 },
    { type: "openFinding", finding: "f" },
    { type: "openStep", finding: "f", step: 2 },
    { type: "openUnresolved", unresolved: 0, revision: 4 },
    { type: "loadPermissions", node: "a#b" },
    { type: "openPermission", node: "a#b", row: 0, side: "granted", place: 1 },
    { type: "showPolicy", node: "a#b" },
    { type: "focus" },
    { type: "focus", on: { kind: "radius", id: "a#b" } },
    { type: "openFocusStep", entry: 0, step: 1, isPassing: true },
    { type: "applyFix", finding: "f", fix: 0 },
    { type: "selected" },
    { type: "selected", node: "a" },
    { type: "relayout", showPermissions: true },
    { type: "analyse" },
    { type: "showLog" },
    { type: "report", text: "x" },
  ])("are accepted: %j", (message) => {
    expect(parseFromWebview(message)).toEqual(message);
  });

  it.each([
    [{ type: "openSource" }],
    [{ type: "openSource", node: { path: "/etc/passwd" } }],
    [{ type: "openSource", node: "x".repeat(5_000) }],
    [{ type: "applyFix", finding: "f", fix: -1 }],
    [{ type: "applyFix", finding: "f", fix: 0.5 }],
    [{ type: "applyFix", finding: "f", fix: "0" }],
    [{ type: "openStep", finding: "f", step: Number.NaN }],
    [{ type: "openPermission", node: "a#b", row: 0, side: "file", place: 0 }],
    [{ type: "focus", on: { kind: "everything", id: "a" } }],
    [{ type: "openFocusStep", entry: -1, step: 0, isPassing: false }],
    [{ type: "runCommand", command: "workbench.action.quit" }],
    [{ type: "toString" }],
    [["ready"]],
    ["ready"],
    [null],
    [undefined],
  ])("are refused: %j", (message) => {
    expect(parseFromWebview(message)).toBeUndefined();
  });

  it("reach the handler of their type", () => {
    const called = vi.fn();
    const handlers = new Proxy({} as Handlers<FromWebview>, { get: (_target, type) => () => void called(type) });
    void dispatch<FromWebview>(handlers, { type: "relayout", showPermissions: true });
    expect(called).toHaveBeenCalledExactlyOnceWith("relayout");
  });
});

describe("any value", () => {
  it("is refused or accepted, never an exception", () => {
    const types = [
      "showGraph",
      "showLayout",
      "showStatus",
      "selectNode",
      "setStrings",
      "applyFix",
      "selected",
      "report",
    ];
    const value = fc.oneof(
      fc.anything(),
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom(...types),
        graph: fc.jsonValue(),
        layout: fc.jsonValue(),
        node: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(value, (any) => {
        for (const parse of [parseToWebview, parseFromWebview]) {
          const message = parse(any);
          expect(message === undefined || message === any).toBe(true);
        }
        expect(restoreState(any)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it("stored by another version is the initial state", () => {
    expect(restoreState({ selection: 3 })).toBe(INITIAL_STATE);
    const state = { ...INITIAL_STATE, hiddenKinds: ["role"], placement: layoutOf(SHOP) };
    expect(restoreState(JSON.parse(JSON.stringify(state)))).toEqual(JSON.parse(JSON.stringify(state)));
  });
});

describe("closed lists of the page", () => {
  it("are those of the model", () => {
    expect([...NODE_KINDS].sort()).toEqual([...MODEL_NODES].sort());
    expect([...EDGE_KINDS].sort()).toEqual([...MODEL_EDGES].sort());
    expect(SEVERITIES).toEqual(MODEL_SEVERITIES);
  });
});
