import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { h, onClick } from "./dom.ts";
import { t } from "./strings.ts";

/** Says over the map that only a part of it is in view at first, and offers the rest. */
export class PartHint {
  readonly element: HTMLElement;

  constructor(onFit: () => void) {
    const close = h("vscode-toolbar-button", { icon: "close", label: t("close"), title: t("close") });
    this.element = h(
      "div",
      { class: "part-hint", hidden: true },
      h("span", {}, t("partShown")),
      onClick(h("vscode-button", { secondary: true, icon: "screen-full" }, t("fit")), onFit),
      onClick(close, () => this.show(false)),
    );
  }

  show(isShown: boolean): void {
    this.element.hidden = !isShown;
  }
}
