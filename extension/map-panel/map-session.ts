// The host's side of one map page, without the editor: answers its messages, sends it what changed. Ids from the page are looked
// up in the latest result; an id that is not there any more does nothing.
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import type { LayoutRequest, LayoutResult } from "../../language-analysis/model/layout.ts";
import type { SourceRange } from "../../language-analysis/model/range.ts";
import type { Focus, FocusRequest } from "../../language-analysis/views/focus-view.ts";
import type { GraphView } from "../../language-analysis/views/graph-view.ts";
import type { PermissionTableWithPlaces } from "../../language-analysis/views/permission-table.ts";
import { parseFromWebview } from "../../webview/protocol-check.ts";
import {
  dispatch,
  type AnalysisStatus,
  type FromWebview,
  type Handlers,
  type ToWebview,
} from "../../webview/protocol.ts";
import { layoutRequestOf } from "./layout-request.ts";

export interface MapSessionParts {
  post(message: ToWebview): void;
  result(): AnalysisResult | undefined;
  status(): AnalysisStatus;
  graphOf(result: AnalysisResult): GraphView;
  layout(request: LayoutRequest): Promise<LayoutResult>;
  /** Translated texts of the page. */
  strings(): Readonly<Record<string, string>>;
  /** Undefined for what is not there. */
  permissionsOf(result: AnalysisResult, node: string): PermissionTableWithPlaces | undefined;
  focusOf(result: AnalysisResult, request: FocusRequest): Focus | undefined;
  /** `isPassing`: the map keeps the keys. */
  open(at: SourceRange, isPassing?: boolean): void | Promise<void>;
  applyFix(finding: string, fix: number): unknown;
  selected(node: string | undefined): void;
  showPolicy(node: string): unknown;
  analyse(): void;
  showLog(): void;
  warn(text: string): void;
}

export class MapSession {
  private isReady = false;
  private showPermissions = false;
  private aspect: number | undefined;
  private pendingSelection: string | undefined;
  /** What the page shows; `content` is the graph as text without its revision. */
  private shown: { readonly graph: GraphView; readonly content: string } | undefined;

  /** What the page has been sent of the graph that it shows: an index from the page means something only in these. */
  private readonly tables = new Map<string, PermissionTableWithPlaces>();
  private wanted: FocusRequest | undefined;
  private focus: Focus | undefined;

  constructor(private readonly parts: MapSessionParts) {}

  /** A message of the page, of any shape. Never rejects. */
  async receive(value: unknown): Promise<void> {
    const message = parseFromWebview(value);
    if (!message) return this.parts.warn("A message of the map had an unknown shape and was ignored.");
    try {
      await dispatch(this.handlers, message);
    } catch (error) {
      this.parts.warn(`The map's request ${message.type} was not carried out: ${String(error)}`);
    }
  }

  /** Sends the latest result when it looks different from what is shown. */
  async showResult(): Promise<void> {
    if (!this.isReady) return;
    const result = this.parts.result();
    if (!result) return;
    const graph = this.parts.graphOf(result);
    const content = JSON.stringify({ ...graph, revision: 0 });
    if (this.shown?.content === content) return;
    const layout = await this.parts.layout(layoutRequestOf(graph, this.showPermissions, this.aspect));
    const latest = this.parts.result();
    if (latest && latest.revision !== result.revision) return this.showResult();
    this.shown = { graph, content };
    this.tables.clear();
    this.parts.post({ type: "showGraph", graph, layout });
    if (this.wanted) this.sendFocus();
    if (this.pendingSelection !== undefined) this.selectNode(this.pendingSelection);
  }

  showStatus(): void {
    if (!this.isReady) return;
    this.parts.post({ type: "showStatus", status: this.parts.status() });
  }

  /** Selects a node now, or as soon as the page shows the graph. */
  selectNode(node: string): void {
    this.pendingSelection = this.shown ? undefined : node;
    if (this.shown) this.parts.post({ type: "selectNode", node });
  }

  /** Shows a blast radius, who reaches a node, or a flow: now, or as soon as the page shows the graph. Undefined leaves it. */
  setFocus(request: FocusRequest | undefined): void {
    this.wanted = request;
    if (this.shown) this.sendFocus();
  }

  private sendFocus(): void {
    const result = this.parts.result();
    this.focus = result && this.wanted && this.parts.focusOf(result, this.wanted);
    if (!this.focus) this.wanted = undefined;
    this.parts.post({ type: "showFocus", focus: this.focus?.view });
  }

  /** The page went away (its panel is hidden); it says `ready` when it is back. */
  pageGone(): void {
    this.isReady = false;
    this.shown = undefined;
  }

  private readonly handlers: Handlers<FromWebview> = {
    ready: async ({ showPermissions, aspect }) => {
      this.aspect = aspect;
      this.isReady = true;
      this.showPermissions = showPermissions;
      this.shown = undefined;
      this.parts.post({ type: "setStrings", strings: this.parts.strings() });
      this.showStatus();
      await this.showResult();
    },
    openSource: ({ node }) => this.open(this.node(node)?.nameAt),
    openHandler: ({ node }) => this.open(this.node(node)?.handler?.at),
    openEvidence: ({ edge, evidence }) =>
      this.open(this.parts.result()?.map.edges.find(({ id }) => id === edge)?.evidence[evidence]?.at),
    openFinding: ({ finding }) => this.open(this.finding(finding)?.at),
    openStep: ({ finding, step }) => this.open(this.finding(finding)?.steps[step]?.at),
    loadPermissions: ({ node }) => {
      const result = this.parts.result();
      const found = result && this.shown && this.parts.permissionsOf(result, node);
      if (!found) return;
      this.tables.set(node, found);
      this.parts.post({ type: "showPermissions", table: found.table });
    },
    openPermission: ({ node, row, side, place }) => this.open(this.tables.get(node)?.places[row]?.[side][place]),
    showPolicy: async ({ node }) => {
      if (this.node(node)) await this.parts.showPolicy(node);
    },
    focus: ({ on }) => this.setFocus(on),
    openFocusStep: ({ entry, step, isPassing }) => this.open(this.focus?.places[entry]?.[step], isPassing),
    openUnresolved: ({ unresolved, revision }) => {
      // An index means something only in the list that the page has.
      if (revision === this.shown?.graph.revision) return this.open(this.parts.result()?.unresolved[unresolved]?.at);
    },
    applyFix: async ({ finding, fix }) => {
      if (this.finding(finding)?.fixes[fix]) await this.parts.applyFix(finding, fix);
    },
    selected: ({ node }) => this.parts.selected(node !== undefined && this.node(node) ? node : undefined),
    relayout: async ({ showPermissions, aspect }) => {
      this.aspect = aspect ?? this.aspect;
      this.showPermissions = showPermissions;
      const shown = this.shown;
      if (!shown) return;
      const layout = await this.parts.layout(layoutRequestOf(shown.graph, showPermissions, this.aspect));
      if (this.shown === shown) this.parts.post({ type: "showLayout", revision: shown.graph.revision, layout });
    },
    analyse: () => this.parts.analyse(),
    showLog: () => this.parts.showLog(),
    report: ({ text }) => this.parts.warn(`The map reports: ${text}`),
  };

  private node(id: string) {
    return this.parts.result()?.map.nodes.find((node) => node.id === id);
  }

  private finding(id: string) {
    return this.parts.result()?.findings.find((finding) => finding.id === id);
  }

  private open(at: SourceRange | undefined, isPassing?: boolean): void | Promise<void> {
    if (at && at.file !== "") return isPassing ? this.parts.open(at, isPassing) : this.parts.open(at);
  }
}
