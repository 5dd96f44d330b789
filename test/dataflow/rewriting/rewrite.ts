// Rewritings of a program that leave alone what it does: each gives the files anew. Texts are edited in place, so that what is not
// rewritten stays as it was written.
import type { Files } from "../../rules/analyse-files.ts";

export interface Rewriting {
  /** `helper function`, `rename`: what is done. */
  readonly kind: string;
  readonly files: Files;
}

/** Names that a renaming has made end so. */
export const RENAMED = "_v";

/** The function that code is taken out into, and the module that it can be moved to. */
export const PIECE = "tidyPiece";
export const PIECE_MODULE = "tidy_module";

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits do not overlap; insertions at one place stand in the order in which they are given. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: piece } of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + piece;
    at = end;
  }
  return result + text.slice(at);
}

export function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
