// js-yaml's events -> ranged trees. The events give tag, quotes and value apart and no end of a collection; both are put together here.
import {
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  getScalarValue,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { rangeOf, type Span } from "../model/range.ts";
import type { DataNode, Layout, ListNode, MapEntry, MapNode, ScalarNode } from "../model/tree.ts";
import type { LineIndex } from "./line-index.ts";
import { coreValue } from "./scalar-value.ts";
import { blockContentEnd, blockHeader, endOfLine, skipTrivia } from "./yaml-trivia.ts";

/** Nodes that aliases and merge keys may add to one file; beyond it an alias stands for nothing. Templates stay below some hundreds. */
const MAX_ALIASED_NODES = 100_000;
/** Levels, aliases followed. js-yaml itself stops at 100 levels as written. */
const MAX_DEPTH = 200;
const ABSENT = -1;

const STYLES = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single-quoted",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double-quoted",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
} as const satisfies Record<ScalarEvent["style"], ScalarNode["style"]>;

/** A finished node with what its parent needs to know; `start` and `end` are offsets, at the alias for an aliased node. */
interface Built {
  readonly node: DataNode;
  readonly start: number;
  readonly end: number;
  readonly size: number;
  readonly height: number;
}

interface Frame {
  readonly kind: "document" | "map" | "list";
  readonly start: number;
  readonly tag: string | undefined;
  readonly tagStart: number;
  readonly anchor: string | undefined;
  readonly isFlow: boolean;
  /** `[a: b]`: a map without brackets of its own. */
  isPair: boolean;
  readonly items: DataNode[];
  readonly entries: (MapEntry | undefined)[];
  readonly indexByKey: Map<string, number>;
  readonly merged: MapNode[];
  key: (Built & { readonly text: string; readonly isMerge: boolean }) | undefined;
  size: number;
  height: number;
}

export class YamlTreeBuilder {
  readonly problems: Problem[] = [];
  readonly documents: DataNode[] = [];
  private readonly stack: Frame[] = [];
  private readonly anchors = new Map<string, Built | "open">();
  private aliasedNodes = 0;
  /** Offset behind the last token that was taken in. */
  private cursor = 0;
  private readonly file: string;
  private readonly source: string;
  private readonly lines: LineIndex;

