// The page's skeleton and its keys: landmarks, the focusable map, the polite status, what is open beside the map.
import { h } from "./dom.ts";
import type { Direction } from "./keyboard.ts";
import { t } from "./strings.ts";

export interface FrameParts {
  readonly toolbar: HTMLElement;
  readonly filter: HTMLElement;
  readonly outline: HTMLElement;
  readonly tooltip: HTMLElement;
  readonly notice: HTMLElement;
  readonly partHint: HTMLElement;
  readonly focusBar: HTMLElement;
  readonly details: HTMLElement;
  readonly statusLine: HTMLElement;
}

export interface FrameEvents {
  onStep(direction: Direction): void;
  onOpen(): void;
  onDetails(): void;
  onFit(): void;
  onZoom(factor: number): void;
  onSearch(): void;
  onClear(): void;
  /** Forward or back through the way that is lit. */
  onPlay(direction: 1 | -1): void;
  onResize(): void;
}

const ZOOM_STEP = 1.25;

export class MapFrame {
  /** cytoscape draws in here. */
  readonly canvas = h("div", { class: "canvas", "aria-hidden": "true" });
  private readonly active = h("div", { id: "map-active", role: "img", class: "visually-hidden" });
  private readonly map = h(
    "div",
    { class: "map", role: "application", tabindex: 0, "aria-label": t("mapLabel") },
    this.canvas,
    this.active,
  );
  private readonly status = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  private readonly legend = h("section", { class: "legend", "aria-label": t("legend") });

  constructor(
    private readonly parts: FrameParts,
    private readonly events: FrameEvents,
  ) {
    const stage = h("div", { class: "stage" }, this.map, parts.focusBar, parts.partHint, parts.notice, parts.tooltip);
    const middle = h("main", { class: "middle" }, stage, this.legend);
    document.body.append(
      h("header", { class: "top" }, h("h1", { class: "visually-hidden" }, t("title")), parts.toolbar, parts.filter),
      h("div", { class: "columns" }, parts.outline, middle, parts.details),
      parts.statusLine,
      this.status,
    );
    this.map.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("keydown", (event) => this.onPageKey(event));
    new ResizeObserver(() => events.onResize()).observe(this.canvas);
  }

  update({ outline, legend, isBusy }: { outline: boolean; legend: boolean; isBusy: boolean }): void {
    this.parts.outline.hidden = !outline;
    this.legend.hidden = !legend;
    this.map.setAttribute("aria-busy", String(isBusy));
  }

  showLegend(lists: readonly HTMLElement[]): void {
    this.legend.hidden = lists.length === 0;
    this.legend.replaceChildren(...lists);
  }

  /** `text` describes the selected element; undefined when there is none. */
  setActive(text: string | undefined): void {
    this.active.setAttribute("aria-label", text ?? t("announceNothing"));
    if (text === undefined) this.map.removeAttribute("aria-activedescendant");
    else this.map.setAttribute("aria-activedescendant", this.active.id);
  }

  say(text: string): void {
    this.status.textContent = text;
  }

  focusMap(): void {
    this.map.focus({ preventScroll: true });
  }

  /** Only keys that do something here are kept from the editor. */
  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { events } = this;
    const actions: Record<string, () => void> = {
      ArrowRight: () => events.onStep("right"),
      ArrowLeft: () => events.onStep("left"),
      ArrowUp: () => events.onStep("up"),
      ArrowDown: () => events.onStep("down"),
      Enter: () => events.onOpen(),
      d: () => events.onDetails(),
      f: () => events.onFit(),
      n: () => events.onPlay(1),
      p: () => events.onPlay(-1),
      "+": () => events.onZoom(ZOOM_STEP),
      "=": () => events.onZoom(ZOOM_STEP),
      "-": () => events.onZoom(1 / ZOOM_STEP),
      Escape: () => events.onClear(),
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    action();
    event.preventDefault();
    event.stopPropagation();
  }

  private onPageKey(event: KeyboardEvent): void {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    this.events.onSearch();
    event.preventDefault();
    event.stopPropagation();
  }
}
