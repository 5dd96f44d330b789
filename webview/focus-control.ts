// The focus of the map at work: shows what the host sends, plays it, leaves it.
import type { FocusView } from "../language-analysis/views/focus-view.ts";
import type { MapCanvas } from "./canvas.ts";
import { nodeKey, type Drawing, type Way } from "./elements.ts";
import { FocusBar } from "./focus-bar.ts";
import { FocusMode, focusLight, type FocusState } from "./focus-mode.ts";
import type { FocusEvents } from "./focus-part.ts";
import type { GraphIndex } from "./graph-index.ts";
import type { MapFrame } from "./map-frame.ts";
import type { FromWebview } from "./protocol.ts";
import { t } from "./strings.ts";
import type { ViewState } from "./view-state.ts";

export interface FocusParts {
  index(): GraphIndex | undefined;
  drawing(): Drawing;
  state(): ViewState;
  isOverview(): boolean;
  canvas(): MapCanvas;
  frame(): MapFrame;
  /** Changes the state and draws. */
  change(change: Partial<ViewState>): void;
  select(key: string): void;
  send(message: FromWebview): void;
}

/** A focus opens up to this many closed groups; beyond, they stand for their nodes. */
const MOST_OPENED_GROUPS = 6;

export class FocusControl {
  readonly bar = new FocusBar({ onPlay: (direction) => this.play(direction), onLeave: () => this.leave() });
  /** Of the details panel. */
  readonly events: FocusEvents = {
    onLeaveFocus: () => this.leave(),
    onBackToFocus: () => this.state && this.parts.select(nodeKey(this.state.view.node)),
    onChooseEntry: (entry) => {
      this.mode.choose(entry);
      this.parts.change({});
      this.reveal();
    },
    onOpenFocusStep: (entry, step) => this.parts.send({ type: "openFocusStep", entry, step, isPassing: false }),
  };
  private readonly mode = new FocusMode();

  constructor(private readonly parts: FocusParts) {}

  get state(): FocusState | undefined {
    return this.mode.state;
  }

  /** Lines that are drawn whatever else is left out. */
  get ways(): readonly Way[] {
    return this.state?.view.entries.flatMap(({ path }) => path) ?? [];
  }

  /** A node of the focus was pointed at: its way is lit. */
  chooseNode(node: string): void {
    this.mode.chooseNode(node);
  }

  show(view: FocusView | undefined): void {
    const { parts } = this;
    const before = this.state?.view;
    const index = parts.index();
    this.mode.show(view);
    if (!view || !index) {
      parts.change({});
      if (before) parts.frame().say(t("announceLeft"));
      return;
    }
    if (before?.kind === view.kind && before.id === view.id) return parts.change({});
    const nodes = [view.node, ...this.ways.flatMap(({ from, to }) => [from, to])];
    const groups = new Set(nodes.flatMap((node) => index.nodes.get(node)?.group ?? []));
    const isFew = parts.isOverview() && groups.size <= MOST_OPENED_GROUPS;
    parts.change({
      selection: nodeKey(view.node),
      ...(isFew ? { expanded: [...new Set([...parts.state().expanded, ...groups])] } : {}),
    });
    // The details panel has taken room.
    parts.canvas().resize();
    this.reveal();
    parts.frame().say(t("announceFocus", view.title, view.text));
    parts.frame().focusMap();
  }

  leave(): void {
    if (this.state) this.parts.send({ type: "focus" });
    this.show(undefined);
    this.parts.frame().focusMap();
  }

  /** One step on or back along the way that is lit, with its code; the keys stay here. */
  play(direction: 1 | -1): void {
    const played = this.mode.play(direction);
    const count = played && this.state?.view.entries[played.entry]?.path.length;
    if (!played || count === undefined) return;
    this.parts.change({});
    this.reveal();
    this.parts.send({ type: "openFocusStep", entry: played.entry, step: played.step, isPassing: true });
    this.parts.frame().say(t("announceStep", played.step + 1, count, played.at.text));
  }

  /** Brings the step that is played into view, else the way, else all of it. */
  reveal(): void {
    const index = this.parts.index();
    if (!this.state || !index) return;
    const { bright, lit, now } = focusLight(this.state, this.parts.drawing(), index, this.parts.state());
    const last = [...now].at(-1);
    if (last !== undefined) this.parts.canvas().reveal(last);
    else this.parts.canvas().revealAll([...(lit.size > 0 ? lit : bright)]);
  }
}
