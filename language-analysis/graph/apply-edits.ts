import type { TextEdit } from "../model/finding.ts";
import type { Position } from "../model/range.ts";

/**
 * `text` with the edits of one file applied. Line breaks of the new text become those of the file, as an editor does it; a
 * position behind the end of a line or of the text counts as that end. Of edits that overlap the first in the file is kept.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  const offsetOf = ({ line, character }: Position): number => {
    const start = starts[line];
    if (start === undefined) return text.length;
    const next = starts[line + 1];
    const end = next === undefined ? text.length : next - (text[next - 2] === "\r" ? 2 : 1);
    return Math.min(start + character, end);
  };
  const places = edits
    .map(({ at, newText }) => ({ start: offsetOf(at.start), end: offsetOf(at.end), newText }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let done = 0;
  for (const { start, end, newText } of places) {
    if (start < done) continue;
    result += text.slice(done, start) + newText.replace(/\r?\n/g, lineBreak);
    done = Math.max(start, end);
  }
  return result + text.slice(done);
}
