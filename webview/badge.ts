// The shape of a risk: never told by colour alone.
import type { Severity } from "../language-analysis/model/finding.ts";
import { inkOn, type Theme } from "./theme.ts";

/** Points of each shape around its centre, as large as its count needs to be read; a circle has none. */
const POINTS: Partial<Record<Severity, string>> = {
  critical: "-4.1,-10 4.1,-10 10,-4.1 10,4.1 4.1,10 -4.1,10 -10,4.1 -10,-4.1",
  high: "0,-14 14,10.5 -14,10.5",
};

export interface BadgeDrawing {
  /** Outline for SVG `points`; absent for a circle. */
  readonly points: string | undefined;
  readonly fill: string;
  readonly stroke: string;
  readonly ink: string;
  readonly count: string;
  /** Where the count's baseline is, below the centre. */
  readonly baseline: number;
  readonly fontSize: number;
}

export function badgeDrawing(worst: Severity, findings: number, theme: Theme): BadgeDrawing {
  const isFilled = worst === "critical" || worst === "high" || worst === "medium";
  const fill = isFilled ? theme.risk[worst] : theme.nodeFill;
  const count = findings > 99 ? "99+" : String(findings);
  const isTriangle = worst === "high";
  return {
    points: POINTS[worst],
    fill,
    stroke: isFilled ? theme.background : theme.risk[worst],
    ink: isFilled ? inkOn(fill) : theme.text,
    count,
    baseline: isTriangle ? 7.8 : 3.9,
    fontSize: count.length > 2 ? 8 : 11,
  };
}
