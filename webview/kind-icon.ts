// The drawings of the map as DOM, for lists and the legend. Colours come from classes.
import type { NodeKind } from "../language-analysis/model/app-map.ts";
import type { Severity } from "../language-analysis/model/finding.ts";
import { badgeDrawing } from "./badge.ts";
import { svg } from "./dom.ts";
import { ICON_PATHS } from "./icons.ts";
import type { Theme } from "./theme.ts";

export function kindIcon(kind: NodeKind): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", width: 16, height: 16, class: `kind-icon kind-${kind}`, "aria-hidden": "true" },
    svg("path", { d: ICON_PATHS[kind] }),
  );
}

/** The same badge as on a card; `count` 0 leaves the number out. */
export function riskBadge(worst: Severity, count: number, theme: Theme): SVGElement {
  const { points, fill, stroke, ink, baseline, fontSize, count: label } = badgeDrawing(worst, count, theme);
  const look = { fill, stroke, "stroke-width": 1.6, "stroke-linejoin": "round" };
  return svg(
    "svg",
    { viewBox: "-15 -15 30 30", width: 21, height: 21, class: "risk-badge", "aria-hidden": "true" },
    points === undefined ? svg("circle", { r: 10, ...look }) : svg("polygon", { points, ...look }),
    count > 0 &&
      svg(
        "text",
        { y: baseline, "text-anchor": "middle", fill: ink, "font-weight": 700, "font-size": fontSize },
        label,
      ),
  );
}
