// Ties the parts of the page together: messages and gestures change the state, the state is drawn.
import type { NodeId } from "../language-analysis/model/app-map.ts";
import { MapCanvas } from "./canvas.ts";
import { Details } from "./details.ts";
import { drawingOf, drawnKey, groupKey, nodeKey, readKey, type Drawing, type Look } from "./elements.ts";
import { emphasisOf } from "./emphasis.ts";
import { FilterPanel } from "./filter-panel.ts";
import { GraphIndex } from "./graph-index.ts";
import { worstPlace } from "./worst-place.ts";
import { KeyboardWalk } from "./keyboard.ts";
import { legend } from "./legend.ts";
import { makeLook } from "./look.ts";
import { FocusControl } from "./focus-control.ts";
import { MapFrame } from "./map-frame.ts";
import { noticeFor } from "./notice-kind.ts";
import { Notice } from "./notice.ts";
import { Outline } from "./outline.ts";
import { PartHint } from "./part-hint.ts";
import { patchPlacement, sceneOf } from "./placement.ts";
import type { AnalysisStatus, FromWebview, Handlers, ToWebview } from "./protocol.ts";
import { PermissionTables } from "./permission-tables.ts";
import { describe } from "./spoken.ts";
import { StatusLine } from "./status-line.ts";
import { t } from "./strings.ts";
import { onThemeChange, readTheme, shareColours } from "./read-theme.ts";
import type { Theme } from "./theme.ts";
import { Toolbar } from "./toolbar.ts";
import { Tooltip } from "./tooltip.ts";
import type { ViewState } from "./view-state.ts";

export interface Host {
  send(message: FromWebview): void;
  saveState(state: ViewState): void;
}

const EMPTY: Drawing = { nodes: [], lines: [] };
const SAVE_DELAY_MS = 200;

export class MapApp {
  /** `setStrings` is not ours: texts are set before the page is built. */
  readonly handlers: Handlers<Exclude<ToWebview, { type: "setStrings" }>> = {
    showGraph: ({ graph, layout }) => {
      const isFirst = this.index === undefined || this.index.graph.nodes.length === 0;
      this.index = new GraphIndex(graph);
      this.permissions.clear();
      this.look = makeLook(this.theme, this.index);
      const known = new Set(graph.groups.map((group) => group.id));
      const placement = patchPlacement(this.state.placement, layout, graph);
      const isNew = placement === layout;
      this.status = "ready";
      this.change({ placement, expanded: this.state.expanded.filter((id) => known.has(id)) });
      if (isFirst && this.state.viewport && !isNew) this.canvas.viewport = this.state.viewport;
      else if (isNew) this.partHint.show(!this.canvas.start(worstPlace(this.index, this.drawing)));
    },
    showLayout: ({ revision, layout }) => {
      if (this.index?.graph.revision !== revision) return;
      this.change({ placement: layout });
      this.partHint.show(!this.canvas.start(this.drawnSelection ?? worstPlace(this.index, this.drawing)));
    },
    showStatus: ({ status, detail }) => {
      this.status = status;
      this.detail = detail;
      this.showAround();
    },
    selectNode: ({ node }) => {
      if (this.index?.nodes.has(node)) this.select(nodeKey(node), { fromHost: true });
    },
    showPermissions: ({ table }) => {
      this.permissions.add(table);
      this.showDetails();
    },
    showFocus: ({ focus }) => this.focus.show(focus),
  };

