// What stands back so that something else stands out.
import type { Drawing } from "./elements.ts";
import { drawnKey, groupKey, nodeKey, shownRisk } from "./elements.ts";
import { focusLight, type FocusState } from "./focus-mode.ts";
import type { GraphIndex } from "./graph-index.ts";
import type { ViewState } from "./view-state.ts";

export interface Emphasis {
  /** Keys that are dimmed. Open groups never are: they are only ground. */
  readonly dim: ReadonlySet<string>;
  /** Lines of the selected node, drawn stronger with their label. */
  readonly near: ReadonlySet<string>;
  /** The way that is lit, and the step that is played now. */
  readonly lit: ReadonlySet<string>;
  readonly now: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** In a focus everything else stands back, whatever is selected or searched. */
function inFocus(focus: FocusState, drawing: Drawing, index: GraphIndex, state: ViewState): Emphasis {
  const { bright, lit, now } = focusLight(focus, drawing, index, state);
  const dim = new Set<string>();
  const near = new Set<string>();
  for (const { id, type } of drawing.nodes) if (type !== "open" && !bright.has(id)) dim.add(id);
  for (const { id } of drawing.lines) (bright.has(id) ? near : dim).add(id);
  return { dim, near: lit.size > 0 ? NONE : near, lit, now };
}

/** A focus decides; else a search; else the selection; else the chosen risks. */
export function emphasisOf(drawing: Drawing, index: GraphIndex, chosen: ViewState, focus?: FocusState): Emphasis {
  if (focus) return inFocus(focus, drawing, index, chosen);
  const selection = chosen.selection === undefined ? undefined : drawnKey(chosen.selection, index, chosen);
  const state = { ...chosen, selection };
  const hits = searchHits(index, state);
  const around = selected(drawing, selection);
  // A hit that is selected keeps its neighbours.
  if (hits && around && selection !== undefined && hits.has(selection)) for (const key of around) hits.add(key);
  const bright = hits ?? around ?? atRisk(index, state);
  const near = new Set<string>();
  for (const { id, from, to } of drawing.lines) {
    if (selection !== undefined && (from === selection || to === selection)) near.add(id);
  }
  if (!bright) return { dim: NONE, near, lit: NONE, now: NONE };
  const dim = new Set<string>();
  for (const { id, type } of drawing.nodes) if (type !== "open" && !bright.has(id)) dim.add(id);
  for (const { id, from, to } of drawing.lines) {
    const isBright = bright.has(id) || near.has(id) || (bright.has(from) && bright.has(to) && near.size === 0);
    if (!isBright) dim.add(id);
  }
  return { dim, near, lit: NONE, now: NONE };
}

function withGroups(index: GraphIndex, state: ViewState, nodes: Iterable<string>): Set<string> {
  const keys = new Set<string>();
  for (const id of nodes) {
    keys.add(drawnKey(nodeKey(id), index, state));
    keys.add(groupKey(index.nodes.get(id)?.group ?? ""));
  }
  return keys;
}

function searchHits(index: GraphIndex, state: ViewState): Set<string> | undefined {
  if (state.search.trim() === "") return undefined;
  return withGroups(
    index,
    state,
    index.search(state.search).map((node) => node.id),
  );
}

function selected(drawing: Drawing, selection: string | undefined): Set<string> | undefined {
  if (selection === undefined) return undefined;
  const bright = new Set([selection]);
  let isDrawn = false;
  for (const { id, type } of drawing.nodes) if (id === selection && type !== "open") isDrawn = true;
  for (const { id, from, to } of drawing.lines) {
    if (id === selection) {
      isDrawn = true;
      bright.add(from).add(to);
    } else if (from === selection || to === selection) bright.add(from).add(to).add(id);
  }
  return isDrawn ? bright : undefined;
}

function atRisk(index: GraphIndex, state: ViewState): Set<string> | undefined {
  if (state.sas.length === 0) return undefined;
  return withGroups(
    index,
    state,
    index.graph.nodes
      .filter((node) => shownRisk(index.findingsOf(node.id), { ...state, showRisks: true }))
      .map((node) => node.id),
  );
}
