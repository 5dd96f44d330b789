// The map as a list: every group and node as a button. The way for keyboards and screen readers, and a quick way for anyone.
import type { GroupView, NodeView } from "../language-analysis/views/graph-view.ts";
import { h, onClick } from "./dom.ts";
import { groupKey, nodeKey, shownRisk } from "./elements.ts";
import type { GraphIndex } from "./graph-index.ts";
import { kindIcon, riskBadge } from "./kind-icon.ts";
import { NODE_KINDS } from "./kinds.ts";
import { counted, groupName, t } from "./strings.ts";
import type { Theme } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

export interface OutlineEvents {
  /** A click, as in the editor's trees: shows it on the map and opens its source. */
  onOpen(key: string): void;
  onSelect(key: string): void;
}

/** Groups of an app this large start closed, and their nodes are made when they open. */
const OPEN_UP_TO = 150;

export class Outline {
  readonly element = h("nav", { class: "outline", "aria-label": t("outline") });
  private readonly toggled = new Map<string, boolean>();
  private selected: string | undefined;

  constructor(private readonly events: OutlineEvents) {
    this.element.addEventListener("keydown", (event) => this.onKey(event));
  }

  update(index: GraphIndex, state: ViewState, theme: Theme): void {
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-key")
      : undefined;
    const hits = state.search.trim() === "" ? undefined : new Set(index.search(state.search).map((node) => node.id));
    // As on the map; a search finds the others too.
    const isAside = (id: string) => !state.showPermissions && (index.folded.has(id) || index.aside.has(id));
    const groups = index.graph.groups
      .map((group) => ({ ...group, nodes: group.nodes.filter((id) => (hits ? hits.has(id) : !isAside(id))) }))
      .filter((group) => group.nodes.length > 0);
    this.element.replaceChildren(...groups.map((group) => this.group(group, index, state, theme, hits !== undefined)));
    this.select(this.selected);
    if (focused) this.find(focused)?.focus();
  }

  /** Marks the entry of `key` and scrolls it into view; opens its group when needed. */
  select(key: string | undefined): void {
    this.selected = key;
    for (const button of this.element.querySelectorAll("[aria-current]")) button.removeAttribute("aria-current");
    const button = key === undefined ? undefined : this.find(key);
    if (!button) return;
    button.setAttribute("aria-current", "true");
    const list = button.closest("ul");
    if (list?.hidden) list.closest("section")?.querySelector<HTMLButtonElement>(".twistie")?.click();
    if (!this.element.hidden) button.scrollIntoView({ block: "nearest" });
  }

  private find(key: string): HTMLButtonElement | undefined {
    return this.element.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(key)}"]`) ?? undefined;
  }

  private group(group: GroupView, index: GraphIndex, state: ViewState, theme: Theme, isSearch: boolean): HTMLElement {
    const isOpen = isSearch || (this.toggled.get(group.id) ?? index.graph.nodes.length <= OPEN_UP_TO);
    const list = h("ul", { hidden: !isOpen });
    const fill = () => {
      if (list.childElementCount === 0) list.append(...this.nodes(group, index, state, theme));
    };
    if (isOpen || group.nodes.some((node) => nodeKey(node) === this.selected)) fill();
    const key = groupKey(group.id);
    const name = groupName(group);
    const twistie = h("button", {
      type: "button",
      class: "twistie",
      "aria-expanded": String(isOpen),
      "aria-label": name,
      title: group.path,
    });
    twistie.append(h("vscode-icon", { name: isOpen ? "chevron-down" : "chevron-right" }));
    onClick(twistie, () => {
      const open = list.hidden !== false;
      if (open) fill();
      list.hidden = !open;
      this.toggled.set(group.id, open);
      twistie.setAttribute("aria-expanded", String(open));
      twistie.firstElementChild?.setAttribute("name", open ? "chevron-down" : "chevron-right");
    });
    const label = h("button", {
      type: "button",
      class: "entry",
      "data-key": key,
      "data-group-id": group.id,
      title: group.path,
    });
    label.append(h("span", { class: "name" }, name), h("span", { class: "count" }, String(group.nodes.length)));
    onClick(label, () => this.events.onSelect(key));
    return h("section", {}, h("div", { class: "group-row" }, twistie, label), list);
  }

  private nodes(group: GroupView, index: GraphIndex, state: ViewState, theme: Theme): readonly HTMLElement[] {
    const hidden = new Set(state.hiddenKinds);
    const nodes = group.nodes.flatMap((id) => index.nodes.get(id) ?? []);
    const twins = sameNames(nodes);
    return nodes
      .filter((node) => !hidden.has(node.kind))
      .sort((a, b) => NODE_KINDS.indexOf(a.kind) - NODE_KINDS.indexOf(b.kind) || a.label.localeCompare(b.label, "en"))
      .map((node) => {
        const key = nodeKey(node.id);
        const risk = shownRisk(index.findingsOnCard(node.id, state.showPermissions), state);
        const spoken = ["", t(`one.${node.kind}`)];
        if (risk) spoken.push(t("announceRisk", counted("finding", risk.findings), t(`severity.${risk.worst}`)));
        const button = h("button", {
          type: "button",
          class: "entry",
          "data-key": key,
          "data-node-id": node.id,
          title: node.place,
        });
        button.append(
          kindIcon(node.kind),
          h("span", { class: "name" }, node.label, ...(twins.has(node.label) ? [hintFor(node, index)] : [])),
          h("span", { class: "visually-hidden" }, spoken.join(", ")),
        );
        if (risk) button.append(riskBadge(risk.worst, risk.findings, theme));
        return h(
          "li",
          {},
          onClick(button, () => this.events.onOpen(key)),
        );
      });
  }

  /** Up and down go through the visible entries; right and left open and close groups. */
  private onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entries = [...this.element.querySelectorAll<HTMLButtonElement>("button.entry")].filter(
      (entry) => entry.offsetParent !== null,
    );
    const at = entries.indexOf(document.activeElement as HTMLButtonElement);
    if (step !== undefined) entries[Math.min(entries.length - 1, Math.max(0, at + step))]?.focus();
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const twistie = document.activeElement?.closest("section")?.querySelector<HTMLButtonElement>(".twistie");
      if (!twistie || (twistie.getAttribute("aria-expanded") === "true") === (event.key === "ArrowRight")) return;
      twistie.click();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function sameNames(nodes: readonly NodeView[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(nodes.flatMap(({ label }) => (seen.has(label) ? [label] : (seen.add(label), []))));
}

/** Tells nodes of one name apart: by what they lead to, else by where they stand. */
function hintFor(node: NodeView, index: GraphIndex): HTMLElement {
  const targets = index.edgesFrom(node.id).flatMap(({ to }) => index.nodes.get(to)?.label ?? []);
  const hint = targets.length > 0 ? `→ ${targets.join(", ")}` : (node.place ?? "");
  return h("span", { class: "hint" }, hint);
}
