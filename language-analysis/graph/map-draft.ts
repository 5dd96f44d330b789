// The map while it is put together, and what one stack or function adds to it: kept, and added again when nothing it was made of has
// changed.
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { Unresolved } from "../model/problem.ts";
import type { FunctionUsage } from "../model/usage.ts";
import { EdgeCollector, type JoinedEdges, type PlacedDraft } from "./edge-collector.ts";
import { Elsewhere } from "./elsewhere.ts";

export interface Contribution {
  readonly edges: readonly PlacedDraft[];
  readonly elsewhere: readonly MapNode[];
  readonly unresolved: readonly Unresolved[];
  readonly usage: readonly FunctionUsage[];
}

export class MapDraft {
  readonly nodes = new Map<NodeId, MapNode>();
  readonly elsewhere: Elsewhere;
  readonly edges: EdgeCollector;
  readonly unresolved: Unresolved[];
  readonly usage: FunctionUsage[] = [];

  /** Begins with all of `base` but its nodes; `base` itself is not changed any more. */
  constructor(joined: JoinedEdges, base?: MapDraft) {
    this.elsewhere = new Elsewhere(base?.elsewhere.nodes);
    this.edges = new EdgeCollector(joined, base?.edges);
    this.unresolved = [...(base?.unresolved ?? [])];
  }

  node(id: NodeId): MapNode | undefined {
    return this.nodes.get(id) ?? this.elsewhere.nodes.get(id);
  }

  /** Runs `work`, which adds to the draft; what it has added. */
  record(work: () => void): Contribution {
    const edges: PlacedDraft[] = [];
    const elsewhere: MapNode[] = [];
    const start = this.unresolved.length;
    const usageStart = this.usage.length;
    this.edges.recording = edges;
    this.elsewhere.recording = elsewhere;
    work();
    this.edges.recording = undefined;
    this.elsewhere.recording = undefined;
    return { edges, elsewhere, unresolved: this.unresolved.slice(start), usage: this.usage.slice(usageStart) };
  }

  add({ edges, elsewhere, unresolved, usage }: Contribution): void {
    for (const placed of edges) this.edges.place(placed);
    for (const node of elsewhere) this.elsewhere.add(node);
    for (const one of unresolved) this.unresolved.push(one);
    for (const one of usage) this.usage.push(one);
  }
}
