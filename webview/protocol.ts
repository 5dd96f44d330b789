// The wire between the extension and the map's page: JSON-safe types only, loaded by both sides. The page sends ids and
// indexes, never a path, a range, a command or an edit.
import type { LayoutResult } from "../language-analysis/model/layout.ts";
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { FocusRequest, FocusView } from "../language-analysis/views/focus-view.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";
import type { PermissionTable } from "../language-analysis/views/permission-table.ts";

export type ToWebview =
  /** The app as it is now, with places for everything. The page keeps the places it already shows. */
  | { readonly type: "showGraph"; readonly graph: GraphView; readonly layout: LayoutResult }
  /** Answer to `relayout`: all places anew. */
  | { readonly type: "showLayout"; readonly revision: number; readonly layout: LayoutResult }
  /** What the analysis is doing; a graph that is shown stays. */
  | { readonly type: "showStatus"; readonly status: AnalysisStatus; readonly detail?: string | undefined }
  | { readonly type: "selectNode"; readonly node: NodeId }
  /** Answer to `loadPermissions`. */
  | { readonly type: "showPermissions"; readonly table: PermissionTable }
  /** Everything but this stands back; without it everything is back. */
  | { readonly type: "showFocus"; readonly focus?: FocusView | undefined }
  /** Translations of `strings.ts` by key. Missing keys stay English. */
  | { readonly type: "setStrings"; readonly strings: Readonly<Record<string, string>> };

/** `cancelled`: by the user. Results of an earlier analysis stay. */
export type AnalysisStatus = "analysing" | "ready" | "cancelled" | "failed";

export type FromWebview =
  /** Sent once per load; the host answers with strings, status and graph. `aspect`: width of the map by its height. */
  | { readonly type: "ready"; readonly showPermissions: boolean; readonly aspect?: number | undefined }
  | { readonly type: "openSource"; readonly node: NodeId }
  /** The handler's code rather than the declaration. */
  | { readonly type: "openHandler"; readonly node: NodeId }
  | { readonly type: "openEvidence"; readonly edge: string; readonly evidence: number }
  | { readonly type: "openFinding"; readonly finding: string }
  | { readonly type: "openStep"; readonly finding: string; readonly step: number }
  /** Granted against used of a function; asked for when its details are shown. */
  | { readonly type: "loadPermissions"; readonly node: NodeId }
  | {
      readonly type: "openPermission";
      readonly node: NodeId;
      readonly row: number;
      readonly side: "granted" | "used";
      readonly place: number;
    }
  /** The least-privilege policy of a function, in an editor. */
  | { readonly type: "showPolicy"; readonly node: NodeId }
  /** A blast radius, who reaches a node, the way of a finding's data; nothing leaves the focus. */
  | { readonly type: "focus"; readonly on?: FocusRequest | undefined }
  /** The code line of a step of the focus. `isPassing`: played through, the map keeps the keys. */
  | { readonly type: "openFocusStep"; readonly entry: number; readonly step: number; readonly isPassing: boolean }
  | { readonly type: "openUnresolved"; readonly unresolved: number; readonly revision: number }
  | { readonly type: "applyFix"; readonly finding: string; readonly fix: number }
  /** The user selected something (or nothing): a tree beside the map may follow. */
  | { readonly type: "selected"; readonly node?: NodeId | undefined }
  /** All places anew, with or without what is drawn only with permissions. */
  | { readonly type: "relayout"; readonly showPermissions: boolean; readonly aspect?: number | undefined }
  | { readonly type: "analyse" }
  | { readonly type: "showLog" }
  /** Something went wrong in the page: goes to the log. */
  | { readonly type: "report"; readonly text: string };

/** One handler per message type: a message without a handler does not compile. */
export type Handlers<M extends { type: string }> = {
  [T in M["type"]]: (message: Extract<M, { type: T }>) => void | Promise<void>;
};

/** Calls the handler of `message`. */
export function dispatch<M extends { type: string }>(handlers: Handlers<M>, message: M): void | Promise<void> {
  const handler = handlers[message.type as M["type"]] as (message: M) => void | Promise<void>;
  return handler(message);
}
