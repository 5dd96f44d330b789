// Who fills a store or a channel: functions of the app alone, or someone outside of what is analysed.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapEdge, MapNode, NodeId } from "../../model/app-map.ts";
import { placeKey } from "./call-links.ts";
import { isOpenToAnyone } from "./open-stores.ts";

const DEEPEST = 5;

/** Who fills a store: functions of the app alone, anybody, or others whom nothing on the map tells. */
export type Filling = "app" | "anyone" | "others";

interface Supplier {
  readonly from: NodeId;
  /** Absent: as what fills it itself. */
  readonly isFromApp?: boolean;
}

export class Supply {
  private readonly suppliers = new Map<NodeId, readonly Supplier[] | undefined>();
  private readonly known = new Map<string, boolean>();

  /** `isFollowed`: the data flow of the function has come by the call at this place. */
  constructor(
    private readonly graph: AppGraph,
    private readonly isFollowed: (producer: NodeId, place: string) => boolean,
  ) {}

  /**
   * True when all that fills `id` are functions of the app whose code is followed. `consumer` does not count as one of them, nor does
   * what only `id` itself starts: the first item must come from somewhere.
   */
  isFromApp(id: NodeId, consumer: NodeId): boolean {
    const key = `${id}\n${consumer}`;
    let answer = this.known.get(key);
    if (answer === undefined) this.known.set(key, (answer = this.find(id, consumer, 0)));
    return answer;
  }

  fillingOf(id: NodeId, consumer: NodeId): Filling {
    if (this.graph.node(id)?.kind === "store" && !this.suppliersOf(id)) return "anyone";
    return this.isFromApp(id, consumer) ? "app" : "others";
  }

  private find(id: NodeId, consumer: NodeId, depth: number): boolean {
    const suppliers = depth > DEEPEST ? undefined : this.suppliersOf(id);
    if (!suppliers) return false;
    let count = 0;
    for (const { from, isFromApp } of suppliers) {
      if (from === consumer) continue;
      if (!(isFromApp ?? this.find(from, consumer, depth + 1))) return false;
      count += 1;
    }
    return count > 0;
  }

  /** Undefined: anyone may fill it. The same for every consumer, of which a shared table has many. */
  private suppliersOf(id: NodeId): readonly Supplier[] | undefined {
    if (this.suppliers.has(id)) return this.suppliers.get(id);
    const node = this.graph.node(id);
    const found =
      node && !isOpenToAnyone(this.graph, node)
        ? this.graph
            .edgesTo(id, "writes", "publishes", "connects", "triggers", "invokes")
            .flatMap((edge) => this.supplierBy(edge, id) ?? [])
        : undefined;
    this.suppliers.set(id, found);
    return found;
  }

  /** Undefined: it is no supplier. */
  private supplierBy(edge: MapEdge, id: NodeId): Supplier | undefined {
    if (!edge.evidence.some(({ kind }) => kind !== "granted") && edge.evidence.length > 0) return undefined;
    const node = this.graph.node(edge.from);
    if (!node) return undefined;
    const from = node.id;
    switch (node.kind) {
      case "function": {
        const calls = edge.evidence.filter(({ kind }) => kind === "observed");
        // What is declared alone (a destination, a dead-letter queue) carries what the function answers.
        if (calls.length === 0) return undefined;
        if (!this.startsElsewhere(node, id)) return undefined;
        const isFromApp = node.handler !== undefined && calls.some(({ at }) => this.isFollowed(from, placeKey(at)));
        return { from, isFromApp };
      }
      case "channel":
      case "store":
        return { from };
      case "schedule":
        return { from, isFromApp: true };
      case "workflow":
        return edge.kind === "invokes" ? { from } : { from, isFromApp: true };
      default:
        return { from, isFromApp: false };
    }
  }

  private startsElsewhere(from: MapNode, id: NodeId): boolean {
    const triggers = this.graph.triggersOf(from.id);
    return triggers.length === 0 || triggers.some(({ source }) => source.id !== id);
  }
}
