import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import "@vscode-elements/elements/dist/vscode-icon/index.js";
import type { VscodeTextfield } from "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import type { VscodeToolbarButton } from "@vscode-elements/elements/dist/vscode-toolbar-button/vscode-toolbar-button.js";
import { h } from "./dom.ts";
import { t } from "./strings.ts";
import type { ViewState } from "./view-state.ts";

export interface ToolbarEvents {
  onSearch(text: string): void;
  /** Enter in the search field. */
  onNextHit(): void;
  onToggle(what: "showRisks" | "showPermissions" | "showData" | "showOutline" | "showLegend"): void;
  onFilter(): void;
  onZoom(factor: number): void;
  onFit(): void;
  onRelayout(): void;
  onCloseGroups(): void;
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly search: VscodeTextfield;
  private readonly hits = h("span", { class: "hits", role: "status" });
  private readonly filter: VscodeToolbarButton;
  private readonly closeGroups: VscodeToolbarButton;
  private readonly toggles: Readonly<
    Record<"showRisks" | "showPermissions" | "showData" | "showOutline" | "showLegend", VscodeToolbarButton>
  >;

  constructor(private readonly events: ToolbarEvents) {
    this.search = h("vscode-textfield", { placeholder: t("search"), type: "search", class: "search" });
    this.search.label = t("search");
    this.search.append(h("vscode-icon", { slot: "content-before", name: "search", "aria-hidden": "true" }));
    this.search.addEventListener("input", () => events.onSearch(this.search.value));
    this.search.addEventListener("keydown", (event) => this.onSearchKey(event));
    this.filter = button("filter", t("filter"), () => events.onFilter());
    this.filter.setAttribute("aria-haspopup", "dialog");
    this.closeGroups = button("collapse-all", t("collapseAll"), () => events.onCloseGroups());
    const toggle = (icon: string, label: string, what: keyof Toolbar["toggles"]) => {
      const element = button(icon, label, () => events.onToggle(what));
      element.toggleable = true;
      return element;
    };
    this.toggles = {
      showOutline: toggle("list-tree", t("outline"), "showOutline"),
      showRisks: toggle("shield", t("risksToggle"), "showRisks"),
      showPermissions: toggle("key", t("permissionsToggle"), "showPermissions"),
      showData: toggle("eye", t("dataToggle"), "showData"),
      showLegend: toggle("symbol-color", t("legend"), "showLegend"),
    };
    this.element = h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": t("toolbar") },
      this.toggles.showOutline,
      this.search,
      this.hits,
      this.filter,
      h("span", { class: "gap" }),
      this.toggles.showRisks,
      this.toggles.showPermissions,
      this.toggles.showData,
      h("span", { class: "gap" }),
      button("zoom-out", t("zoomOut"), () => events.onZoom(1 / 1.25)),
      button("zoom-in", t("zoomIn"), () => events.onZoom(1.25)),
      button("screen-full", t("fit"), () => events.onFit()),
      button("type-hierarchy", t("relayout"), () => events.onRelayout()),
      this.closeGroups,
      h("span", { class: "gap" }),
      this.toggles.showLegend,
    );
  }

  update(state: ViewState, found: number | undefined, total: number, canCloseGroups: boolean): void {
    for (const [what, element] of Object.entries(this.toggles)) {
      element.checked = state[what as keyof Toolbar["toggles"]];
    }
    if (this.search.value !== state.search) this.search.value = state.search;
    this.hits.textContent = found === undefined ? "" : t("searchResult", found, total);
    const active = state.hiddenKinds.length + state.sas.length;
    const label = active > 0 ? t("filterActive", active) : t("filter");
    this.filter.label = label;
    this.filter.title = label;
    this.filter.icon = active > 0 ? "filter-filled" : "filter";
    this.closeGroups.hidden = !canCloseGroups;
  }

  focusSearch(): void {
    this.search.focus();
  }

  focusFilter(): void {
    this.filter.shadowRoot?.querySelector("button")?.focus();
  }

  private onSearchKey(event: KeyboardEvent): void {
    if (event.key === "Enter") this.events.onNextHit();
    else if (event.key === "Escape" && this.search.value !== "") {
      this.search.value = "";
      this.events.onSearch("");
    } else return;
    event.stopPropagation();
    event.preventDefault();
  }
}

function button(icon: string, label: string, listener: () => void): VscodeToolbarButton {
  const element = h("vscode-toolbar-button", { icon, label, title: label });
  element.addEventListener("click", listener);
  return element;
}
