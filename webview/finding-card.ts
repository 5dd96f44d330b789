import type { FindingView, RuleView } from "../language-analysis/views/graph-view.ts";
import { h, linkButton, onClick } from "./dom.ts";
import { riskBadge } from "./kind-icon.ts";
import { t } from "./strings.ts";
import type { Theme } from "./theme.ts";

export interface FindingEvents {
  onOpenFinding(finding: string): void;
  onOpenStep(finding: string, step: number): void;
  onApplyFix(finding: string, fix: number): void;
  onShowFlow(finding: string): void;
}

export function findingCard(
  finding: FindingView,
  rule: RuleView | undefined,
  theme: Theme,
  events: FindingEvents,
): HTMLElement {
  const fixes = finding.fixes.map((title, index) => {
    const apply = h(
      "vscode-button",
      { secondary: index > 0, icon: "lightbulb", title, "data-fix": index },
      t("applyFix"),
    );
    return h(
      "div",
      { class: "fix" },
      onClick(apply, () => events.onApplyFix(finding.id, index)),
      h("span", {}, title),
    );
  });
  const open = onClick(
    h("vscode-button", { secondary: true, icon: "go-to-file", title: finding.place }, t("openFinding")),
    () => events.onOpenFinding(finding.id),
  );
  const path =
    finding.steps.length > 0 &&
    onClick(h("vscode-button", { secondary: true, icon: "play", class: "show-path" }, t("showPath")), () =>
      events.onShowFlow(finding.id),
    );
  const steps = finding.steps.map(({ text, place }, index) =>
    h(
      "li",
      {},
      `${text} `,
      linkButton(place, () => events.onOpenStep(finding.id, index)),
    ),
  );
  return h(
    "article",
    { class: `finding risk-${finding.severity}`, "data-finding-id": finding.id },
    h(
      "div",
      { class: "finding-head" },
      riskBadge(finding.severity, 0, theme),
      h("span", { class: `risk-text risk-${finding.severity}` }, t(`severity.${finding.severity}`)),
      h("span", { class: "tag", title: rule?.title ?? finding.rule }, `SAS-${finding.sas}`),
      h("span", { class: "muted" }, rule?.title ?? finding.rule),
    ),
    h("p", { class: "message" }, finding.message),
    finding.reasons.length > 0 &&
      h(
        "ul",
        { class: "reasons", "aria-label": t("reasons") },
        ...finding.reasons.map((reason) => h("li", {}, reason)),
      ),
    finding.confidence !== "high" && h("p", { class: "muted" }, t("confidence", finding.confidence)),
    rule !== undefined &&
      h(
        "details",
        {},
        h("summary", {}, t("mitigation")),
        rule.why !== "" && h("p", {}, rule.why),
        h("p", {}, rule.mitigation),
        ...rule.snippets.map(({ title, text }) =>
          h("figure", {}, h("figcaption", {}, title), h("pre", { tabindex: 0 }, h("code", {}, text))),
        ),
      ),
    steps.length > 0 && h("details", {}, h("summary", {}, `${t("steps")} (${steps.length})`), h("ol", {}, ...steps)),
    ...fixes,
    h("div", { class: "buttons" }, open, path),
  );
}