  private index: GraphIndex | undefined;
  private look: Look | undefined;
  private drawing = EMPTY;
  private status: AnalysisStatus = "analysing";
  private detail: string | undefined;
  private theme: Theme = readTheme();
  private saveTimer: number | undefined;
  private readonly walk = new KeyboardWalk();
  private readonly focus = new FocusControl({
    index: () => this.index,
    drawing: () => this.drawing,
    state: () => this.state,
    isOverview: () => this.isOverview,
    canvas: () => this.canvas,
    frame: () => this.frame,
    change: (change) => {
      this.partHint.show(false);
      this.change(change);
    },
    select: (key) => this.select(key),
    send: (message) => this.host.send(message),
  });
  private readonly permissions = new PermissionTables((node) => this.host.send({ type: "loadPermissions", node }));
  private readonly canvas: MapCanvas;
  private readonly frame: MapFrame;
  private readonly statusLine = new StatusLine();
  private readonly tooltip = new Tooltip();
  private readonly notice: Notice;
  private readonly toolbar: Toolbar;
  private readonly filter: FilterPanel;
  private readonly outline: Outline;
  private readonly details: Details;
  private readonly partHint = new PartHint(() => this.fit());

  constructor(
    private readonly host: Host,
    private state: ViewState,
  ) {
    const send = (message: FromWebview) => host.send(message);
    this.toolbar = new Toolbar({
      onSearch: (search) => this.change({ search }),
      onNextHit: () => this.nextHit(),
      onToggle: (what) => {
        this.change({ [what]: !this.state[what] });
        // What is drawn only with permissions needs a place.
        if (what === "showPermissions" && this.asideCount(false) > 0) this.relayout();
      },
      onFilter: () => this.toggleFilter(),
      onZoom: (factor) => this.canvas.zoomBy(factor),
      onFit: () => this.fit(),
      onRelayout: () => this.relayout(),
      onCloseGroups: () => this.change({ expanded: [] }),
    });
    this.filter = new FilterPanel({
      onFilter: (filter) => this.change(filter),
      onClose: () => this.toolbar.focusFilter(),
    });
    this.outline = new Outline({
      onOpen: (key) => {
        this.select(key);
        this.open(key);
      },
      onSelect: (key) => this.select(key),
    });
    this.details = new Details({
      onSelect: (key) => this.select(key),
      onOpenSource: (node) => send({ type: "openSource", node }),
      onOpenHandler: (node) => send({ type: "openHandler", node }),
      onOpenEvidence: (edge, evidence) => send({ type: "openEvidence", edge, evidence }),
      onOpenFinding: (finding) => send({ type: "openFinding", finding }),
      onOpenStep: (finding, step) => send({ type: "openStep", finding, step }),
      onOpenUnresolved: (unresolved) =>
        send({ type: "openUnresolved", unresolved, revision: this.index?.graph.revision ?? 0 }),
      onApplyFix: (finding, fix) => send({ type: "applyFix", finding, fix }),
      onToggleGroup: (group) => this.toggleGroup(group),
      onShowPermissions: () => {
        this.change({ showPermissions: true });
        this.relayout();
      },
      onShowFlow: (id) => send({ type: "focus", on: { kind: "flow", id } }),
      onFocus: (kind, id) => send({ type: "focus", on: { kind, id } }),
      ...this.focus.events,
      onShowPolicy: (node) => send({ type: "showPolicy", node }),
      onOpenPermission: (node, row, side, place) => send({ type: "openPermission", node, row, side, place }),
      onClose: () => {
        this.select(undefined);
        this.frame.focusMap();
      },
      onEscape: () => {
        this.clear();
        this.frame.focusMap();
      },
    });
    this.notice = new Notice({
      onAnalyse: () => send({ type: "analyse" }),
      onShowLog: () => send({ type: "showLog" }),
    });
    this.frame = new MapFrame(
      {
        toolbar: this.toolbar.element,
        filter: this.filter.element,
        outline: this.outline.element,
        tooltip: this.tooltip.element,
        notice: this.notice.element,
        partHint: this.partHint.element,
        focusBar: this.focus.bar.element,
        details: this.details.element,
        statusLine: this.statusLine.element,
      },
      {
        onStep: (direction) => this.step(direction),
        onOpen: () => this.state.selection !== undefined && this.open(this.state.selection),
        onDetails: () => this.details.focus(),
        onFit: () => this.fit(),
        onZoom: (factor) => this.canvas.zoomBy(factor),
        onSearch: () => this.toolbar.focusSearch(),
        onClear: () => this.clear(),
        onPlay: (direction) => this.focus.play(direction),
        onResize: () => {
          this.canvas.resize();
          this.focus.reveal();
        },
      },
    );
    this.canvas = new MapCanvas(this.frame.canvas, {
      onTap: (key) => {
        this.walk.reset();
        const read = key === undefined ? undefined : readKey(key);
        if (read?.type === "node") this.focus.chooseNode(read.id);
        this.select(key === undefined || this.isGround(key) ? undefined : key);
        this.frame.focusMap();
      },
      onOpen: (key) => this.open(key),
      onHover: (key, x, y) => this.tooltip.show(key, this.edgesOf(key), this.index, x, y),
      onMove: () => this.partHint.show(false),
      onViewport: () => {
        this.tooltip.hide();
        this.save();
      },
    });
    this.canvas.setTheme(this.theme);
    shareColours(this.theme);
    onThemeChange(() => this.applyTheme());
    this.showAround();
  }

