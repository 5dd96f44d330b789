// Owns the cytoscape instance: draws what it is given, tells what was pointed at. Knows nothing of the app.
import cytoscape from "cytoscape";
import type { Drawing } from "./elements.ts";
import type { Emphasis } from "./emphasis.ts";
import { diffDrawing } from "./drawing-diff.ts";
import { READABLE_ZOOM, startView, wholeView, type StartView } from "./start-view.ts";
import { styleSheet } from "./style.ts";
import type { Theme } from "./theme.ts";

export interface CanvasEvents {
  /** A key of `elements.ts`; undefined for the ground. */
  onTap(key: string | undefined): void;
  onOpen(key: string): void;
  onHover(key: string | undefined, x: number, y: number): void;
  onViewport(): void;
  /** The user moved the picture, or a larger panel shows everything. */
  onMove(): void;
}

export interface Viewport {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

const MIN_ZOOM = 0.04;
const MAX_ZOOM = 2.5;
/** "Show everything" does not blow up a small app beyond this. */
const MOST_FIT_ZOOM = 1.15;
const FIT_PADDING = 22;
/** The bar of the focus lies over the map's lower edge. */
const REVEAL_PADDING = 70;
/** At which names on cards are easy to read. */
const READING_ZOOM = 0.8;
const MOVE_MS = 180;

export class MapCanvas {
  readonly cy: cytoscape.Core;
  private drawing: Drawing = { nodes: [], lines: [] };
  private reduceMotion = false;
  /**
   * What the picture keeps to when the panel changes its size: everything, because the user asked for it; everything while it can
   * be read so (at the start); nothing, because the user looks at a part.
   */
  private keeps: "all" | "readable" | "nothing" = "nothing";

  /** Without a container (undefined) nothing is painted: for tests. */
  constructor(
    container: cytoscape.CytoscapeOptions["container"],
    private readonly events: CanvasEvents,
  ) {
    this.cy = cytoscape({
      ...(container ? { container } : { headless: true, styleEnabled: true }),
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      autoungrabify: true,
      autounselectify: true,
      boxSelectionEnabled: false,
    });
    this.listen(events);
  }

  setTheme(theme: Theme): void {
    this.reduceMotion = theme.reduceMotion;
    this.cy.style(styleSheet(theme));
  }

  /** Changes what differs from what is drawn; everything else keeps its place. */
  draw(drawing: Drawing): void {
    const { added, changed, removed } = diffDrawing(this.drawing, drawing);
    this.drawing = drawing;
    this.cy.batch(() => {
      for (const id of removed) this.cy.getElementById(id).remove();
      for (const element of changed) {
        const drawn = this.cy.getElementById(element.data.id);
        drawn.removeData().data(element.data);
        drawn.classes(element.classes);
        if (element.position) drawn.position(element.position);
      }
      this.cy.add(added);
    });
  }

  emphasise({ dim, near, lit, now }: Emphasis, selected: string | undefined): void {
    this.cy.batch(() => {
      this.cy.elements().forEach((element) => {
        const id = element.id();
        element.toggleClass("dim", dim.has(id));
        element.toggleClass("near", near.has(id));
        element.toggleClass("lit", lit.has(id));
        element.toggleClass("now", now.has(id));
        element.toggleClass("selected", id === selected);
      });
    });
  }

  isDrawn(key: string): boolean {
    return this.cy.getElementById(key).nonempty();
  }

  fit(isAnimated = true): void {
    if (this.cy.elements().empty()) return;
    this.cy.resize();
    this.keeps = "all";
    this.move(wholeView(this.extent, this.panel, FIT_PADDING, MOST_FIT_ZOOM), isAnimated);
  }

  /** The first view, not animated; `target` is the key of what is most worth a look. True when everything is in view. */
  start(target: string | undefined): boolean {
    if (this.cy.elements().empty()) return true;
    this.cy.resize();
    this.keeps = "readable";
    const element = target === undefined ? undefined : this.cy.getElementById(target);
    const box = element?.nonempty() ? centreOf(element) : undefined;
    const at = box && { x: box.x, y: box.y, width: box.w, height: box.h };
    const view = startView(this.extent, at, this.panel, FIT_PADDING, MOST_FIT_ZOOM);
    this.move(view, false);
    return view.isWhole;
  }

  private get extent() {
    return this.cy.elements().boundingBox({ includeLabels: false, includeOverlays: false });
  }

  private get panel() {
    return { width: this.cy.width(), height: this.cy.height() };
  }

  /** After the container changed its size. */
  resize(): void {
    if (!this.cy.container()) return;
    const before = this.panel;
    this.cy.resize();
    if (before.width === this.cy.width() && before.height === this.cy.height()) return;
    const view = wholeView(this.extent, this.panel, FIT_PADDING, MOST_FIT_ZOOM);
    if (this.keeps === "nothing" || (this.keeps === "readable" && view.zoom < READABLE_ZOOM)) return;
    this.move(view, false);
    this.events.onMove();
  }

