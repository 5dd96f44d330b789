import type { EdgeView } from "../language-analysis/views/graph-view.ts";
import { h } from "./dom.ts";
import type { GraphIndex } from "./graph-index.ts";
import { readKey } from "./elements.ts";
import { kindIcon } from "./kind-icon.ts";
import { SEVERITIES } from "./kinds.ts";
import { t } from "./strings.ts";

/** What the mouse points at, in full: names on cards are shortened. The details panel says the same and more. */
export class Tooltip {
  readonly element = h("div", { class: "tooltip", hidden: true, "aria-hidden": "true" });
  private timer: number | undefined;

  show(key: string | undefined, edges: readonly EdgeView[], index: GraphIndex | undefined, x: number, y: number): void {
    clearTimeout(this.timer);
    this.element.hidden = true;
    if (key === undefined || !index) return;
    this.timer = window.setTimeout(() => {
      const lines = content(key, edges, index);
      if (lines.length === 0) return;
      this.element.replaceChildren(...lines);
      this.element.hidden = false;
      this.place(x, y);
    }, 350);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.element.hidden = true;
  }

  private place(x: number, y: number): void {
    const around = this.element.parentElement?.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    if (!around) return;
    const left = Math.max(4, Math.min(x + 14, around.width - own.width - 8));
    const top = y + 18 + own.height > around.height ? Math.max(4, y - own.height - 12) : y + 18;
    // The object model is allowed by the content security policy; style attributes in markup are not.
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }
}

function content(key: string, edges: readonly EdgeView[], index: GraphIndex): readonly HTMLElement[] {
  const read = readKey(key);
  if (!read) return [];
  if (read.type === "line") {
    return edges.slice(0, 6).map((edge) => {
      const [from, to] = [index.nodes.get(edge.from)?.label ?? "", index.nodes.get(edge.to)?.label ?? ""];
      return h("div", {}, `${from} `, h("em", {}, edge.label), ` ${to}`);
    });
  }
  const group = index.groups.get(read.id);
  if (read.type === "group") {
    return group && group.path !== "" ? [h("div", {}, h("strong", {}, group.label)), h("div", {}, group.path)] : [];
  }
  const node = index.nodes.get(read.id);
  if (!node) return [];
  const lines = [
    h("div", { class: "title" }, kindIcon(node.kind), h("strong", {}, node.label)),
    h("div", {}, [t(`one.${node.kind}`), node.sublabel].filter((part) => part !== "").join(" · ")),
  ];
  if (node.place !== undefined) lines.push(h("div", { class: "muted" }, node.place));
  const findings = [...index.findingsOnCard(node.id, false)].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  for (const { severity, message } of findings.slice(0, 3)) {
    lines.push(h("div", { class: `risk-text risk-${severity}` }, `${t(`severity.${severity}`)}: ${message}`));
  }
  if (findings.length > 3) lines.push(h("div", { class: "muted" }, t("moreActions", findings.length - 3)));
  return lines;
}
