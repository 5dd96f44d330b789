// Owns the cytoscape instance: draws what it is given, tells what was pointed at. Knows nothing of the app.
import cytoscape from "cytoscape";
import type { Drawing } from "./elements.ts";
import type { Emphasis } from "./emphasis.ts";
import { diffDrawing } from "./drawing-diff.ts";
import { styleSheet } from "./style.ts";
import type { Theme } from "./theme.ts";

export interface CanvasEvents {
  /** A key of `elements.ts`; undefined for the ground. */
  onTap(key: string | undefined): void;
  onOpen(key: string): void;
  onHover(key: string | undefined, x: number, y: number): void;
  onViewport(): void;
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
const FIT_PADDING = 36;
/** At which names on cards are easy to read. */
const READING_ZOOM = 0.8;
const MOVE_MS = 180;

export class MapCanvas {
  readonly cy: cytoscape.Core;
  private drawing: Drawing = { nodes: [], lines: [] };
  private reduceMotion = false;
  /** Everything is shown and the user has not moved since: then it stays so when the panel changes its size. */
  private isFitted = false;

  /** Without a container (undefined) nothing is painted: for tests. */
  constructor(container: cytoscape.CytoscapeOptions["container"], events: CanvasEvents) {
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

  emphasise({ dim, near }: Emphasis, selected: string | undefined): void {
    this.cy.batch(() => {
      this.cy.elements().forEach((element) => {
        const id = element.id();
        element.toggleClass("dim", dim.has(id));
        element.toggleClass("near", near.has(id));
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
    this.isFitted = true;
    const box = this.cy.elements().boundingBox({ includeLabels: false, includeOverlays: false });
    const zoom = Math.min(
      MOST_FIT_ZOOM,
      (this.cy.width() - 2 * FIT_PADDING) / box.w,
      (this.cy.height() - 2 * FIT_PADDING) / box.h,
    );
    const clamped = Math.max(MIN_ZOOM, zoom);
    this.move(
      {
        zoom: clamped,
        pan: {
          x: (this.cy.width() - clamped * (box.x1 + box.x2)) / 2,
          y: (this.cy.height() - clamped * (box.y1 + box.y2)) / 2,
        },
      },
      isAnimated,
    );
  }

  /** After the container changed its size. */
  resize(): void {
    if (!this.cy.container()) return;
    const { width, height } = { width: this.cy.width(), height: this.cy.height() };
    this.cy.resize();
    const hasChanged = width !== this.cy.width() || height !== this.cy.height();
    if (hasChanged && this.isFitted) this.fit(false);
  }

  zoomBy(factor: number): void {
    this.isFitted = false;
    const level = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, this.cy.zoom() * factor));
    this.cy.zoom({ level, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  panBy(x: number, y: number): void {
    this.cy.panBy({ x, y });
  }

  /** Brings an element into view when it is outside or too small to read. */
  reveal(key: string): void {
    const element = this.cy.getElementById(key);
    if (element.empty()) return;
    const box = element.renderedBoundingBox({ includeLabels: false });
    const isInside = box.x1 >= 8 && box.y1 >= 8 && box.x2 <= this.cy.width() - 8 && box.y2 <= this.cy.height() - 8;
    if (isInside && this.cy.zoom() > 0.35) return;
    const { x, y, w, h } = centreOf(element);
    const most = Math.min((this.cy.width() - 2 * FIT_PADDING) / w, (this.cy.height() - 2 * FIT_PADDING) / h);
    const zoom = Math.max(MIN_ZOOM, Math.min(most, Math.max(this.cy.zoom(), READING_ZOOM)));
    this.isFitted = false;
    this.move({ zoom, pan: { x: this.cy.width() / 2 - zoom * x, y: this.cy.height() / 2 - zoom * y } });
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

  private move(to: { zoom: number; pan: cytoscape.Position }, isAnimated = true): void {
    this.cy.stop(true);
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
    this.cy.on("dragpan scrollzoom pinchzoom", () => (this.isFitted = false));
  }
}

function centreOf(element: cytoscape.CollectionReturnValue): { x: number; y: number; w: number; h: number } {
  const { x1, x2, y1, y2, w, h } = element.boundingBox({ includeLabels: false });
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, w: Math.max(1, w), h: Math.max(1, h) };
}
