// Who fills a store or a channel: functions of the app alone, or someone outside of what is analysed.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapEdge, MapNode, NodeId } from "../../model/app-map.ts";
import { placeKey } from "./call-links.ts";
import { isOpenToAnyone } from "./open-stores.ts";

const DEEPEST = 5;

export class Supply {
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

  private find(id: NodeId, consumer: NodeId, depth: number): boolean {
    const node = this.graph.node(id);
    if (!node || depth > DEEPEST || isOpenToAnyone(this.graph, node)) return false;
    let count = 0;
    for (const edge of this.graph.edgesTo(id, "writes", "publishes", "connects", "triggers", "invokes")) {
      if (!edge.evidence.some(({ kind }) => kind !== "granted") && edge.evidence.length > 0) continue;
      const from = this.graph.node(edge.from);
      if (!from || from.id === consumer) continue;
      const answer = this.suppliedBy(from, edge, id, consumer, depth);
      if (answer === false) return false;
      if (answer) count += 1;
    }
    return count > 0;
  }

  /** Undefined: it is no supplier. */
  private suppliedBy(from: MapNode, edge: MapEdge, id: NodeId, consumer: NodeId, depth: number): boolean | undefined {
    switch (from.kind) {
      case "function": {
        const calls = edge.evidence.filter(({ kind }) => kind === "observed");
        // What is declared alone (a destination, a dead-letter queue) carries what the function answers.
        if (calls.length === 0) return undefined;
        if (!this.startsElsewhere(from, id)) return undefined;
        return from.handler !== undefined && calls.some(({ at }) => this.isFollowed(from.id, placeKey(at)));
      }
      case "channel":
      case "store":
        return this.find(from.id, consumer, depth + 1);
      case "schedule":
        return true;
      case "workflow":
        return edge.kind === "invokes" ? this.find(from.id, consumer, depth + 1) : true;
      default:
        return false;
    }
  }

  private startsElsewhere(from: MapNode, id: NodeId): boolean {
    const triggers = this.graph.triggersOf(from.id);
    return triggers.length === 0 || triggers.some(({ source }) => source.id !== id);
  }
}
