// The wire of one handler's run: what the map tells it, and what it hands out.
import type { MapNode, NodeId } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { TaintSource } from "../../model/taint.ts";
import type { EventSource } from "../sources/event-source.ts";
import { type CallLink, type CallLinks, placeKey } from "./call-links.ts";
import type { Filling } from "./supply.ts";
import type { Incoming, Sending, Wire } from "./wire.ts";

const MOST_SENDINGS = 200;

export class HandlerWire implements Wire {
  readonly node: NodeId;
  readonly name: string;
  readonly sender: TaintSource | undefined;
  readonly followed = new Set<string>();
  private readonly sent = new Map<string, Sending>();

  constructor(
    node: MapNode,
    private readonly links: CallLinks,
    private readonly incoming: Incoming,
    source: EventSource,
    private readonly fillingOf: (store: NodeId) => Filling,
    readonly isAsked: boolean,
  ) {
    this.node = node.id;
    this.name = node.name;
    const facts = source.part([]);
    this.sender = facts && {
      kind: "event",
      ...(facts.trigger && { trigger: facts.trigger }),
      trust: facts.trust,
      path: "",
      node: node.id,
      at: node.handler?.at ?? node.nameAt,
    };
  }

  get sendings(): readonly Sending[] {
    return [...this.sent.values()];
  }

  linksAt(at: SourceRange): readonly CallLink[] | undefined {
    return this.links.size === 0 ? undefined : this.links.get(placeKey(at));
  }

  storedIn(store: NodeId): readonly Sending[] {
    return this.incoming.stored.get(store) ?? [];
  }

  isFilledOutside(store: NodeId): boolean {
    return this.fillingOf(store) !== "app";
  }

  isOpen(store: NodeId): boolean {
    return this.fillingOf(store) === "anyone";
  }

  noteCall(at: SourceRange): void {
    this.followed.add(placeKey(at));
  }

  /** Of the same data sent to the same part the surest way counts. */
  send(sending: Sending): void {
    const { target, part, path, upstream } = sending;
    const { source } = upstream;
    const key = [
      target,
      part,
      path.join("."),
      source.node,
      source.trust,
      source.path,
      JSON.stringify(sending.sent),
    ].join("|");
    const known = this.sent.get(key);
    const isBetter =
      !known || upstream.doubt < known.upstream.doubt || upstream.steps.length < known.upstream.steps.length;
    if (isBetter && (known || this.sent.size < MOST_SENDINGS)) this.sent.set(key, sending);
  }
}