  constructor(file: string, source: string, lines: LineIndex) {
    this.file = file;
    this.source = source;
    this.lines = lines;
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.anchors.clear();
        this.stack.push(newFrame("document", this.cursor, undefined, ABSENT, undefined, false));
        break;
      case EVENT_ID.MAPPING:
        this.open("map", event);
        break;
      case EVENT_ID.SEQUENCE:
        this.open("list", event);
        break;
      case EVENT_ID.SCALAR:
        this.scalar(event);
        break;
      case EVENT_ID.ALIAS:
        this.alias(event.anchorStart, event.anchorEnd);
        break;
      case EVENT_ID.POP:
        this.close();
        break;
    }
  }

  private open(kind: "map" | "list", event: MappingEvent | SequenceEvent): void {
    this.noticePair(firstOffset(event, event.start));
    const anchor = this.anchorOf(event);
    if (anchor !== undefined) this.anchors.set(anchor, "open");
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    this.stack.push(newFrame(kind, event.start, this.tagOf(event), event.tagStart, anchor, isFlow));
    this.cursor = event.start + (isFlow ? 1 : 0);
  }

  /** The first child of a flow map without brackets begins where the map begins. */
  private noticePair(childStart: number | undefined): void {
    const frame = this.stack.at(-1);
    if (frame?.kind !== "map" || !frame.isFlow || frame.key || frame.entries.length > 0) return;
    const isPair = childStart === undefined ? this.source[frame.start] !== "{" : childStart <= frame.start;
    if (!isPair) return;
    frame.isPair = true;
    this.cursor = frame.start;
  }

  private scalar(event: ScalarEvent): void {
    const { valueStart, valueEnd, tagStart } = event;
    const isEmpty = valueStart === ABSENT;
    const hasProperties = tagStart !== ABSENT || event.anchorStart !== ABSENT;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    this.noticePair(isEmpty && !hasProperties ? undefined : firstOffset(event, isQuoted ? valueStart - 1 : valueStart));

    let start = valueStart;
    let end = valueEnd;
    let contentStart = valueStart;
    let contentEnd = valueEnd;
    let indent: number | undefined;
    let insertEnd: number | undefined;
    if (isEmpty) {
      start = end = hasProperties ? Math.max(event.tagEnd, event.anchorEnd) : this.emptyPlace();
      contentStart = contentEnd = end;
    } else if (isQuoted) {
      start = valueStart - 1;
      end = valueEnd + 1;
    } else if (isBlock) {
      const header = blockHeader(this.source, valueStart, Math.max(this.cursor, event.tagEnd, event.anchorEnd));
      start = header.start;
      const lastContent = blockContentEnd(this.source, valueStart, valueEnd);
      end = contentEnd = lastContent ?? header.end;
      indent = Math.max(event.indent, 0);
      contentStart =
        lastContent === undefined ? header.end : Math.min(valueStart + indent, endOfLine(this.source, valueStart));
      if (event.chomping === CHOMPING_MODE.KEEP) insertEnd = beforeLastBreak(this.source, valueStart, valueEnd, end);
    }
    if (tagStart !== ABSENT) start = tagStart;
    const text = getScalarValue(this.source, asWritten(this.source, event));
    const tag = this.tagOf(event);
    const node: ScalarNode = {
      type: "scalar",
      ...(tag === undefined ? {} : { tag }),
      text,
      value: event.style === SCALAR_STYLE.PLAIN && tag === undefined ? coreValue(text) : text,
      style: STYLES[event.style],
      at: this.lines.spanAt(start, end),
      contentAt: this.lines.spanAt(contentStart, contentEnd),
      ...(indent === undefined ? {} : { indent }),
    };
    const built = { node, start, end, size: 1, height: 1 };
    const anchor = this.anchorOf(event);
    if (anchor !== undefined) this.anchors.set(anchor, built);
    this.cursor = insertEnd ?? end;
    this.add(built);
  }

  private alias(nameStart: number, nameEnd: number): void {
    const start = nameStart - 1;
    this.noticePair(start);
    this.cursor = nameEnd;
    const name = this.source.slice(nameStart, nameEnd);
    const at = this.lines.spanAt(start, nameEnd);
    const target = this.anchors.get(name);
    const place = { start, end: nameEnd };
    if (target === undefined) {
      this.report("syntax-error", at, say("There is no anchor named {0} before this alias.", name));
    } else if (target === "open") {
      this.report("cyclic-reference", at, say("The alias {0} stands inside the value that it names.", name));
    } else if (this.stack.length + target.height > MAX_DEPTH) {
      this.report("nesting-limit", at, say("Aliases nest deeper than {0} levels; this one is left out.", MAX_DEPTH));
    } else if (this.aliasedNodes + target.size > MAX_ALIASED_NODES) {
      const message = "Aliases expand to more than {0} values; this one and later ones are left out.";
      if (!this.problems.some((problem) => problem.code === "alias-limit")) {
        this.report("alias-limit", at, say(message, MAX_ALIASED_NODES));
      }
      this.aliasedNodes = MAX_ALIASED_NODES;
    } else {
      this.aliasedNodes += target.size;
      this.add({ ...target, ...place });
      return;
    }
    const text = this.source.slice(start, nameEnd);
    const node: ScalarNode = { type: "scalar", text, value: null, style: "plain", at, contentAt: at };
    this.add({ node, ...place, size: 1, height: 1 });
  }

  private add(built: Built): void {
    const frame = this.stack.at(-1);
    if (!frame) return;
    frame.size += built.size;
    frame.height = Math.max(frame.height, built.height + 1);
    switch (frame.kind) {
      case "document":
        this.documents.push(built.node);
        break;
      case "list":
        frame.items.push(built.node);
        break;
      case "map":
        if (frame.key) this.addEntry(frame, frame.key, built);
        else frame.key = { ...built, ...this.keyOf(built) };
        break;
    }
  }

  private keyOf({ node, start, end }: Built): { text: string; isMerge: boolean } {
    if (node.type !== "scalar") return { text: this.source.slice(start, end), isMerge: false };
    return { text: node.text, isMerge: node.text === "<<" && node.style === "plain" && node.tag === undefined };
  }

  private addEntry(frame: Frame, key: NonNullable<Frame["key"]>, value: Built): void {
    frame.key = undefined;
    if (key.isMerge && this.merge(frame, value.node)) return;
    const keyAt = this.lines.spanAt(key.start, key.end);
    const before = frame.indexByKey.get(key.text);
    if (before !== undefined) {
      frame.entries[before] = undefined;
      const message = say("{0} is written twice here. The last one counts, as in CloudFormation.", key.text);
      this.report("duplicate-key", keyAt, message, "warning");
    }
    frame.indexByKey.set(key.text, frame.entries.length);
    frame.entries.push({ key: key.text, keyAt, value: value.node, at: this.lines.spanAt(key.start, value.end) });
  }

  /** False when the value can't be merged: then `<<` is a key like others. */
  private merge(frame: Frame, value: DataNode): boolean {
    const sources = value.type === "list" ? value.items : [value];
    if (!sources.every((source) => source.type === "map")) return false;
    frame.merged.push(...sources);
    return true;
  }

  private close(): void {
    const frame = this.stack.pop();
    if (!frame || frame.kind === "document") return;
    const contentEnd = this.cursor;
    const bracketEnd = frame.isFlow && !frame.isPair ? this.bracketEnd(frame.kind === "map" ? "}" : "]") : contentEnd;
    const start = frame.tagStart === ABSENT ? frame.start : frame.tagStart;
    const base = {
      ...(frame.tag === undefined ? {} : { tag: frame.tag }),
      at: this.lines.spanAt(start, bracketEnd),
      layout: this.layoutOf(frame, contentEnd),
    };
    const node: MapNode | ListNode =
      frame.kind === "map"
        ? { type: "map", entries: entriesOf(frame), ...base }
        : { type: "list", items: frame.items, ...base };
    const built = { node, start, end: bracketEnd, size: frame.size, height: frame.height };
    if (frame.anchor !== undefined) this.anchors.set(frame.anchor, built);
    this.cursor = bracketEnd;
    this.add(built);
  }

  private layoutOf(frame: Frame, contentEnd: number): Layout {
    const isEmpty = frame.items.length === 0 && frame.indexByKey.size === 0 && frame.merged.length === 0;
    const { lines } = this;
    const insertAt = frame.isFlow ? contentEnd : endOfLine(this.source, contentEnd);
    const position = lines.positionAt(insertAt);
    return {
      style: frame.isFlow ? "yaml-flow" : "yaml-block",
      indent: this.indentOf(frame, isEmpty),
      insertAt: [position.line, position.character],
      isEmpty,
    };
  }

  private indentOf(frame: Frame, isEmpty: boolean): number {
    if (!frame.isFlow) return this.lines.positionAt(frame.start).character;
    const first = frame.kind === "map" ? frame.entries.find((entry) => entry)?.at : frame.items[0]?.at;
    if (first && !isEmpty) return first[1];
    const line = this.lines.lineAt(frame.start);
    const text = this.source.slice(this.lines.startOfLine(line), frame.start);
    return text.length - text.trimStart().length + 2;
  }

  /** Where a value that is not written would stand: behind `:` or `-`. */
  private emptyPlace(): number {
    const frame = this.stack.at(-1);
    let next = skipTrivia(this.source, this.cursor);
    if (frame?.isFlow && this.source[next] === ",") next = skipTrivia(this.source, next + 1);
    const sign = this.source[next];
    if (frame?.kind === "map" && !frame.key) return sign === "?" ? next + 1 : sign === ":" ? next : this.cursor;
    if (frame?.kind === "map" && sign === ":") return next + 1;
    if (frame?.kind === "list" && sign === "-") return next + 1;
    return this.cursor;
  }

  private bracketEnd(bracket: "}" | "]"): number {
    for (let at = skipTrivia(this.source, this.cursor); at < this.source.length; at = skipTrivia(this.source, at + 1)) {
      const char = this.source[at];
      if (char === bracket) return at + 1;
      if (char !== "," && char !== ":" && char !== "?") break;
    }
    return this.cursor;
  }

  private tagOf({ tagStart, tagEnd }: { readonly tagStart: number; readonly tagEnd: number }): string | undefined {
    return tagStart === ABSENT ? undefined : this.source.slice(tagStart, tagEnd);
  }

  private anchorOf({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): string | undefined {
    return anchorStart === ABSENT ? undefined : this.source.slice(anchorStart, anchorEnd);
  }

  private report(
    code: Problem["code"],
    at: Span,
    message: Problem["message"],
    severity: Problem["severity"] = "error",
  ) {
    this.problems.push({ code, severity, message, at: rangeOf(this.file, at) });
  }
}

