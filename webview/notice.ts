// What stands in place of a map that is not there: still analysing, nothing found, cancelled, failed.
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import { h, onClick } from "./dom.ts";
import type { NoticeKind } from "./notice-kind.ts";
import { t } from "./strings.ts";

export interface NoticeEvents {
  onAnalyse(): void;
  onShowLog(): void;
}

export class Notice {
  readonly element = h("div", { class: "notice", hidden: true });
  private shown: string | undefined;

  constructor(private readonly events: NoticeEvents) {}

  show(kind: NoticeKind, detail: string | undefined): void {
    const key = `${kind ?? ""} ${detail ?? ""}`;
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = kind === undefined;
    this.element.replaceChildren(...(kind ? this.content(kind, detail) : []));
  }

  private content(kind: Exclude<NoticeKind, undefined>, detail: string | undefined): readonly HTMLElement[] {
    switch (kind) {
      case "analysing":
        return [
          h("vscode-progress-ring", { "aria-label": t("analysing") }),
          h("h2", {}, t("analysing")),
          h("p", {}, detail ?? t("analysingHint")),
        ];
      case "cancelled":
        return [
          h("vscode-icon", { name: "circle-slash", size: 32, "aria-hidden": "true" }),
          h("h2", {}, t("cancelled")),
          h("p", {}, detail ?? t("cancelledHint")),
          h("div", { class: "buttons" }, this.analyse()),
        ];
      case "failed":
        return [
          h("vscode-icon", { name: "warning", size: 32, "aria-hidden": "true" }),
          h("h2", {}, t("failed")),
          h("p", {}, detail ?? t("failedHintNothing")),
          h("div", { class: "buttons" }, this.analyse(), this.log()),
        ];
      case "filtered":
        return [h("h2", {}, t("filteredTitle"))];
      case "empty":
        return [
          h("vscode-icon", { name: "type-hierarchy", size: 32, "aria-hidden": "true" }),
          h("h2", {}, t("emptyTitle")),
          h("p", {}, t("emptyHint")),
          h(
            "ul",
            {},
            h("li", {}, t("emptyTemplates")),
            h("li", {}, t("emptyServerless")),
            h("li", {}, t("emptyHandlers")),
          ),
          h("p", { class: "muted" }, t("emptyIgnored")),
          h("div", { class: "buttons" }, this.analyse(), this.log()),
        ];
    }
  }

  private analyse(): HTMLElement {
    return onClick(h("vscode-button", {}, t("analyseAgain")), () => this.events.onAnalyse());
  }

  private log(): HTMLElement {
    return onClick(h("vscode-button", { secondary: true }, t("showLog")), () => this.events.onShowLog());
  }
}
