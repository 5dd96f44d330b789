// What stands between YAML tokens: the events say nothing about it.
const SPACE = 32;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const HASH = 35;

/** The next offset from `at` that is neither white space, line break nor comment; at most the length of the text. */
export function skipTrivia(source: string, at: number): number {
  let offset = at;
  while (offset < source.length) {
    const code = source.charCodeAt(offset);
    if (isSpace(code) || isBreak(code)) offset++;
    else if (code === HASH && startsComment(source, offset)) offset = endOfLine(source, offset);
    else break;
  }
  return offset;
}

/** Offset of the line break at or after `at`, or the length of the text. */
export function endOfLine(source: string, at: number): number {
  let offset = at;
  while (offset < source.length && !isBreak(source.charCodeAt(offset))) offset++;
  return offset;
}

/**
 * The block indicator (`|`, `>-`, `|2`) that stands on the line before `valueStart` and not before `from`.
 * `end` is behind the indicator, before a comment.
 */
export function blockHeader(source: string, valueStart: number, from: number): { start: number; end: number } {
  let lineEnd = valueStart;
  while (lineEnd > from && isBreak(source.charCodeAt(lineEnd - 1))) lineEnd--;
  let lineStart = lineEnd;
  while (lineStart > from && !isBreak(source.charCodeAt(lineStart - 1))) lineStart--;
  const header = /([|>][-+0-9]*)(?:[ \t]+#.*|[ \t]*)$/.exec(source.slice(lineStart, lineEnd));
  if (!header) return { start: lineEnd, end: lineEnd };
  const start = lineStart + header.index;
  return { start, end: start + (header[1]?.length ?? 0) };
}

/** Offset behind the last character of a block scalar that is no white space on a line of its own; absent when there is none. */
export function blockContentEnd(source: string, start: number, end: number): number | undefined {
  let last = end;
  while (last > start && (isSpace(source.charCodeAt(last - 1)) || isBreak(source.charCodeAt(last - 1)))) last--;
  return last > start ? Math.min(endOfLine(source, last), end) : undefined;
}

function startsComment(source: string, at: number): boolean {
  if (at === 0) return true;
  const before = source.charCodeAt(at - 1);
  // A closing quote or bracket may stand directly before a comment sign that js-yaml accepted as one.
  return isSpace(before) || isBreak(before);
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === 0xfeff;
}

function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
