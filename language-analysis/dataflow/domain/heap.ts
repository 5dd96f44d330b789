// Objects and scopes of the interpreted program, and the state that holds them. A state is forked at a branch and joined after it;
// chunks of objects are shared between forks until one of them writes.
import type { SourceRange } from "../../model/range.ts";
import { guardedBits } from "./guard-keys.ts";
import type { Labels } from "./label.ts";
import { joinLabels, mapLabels, NO_LABELS, partOf } from "./label.ts";
import type { Callable, Value } from "./value.ts";
import { joinValues, labelled, UNDEFINED } from "./value.ts";

export interface Slot {
  readonly value: Value;
  /** Where the value was written. */
  readonly at?: SourceRange;
}

export interface HeapObject {
  readonly shape: "object" | "list" | "frame";
  readonly slots: ReadonlyMap<string, Slot>;
  /** Values at places that are not known: pushed items, computed keys. */
  readonly rest?: Value;
  /** Where the object as a whole comes from: parts that have no slot are read from it. */
  readonly labels: Labels;
  /** Its class. */
  readonly prototype?: Callable;
  /** Enclosing scope of a frame. */
  readonly parent?: number;
}

const CHUNK = 32;
interface Chunk {
  owner: object;
  readonly items: (HeapObject | undefined)[];
}

const NO_KEYS: ReadonlySet<string> = new Set();

export class State {
  private chunks: (Chunk | undefined)[];
  private token: object = {};
  /** Label keys that checks on the way here have proven harmless. */
  guarded: ReadonlySet<string>;
  /** False after return, throw or jump: nothing runs here. */
  isLive = true;

  constructor(chunks: (Chunk | undefined)[] = [], guarded = NO_KEYS) {
    this.chunks = chunks;
    this.guarded = guarded;
  }

  get(id: number): HeapObject | undefined {
    return this.chunks[Math.floor(id / CHUNK)]?.items[id % CHUNK];
  }

  set(id: number, object: HeapObject): void {
    const at = Math.floor(id / CHUNK);
    let chunk = this.chunks[at];
    if (!chunk || chunk.owner !== this.token) {
      chunk = { owner: this.token, items: chunk ? [...chunk.items] : [] };
      this.chunks[at] = chunk;
    }
    chunk.items[id % CHUNK] = object;
  }

  fork(): State {
    this.token = {};
    const fork = new State([...this.chunks], this.guarded);
    fork.isLive = this.isLive;
    return fork;
  }

  /** Takes over everything of `other`. */
  become(other: State): void {
    this.token = {};
    other.token = {};
    this.chunks = [...other.chunks];
    this.guarded = other.guarded;
    this.isLive = other.isLive;
  }

  /** Joins `other` into this state; true when that changed anything. */
  join(other: State): boolean {
    if (!other.isLive) return false;
    if (!this.isLive) {
      this.become(other);
      return true;
    }
    let changed = false;
    const only = { mine: onlyIn(this.guarded, other.guarded), theirs: onlyIn(other.guarded, this.guarded) };
    const count = Math.max(this.chunks.length, other.chunks.length);
    for (let at = 0; at < count; at++) {
      const mine = this.chunks[at];
      const theirs = other.chunks[at];
      if (mine === theirs || !theirs) continue;
      for (let item = 0; item < theirs.items.length; item++) {
        const theirObject = theirs.items[item];
        if (!theirObject) continue;
        const id = at * CHUNK + item;
        const myObject = this.get(id);
        const joined = myObject ? joinObjects(myObject, theirObject, only) : theirObject;
        if (joined !== myObject) {
          this.set(id, joined);
          changed = true;
        }
      }
    }
    if (only.mine.size > 0) {
      this.guarded = new Set([...this.guarded].filter((key) => !only.mine.has(key)));
      changed = true;
    }
    return changed;
  }
}

/** What is proven on one of two ways only. */
interface ProvenOnce {
  readonly mine: ReadonlySet<string>;
  readonly theirs: ReadonlySet<string>;
}
const NOTHING_PROVEN: ProvenOnce = { mine: NO_KEYS, theirs: NO_KEYS };

function onlyIn(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  if (one === other || one.size === 0) return NO_KEYS;
  return new Set([...one].filter((key) => !other.has(key)));
}

/** `if (!isAllowed(x)) x = "a"`: where the variable has kept its value, the check has proven it. */
function proven(value: Value, other: Value, keys: ReadonlySet<string>): Value {
  if (keys.size === 0 || value.labels.size === 0) return value;
  const labels = mapLabels(value.labels, (label) => {
    if (other.labels.has(label.key)) return label;
    if (keys.has(label.key)) return undefined;
    const bits = guardedBits(keys, label);
    return bits === 0 ? label : { ...label, harmless: label.harmless | bits };
  });
  return { ...value, labels };
}

export function joinObjects(a: HeapObject, b: HeapObject, only = NOTHING_PROVEN): HeapObject {
  if (a === b) return a;
  let slots: Map<string, Slot> | undefined;
  const put = (key: string, slot: Slot) => (slots ??= new Map(a.slots)).set(key, slot);
  for (const [key, theirs] of b.slots) {
    const mine = a.slots.get(key);
    const before = mine?.value ?? absent(a, key);
    const value =
      before === undefined || before === theirs.value
        ? theirs.value
        : joinValues(proven(before, theirs.value, only.mine), proven(theirs.value, before, only.theirs));
    const at = mine && mine.value.labels.size >= theirs.value.labels.size ? mine.at : (theirs.at ?? mine?.at);
    if (value !== mine?.value) put(key, at ? { value, at } : { value });
  }
  for (const [key, mine] of a.slots) {
    if (b.slots.has(key)) continue;
    const other = absent(b, key);
    const value = other ? joinValues(mine.value, other) : mine.value;
    if (value !== mine.value) put(key, { ...mine, value });
  }
  const labels = joinLabels(a.labels, b.labels);
  const rest = a.rest && b.rest ? joinValues(a.rest, b.rest) : (a.rest ?? b.rest);
  if (!slots && labels === a.labels && rest === a.rest) return a;
  return { ...a, slots: slots ?? a.slots, labels, ...(rest && { rest }) };
}

/** What a read of a part without slot gives: parts of an opaque object keep its labels. */
function absent(object: HeapObject, key: string): Value | undefined {
  if (object.shape === "frame") return undefined;
  const parts = mapLabels(object.labels, (label) => partOf(label, key, undefined));
  const opaque = parts.size > 0 ? labelled(parts) : undefined;
  if (object.rest) return opaque ? joinValues(opaque, object.rest) : object.rest;
  return opaque ?? (object.shape === "object" ? UNDEFINED : undefined);
}

export const EMPTY_OBJECT: HeapObject = { shape: "object", slots: new Map(), labels: NO_LABELS };
export const EMPTY_LIST: HeapObject = { shape: "list", slots: new Map(), labels: NO_LABELS };
