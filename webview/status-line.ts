import { h } from "./dom.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";
import type { AnalysisStatus } from "./protocol.ts";
import { t } from "./strings.ts";

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
      say(t("counts", kinds.function ?? 0, kinds.store ?? 0, kinds.channel ?? 0, kinds.endpoint ?? 0));
      const worst = [
        ...(severities.critical ? [t("countCritical", severities.critical)] : []),
        ...(severities.high ? [t("countHigh", severities.high)] : []),
      ];
      const all = t("countFindings", graph.findings.length);
      say(worst.length > 0 ? `${all} (${worst.join(", ")})` : all);
      if (aside > 0) say(isOverview ? t("countOnlyAside", aside) : t("countAside", graph.nodes.length - aside, aside));
      if (graph.unresolved.length > 0) say(t("countUnresolved", graph.unresolved.length));
      if (problems > 0) say(t("countProblems", problems));
      if (isOverview) say(t("overviewHint"), "hint");
    }
    this.element.replaceChildren(...parts);
  }
}