  zoomBy(factor: number): void {
    this.keeps = "nothing";
    const level = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, this.cy.zoom() * factor));
    this.cy.zoom({ level, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  panBy(x: number, y: number): void {
    this.cy.panBy({ x, y });
  }

  /** Brings an element into view, and what it is linked with when there is room; nearer when it is too small to read. */
  reveal(key: string): void {
    const element = this.cy.getElementById(key);
    if (element.empty()) return;
    const own = centreOf(element);
    const panel = this.panel;
    const most = Math.min((panel.width - 2 * FIT_PADDING) / own.w, (panel.height - 2 * FIT_PADDING) / own.h);
    const isReadable = this.cy.zoom() >= READABLE_ZOOM || this.cy.zoom() >= most;
    const zoom = isReadable ? this.cy.zoom() : Math.max(MIN_ZOOM, Math.min(most, READING_ZOOM));
    const pan = isReadable
      ? { ...this.cy.pan() }
      : { x: panel.width / 2 - zoom * own.x, y: panel.height / 2 - zoom * own.y };
    const near = centreOf(element.closedNeighborhood());
    const fits = (size: { w: number; h: number }) =>
      zoom * size.w <= panel.width - 2 * FIT_PADDING && zoom * size.h <= panel.height - 2 * FIT_PADDING;
    const box = fits(near) ? near : own;
    pan.x += inward(zoom * (box.x - box.w / 2) + pan.x, zoom * box.w, panel.width);
    pan.y += inward(zoom * (box.y - box.h / 2) + pan.y, zoom * box.h, panel.height);
    const { x, y } = this.cy.pan();
    if (zoom === this.cy.zoom() && Math.abs(pan.x - x) < 1 && Math.abs(pan.y - y) < 1) return;
    this.keeps = "nothing";
    this.move({ zoom, pan });
  }

  /** Brings several elements into view together. */
  revealAll(keys: readonly string[]): void {
    const wanted = new Set(keys);
    const elements = this.cy.elements().filter((element) => wanted.has(element.id()));
    if (elements.empty()) return;
    this.cy.resize();
    this.keeps = "nothing";
    this.move(wholeView(elements.boundingBox({ includeLabels: false }), this.panel, REVEAL_PADDING, MOST_FIT_ZOOM));
  }

  get viewport(): Viewport {
    const { x, y } = this.cy.pan();
    return { zoom: this.cy.zoom(), x, y };
  }

  set viewport({ zoom, x, y }: Viewport) {
    this.cy.viewport({ zoom, pan: { x, y } });
  }

  dispose(): void {
    this.cy.destroy();
  }

  private move({ zoom, pan }: Pick<StartView, "zoom" | "pan">, isAnimated = true): void {
    this.cy.stop(true);
    // A copy: cytoscape keeps the object it gets.
    const to = { zoom: Math.max(MIN_ZOOM, zoom), pan: { ...pan } };
    if (!isAnimated || this.reduceMotion || !this.cy.container()) this.cy.viewport(to);
    else this.cy.animate({ zoom: to.zoom, pan: to.pan }, { duration: MOVE_MS });
  }

  private listen(events: CanvasEvents): void {
    this.cy.on("tap", (event) => {
      const target = event.target as cytoscape.Core | cytoscape.SingularElementArgument;
      events.onTap(target === this.cy ? undefined : (target as cytoscape.SingularElementArgument).id());
    });
    this.cy.on("dbltap", "node", (event) => events.onOpen((event.target as cytoscape.NodeSingular).id()));
    this.cy.on("mouseover", "node, edge", (event) => {
      const element = event.target as cytoscape.SingularElementArgument;
      element.addClass("hover");
      events.onHover(element.id(), event.renderedPosition.x, event.renderedPosition.y);
    });
    this.cy.on("mouseout", "node, edge", (event) => {
      (event.target as cytoscape.SingularElementArgument).removeClass("hover");
      events.onHover(undefined, 0, 0);
    });
    this.cy.on("viewport", () => events.onViewport());
    this.cy.on("dragpan scrollzoom pinchzoom", () => {
      this.keeps = "nothing";
      events.onMove();
    });
  }
}

/** How far something from `start`, `length` long, has to move to be inside of `room`, away from its edges. */
function inward(start: number, length: number, room: number): number {
  if (length > room - 2 * FIT_PADDING) return (room - length) / 2 - start;
  return Math.max(0, FIT_PADDING - start) - Math.max(0, start + length - (room - FIT_PADDING));
}

function centreOf(element: cytoscape.CollectionReturnValue): { x: number; y: number; w: number; h: number } {
  const { x1, x2, y1, y2, w, h } = element.boundingBox({ includeLabels: false });
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, w: Math.max(1, w), h: Math.max(1, h) };
}
