import type { Confidence, Evidence, MapEdge, NodeId } from "../model/app-map.ts";
import { compareRanges } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import { inOrder } from "./sorted-ids.ts";

export type EdgeDraft = Omit<MapEdge, "id" | "evidence" | "confidence"> & {
  readonly evidence: Evidence;
  readonly confidence: Confidence;
};

const ORDER: readonly Confidence[] = ["high", "medium", "low"];

/** A draft with the id of the edge it is evidence for. */
export interface PlacedDraft {
  readonly id: string;
  readonly draft: EdgeDraft;
}

/** What joining edges leaves for the next analysis: edges of the same drafts stay the same objects. */
export interface JoinedEdges {
  /** By the last of the drafts. */
  readonly known: WeakMap<EdgeDraft, { readonly drafts: readonly EdgeDraft[]; readonly edge: MapEdge }>;
  /** Ids in order. */
  ids: readonly string[];
}

/** Merges parallel evidence into one edge: the surest evidence decides the confidence, actions are joined. */
export class EdgeCollector {
  private readonly drafts = new Map<string, EdgeDraft[]>();
  private all: readonly MapEdge[] | undefined;
  /** While set, what is added is noted here too. */
  recording: PlacedDraft[] | undefined;

  /** Begins with all of `base`, to which nothing is added any more. */
  constructor(
    private readonly joined: JoinedEdges,
    private readonly base?: EdgeCollector,
  ) {}

  add(draft: EdgeDraft): void {
    const id = `${draft.from}|${draft.kind}|${draft.to}${draft.trigger === undefined ? "" : `|${draft.trigger}`}`;
    this.place({ id, draft });
  }

  place(placed: PlacedDraft): void {
    const { id, draft } = placed;
    const known = this.drafts.get(id);
    if (known) known.push(draft);
    else this.drafts.set(id, [...(this.base?.drafts.get(id) ?? []), draft]);
    this.recording?.push(placed);
  }

  /** Sorted by id; edges with an end that is no node are left out. Nothing may be added any more. */
  edges(isNode: (id: NodeId) => boolean): readonly MapEdge[] {
    return this.sorted().filter((edge) => isNode(edge.from) && isNode(edge.to));
  }

  private sorted(): readonly MapEdge[] {
    if (this.all) return this.all;
    const ids = inOrder(this.drafts.keys(), this.joined.ids);
    const below = this.base?.sorted() ?? [];
    const merged: MapEdge[] = [];
    let next = 0;
    for (const id of ids) {
      for (let edge = below[next]; edge !== undefined && edge.id <= id; edge = below[++next]) {
        if (edge.id !== id) merged.push(edge);
      }
      const own = this.edge(id, this.drafts.get(id) ?? []);
      if (own) merged.push(own);
    }
    this.all = merged.concat(below.slice(next));
    this.joined.ids = this.all.map((edge) => edge.id);
    return this.all;
  }

  private edge(id: string, drafts: readonly EdgeDraft[]): MapEdge | undefined {
    const last = drafts.at(-1);
    if (!last) return undefined;
    const known = this.joined.known.get(last);
    if (known?.drafts.length === drafts.length && known.drafts.every((draft, index) => draft === drafts[index]))
      return known.edge;
    const edge = join(id, drafts);
    this.joined.known.set(last, { drafts: [...drafts], edge });
    return edge;
  }
}

function join(id: string, drafts: readonly EdgeDraft[]): MapEdge {
  const [only] = drafts;
  if (only && drafts.length === 1) return single(id, only);
  const evidence = new Map<string, Evidence>();
  for (const draft of drafts) evidence.set(JSON.stringify(draft.evidence), draft.evidence);
  const sorted = [...evidence].sort(([a, one], [b, other]) => compareRanges(one.at, other.at) || (a < b ? -1 : 1));
  const rank = (draft: EdgeDraft) => ORDER.indexOf(draft.confidence);
  const best = Math.min(...drafts.map(rank));
  const confidence = ORDER[best] ?? "low";
  const reasons = drafts.filter((draft) => rank(draft) === best).flatMap((draft) => draft.reason ?? []);
  const actions = [...new Set(drafts.flatMap((draft) => draft.actions ?? []))].sort();
  const filters = differentFilters(drafts);
  const deliveries = new Set(drafts.map(({ delivery }) => delivery && JSON.stringify(delivery.settings)));
  const [first] = drafts;
  if (!first) throw new Error("an edge without evidence");
  const [reason] = reasons.sort();
  return {
    id,
    from: first.from,
    to: first.to,
    kind: first.kind,
    ...(first.trigger === undefined ? {} : { trigger: first.trigger }),
    ...(actions.length === 0 ? {} : { actions }),
    evidence: sorted.map(([, one]) => one),
    confidence,
    ...(confidence === "high" || reason === undefined ? {} : { reason }),
    ...(filters.length === 1 && { filter: filters[0] }),
    ...(filters.length > 1 && { filters }),
    ...(deliveries.size === 1 && first.delivery ? { delivery: first.delivery } : {}),
  };
}

/** None when one of the declarations lets everything through. */
function differentFilters(drafts: readonly EdgeDraft[]): readonly Value[] {
  const found = new Map<string, Value>();
  for (const { filter } of drafts) {
    if (!filter) return [];
    found.set(JSON.stringify(filter), filter);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, filter]) => filter);
}

/** Most edges have one evidence: nothing to merge. */
function single(id: string, draft: EdgeDraft): MapEdge {
  const { from, to, kind, trigger, actions = [], evidence, confidence, reason, filter, delivery } = draft;
  return {
    id,
    from,
    to,
    kind,
    ...(trigger === undefined ? {} : { trigger }),
    ...(actions.length === 0 ? {} : { actions: [...new Set(actions)].sort() }),
    evidence: [evidence],
    confidence,
    ...(confidence === "high" || reason === undefined ? {} : { reason }),
    ...(filter ? { filter } : {}),
    ...(delivery ? { delivery } : {}),
  };
}
