// Ranged trees of YAML and JSON documents and of configuration scripts: one vocabulary, so that a reader does not know which it reads.
import type { Problem } from "./problem.ts";
import type { Span } from "./range.ts";

export type DataNode = ScalarNode | MapNode | ListNode;

interface NodeBase {
  /** The file where the node is written, when it is not that of the collection around it (a script's imports). */
  readonly file?: string;
}

export interface ScalarNode extends NodeBase {
  readonly type: "scalar";
  /** YAML tag as written (`!Ref`); absent when none. */
  readonly tag?: string;
  /** The text after unquoting, unescaping and folding. */
  readonly text: string;
  /** The text by the YAML 1.2 core schema (or JSON): what a consumer sees. Tagged and quoted scalars are strings. */
  readonly value: string | number | boolean | null;
  readonly style: "plain" | "single-quoted" | "double-quoted" | "literal" | "folded";
  /** From the tag, if any, to the end of the value, quotes included. */
  readonly at: Span;
  /** The value alone, without tag, quotes or block indicator. */
  readonly contentAt: Span;
  /**
   * Block scalars only: columns that the parser took off each line. Line `n` of `text` stands on line `contentAt[0] + n`,
   * its first character in column `indent` (literal style; a folded text has other lines than the file).
   */
  readonly indent?: number;
}

export interface MapNode extends NodeBase {
  readonly type: "map";
  readonly tag?: string;
  readonly entries: readonly MapEntry[];
  readonly at: Span;
  /** Absent in scripts: nothing can be added there in a known style. */
  readonly layout?: Layout;
}

export interface MapEntry extends NodeBase {
  readonly key: string;
  readonly keyAt: Span;
  readonly value: DataNode;
  /** From the key's start to the value's end. */
  readonly at: Span;
}

export interface ListNode extends NodeBase {
  readonly type: "list";
  readonly tag?: string;
  readonly items: readonly DataNode[];
  readonly at: Span;
  /** Absent in scripts: nothing can be added there in a known style. */
  readonly layout?: Layout;
}

/**
 * How a map or list is written, so that an edit can add to it in the same style.
 * `insertAt` is the place after the last entry, in a block behind a comment on its last line (empty collection: inside the
 * brackets); `indent` the column of the entries, for a block list that of its dashes.
 */
export interface Layout {
  readonly style: "yaml-block" | "yaml-flow" | "json";
  readonly indent: number;
  readonly insertAt: readonly [line: number, character: number];
  readonly isEmpty: boolean;
}

/** One file may hold several YAML documents; templates use the first. A broken file still has the tree up to the error. */
export interface DocumentTree {
  readonly file: string;
  readonly format: "yaml" | "json" | "toml" | "script";
  readonly root: DataNode | undefined;
  /** Documents after the first, when there are any. */
  readonly others?: readonly DataNode[];
  readonly problems: readonly Problem[];
}