  private applyTheme(): void {
    const theme = readTheme();
    if (JSON.stringify(theme) === JSON.stringify(this.theme)) return;
    this.theme = theme;
    this.canvas.setTheme(theme);
    shareColours(theme);
    if (this.index) this.look = makeLook(theme, this.index);
    this.change({});
  }

  /** Changes the state and draws what follows from it. */
  private change(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
    this.showAround();
    this.save();
  }

  private draw(): void {
    const { index, look, state } = this;
    if (!index || !look || !state.placement) return;
    const scene = sceneOf(state.placement, index.graph, new Set(state.expanded));
    this.drawing = drawingOf(index, state, scene, look, this.focus.ways);
    this.canvas.draw(this.drawing);
    this.canvas.emphasise(emphasisOf(this.drawing, index, state, this.focus.state), this.drawnSelection);
  }

  /** Everything around the drawing. */
  private showAround(): void {
    const { index, state } = this;
    const hasNodes = index !== undefined && index.graph.nodes.length > 0;
    this.frame.update({
      outline: state.showOutline && hasNodes,
      legend: state.showLegend,
      isBusy: this.status === "analysing",
    });
    const cards = this.drawing.nodes.filter((node) => node.type !== "open").length;
    this.notice.show(noticeFor(this.status, index?.graph.nodes.length, cards), this.detail);
    this.statusLine.update(index?.graph, this.status, this.isOverview, this.asideCount(state.showPermissions));
    if (!index) return;
    const found = state.search.trim() === "" ? undefined : index.search(state.search).length;
    this.toolbar.update(state, found, index.graph.nodes.length, this.isOverview && state.expanded.length > 0);
    this.outline.update(index, state, this.theme);
    this.outline.select(state.selection);
    this.frame.showLegend(state.showLegend ? legend(index.graph, state, this.theme) : []);
    this.focus.bar.update(this.focus.state);
    this.showDetails();
  }

  private showDetails(): void {
    const { index, state } = this;
    if (!index) return;
    const read = state.selection === undefined ? undefined : readKey(state.selection);
    const isGroupOpen = read?.type === "group" && this.isOverview ? state.expanded.includes(read.id) : undefined;
    const isAside = read?.type === "node" && !state.showPermissions && index.aside.has(read.id);
    const node = read?.type === "node" ? index.nodes.get(read.id) : undefined;
    this.details.show(state.selection, this.edgesOf(state.selection), index, this.theme, {
      isGroupOpen,
      isAside,
      focus: this.focus.state,
      permissions: node?.kind === "function" ? this.permissions.of(node.id) : undefined,
    });
    const spoken = describe(state.selection, this.edgesOf(state.selection), index);
    this.frame.setActive(state.selection === undefined ? undefined : spoken);
  }

