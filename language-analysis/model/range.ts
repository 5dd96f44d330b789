/** Zero-based, in UTF-16 code units, like the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** `file` is a workspace-relative POSIX path (in a multi-root workspace it begins with the root's name); `end` is exclusive. */
export interface SourceRange {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A range without its file: `[startLine, startCharacter, endLine, endCharacter]`. Used where one object owns thousands of ranges. */
export type Span = readonly [startLine: number, startCharacter: number, endLine: number, endCharacter: number];

export function rangeOf(file: string, [startLine, startCharacter, endLine, endCharacter]: Span): SourceRange {
  return {
    file,
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}

export function spanOf({ start, end }: SourceRange): Span {
  return [start.line, start.character, end.line, end.character];
}

/** Negative when `a` comes first. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** File, then start, then end: the order of every list we return. */
export function compareRanges(a: SourceRange, b: SourceRange): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return comparePositions(a.start, b.start) || comparePositions(a.end, b.end);
}

/** True when `position` lies in `range`, its end included (a cursor after the last character still belongs to it). */
export function containsPosition(range: SourceRange, position: Position): boolean {
  return comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;
}

export function containsRange(outer: SourceRange, inner: SourceRange): boolean {
  return (
    outer.file === inner.file &&
    comparePositions(outer.start, inner.start) <= 0 &&
    comparePositions(inner.end, outer.end) <= 0
  );
}

/** The first character of a file: where a problem of the whole file is shown. */
export function startOfFile(file: string): SourceRange {
  return rangeOf(file, [0, 0, 0, 0]);
}