/** Written entries, then those of the merged maps whose key is not written; earlier maps win. */
function entriesOf(frame: Frame): MapEntry[] {
  const entries = frame.entries.filter((entry) => entry !== undefined);
  if (frame.merged.length === 0) return entries;
  const seen = new Set(frame.indexByKey.keys());
  for (const entry of frame.merged.flatMap((map) => map.entries)) {
    if (seen.has(entry.key)) continue;
    seen.add(entry.key);
    entries.push(entry);
  }
  return entries;
}

function newFrame(
  kind: Frame["kind"],
  start: number,
  tag: string | undefined,
  tagStart: number,
  anchor: string | undefined,
  isFlow: boolean,
): Frame {
  const fresh = { isPair: false, items: [], entries: [], merged: [], key: undefined, size: 1, height: 1 };
  return { kind, start, tag, tagStart, anchor, isFlow, indexByKey: new Map(), ...fresh };
}

/** Where a node begins, properties included (the anchor's offset is that of its name). */
function firstOffset(event: { readonly tagStart: number; readonly anchorStart: number }, valueStart: number): number {
  const starts = [event.tagStart, event.anchorStart === ABSENT ? ABSENT : event.anchorStart - 1, valueStart];
  return Math.min(...starts.filter((start) => start >= 0));
}

/** A scalar that was parsed as one line (see yaml-flow-lines.ts) but is written on several. */
function asWritten(source: string, event: ScalarEvent): ScalarEvent {
  const isFoldedHere = event.fast && /[\r\n]/.test(source.slice(event.valueStart, event.valueEnd));
  return isFoldedHere ? { ...event, fast: false } : event;
}

function beforeLastBreak(source: string, start: number, end: number, least: number): number {
  let at = end;
  if (at > start && source[at - 1] === "\n") at--;
  if (at > start && source[at - 1] === "\r") at--;
  return Math.max(at, least);
}
