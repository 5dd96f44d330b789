// What the drawing needs to know of the editor's theme, and arithmetic on colours. `read-theme.ts` reads it from the page.
import type { NodeKind } from "../language-analysis/model/app-map.ts";
import type { Severity } from "../language-analysis/model/finding.ts";

export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly font: string;
  readonly nodeFill: string;
  readonly groupFill: string;
  readonly groupBorder: string;
  readonly edge: string;
  readonly focus: string;
  readonly kind: Record<NodeKind, string>;
  readonly trigger: string;
  readonly compute: string;
  readonly data: string;
  readonly message: string;
  readonly risk: Record<Severity, string>;
  readonly isHighContrast: boolean;
  readonly isDark: boolean;
  readonly reduceMotion: boolean;
}

export type Rgb = readonly [red: number, green: number, blue: number];

export function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function toHex(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** `share` of `b` laid over `a`; both `#rrggbb`. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [toRgb(a), toRgb(b)];
  return toHex([
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ]);
}

/** Relative luminance, 0 to 1. Source: WCAG 2.2, definition of relative luminance. */
export function luminance(hex: string): number {
  const linear = toRgb(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

/** Contrast ratio, 1 to 21. Source: WCAG 2.2, definition of contrast ratio. */
export function contrastRatio(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `colour` moved towards `text` until it has `ratio` on `background`: themes choose chart colours for fills, not for text. */
export function readable(colour: string, background: string, ratio: number, text: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const candidate = mix(colour, text, share);
    if (contrastRatio(candidate, background) >= ratio) return candidate;
  }
  return text;
}

/** The same for every ground that it may stand on. */
export function readableOn(colour: string, grounds: readonly string[], ratio: number, text: string): string {
  return grounds.reduce((made, ground) => readable(made, ground, ratio, text), colour);
}

/** Black or white, whichever reads better on `fill`. */
export function inkOn(fill: string): string {
  return contrastRatio("#000000", fill) >= contrastRatio("#ffffff", fill) ? "#000000" : "#ffffff";
}
