import { h } from "./dom.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";
import type { AnalysisStatus } from "./protocol.ts";
import { counted, t } from "./strings.ts";

/** Kinds whose number is told; of functions even none. */
const COUNTED = ["function", "store", "channel", "endpoint"] as const;

/** Counts at the foot of the panel. */
export class StatusLine {
  readonly element = h("footer", { class: "status-line" });

  /** `aside`: how many nodes are drawn only with permissions and are not now. */
  update(graph: GraphView | undefined, status: AnalysisStatus, isOverview: boolean, aside: number): void {
    const parts: HTMLElement[] = [];
    const say = (text: string, name = "") => parts.push(h("span", { class: name }, text));
    if (status === "analysing") say(`${t("analysing")}…`, "busy");
    if (status === "failed") say(t("failed"), "risk-text risk-high");
    if (status === "cancelled") say(t("cancelled"));
    if (graph && graph.nodes.length > 0) {
      const { nodesByKind: kinds, findingsBySeverity: severities, problems } = graph.counts;
      const shown = COUNTED.filter((kind) => kind === "function" || (kinds[kind] ?? 0) > 0);
      say(shown.map((kind) => counted(kind, kinds[kind] ?? 0)).join(", "));
      const worst = [
        ...(severities.critical ? [t("countCritical", severities.critical)] : []),
        ...(severities.high ? [t("countHigh", severities.high)] : []),
      ];
      const all = counted("finding", graph.findings.length);
      say(worst.length > 0 ? `${all} (${worst.join(", ")})` : all);
      if (aside > 0) say(isOverview ? t("countOnlyAside", aside) : t("countAside", graph.nodes.length - aside, aside));
      if (graph.unresolved.length > 0) say(t("countUnresolved", graph.unresolved.length));
      if (problems > 0) say(counted("problem", problems));
      if (isOverview) say(t("overviewHint"), "hint");
    }
    this.element.replaceChildren(...parts);
  }
}
