// What the interpreter knows of a value: where it comes from, what it may point to, what it may be. Values are immutable.
import type { ProgramModule } from "../../model/program.ts";
import type { Labels } from "./label.ts";
import { joinLabels, NO_LABELS } from "./label.ts";

export type Literal = string | number | boolean | null | undefined;

export interface Value {
  readonly labels: Labels;
  /** Heap objects it may be, ascending. */
  readonly refs: readonly number[];
  readonly callables: readonly Callable[];
  /** Every plain value it may be; undefined when that is not known. */
  readonly literals: readonly Literal[] | undefined;
  /** Label keys that are proven harmless when the value is truthy or falsy: a check, as a value. */
  readonly guards?: Guards;
  /** The same for the position that a search found: what it proves when it is no -1. */
  readonly found?: Guards;
  /** The regular expression's source and flags, when it is one. */
  readonly regex?: { readonly source: string; readonly flags: string };
  /** Known pieces of a text in order, something unknown between each two: `uploads/` + name + `.csv` is `["uploads/", ".csv"]`. */
  readonly pieces?: readonly string[];
  /** What a serialized text, or the command object of an SDK, was made of. */
  readonly madeOf?: Value;
}

/** "all": the value can't be so. */
export type KeySet = ReadonlySet<string> | "all";

export interface Guards {
  readonly whenTrue: KeySet;
  readonly whenFalse: KeySet;
}

/** Arguments that a function has been given before it is called: `f.bind(self, a)`, `functools.partial(f, a, key=b)`. */
export interface Bound {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export type Callable =
  | {
      readonly kind: "closure";
      readonly key: string;
      readonly module: ProgramModule;
      readonly index: number;
      readonly frame: number;
      readonly self?: Value;
      readonly bound?: Bound;
    }
  | {
      readonly kind: "class";
      readonly key: string;
      readonly module: ProgramModule;
      readonly index: number;
      readonly object: number;
    }
  /** Something outside the workspace, by the path that leads to it: `child_process.exec`, `aws.s3`. */
  | { readonly kind: "library"; readonly key: string; readonly path: string; readonly bound?: Bound }
  /** A module of the workspace as a whole. */
  | { readonly kind: "module"; readonly key: string; readonly file: string }
  /** `super` in a method. */
  | { readonly kind: "super"; readonly key: string; readonly bases: readonly Callable[]; readonly self: Value };

export type Closure = Callable & { readonly kind: "closure" };
/** A class of the workspace. */
export type ClassValue = Callable & { readonly kind: "class" };

const NOTHING: readonly never[] = [];
const LITERAL_LIMIT = 12;
const REF_LIMIT = 24;

/** No value at all: the result of what never returns. */
export const NEVER: Value = { labels: NO_LABELS, refs: NOTHING, callables: NOTHING, literals: NOTHING };
export const UNKNOWN: Value = { labels: NO_LABELS, refs: NOTHING, callables: NOTHING, literals: undefined };
export const UNDEFINED: Value = literal(undefined);

export function literal(value: Literal): Value {
  return { labels: NO_LABELS, refs: NOTHING, callables: NOTHING, literals: [value] };
}

export function labelled(labels: Labels): Value {
  return labels.size === 0 ? UNKNOWN : { ...UNKNOWN, labels };
}

export function reference(id: number): Value {
  return { labels: NO_LABELS, refs: [id], callables: NOTHING, literals: NOTHING };
}

export function callable(...callables: readonly Callable[]): Value {
  return { labels: NO_LABELS, refs: NOTHING, callables, literals: NOTHING };
}

export function library(path: string): Value {
  return callable({ kind: "library", key: `l:${path}`, path });
}

/** The same object when `b` adds nothing to `a`. */
export function joinValues(a: Value, b: Value): Value {
  if (a === b || b === NEVER) return a;
  if (a === NEVER) return b;
  const labels = joinLabels(a.labels, b.labels);
  const refs = joinRefs(a.refs, b.refs);
  const callables = joinCallables(a.callables, b.callables);
  const literals = joinLiterals(a.literals, b.literals);
  const guards = joinGuards(a, b);
  const found = a.found === b.found ? a.found : undefined;
  const pieces = samePieces(a.pieces, b.pieces) ? a.pieces : undefined;
  const madeOf = a.madeOf && b.madeOf ? joinValues(a.madeOf, b.madeOf) : undefined;
  const regex = a.regex?.source === b.regex?.source && a.regex?.flags === b.regex?.flags ? a.regex : undefined;
  if (
    labels === a.labels &&
    refs === a.refs &&
    callables === a.callables &&
    literals === a.literals &&
    guards === a.guards &&
    found === a.found &&
    regex === a.regex &&
    pieces === a.pieces &&
    madeOf === a.madeOf
  ) {
    return a;
  }
  return {
    labels,
    refs,
    callables,
    literals,
    ...(guards && { guards }),
    ...(found && { found }),
    ...(regex && { regex }),
    ...(pieces && { pieces }),
    ...(madeOf && { madeOf }),
  };
}

function samePieces(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return (
    a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((one, at) => one === b[at]))
  );
}

