// Broken YAML: take out as few lines as make the rest parse, so that a template keeps its other resources while someone types.
import { YAMLException, parseEvents, type Event } from "js-yaml";
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { rangeOf } from "../model/range.ts";
import { LineIndex } from "./line-index.ts";

/** Separate broken places of one file that are worked around; what follows them is left out. */
const MAX_BROKEN_PLACES = 5;
/** Characters that may be parsed again and again for one file. */
const RETRY_BUDGET = 4_000_000;
/** Enclosing blocks that are tried around a broken line. */
const MAX_ENCLOSING = 8;

export interface ParsedEvents {
  readonly events: readonly Event[];
  /** The text that the events' offsets point into: as long as the input, lines that could not be read are blank. */
  readonly source: string;
  readonly problems: readonly Problem[];
}

/** First and last line of a region, both included. */
type Region = readonly [first: number, last: number];

interface SyntaxFault {
  readonly offset: number;
  readonly line: number;
  readonly reason: string;
}

export function parseEventsTolerantly(file: string, text: string, lines: LineIndex): ParsedEvents {
  const problems: Problem[] = [];
  let source = text;
  let budget = RETRY_BUDGET;
  let parsed = tryParse(source, lines);
  while (!Array.isArray(parsed)) {
    const fault = parsed;
    const isLastTry = problems.length + 1 >= MAX_BROKEN_PLACES;
    const candidates = isLastTry ? [] : candidateRegions(source, lines, fault.line);
    let best: { region: Region; source: string; parsed: Event[] | SyntaxFault } | undefined;
    for (const region of candidates) {
      if (budget < text.length) break;
      budget -= text.length;
      const attempt = blank(source, lines, region);
      const result = tryParse(attempt, lines);
      if (!best || reach(result) > reach(best.parsed)) best = { region, source: attempt, parsed: result };
      if (Array.isArray(result)) break;
    }
    if (!best || reach(best.parsed) <= best.region[1] + 1) best = cutFrom(source, lines, fault.line);
    problems.push(faultProblem(file, lines, fault, best.region));
    ({ source, parsed } = best);
  }
  return { events: parsed, source, problems };
}

/** Line of the next fault: how far a text can be read. */
function reach(parsed: Event[] | SyntaxFault): number {
  return Array.isArray(parsed) ? Infinity : parsed.line;
}

function tryParse(text: string, lines: LineIndex): Event[] | SyntaxFault {
  try {
    return parseEvents(text, {});
  } catch (error) {
    // js-yaml reports broken input by throwing; anything else is a fault of our own.
    if (!(error instanceof YAMLException)) throw error;
    const offset = Math.min(error.mark?.position ?? 0, text.length);
    return { offset, line: lines.lineAt(offset), reason: error.reason };
  }
}

/** From the smallest to the largest region that may hold the mistake: the line, the one before, their blocks, what encloses them. */
function candidateRegions(source: string, lines: LineIndex, faultLine: number): Region[] {
  const here = previousContent(source, lines, faultLine);
  const before = previousContent(source, lines, here - 1);
  const regions: Region[] = [[here, here]];
  if (before < 0) return here < 0 ? [] : regions;
  regions.push([before, before], [before, here], blockOf(source, lines, before), blockOf(source, lines, here));
  let line = before;
  for (let level = 0; level < MAX_ENCLOSING; level++) {
    const indent = indentOf(source, lines, line);
    let parent = previousContent(source, lines, line - 1);
    while (parent >= 0 && indentOf(source, lines, parent) >= indent) {
      parent = previousContent(source, lines, parent - 1);
    }
    if (parent < 0) break;
    regions.push(blockOf(source, lines, parent));
    line = parent;
  }
  return regions;
}

/** Takes out everything from the fault on, and from there upwards until the rest parses. */
function cutFrom(source: string, lines: LineIndex, faultLine: number) {
  const last = lines.lineCount - 1;
  let first = faultLine;
  for (let step = 1; first > 0; step *= 2) {
    const text = blank(source, lines, [first, last]);
    const parsed = tryParse(text, lines);
    if (Array.isArray(parsed)) return { region: [first, last] as Region, source: text, parsed };
    first = Math.max(Math.min(first, parsed.line) - step, 0);
  }
  const text = blank(source, lines, [0, last]);
  return { region: [0, last] as Region, source: text, parsed: [] as Event[] };
}

/** The line and all lines below it that are indented deeper. */
function blockOf(source: string, lines: LineIndex, line: number): Region {
  const indent = indentOf(source, lines, line);
  let last = line;
  for (let next = line + 1; next < lines.lineCount; next++) {
    if (isBlank(source, lines, next)) continue;
    if (indentOf(source, lines, next) <= indent) break;
    last = next;
  }
  return [line, last];
}

function previousContent(source: string, lines: LineIndex, from: number): number {
  let line = from;
  while (line >= 0 && isBlank(source, lines, line)) line--;
  return line;
}

function lineText(source: string, lines: LineIndex, line: number): string {
  return source.slice(lines.startOfLine(line), lines.endOfLine(line));
}

function isBlank(source: string, lines: LineIndex, line: number): boolean {
  return /^\s*(?:#.*)?$/.test(lineText(source, lines, line));
}

function indentOf(source: string, lines: LineIndex, line: number): number {
  return lineText(source, lines, line).search(/[^ \t]|$/);
}

/** Offsets and line breaks stay where they are. */
function blank(source: string, lines: LineIndex, [first, last]: Region): string {
  const start = lines.startOfLine(first);
  const end = lines.endOfLine(last);
  return source.slice(0, start) + source.slice(start, end).replace(/[^\r\n]/g, " ") + source.slice(end);
}

function faultProblem(file: string, lines: LineIndex, fault: SyntaxFault, [first, last]: Region): Problem {
  const lineStart = lines.startOfLine(fault.line);
  const lineEnd = lines.endOfLine(fault.line);
  const start = fault.offset < lineEnd ? fault.offset : lineStart;
  const isTooDeep = fault.reason.startsWith("nesting exceeded");
  const left = first === last ? say("{0}", first + 1) : say("{0}-{1}", first + 1, last + 1);
  const where = left.args.join("-");
  return {
    code: isTooDeep ? "nesting-limit" : "syntax-error",
    severity: "error",
    message: isTooDeep
      ? say("This nests deeper than 100 levels. Not analysed: line {0}.", where)
      : say("Broken YAML: {0}. Not analysed: line {1}.", fault.reason, where),
    at: rangeOf(file, lines.spanAt(start, lineEnd)),
  };
}
