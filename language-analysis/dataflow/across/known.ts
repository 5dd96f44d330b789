// What is known of data that is sent, as far as filters of events look at it: texts by their known pieces, objects by their keys.
import type { Machine } from "../interpret/machine.ts";
import type { Value } from "../domain/value.ts";

/** Known pieces of a text, with something unknown between each two. */
export type Pieces = readonly string[];

export type Known =
  /** One of these texts. */
  | { readonly kind: "text"; readonly texts: readonly Pieces[] }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "list"; readonly items: readonly Known[] }
  /** `isWhole`: it has no other keys. */
  | { readonly kind: "map"; readonly entries: Readonly<Record<string, Known>>; readonly isWhole: boolean }
  | { readonly kind: "unknown" };

export const UNKNOWN_DATA: Known = { kind: "unknown" };
const DEPTH = 4;
const MOST_KEYS = 30;

export function knownOf(machine: Machine, value: Value | undefined, depth = 0): Known {
  if (!value || depth > DEPTH) return UNKNOWN_DATA;
  if (value.madeOf) return knownOf(machine, value.madeOf, depth + 1);
  const texts = piecesOf(value);
  if (texts) return { kind: "text", texts };
  const [only, ...others] = value.literals ?? [];
  if (value.refs.length === 0 && value.labels.size === 0 && others.length === 0 && typeof only === "number")
    return { kind: "number", value: only };
  const object = value.refs.length === 1 && value.labels.size === 0 ? machine.state.get(value.refs[0] ?? 0) : undefined;
  if (!object || object.slots.size > MOST_KEYS) return UNKNOWN_DATA;
  const inner = [...object.slots].map(([key, slot]) => [key, knownOf(machine, slot.value, depth + 1)] as const);
  const isWhole = object.rest === undefined && object.labels.size === 0;
  if (object.shape === "list") return isWhole ? { kind: "list", items: inner.map(([, one]) => one) } : UNKNOWN_DATA;
  return { kind: "map", entries: Object.fromEntries(inner), isWhole };
}

/** Every text that the value may be; undefined when it may be anything. */
export function piecesOf(value: Value): readonly Pieces[] | undefined {
  if (value.pieces) return [value.pieces];
  const isText = value.refs.length === 0 && value.labels.size === 0 && (value.literals?.length ?? 0) > 0;
  const texts = isText ? value.literals?.filter((one) => typeof one === "string") : undefined;
  return texts && texts.length === value.literals?.length ? texts.map((text) => [text]) : undefined;
}

export function mayStartWith(pieces: Pieces, prefix: string): boolean {
  const [first = ""] = pieces;
  return first.startsWith(prefix) || (pieces.length > 1 && prefix.startsWith(first));
}

export function mayEndWith(pieces: Pieces, suffix: string): boolean {
  const last = pieces.at(-1) ?? "";
  return last.endsWith(suffix) || (pieces.length > 1 && suffix.endsWith(last));
}

/** The two texts may be the same. */
export function mayBeEqual(a: Pieces, b: Pieces): boolean {
  const [one, other] = a.length === 1 ? [a, b] : [b, a];
  const [text = ""] = one;
  if (one.length > 1) return overlaps(a[0] ?? "", b[0] ?? "") && overlaps(reversed(a.at(-1)), reversed(b.at(-1)));
  if (other.length === 1) return text === other[0];
  const length = other.reduce((sum, piece) => sum + piece.length, 0);
  return text.length >= length && text.startsWith(other[0] ?? "") && text.endsWith(other.at(-1) ?? "");
}

function overlaps(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function reversed(text = ""): string {
  return [...text].reverse().join("");
}
