// Colours of the map, read from the editor's theme variables and nothing else.
import { luminance, mix, readableOn, toHex, type Theme } from "./theme.ts";

/** Least contrast of text, and of lines and icons, with what is behind them. Source: WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT_CONTRAST = 4.5;
const GRAPHIC_CONTRAST = 3;

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
  // Cards stand out from their group: a shade lighter in the dark, the bare page in the light.
  const nodeFill = isHighContrast || !isDark ? background : mix(on("editorWidget-background"), text, 0.035);
  const groupFill = isHighContrast ? background : mix(background, on("sideBar-background"), 0.7);
  const grounds = [background, nodeFill, groupFill];
  const muted = isHighContrast ? text : readableOn(on("descriptionForeground"), grounds, TEXT_CONTRAST, text);
  const graphic = (...names: string[]) => readableOn(on(...names), grounds, GRAPHIC_CONTRAST, text);
  const compute = graphic("charts-purple");
  const trigger = graphic("charts-blue");
  const data = graphic("charts-green");
  // Not charts-orange: by default it is a translucent highlight, a dark brown on black.
  const message = graphic("symbolIcon-eventForeground", "charts-orange");
  const line = graphic("editorLineNumber-foreground", "panel-border");
  return {
    background,
    text,
    muted,
    font: style.getPropertyValue("--vscode-font-family").trim() || "sans-serif",
    nodeFill,
    groupFill,
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
      critical: graphic("editorError-foreground"),
      high: graphic("editorWarning-foreground"),
      medium: graphic("editorInfo-foreground"),
      low: muted,
      info: muted,
    },
    isHighContrast,
    isDark,
    reduceMotion:
      body.classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

/** The colours of the drawing for the lists around it, as variables of the body. */
export function shareColours(theme: Theme, body: HTMLElement = document.body): void {
  const { trigger, compute, data, message, edge, muted, risk } = theme;
  const colours = {
    trigger,
    compute,
    data,
    message,
    edge,
    muted,
    "risk-high": risk.high,
    "risk-critical": risk.critical,
  };
  for (const [name, colour] of Object.entries(colours)) body.style.setProperty(`--${name}`, colour);
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
