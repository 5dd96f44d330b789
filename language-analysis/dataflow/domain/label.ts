// A label says where (part of) a value comes from and how it got here. Labels are what flows.
import type { Trigger } from "../../model/app-map.ts";
import type { Message } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import { SINK_CLASSES, type SinkClass, type TaintSource, type Trust } from "../../model/taint.ts";
import type { Upstream } from "../across/wire.ts";

/** One place where data enters: the event of the handler, a catch binding, a read of stored content. */
export interface Origin {
  /** Interned: equal origins are one object. */
  readonly id: number;
  readonly kind: TaintSource["kind"];
  /** How the data may be read further: undefined drops the part (`requestContext.requestId` is nobody's choice). */
  readonly part: (path: readonly string[]) => PartFacts | undefined;
  readonly doubt: Doubt;
  /** The part as it is delivered is a text, never an object. */
  readonly isText?: (path: readonly string[]) => boolean;
}

export interface PartFacts {
  readonly trust: Trust;
  readonly trigger?: Trigger;
  readonly doubt?: Doubt;
  /** Its way to here, when another function has sent it. */
  readonly upstream?: Upstream;
  /** Bits of sink classes that it can't harm. */
  readonly harmless?: number;
}

/** 0 is sure, 1 went through something not known, 2 is a guess. */
export type Doubt = 0 | 1 | 2;

/** The way of a value, newest step first. */
export interface Trace {
  readonly before: Trace | undefined;
  readonly length: number;
  readonly at: SourceRange;
  readonly message: Message;
  /** The value itself is the same as before: it goes into a function of the workspace as a parameter, or is kept in a variable. */
  readonly moves?: "in" | "on";
  /** Still an access of the event itself (`event.body`): a longer access replaces it. */
  readonly isAccess?: true;
}

export interface Label {
  /** Identity of the value: origin, path and last change. What a check on one of two equal values proves holds for the other. */
  readonly key: string;
  readonly origin: Origin;
  /** Access path within the origin; `*` for an unknown index. */
  readonly path: readonly string[];
  /** Length of the path that means something to a person; the rest are pieces of a text that was cut. Absent: all. */
  readonly shown?: number;
  /** Place (interned) of the last change of the text; 0 for data as delivered. */
  readonly change: number;
  /** Bits of sink classes that it can't harm. */
  readonly harmless: number;
  readonly doubt: Doubt;
  readonly trace: Trace;
  /** Key of the value that this one is in other letters or without spaces: what is proven of this one holds for it. */
  readonly plainOf?: string | undefined;
  /** Where the text was last changed. */
  readonly changedAt?: SourceRange;
  /** Where the value was written that the variable holds. */
  readonly writtenAt?: SourceRange | undefined;
}

export type Labels = ReadonlyMap<string, Label>;

export const NO_LABELS: Labels = new Map();

const PATH_LIMIT = 9;
const LABEL_LIMIT = 16;
const TRACE_LIMIT = 40;

/** Beside the bits of classes: the value has become a text, so it is no object that its sender shapes. */
export const TEXT_BIT = 1 << 30;
/** The value was put together with other text. */
export const JOINED_BIT = 1 << 29;
/** The text around the value reads like SQL. */
export const SQL_BIT = 1 << 28;
/** A path whose `..` are worked out: what it begins with is where it leads. */
export const RESOLVED_BIT = 1 << 27;
/** Of two ways to one value, what either says of it holds. */
const EITHER_BITS = JOINED_BIT | SQL_BIT;

/** All that is said of classes. */
export const CLASS_BITS = RESOLVED_BIT - 1;

export function classBit(sinkClass: SinkClass): number {
  return 1 << SINK_CLASSES.indexOf(sinkClass);
}

export function classBits(classes: readonly SinkClass[]): number {
  return classes.reduce((bits, sinkClass) => bits | classBit(sinkClass), 0);
}

type LabelParts = Omit<Label, "key">;

export function makeLabel(parts: LabelParts): Label {
  return { ...parts, key: `${parts.origin.id}|${parts.path.join("\u0000")}|${parts.change}` };
}

export function moreDoubt(doubt: Doubt, by: number): Doubt {
  return Math.min(2, doubt + by) as Doubt;
}

export function singleLabel(label: Label): Labels {
  return new Map([[label.key, label]]);
}

/** Union; the same object when `b` adds nothing, so that fixed points are seen by identity. */
export function joinLabels(a: Labels, b: Labels): Labels {
  if (a === b || b.size === 0) return a;
  if (a.size === 0) return b;
  let result: Map<string, Label> | undefined;
  for (const [key, label] of b) {
    const known = (result ?? a).get(key);
    const joined = known ? joinTwo(known, label) : label;
    if (joined === known) continue;
    if (!known && (result ?? a).size >= LABEL_LIMIT) continue;
    result ??= new Map(a);
    result.set(key, joined);
  }
  return result ?? a;
}

function joinTwo(a: Label, b: Label): Label {
  const harmless = (a.harmless & b.harmless) | ((a.harmless | b.harmless) & EITHER_BITS);
  const doubt = Math.min(a.doubt, b.doubt) as Doubt;
  if (harmless === a.harmless && doubt === a.doubt) return a;
  return { ...(b.harmless === harmless && b.doubt === doubt ? b : a), harmless, doubt };
}

export function mapLabels(labels: Labels, change: (label: Label) => Label | undefined): Labels {
  if (labels.size === 0) return labels;
  const result = new Map<string, Label>();
  for (const label of labels.values()) {
    const changed = change(label);
    if (!changed) continue;
    const known = result.get(changed.key);
    result.set(changed.key, known ? joinTwo(known, changed) : changed);
  }
  return result.size === 0 ? NO_LABELS : result;
}

/** The part `property` of what is labelled, read at `at`; nothing when that part is harmless. */
export function partOf(label: Label, property: string, at: SourceRange | undefined): Label | undefined {
  const path = label.path.length >= PATH_LIMIT ? label.path : [...label.path, property];
  if (!label.origin.part(path)) return undefined;
  const trace =
    label.trace.isAccess && at
      ? { ...label.trace, at: at.file === label.trace.at.file ? at : label.trace.at }
      : label.trace;
  return makeLabel({ ...label, path, trace });
}

export function withStep(label: Label, at: SourceRange, message: Message, kind: Pick<Trace, "moves"> = {}): Label {
  if (label.trace.length >= TRACE_LIMIT) return label;
  return { ...label, trace: { before: label.trace, length: label.trace.length + 1, at, message, ...kind } };
}

/** First step first. */
export function stepsOf(trace: Trace): { readonly at: SourceRange; readonly message: Message }[] {
  const steps: { at: SourceRange; message: Message }[] = [];
  for (let step: Trace | undefined = trace; step; step = step.before)
    steps.push({ at: step.at, message: step.message });
  return steps.reverse();
}
