import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { NodeKind } from "../language-analysis/model/app-map.ts";
import type { SasNumber } from "../language-analysis/model/finding.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";
import { h, onClick } from "./dom.ts";
import { kindIcon } from "./kind-icon.ts";
import { NODE_KINDS, SAS_NUMBERS } from "./kinds.ts";
import { t } from "./strings.ts";
import type { ViewState } from "./view-state.ts";

export interface FilterEvents {
  onFilter(change: Pick<ViewState, "hiddenKinds" | "sas">): void;
  /** Closed from inside: the focus goes back to the toolbar. */
  onClose(): void;
}

/** The pop-up under the filter button: kinds that are shown, risks that stand out. */
export class FilterPanel {
  readonly element = h("div", { class: "popup filter", role: "dialog", "aria-label": t("filter"), hidden: true });

  constructor(private readonly events: FilterEvents) {
    // On the page: the focus may still be on the button that opened it.
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || !this.isOpen) return;
        event.stopPropagation();
        event.preventDefault();
        this.close();
      },
      { capture: true },
    );
    document.addEventListener("pointerdown", (event) => {
      const header = this.element.parentElement;
      if (this.isOpen && header && !event.composedPath().includes(header)) this.element.hidden = true;
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(graph: GraphView, state: ViewState): void {
    this.update(graph, state);
    this.element.hidden = false;
    const first = this.element.querySelector("vscode-checkbox");
    // It can take the focus once it has drawn itself.
    void first?.updateComplete.then(() => first.focus());
  }

  close(): void {
    this.element.hidden = true;
    this.events.onClose();
  }

  private update(graph: GraphView, state: ViewState): void {
    const kinds = NODE_KINDS.filter((kind) => (graph.counts.nodesByKind[kind] ?? 0) > 0);
    const hidden = new Set<NodeKind>(state.hiddenKinds);
    const chosen = new Set<SasNumber>(state.sas);
    const emit = () =>
      this.events.onFilter({ hiddenKinds: [...hidden].sort(), sas: [...chosen].sort((a, b) => a - b) });
    const kindRows = kinds.map((kind) =>
      this.row(t(`kind.${kind}`), graph.counts.nodesByKind[kind] ?? 0, !hidden.has(kind), kindIcon(kind), (checked) => {
        if (checked) hidden.delete(kind);
        else hidden.add(kind);
        emit();
      }),
    );
    const risks = SAS_NUMBERS.filter((sas) => (graph.counts.findingsBySas[sas] ?? 0) > 0);
    const riskRows = risks.map((sas) =>
      this.row(
        `SAS-${sas} ${t(`sas.${sas}`)}`,
        graph.counts.findingsBySas[sas] ?? 0,
        chosen.has(sas),
        undefined,
        (checked) => {
          if (checked) chosen.add(sas);
          else chosen.delete(sas);
          emit();
        },
      ),
    );
    const reset = onClick(h("vscode-button", { secondary: true }, t("showAll")), () => {
      this.events.onFilter({ hiddenKinds: [], sas: [] });
      this.close();
    });
    this.element.replaceChildren(
      section(t("kinds"), kindRows),
      ...(riskRows.length > 0 ? [section(t("risks"), riskRows)] : []),
      h("div", { class: "buttons" }, reset),
    );
  }

  private row(
    label: string,
    count: number,
    checked: boolean,
    icon: SVGElement | undefined,
    listener: (checked: boolean) => void,
  ): HTMLElement {
    const box = h("vscode-checkbox", { label });
    box.checked = checked;
    box.addEventListener("change", () => listener(box.checked));
    return h("div", { class: "row" }, icon, box, h("span", { class: "count" }, String(count)));
  }
}

function section(title: string, rows: readonly HTMLElement[]): HTMLElement {
  return h("section", {}, h("h2", {}, title), ...rows);
}
