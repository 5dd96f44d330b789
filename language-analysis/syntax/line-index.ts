import type { Position, Span } from "../model/range.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Offset <-> position of one text. Lines end with LF, CRLF or CR, as in the Language Server Protocol and in VS Code. */
export class LineIndex {
  readonly text: string;
  private readonly starts: readonly number[];
  /** Line of the last answer: most questions come in ascending order. */
  private lastLine = 0;

  constructor(text: string) {
    this.text = text;
    this.starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Offset of the first character of `line`; lines outside the text are moved to its first or last line. */
  startOfLine(line: number): number {
    return this.starts[Math.min(Math.max(line, 0), this.starts.length - 1)] ?? 0;
  }

  /** Offset of the line break that ends `line`, or the length of the text. */
  endOfLine(line: number): number {
    const next = line + 1 < this.starts.length ? this.startOfLine(line + 1) : this.text.length;
    let end = next;
    while (end > this.startOfLine(line) && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** Zero-based line that holds `offset`; offsets outside the text belong to its first or last line. */
  lineAt(offset: number): number {
    const { starts } = this;
    let line = this.lastLine;
    if (isOnLine(starts, line, offset)) return line;
    if (isOnLine(starts, line + 1, offset)) return (this.lastLine = line + 1);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    line = low;
    this.lastLine = line;
    return line;
  }

  positionAt(offset: number): Position {
    const clamped = this.clamp(offset);
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.startOfLine(line) };
  }

  /** `end` is exclusive. */
  spanAt(start: number, end: number): Span {
    const from = this.clamp(start);
    const to = this.clamp(end);
    const startLine = this.lineAt(from);
    const startCharacter = from - this.startOfLine(startLine);
    const endLine = this.lineAt(to);
    return [startLine, startCharacter, endLine, to - this.startOfLine(endLine)];
  }

  /** Positions behind the end of a line or of the text are moved to it. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.starts.length) return this.text.length;
    return Math.min(this.startOfLine(line) + Math.max(character, 0), this.endOfLine(line));
  }

  private clamp(offset: number): number {
    return Math.min(Math.max(offset, 0), this.text.length);
  }
}

function isOnLine(starts: readonly number[], line: number, offset: number): boolean {
  const start = starts[line];
  if (start === undefined || offset < start) return false;
  const next = starts[line + 1];
  return next === undefined || offset < next;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED) continue;
    if (isLineBreak(code)) starts.push(at + 1);
  }
  return starts;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
