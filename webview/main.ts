import "./main.css";
import { MapApp } from "./map-app.ts";
import { dispatch, type FromWebview } from "./protocol.ts";
import { parseToWebview } from "./protocol-check.ts";
import { setTranslations } from "./strings.ts";
import { restoreState, type ViewState } from "./view-state.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const api = acquireVsCodeApi();
const send = (message: FromWebview) => api.postMessage(message);

/** An outline beside the map needs this width; below it the map comes first. */
const OUTLINE_FROM_WIDTH = 1_000;
/** Below it the outline stands above the map; as in `main.css`. */
const OUTLINE_BESIDE_WIDTH = 700;
/** Of the toolbar and the status line together, about. */
const AROUND_HEIGHT = 64;

let app: MapApp | undefined;

function start(): MapApp {
  const stored = api.getState();
  const state = restoreState(stored);
  const isReadAloud = document.body.classList.contains("vscode-using-screen-reader");
  const needsOutline = isReadAloud || (stored === undefined && window.innerWidth >= OUTLINE_FROM_WIDTH);
  // Moved beside an editor: there it would stand above the map and take its room.
  const hasRoom = isReadAloud || window.innerWidth >= OUTLINE_BESIDE_WIDTH;
  return new MapApp(
    { send, saveState: (saved: ViewState) => api.setState(saved) },
    { ...state, showOutline: (needsOutline || state.showOutline) && hasRoom },
  );
}

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = parseToWebview(event.data);
  if (!message) return report("A message of unknown shape was ignored.");
  if (message.type === "setStrings") {
    setTranslations(message.strings);
    app ??= start();
    return;
  }
  app ??= start();
  try {
    void dispatch(app.handlers, message);
  } catch (error) {
    report(
      `The message ${message.type} was not shown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
});
window.addEventListener("error", ({ message, filename, lineno }) => report(`${message} (${filename}:${lineno})`));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  report(`The content security policy blocked ${blockedURI} (${violatedDirective}).`),
);

function report(text: string): void {
  send({ type: "report", text: text.slice(0, 2_000) });
}

const aspect = window.innerWidth / Math.max(1, window.innerHeight - AROUND_HEIGHT);
send({
  type: "ready",
  showPermissions: restoreState(api.getState()).showPermissions,
  ...(aspect > 0 ? { aspect } : {}),
});
