import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { h, onClick } from "./dom.ts";
import { chosenEntry, type FocusState } from "./focus-mode.ts";
import { t } from "./strings.ts";

export interface FocusBarEvents {
  onPlay(direction: 1 | -1): void;
  onLeave(): void;
}

/** Over the map while it has a focus: what it shows, step by step through the chosen way, and the way out. */
export class FocusBar {
  readonly element: HTMLElement;
  private readonly title = h("strong", {});
  private readonly text = h("span", { class: "focus-text" });
  private readonly count = h("span", { class: "muted" });
  private readonly back: HTMLElement;
  private readonly forward: HTMLElement;

  constructor(private readonly events: FocusBarEvents) {
    const button = (icon: string, label: string, listener: () => void) =>
      onClick(h("vscode-toolbar-button", { icon, label, title: label }), listener);
    this.back = button("arrow-left", t("stepBack"), () => events.onPlay(-1));
    this.forward = button("arrow-right", t("stepForward"), () => events.onPlay(1));
    this.element = h(
      "div",
      { class: "focus-bar", role: "group", "aria-label": t("focusBar"), hidden: true },
      h("div", { class: "focus-words" }, this.title, this.text),
      h("div", { class: "focus-steps" }, this.back, this.count, this.forward),
      button("close", t("leaveFocus"), () => events.onLeave()),
    );
    this.element.addEventListener("keydown", (event) => this.onKey(event));
  }

  update(focus: FocusState | undefined): void {
    this.element.hidden = !focus;
    if (!focus) return;
    const path = chosenEntry(focus)?.path ?? [];
    const at = focus.step === undefined ? undefined : path[focus.step];
    this.title.textContent = at ? at.place : focus.view.title;
    this.text.textContent = at ? at.text : focus.view.text;
    const hasSteps = path.length > 0 || focus.view.entries.length > 0;
    this.count.textContent =
      path.length === 0
        ? ""
        : focus.step === undefined
          ? t("stepCount", path.length)
          : t("stepOf", focus.step + 1, path.length);
    this.back.toggleAttribute("disabled", (focus.step ?? 0) <= 0);
    this.forward.toggleAttribute("disabled", !hasSteps || (focus.step ?? -1) >= Math.max(path.length, 1) - 1);
    this.back.parentElement?.toggleAttribute("hidden", !hasSteps);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.events.onLeave();
    else if (event.key === "ArrowRight" || event.key === "n") this.events.onPlay(1);
    else if (event.key === "ArrowLeft" || event.key === "p") this.events.onPlay(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
