import { describe, expect, it } from "vitest";
import { mapHtml } from "../../extension/map-panel/map-html.ts";
import { MapSession, type MapSessionParts } from "../../extension/map-panel/map-session.ts";
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import type { SourceRange } from "../../language-analysis/model/range.ts";
import { startOfFile } from "../../language-analysis/model/range.ts";
import type { Focus, FocusRequest } from "../../language-analysis/views/focus-view.ts";
import type { PermissionTableWithPlaces } from "../../language-analysis/views/permission-table.ts";
import type { ToWebview } from "../../webview/protocol.ts";
import { layoutOf, SHOP } from "./sample-graph.ts";

const at = (file: string): SourceRange => startOfFile(file);

function resultOf(revision: number): AnalysisResult {
  return {
    revision,
    map: {
      nodes: [{ id: "shop#create", nameAt: at("template.yaml"), handler: { at: at("create.js") } }],
      edges: [{ id: "e", evidence: [{ kind: "declared", label: "", at: at("evidence.yaml") }] }],
      statements: [],
    },
    findings: [{ id: "f", at: at("finding.js"), steps: [{ at: at("step.js") }], fixes: [{ edits: [] }] }],
    problems: [],
    unresolved: [{ at: at("unresolved.js") }],
    statistics: {},
  } as unknown as AnalysisResult;
}

const PERMISSIONS: PermissionTableWithPlaces = {
  table: {
    node: "shop#create",
    rows: [
      {
        state: "both",
        actions: ["dynamodb:PutItem"],
        resource: "Orders",
        granted: [{ label: "", place: "t.yaml:9" }],
        used: [{ label: "DynamoDB.PutItem", place: "create.js:3" }],
      },
    ],
    left: 0,
    gaps: [],
  },
  places: [{ granted: [at("granted.yaml")], used: [at("used.js")] }],
};

function focusOn(kind: FocusRequest["kind"], id: string): Focus {
  const path = [{ from: "shop#create", to: "shop#orders", text: "may", place: "t.yaml:9" }];
  const entry = { node: "shop#orders", access: ["read"], actions: [], confidence: "high", path } as const;
  return {
    view: { kind, id, node: "shop#create", title: "Title", text: "Text.", entries: [entry], left: 0 },
    places: [[at("path.yaml")]],
  };
}

function session(change: Partial<MapSessionParts> = {}) {
  const posted: ToWebview[] = [];
  const calls: unknown[][] = [];
  const call =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const state = { result: resultOf(1) as AnalysisResult | undefined, graph: SHOP };
  const made = new MapSession({
    post: (message) => posted.push(message),
    result: () => state.result,
    status: () => "ready",
    graphOf: ({ revision }) => ({ ...state.graph, revision }),
    layout: () => Promise.resolve(layoutOf(state.graph)),
    strings: () => ({ search: "Suche" }),
    permissionsOf: (_result, node) => (node === "shop#create" ? PERMISSIONS : undefined),
    focusOf: (_result, { kind, id }) => (id === "gone" ? undefined : focusOn(kind, id)),
    open: (range) => void calls.push(["open", range.file]),
    applyFix: call("applyFix"),
    selected: call("selected"),
    showPolicy: call("showPolicy"),
    analyse: call("analyse"),
    showLog: call("showLog"),
    warn: (text) => void calls.push(["warn", text]),
    ...change,
  });
  return { made, posted, calls, state, types: () => posted.map(({ type }) => type) };
}

