// What crosses between functions, as plain data: what a handler sends, and what arrives at another.
import type { NodeId, Trigger } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { FlowStep, TaintSource } from "../../model/taint.ts";
import type { Doubt } from "../domain/label.ts";
import type { PartName } from "../tables/sends.ts";
import type { CallLink } from "./call-links.ts";
import type { Sent } from "./filters.ts";

/** Where data from another function comes from, and its way up to the wire. */
export interface Upstream {
  readonly source: TaintSource;
  readonly steps: readonly FlowStep[];
  /** Nodes passed, functions and channels, in order. */
  readonly through: readonly NodeId[];
  readonly harmless: number;
  readonly doubt: Doubt;
}

/** Tainted data that a call hands to a node. */
export interface Sending {
  readonly target: NodeId;
  readonly part: PartName;
  /** Within the part: fields of JSON, attributes of an item. */
  readonly path: readonly string[];
  readonly sent: Sent;
  readonly upstream: Upstream;
  /** In a bucket that starts the reader, but not with this object. */
  readonly startsOthers?: true;
}

/** Tainted data in a part of the event. */
export interface Arrival {
  readonly trigger: Trigger | undefined;
  /** Path in the event, `*` for any index. */
  readonly path: readonly string[];
  /** Wrapped on the way: what is below the path is not known. */
  readonly isLoose: boolean;
  readonly upstream: Upstream;
}

/** What a handler meets of the rest of the app. */
export interface Incoming {
  readonly event: readonly Arrival[];
  readonly stored: ReadonlyMap<NodeId, readonly Sending[]>;
  /** Equal for equal content. */
  readonly key: string;
}

export const NOTHING_INCOMING: Incoming = { event: [], stored: new Map(), key: "" };

/** The interpreter's way to the map. */
export interface Wire {
  /** The function that runs. */
  readonly node: NodeId;
  readonly name: string;
  /** A function or workflow takes what this one answers. */
  readonly isAsked: boolean;
  linksAt(at: SourceRange): readonly CallLink[] | undefined;
  storedIn(store: NodeId): readonly Sending[];
  /** Objects and items come from outside of the app's functions, as far as the map shows. */
  isFilledOutside(store: NodeId): boolean;
  /** Anybody may have stored what is in it. */
  isOpen(store: NodeId): boolean;
  /** What the event of the function is, for what it hands out by links. */
  readonly sender: TaintSource | undefined;
  send(sending: Sending): void;
  noteCall(at: SourceRange): void;
}
