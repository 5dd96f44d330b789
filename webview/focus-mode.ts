// What the map's focus is at: a chosen way, a step of it. The ways themselves come from the host.
import type { FocusEntry, FocusStep, FocusView } from "../language-analysis/views/focus-view.ts";
import { drawnKey, groupKey, lineKey, nodeKey, type Drawing } from "./elements.ts";
import type { GraphIndex } from "./graph-index.ts";
import type { ViewState } from "./view-state.ts";

export interface FocusState {
  readonly view: FocusView;
  /** The way that is lit; of a flow always the one. */
  readonly entry: number | undefined;
  /** Played up to this step; undefined before the first. */
  readonly step: number | undefined;
}

export class FocusMode {
  private current: FocusState | undefined;

  get state(): FocusState | undefined {
    return this.current;
  }

  /** The same focus of a newer result keeps its place. */
  show(view: FocusView | undefined): void {
    const known = this.current;
    const isSame = view !== undefined && known?.view.kind === view.kind && known.view.id === view.id;
    if (!view) this.current = undefined;
    else if (isSame && known.view.entries.length === view.entries.length) this.current = { ...known, view };
    else this.current = { view, entry: view.kind === "flow" ? 0 : undefined, step: undefined };
  }

  /** Choosing the chosen way again gives it up. */
  choose(entry: number): void {
    const known = this.current;
    if (!known || known.view.kind === "flow") return;
    this.current = { view: known.view, entry: known.entry === entry ? undefined : entry, step: undefined };
  }

  chooseNode(node: string): void {
    const entry = this.current?.view.entries.findIndex((one) => one.node === node) ?? -1;
    if (entry >= 0 && entry !== this.current?.entry) this.choose(entry);
  }

  /** The step that is played now; undefined when there is none in that direction. Without a chosen way the first is taken. */
  play(direction: 1 | -1): { readonly entry: number; readonly step: number; readonly at: FocusStep } | undefined {
    const known = this.current;
    if (!known) return undefined;
    const entry = known.entry ?? 0;
    const step = (known.step ?? -1) + direction;
    const at = known.view.entries[entry]?.path[step];
    if (!at) return undefined;
    this.current = { view: known.view, entry, step };
    return { entry, step, at };
  }
}

export function chosenEntry({ view, entry }: FocusState): FocusEntry | undefined {
  return entry === undefined ? undefined : view.entries[entry];
}

/** Every node that the focus speaks of. */
export function focusNodes({ view }: FocusState): ReadonlySet<string> {
  const nodes = new Set(view.kind === "flow" ? [] : [view.node]);
  for (const { path } of view.entries) for (const { from, to } of path) nodes.add(from).add(to);
  return nodes;
}

/** Where a node is drawn: as itself, as part of its function, or as its closed group. */
export function standIn(node: string, index: GraphIndex, state: ViewState, isDrawn: (key: string) => boolean): string {
  const key = drawnKey(nodeKey(node), index, state);
  if (isDrawn(key)) return key;
  const group = index.nodes.get(node)?.group;
  return group !== undefined && isDrawn(groupKey(group)) ? groupKey(group) : key;
}

export interface FocusLight {
  /** Nodes and lines that do not stand back. */
  readonly bright: ReadonlySet<string>;
  /** Of the chosen way, as far as it has been played. */
  readonly lit: ReadonlySet<string>;
  /** The step that is played now. */
  readonly now: ReadonlySet<string>;
}

export function focusLight(focus: FocusState, drawing: Drawing, index: GraphIndex, state: ViewState): FocusLight {
  // An open group is only ground.
  const drawn = new Set(drawing.nodes.flatMap(({ id, type }) => (type === "open" ? [] : [id])));
  const keyOf = (node: string) => standIn(node, index, state, (key) => drawn.has(key));
  const bright = new Set<string>([...focusNodes(focus)].map(keyOf));
  const keysOf = ({ from, to }: FocusStep): readonly string[] => {
    const [a, b] = [keyOf(from), keyOf(to)];
    return a === b ? [a] : [a, b, lineKey(a, b)];
  };
  for (const { path } of focus.view.entries) for (const step of path) for (const key of keysOf(step)) bright.add(key);
  const path = chosenEntry(focus)?.path ?? [];
  const played = focus.step === undefined ? path : path.slice(0, focus.step + 1);
  const current = focus.step === undefined ? undefined : path[focus.step];
  return { bright, lit: new Set(played.flatMap(keysOf)), now: new Set(current ? keysOf(current) : []) };
}
