// Colours of the map, read from the editor's theme variables and nothing else.
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

/** Reads the theme as it is now. Every colour comes out as opaque `#rrggbb`. */
export function readTheme(body: HTMLElement = document.body): Theme {
  const style = getComputedStyle(body);
  const rasterize = colourReader();
  const isHighContrast =
    body.classList.contains("vscode-high-contrast") || body.classList.contains("vscode-high-contrast-light");
  const read = (names: readonly string[], over: string, otherwise: string): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      const colour = value === "" ? undefined : rasterize(value, over);
      if (colour !== undefined) return colour;
    }
    return otherwise;
  };
  const background = read(["editor-background"], "#ffffff", "#1e1e1e");
  const isDark = luminance(background) < 0.4;
  const text = read(["editor-foreground", "foreground"], background, isDark ? "#d4d4d4" : "#1e1e1e");
  const on = (...names: string[]) => read(names, background, text);
  const contrast = isHighContrast ? on("contrastBorder") : undefined;
  const muted = isHighContrast ? text : readable(on("descriptionForeground"), background, 4.6, text);
  const compute = graphic(on("charts-purple"), background, text);
  const trigger = graphic(on("charts-blue"), background, text);
  const data = graphic(on("charts-green"), background, text);
  const message = graphic(on("charts-orange"), background, text);
  const line = graphic(on("editorLineNumber-foreground", "panel-border"), background, text, 2);
  return {
    background,
    text,
    muted,
    font: style.getPropertyValue("--vscode-font-family").trim() || "sans-serif",
    // Cards stand out from their group: a shade lighter in the dark, the bare page in the light.
    nodeFill: isHighContrast || !isDark ? background : mix(on("editorWidget-background"), text, 0.035),
    groupFill: isHighContrast ? background : mix(background, on("sideBar-background"), 0.7),
    groupBorder: contrast ?? mix(background, line, 0.55),
    edge: contrast ?? line,
    focus: isHighContrast ? on("contrastActiveBorder", "focusBorder") : on("focusBorder"),
    trigger,
    compute,
    data,
    message,
    kind: {
      public: trigger,
      endpoint: trigger,
      schedule: trigger,
      function: compute,
      workflow: compute,
      channel: message,
      store: data,
      secret: data,
      identity: muted,
      role: muted,
      external: muted,
    },
    risk: {
      critical: on("editorError-foreground"),
      high: on("editorWarning-foreground"),
      medium: on("editorInfo-foreground"),
      low: muted,
      info: muted,
    },
    isHighContrast,
    isDark,
    reduceMotion:
      body.classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

/** Any CSS colour, flattened onto `over`; undefined for what the browser does not know as a colour. */
function colourReader(): (css: string, over: string) => string | undefined {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return (css, over) => {
    if (!context || !CSS.supports("color", css)) return undefined;
    context.fillStyle = over;
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return toHex([red, green, blue]);
  };
}

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

function graphic(colour: string, background: string, text: string, ratio = 3): string {
  return readable(colour, background, ratio, text);
}

/** Black or white, whichever reads better on `fill`. */
export function inkOn(fill: string): string {
  return contrastRatio("#000000", fill) >= contrastRatio("#ffffff", fill) ? "#000000" : "#ffffff";
}

/** Calls `listener` when the editor changes its theme: it rewrites the body's classes and the style of the root. */
export function onThemeChange(listener: () => void): void {
  let scheduled = false;
  const observer = new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      listener();
    });
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
}
