// Colours of the map, read from the editor's theme variables and nothing else.
import { luminance, mix, readable, toHex, type Theme } from "./theme.ts";

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

function graphic(colour: string, background: string, text: string, ratio = 3): string {
  return readable(colour, background, ratio, text);
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
