import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { LayoutClient } from "../../language-analysis/host/layout-client.ts";
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import type { SourceRange } from "../../language-analysis/model/range.ts";
import type { RuleInfo } from "../../language-analysis/model/rule-info.ts";
import { graphOf } from "../../language-analysis/graph/app-graph.ts";
import { focusOf, type FocusRequest } from "../../language-analysis/views/focus-view.ts";
import { permissionTable } from "../../language-analysis/views/permission-table.ts";
import { toGraphView } from "../../language-analysis/views/graph-view.ts";
import type { AnalysisStatus } from "../../webview/protocol.ts";
import { STRINGS } from "../../webview/strings.ts";
import { localize } from "../localize.ts";
import { mapHtml } from "./map-html.ts";
import { MapSession } from "./map-session.ts";

export interface MapPanelsOptions {
  readonly extensionUri: vscode.Uri;
  getResult(): AnalysisResult | undefined;
  readonly onDidChangeResult: vscode.Event<unknown>;
  getStatus(): AnalysisStatus;
  readonly onDidChangeStatus: vscode.Event<unknown>;
  /** Texts for the details of a finding. */
  readonly rules: readonly RuleInfo[];
  /** Shows a place of the workspace: a declaration, a handler, evidence, a finding, a step. */
  openSource(at: SourceRange, isPassing: boolean): void | Promise<void>;
  applyFix(findingId: string, index: number): unknown;
  showPolicy(node: string): unknown;
  analyse(): unknown;
  /** The user selected a node on the map, or nothing: a tree may follow. */
  onDidSelectNode?(nodeId: string | undefined): void;
  readonly log: vscode.LogOutputChannel;
}

/** As in the manifest's activation event. */
export const MAP_VIEW_TYPE = "serverlessAtlas.map";

/** Opening a source moves the cursor, and the cursor selects a node: for this long the map keeps what the user chose on it. */
const OWN_SELECTION_MS = 1_200;

/** The app map: one panel, restored with the window. Dispose it to close the panel and end the layout's thread. */
export class MapPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: { readonly webviewPanel: vscode.WebviewPanel; readonly session: MapSession } | undefined;
  private readonly layoutClient: LayoutClient;
  private readonly disposables: vscode.Disposable[];
  private quietUntil = 0;

  constructor(private readonly options: MapPanelsOptions) {
    const { extensionUri, log } = options;
    this.layoutClient = new LayoutClient({
      workerPath: vscode.Uri.joinPath(extensionUri, "dist", "layout-worker.cjs").fsPath,
      elkPath: vscode.Uri.joinPath(extensionUri, "dist", "elk.bundled.js").fsPath,
      log: (message) => log.warn(message),
    });
    this.disposables = [
      vscode.window.registerWebviewPanelSerializer(MAP_VIEW_TYPE, this),
      options.onDidChangeResult(() => void this.panel?.session.showResult()),
      options.onDidChangeStatus(() => this.panel?.session.showStatus()),
      { dispose: () => this.layoutClient.dispose() },
    ];
  }

  /** Opens the map, or brings it to the front. */
  createOrShow(): void {
    if (this.panel) return this.panel.webviewPanel.reveal();
    const webviewPanel = vscode.window.createWebviewPanel(
      MAP_VIEW_TYPE,
      vscode.l10n.t("App Map"),
      vscode.ViewColumn.Active,
      this.webviewOptions(),
    );
    this.adopt(webviewPanel);
  }

  /** Called by the editor after a reload of the window. The page keeps its own state. */
  deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) webviewPanel.dispose();
    else {
      webviewPanel.webview.options = this.webviewOptions();
      this.adopt(webviewPanel);
    }
    return Promise.resolve();
  }

  /** Selects a node on an open map and brings it into view; without an open map it does nothing. */
  selectNode(nodeId: string): void {
    if (Date.now() >= this.quietUntil) this.panel?.session.selectNode(nodeId);
  }

  /** Opens the map with a blast radius, who reaches a node, or the way of a finding's data. */
  showFocus(request: FocusRequest): void {
    this.createOrShow();
    this.panel?.session.setFocus(request);
  }

  dispose(): void {
    this.panel?.webviewPanel.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private webviewOptions(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [this.uri("dist", "webview"), this.uri("media")] };
  }

  private adopt(webviewPanel: vscode.WebviewPanel): void {
    const { webview } = webviewPanel;
    const session = this.session(webview);
    this.panel = { webviewPanel, session };
    this.layoutClient.warmUp();
    webviewPanel.iconPath = { light: this.uri("media", "map-light.svg"), dark: this.uri("media", "map-dark.svg") };
    webview.onDidReceiveMessage((message: unknown) => session.receive(message));
    webviewPanel.onDidChangeViewState(() => {
      if (!webviewPanel.visible) session.pageGone();
    });
    webviewPanel.onDidDispose(() => {
      session.pageGone();
      this.panel = undefined;
    });
    const source = (file: string) => webview.asWebviewUri(this.uri("dist", "webview", file)).toString();
    webview.html = mapHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(18).toString("base64"),
      script: source("main.js"),
      style: source("main.css"),
      codicons: source("codicon.css"),
      title: vscode.l10n.t("App Map"),
      language: vscode.env.language,
    });
  }

  private session(webview: vscode.Webview): MapSession {
    const { options } = this;
    return new MapSession({
      post: (message) => void webview.postMessage(message),
      result: () => options.getResult(),
      status: () => options.getStatus(),
      graphOf: (result) => toGraphView(result, { rules: options.rules, format: localize }),
      layout: (request) => this.layoutClient.layout(request),
      strings: () => Object.fromEntries(Object.entries(STRINGS).map(([key, text]) => [key, vscode.l10n.t(text)])),
      permissionsOf: ({ map }, node) => {
        const graph = graphOf(map);
        return graph.node(node)?.kind === "function" ? permissionTable(graph, node, localize) : undefined;
      },
      focusOf: ({ map, findings }, request) => focusOf(graphOf(map), findings, request, localize),
      open: (at, isPassing = false) => {
        this.quietUntil = Date.now() + OWN_SELECTION_MS;
        return options.openSource(at, isPassing);
      },
      applyFix: (finding, fix) => options.applyFix(finding, fix),
      selected: (node) => options.onDidSelectNode?.(node),
      showPolicy: (node) => options.showPolicy(node),
      analyse: () => void options.analyse(),
      showLog: () => options.log.show(),
      warn: (text) => options.log.warn(text),
    });
  }

  private uri(...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.options.extensionUri, ...path);
  }
}