describe("map session", () => {
  it("answers ready with texts, status and graph", async () => {
    const { made, types } = session();
    await made.receive({ type: "ready", showPermissions: false });
    expect(types()).toEqual(["setStrings", "showStatus", "showGraph"]);
  });

  it("says nothing before the page is ready, or when it is gone", async () => {
    const { made, posted } = session();
    await made.showResult();
    made.showStatus();
    await made.receive({ type: "ready", showPermissions: false });
    made.pageGone();
    posted.length = 0;
    await made.showResult();
    made.showStatus();
    expect(posted).toEqual([]);
  });

  it("sends a graph again only when it looks different", async () => {
    const { made, types, state } = session();
    await made.receive({ type: "ready", showPermissions: false });
    state.result = resultOf(2);
    await made.showResult();
    expect(types().filter((type) => type === "showGraph")).toHaveLength(1);
    state.graph = { ...SHOP, findings: [] };
    await made.showResult();
    expect(types().filter((type) => type === "showGraph")).toHaveLength(2);
  });

  it("drops a layout that a newer result has overtaken", async () => {
    const { made, posted, state } = session({
      layout: () => {
        state.result = resultOf(7);
        return Promise.resolve(layoutOf(SHOP));
      },
    });
    await made.receive({ type: "ready", showPermissions: false });
    const revisions = posted.flatMap((message) => (message.type === "showGraph" ? [message.graph.revision] : []));
    expect(revisions).toEqual([7]);
  });

  it("keeps a selection until the graph is shown", async () => {
    const { made, posted } = session();
    made.selectNode("shop#create");
    expect(posted).toEqual([]);
    await made.receive({ type: "ready", showPermissions: false });
    expect(posted.at(-1)).toEqual({ type: "selectNode", node: "shop#create" });
  });

  it.each([
    [{ type: "openSource", node: "shop#create" }, ["open", "template.yaml"]],
    [{ type: "openHandler", node: "shop#create" }, ["open", "create.js"]],
    [{ type: "openEvidence", edge: "e", evidence: 0 }, ["open", "evidence.yaml"]],
    [{ type: "openFinding", finding: "f" }, ["open", "finding.js"]],
    [{ type: "openStep", finding: "f", step: 0 }, ["open", "step.js"]],
    [{ type: "openUnresolved", unresolved: 0, revision: 1 }, ["open", "unresolved.js"]],
    [{ type: "applyFix", finding: "f", fix: 0 }, ["applyFix", "f", 0]],
    [{ type: "selected", node: "shop#create" }, ["selected", "shop#create"]],
    [{ type: "selected", node: "unknown" }, ["selected", undefined]],
    [{ type: "showPolicy", node: "shop#create" }, ["showPolicy", "shop#create"]],
    [{ type: "analyse" }, ["analyse"]],
    [{ type: "showLog" }, ["showLog"]],
  ])("carries out %j", async (message, expected) => {
    const { made, calls } = session();
    await made.receive({ type: "ready", showPermissions: false });
    await made.receive(message);
    expect(calls).toEqual([expected]);
  });

  it.each([
    [{ type: "openSource", node: "../../etc/passwd" }],
    [{ type: "openEvidence", edge: "e", evidence: 9 }],
    [{ type: "openFinding", finding: "gone" }],
    [{ type: "openUnresolved", unresolved: 0, revision: 99 }],
    [{ type: "applyFix", finding: "f", fix: 3 }],
  ])("does nothing for what is not there: %j", async (message) => {
    const { made, calls } = session();
    await made.receive({ type: "ready", showPermissions: false });
    await made.receive(message);
    expect(calls).toEqual([]);
  });

  it("logs what it does not understand, and what fails", async () => {
    const { made, calls } = session({ open: () => Promise.reject(new Error("no editor")) });
    await made.receive({ type: "format", disk: true });
    await made.receive({ type: "openSource", node: "shop#create" });
    expect(calls.map(([name]) => name)).toEqual(["warn", "warn"]);
    expect(String(calls[1]?.[1])).toContain("no editor");
  });

  it("shows granted against used of a function, and opens what stands behind a row", async () => {
    const { made, posted, calls } = session();
    await made.receive({ type: "ready", showPermissions: false });
    await made.receive({ type: "loadPermissions", node: "shop#orders" });
    await made.receive({ type: "openPermission", node: "shop#create", row: 0, side: "used", place: 0 });
    expect(calls).toEqual([]);
    await made.receive({ type: "loadPermissions", node: "shop#create" });
    expect(posted.at(-1)).toEqual({ type: "showPermissions", table: PERMISSIONS.table });
    await made.receive({ type: "openPermission", node: "shop#create", row: 0, side: "used", place: 0 });
    await made.receive({ type: "openPermission", node: "shop#create", row: 0, side: "granted", place: 0 });
    await made.receive({ type: "openPermission", node: "shop#create", row: 1, side: "granted", place: 0 });
    expect(calls).toEqual([
      ["open", "used.js"],
      ["open", "granted.yaml"],
    ]);
  });

  it("keeps a focus until the graph is shown, makes it anew with the graph, and leaves it", async () => {
    const { made, posted, calls, state } = session();
    made.setFocus({ kind: "radius", id: "shop#create" });
    expect(posted).toEqual([]);
    await made.receive({ type: "ready", showPermissions: false });
    expect(posted.at(-1)).toMatchObject({ type: "showFocus", focus: { kind: "radius", id: "shop#create" } });
    await made.receive({ type: "openFocusStep", entry: 0, step: 0, isPassing: true });
    await made.receive({ type: "openFocusStep", entry: 0, step: 7, isPassing: true });
    expect(calls).toEqual([["open", "path.yaml"]]);
    state.graph = { ...SHOP, findings: [] };
    state.result = resultOf(2);
    await made.showResult();
    expect(posted.at(-1)).toMatchObject({ type: "showFocus", focus: { id: "shop#create" } });
    await made.receive({ type: "focus" });
    expect(posted.at(-1)).toEqual({ type: "showFocus", focus: undefined });
    await made.receive({ type: "focus", on: { kind: "flow", id: "gone" } });
    expect(posted.at(-1)).toEqual({ type: "showFocus", focus: undefined });
  });

  it("says that the first analysis was cancelled", async () => {
    const { made, posted } = session({ status: () => "cancelled", result: () => undefined });
    await made.receive({ type: "ready", showPermissions: false });
    expect(posted.slice(1)).toEqual([{ type: "showStatus", status: "cancelled" }]);
  });

  it("lays out for the panel's shape", async () => {
    const aspects: (number | undefined)[] = [];
    const { made } = session({
      layout: (request) => {
        aspects.push(request.aspect);
        return Promise.resolve(layoutOf(SHOP));
      },
    });
    await made.receive({ type: "ready", showPermissions: false, aspect: 1.68 });
    await made.receive({ type: "relayout", showPermissions: false, aspect: 40 });
    expect(aspects).toEqual([1.6, 3]);
  });

  it("lays out again on request", async () => {
    const { made, posted } = session();
    await made.receive({ type: "ready", showPermissions: false });
    await made.receive({ type: "relayout", showPermissions: true });
    expect(posted.at(-1)).toMatchObject({ type: "showLayout", revision: 1 });
  });
});

describe("page", () => {
  const html = mapHtml({
    cspSource: "https://webview.example",
    nonce: "n0nce",
    script: "https://webview.example/main.js",
    style: "https://webview.example/main.css",
    codicons: "https://webview.example/codicon.css",
    title: `"App" <Map>`,
    language: "en",
  });

  it("has the strict policy and no inline script or style", () => {
    expect(html).toContain(
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://webview.example; " +
        "img-src https://webview.example data:; font-src https://webview.example",
    );
    expect(html).not.toMatch(/unsafe|style=|<style|onload|https?:\/\/(?!webview\.example)/);
    expect([...html.matchAll(/<script[^>]*>([^<]*)</g)].map((match) => match[1])).toEqual([""]);
  });

  it("keeps texts from becoming markup", () => {
    expect(html).toContain("<title>&quot;App&quot; &lt;Map></title>");
  });
});
