// Broken YAML: take out as few lines as make the rest parse, so that a template keeps its other resources while someone types.
import { YAMLException, parseEvents, type Event } from "js-yaml";
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { rangeOf } from "../model/range.ts";
import type { LineIndex } from "./line-index.ts";
import { TOO_LITTLE_INDENTATION, joinFlowLines } from "./yaml-flow-lines.ts";

/** Separate broken places of one file that are worked around; what follows them is left out. */
const MAX_BROKEN_PLACES = 5;
/** Characters that may be parsed again and again for one file. */
const RETRY_BUDGET = 8_000_000;
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
  let state: Attempt = { ...tryParse(text, lines), source: text, text, region: [0, 0], isRepaired: true };
  let budget = RETRY_BUDGET;
  while (state.fault) {
    const { fault } = state;
    const isLastTry = problems.length + 1 >= MAX_BROKEN_PLACES;
    let best: Attempt | undefined;
    for (const candidate of isLastTry ? [] : candidates(state, lines, fault)) {
      if (budget < text.length) break;
      budget -= text.length;
      const attempt = { ...candidate, ...tryParse(candidate.text, lines) };
      if (!best || reach(attempt) > reach(best)) best = attempt;
      if (!attempt.fault || (attempt.isCertain && isPast(attempt))) break;
    }
    if (!best || !isPast(best)) best = cutFrom(state, lines, fault.line);
    else if (!best.isRepaired && lines.lineCount - fault.line < sizeOf(best)) {
      // Near the end of a file less is lost without its rest than without an enclosing block.
      const cut = cutFrom(state, lines, fault.line);
      if (sizeOf(cut) < sizeOf(best)) best = cut;
    }
    if (!best.isRepaired) problems.push(faultProblem(file, lines, fault, best.region));
    state = best;
  }
  return { events: state.events, source: state.source, problems };
}

/** What is tried next: `text` is given to the parser, `source` is read when the tree is built. */
interface Candidate {
  readonly text: string;
  readonly source: string;
  readonly region: Region;
  /** Nothing of the file is lost. */
  readonly isRepaired: boolean;
  readonly isCertain?: boolean;
}

interface Parsed {
  readonly events: readonly Event[];
  readonly fault: SyntaxFault | undefined;
}

type Attempt = Candidate & Parsed;

function* candidates(state: Candidate, lines: LineIndex, fault: SyntaxFault): Generator<Candidate> {
  if (fault.reason === TOO_LITTLE_INDENTATION) {
    for (const { text, lastLine, isCertain } of joinFlowLines(state.text, lines, fault.line)) {
      yield { text, source: state.source, region: [fault.line, lastLine], isRepaired: true, isCertain };
    }
  }
  for (const region of brokenRegions(state.source, lines, fault.line)) yield blankRegion(state, lines, region);
}

function blankRegion(state: Candidate, lines: LineIndex, region: Region): Candidate {
  const text = blank(state.text, lines, region);
  const source = blank(state.source, lines, region);
  return { text, source, region, isRepaired: false };
}

/** Offset of the next fault: how far a text can be read. */
function reach({ fault }: Parsed): number {
  return fault?.offset ?? Infinity;
}

function isPast({ fault, region }: Attempt): boolean {
  return !fault || fault.line > region[1];
}

/** Lines that are left out. */
function sizeOf({ region: [first, last] }: Candidate): number {
  return last - first + 1;
}

function tryParse(text: string, lines: LineIndex): Parsed {
  try {
    return { events: parseEvents(text, {}), fault: undefined };
  } catch (error) {
    // js-yaml reports broken input by throwing; anything else is a fault of our own.
    if (!(error instanceof YAMLException)) throw error;
    const offset = Math.min(error.mark?.position ?? 0, text.length);
    return { events: [], fault: { offset, line: lines.lineAt(offset), reason: error.reason } };
  }
}

/** From the smallest to the largest region that may hold the mistake: the line, the one before, their blocks, what encloses them. */
function brokenRegions(source: string, lines: LineIndex, faultLine: number): Region[] {
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
function cutFrom(state: Candidate, lines: LineIndex, faultLine: number): Attempt {
  const last = lines.lineCount - 1;
  let first = faultLine;
  for (let step = 1; first > 0; step *= 2) {
    const candidate = blankRegion(state, lines, [first, last]);
    const parsed = tryParse(candidate.text, lines);
    if (!parsed.fault) return { ...candidate, ...parsed };
    first = Math.max(Math.min(first, parsed.fault.line) - step, 0);
  }
  return { ...blankRegion(state, lines, [0, last]), events: [], fault: undefined };
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
