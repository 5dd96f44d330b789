// What is known of a text that is put together: the pieces that are literal, in order.
import type { Value } from "../domain/value.ts";
import { knownText, literal } from "../domain/value.ts";
import { keyOf } from "./patterns.ts";

/** A text of which nothing is known. */
export const UNKNOWN_PIECES: readonly string[] = ["", ""];
const PIECE_LIMIT = 12;

export function textPieces(value: Value): readonly string[] {
  const known = knownText(value) ?? keyOf(value);
  return known === undefined ? (value.pieces ?? UNKNOWN_PIECES) : [known];
}

export function appendPieces(a: readonly string[], b: readonly string[]): readonly string[] {
  const joined = [...a.slice(0, -1), (a.at(-1) ?? "") + (b[0] ?? ""), ...b.slice(1)];
  return joined.length <= PIECE_LIMIT ? joined : [joined[0] ?? "", joined.at(-1) ?? ""];
}

/** The value with its pieces, where they say more than that it is some text. */
export function withPieces(value: Value, pieces: readonly string[]): Value {
  if (pieces.every((piece) => piece === "") && pieces.length > 1) return value;
  if (pieces.length === 1 && value.labels.size === 0) return literal(pieces[0]);
  return value.literals === undefined ? { ...value, pieces } : value;
}

export const PERCENT_PLACES = /%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[srdiufxXeEgGc]/;
export const BRACE_PLACES = /\{[^{}]*\}/;

/** The template's own text with the values in its places, in order. */
export function formattedPieces(
  template: string | undefined,
  places: RegExp,
  values: readonly Value[],
): readonly string[] {
  if (template === undefined) return UNKNOWN_PIECES;
  const pieces = template.split(places);
  return pieces.slice(1).reduce(
    (text: readonly string[], piece, index) => {
      const value = values[index];
      return appendPieces(appendPieces(text, value ? textPieces(value) : UNKNOWN_PIECES), [piece]);
    },
    pieces.slice(0, 1),
  );
}