  private select(key: string | undefined, options: { readonly fromHost?: boolean } = {}): void {
    if (key === this.state.selection && key === undefined) return;
    const read = key === undefined ? undefined : readKey(key);
    const node = read?.type === "node" ? this.index?.nodes.get(read.id) : undefined;
    const isShut = node && this.isOverview && !this.state.expanded.includes(node.group);
    this.change({
      selection: key,
      ...(isShut ? { expanded: [...this.state.expanded, node.group] } : {}),
      ...(node && this.state.hiddenKinds.includes(node.kind)
        ? { hiddenKinds: this.state.hiddenKinds.filter((kind) => kind !== node.kind) }
        : {}),
    });
    this.partHint.show(false);
    // The details panel may have taken room: the drawing has to know its size before something is brought into view.
    this.canvas.resize();
    if (this.drawnSelection !== undefined) this.canvas.reveal(this.drawnSelection);
    this.frame.say(
      key === undefined || !this.index ? t("announceNothing") : describe(key, this.edgesOf(key), this.index),
    );
    if (!options.fromHost) this.host.send({ type: "selected", ...(node ? { node: node.id } : {}) });
  }

  /** Source of a node, inside of a group. */
  private open(key: string): void {
    const read = readKey(key);
    if (read?.type === "group" && this.isOverview) this.toggleGroup(read.id);
    if (read?.type === "node") this.openSource(read.id);
  }

  private openSource(node: NodeId): void {
    const view = this.index?.nodes.get(node);
    if (view?.place !== undefined) this.host.send({ type: "openSource", node });
  }

  private toggleGroup(group: string): void {
    const isOpen = this.state.expanded.includes(group);
    const expanded = isOpen ? this.state.expanded.filter((id) => id !== group) : [...this.state.expanded, group];
    this.change({ expanded, selection: groupKey(group) });
    this.canvas.resize();
    this.canvas.reveal(groupKey(group));
  }

  private toggleFilter(): void {
    if (this.filter.isOpen) this.filter.close();
    else if (this.index) this.filter.open(this.index.graph, this.state);
  }

  private nextHit(): void {
    const hits = this.index?.hits(this.state.search).map((node) => nodeKey(node.id)) ?? [];
    const at = this.state.selection === undefined ? -1 : hits.indexOf(this.state.selection);
    const next = hits[(at + 1) % Math.max(1, hits.length)];
    if (next !== undefined) this.select(next);
  }

  private step(direction: "left" | "right" | "up" | "down"): void {
    const next = this.walk.step(direction, this.drawnSelection, this.drawing);
    if (next === undefined) this.frame.say(t("announceEnd"));
    else this.select(next);
  }

  private relayout(): void {
    const { width, height } = this.frame.canvas.getBoundingClientRect();
    const aspect = width > 0 && height > 0 ? { aspect: width / height } : {};
    this.host.send({ type: "relayout", showPermissions: this.state.showPermissions, ...aspect });
  }

  private fit(): void {
    this.partHint.show(false);
    this.canvas.fit();
  }

  /** How many nodes are not drawn as cards because permissions are not shown. */
  private asideCount(showPermissions: boolean): number {
    return showPermissions || !this.index ? 0 : this.index.folded.size + this.index.aside.size;
  }

  private get drawnSelection(): string | undefined {
    const { index, state } = this;
    return state.selection === undefined || !index ? undefined : drawnKey(state.selection, index, state);
  }

  private clear(): void {
    if (this.focus.state) this.focus.leave();
    else if (this.state.selection !== undefined) this.select(undefined);
    else if (this.state.search !== "") this.change({ search: "" });
  }

  private edgesOf(key: string | undefined) {
    return this.drawing.lines.find((line) => line.id === key)?.edges ?? [];
  }

  private get isOverview(): boolean {
    return this.state.placement?.mode === "overview";
  }

  /** An open group is the ground that its nodes stand on; only in an overview can it be taken to close it. */
  private isGround(key: string): boolean {
    return !this.isOverview && this.drawing.nodes.some((node) => node.id === key && node.type === "open");
  }

  private save(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = window.setTimeout(() => {
      if (!this.index) return;
      this.state = { ...this.state, viewport: this.canvas.viewport };
      this.host.saveState(this.state);
    }, SAVE_DELAY_MS);
  }
}
