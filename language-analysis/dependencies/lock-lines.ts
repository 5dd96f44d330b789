// Where the entries of a lock file stand. Lock files are large and written by tools, so names are looked for line by line.
import type { Span } from "../model/range.ts";

export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The span of `word` in its line, from `from` on; the start of the line when it is not there. */
export function spanIn(lines: readonly string[], line: number, word: string, from = 0): Span {
  const start = Math.max((lines[line] ?? "").indexOf(word, from), 0);
  return [line, start, line, start + word.length];
}