export function joinAll(values: Iterable<Value>): Value {
  let result = NEVER;
  for (const value of values) result = joinValues(result, value);
  return result;
}

function joinRefs(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.every((id) => a.includes(id))) return a;
  return [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, REF_LIMIT);
}

function joinCallables(a: readonly Callable[], b: readonly Callable[]): readonly Callable[] {
  const added = b.filter((one) => !a.some((known) => known.key === one.key));
  return added.length === 0 ? a : [...a, ...added].slice(0, REF_LIMIT);
}

function joinLiterals(
  a: readonly Literal[] | undefined,
  b: readonly Literal[] | undefined,
): readonly Literal[] | undefined {
  if (!a) return a;
  if (!b) return undefined;
  const added = b.filter((value) => !a.includes(value));
  if (added.length === 0) return a;
  return a.length + added.length > LITERAL_LIMIT ? undefined : [...a, ...added];
}

function joinGuards(a: Value, b: Value): Guards | undefined {
  if (!a.guards && !b.guards) return undefined;
  const mine = guardsOf(a);
  const theirs = guardsOf(b);
  const whenTrue = meet(mine.whenTrue, theirs.whenTrue);
  const whenFalse = meet(mine.whenFalse, theirs.whenFalse);
  return whenTrue === mine.whenTrue && whenFalse === mine.whenFalse ? a.guards : { whenTrue, whenFalse };
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** What the value proves by being truthy or falsy; a constant can only be one of the two. */
export function guardsOf(value: Value): Guards {
  if (value.guards) return value.guards;
  const truth = truthOf(value);
  return { whenTrue: truth === false ? "all" : NO_KEYS, whenFalse: truth === true ? "all" : NO_KEYS };
}

/** Keys that are in both; the same object when that is all of `a`. */
export function meet(a: KeySet, b: KeySet): KeySet {
  if (b === "all" || a === b) return a;
  if (a === "all") return b;
  const kept = [...a].filter((key) => b.has(key));
  return kept.length === a.size ? a : new Set(kept);
}

export function unite(a: KeySet, b: KeySet): KeySet {
  if (a === "all" || b === "all") return "all";
  return b.size === 0 ? a : a.size === 0 ? b : new Set([...a, ...b]);
}

/** True or false when it can only be that; undefined when both are possible. */
export function truthOf(value: Value): boolean | undefined {
  if (value.labels.size > 0 || !value.literals) return undefined;
  const isObject = value.refs.length > 0 || value.callables.length > 0;
  const canBeTrue = isObject || value.literals.some(Boolean);
  const canBeFalse = value.literals.some((one) => !one);
  return canBeTrue === canBeFalse ? undefined : canBeTrue;
}

/** The one text it must be. */
export function knownText(value: Value): string | undefined {
  const [only, ...more] = value.literals ?? [];
  const isPlain = value.refs.length === 0 && value.callables.length === 0 && value.labels.size === 0;
  return isPlain && more.length === 0 && typeof only === "string" ? only : undefined;
}

export function libraryPaths(value: Value): readonly string[] {
  return value.callables.flatMap((one) => (one.kind === "library" ? [one.path] : []));
}
