import type { Confidence, Evidence, MapEdge, NodeId } from "../model/app-map.ts";
import { compareRanges } from "../model/range.ts";

export type EdgeDraft = Omit<MapEdge, "id" | "evidence" | "confidence"> & {
  readonly evidence: Evidence;
  readonly confidence: Confidence;
};

const ORDER: readonly Confidence[] = ["high", "medium", "low"];

/** Merges parallel evidence into one edge: the surest evidence decides the confidence, actions are joined. */
export class EdgeCollector {
  private readonly drafts = new Map<string, EdgeDraft[]>();

  add(draft: EdgeDraft): void {
    const id = `${draft.from}|${draft.kind}|${draft.to}${draft.trigger === undefined ? "" : `|${draft.trigger}`}`;
    const known = this.drafts.get(id);
    if (known) known.push(draft);
    else this.drafts.set(id, [draft]);
  }

  /** Sorted by id; edges with an end that is no node are left out. */
  edges(isNode: (id: NodeId) => boolean): readonly MapEdge[] {
    return [...this.drafts]
      .map(([id, drafts]) => join(id, drafts))
      .filter((edge) => isNode(edge.from) && isNode(edge.to))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
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
  const filters = new Set(drafts.map((draft) => draft.filter && JSON.stringify(draft.filter)));
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
    ...(filters.size === 1 && first.filter ? { filter: first.filter } : {}),
  };
}

/** Most edges have one evidence: nothing to merge. */
function single(id: string, draft: EdgeDraft): MapEdge {
  const { from, to, kind, trigger, actions = [], evidence, confidence, reason, filter } = draft;
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
  };
}
