import { printParseErrorCode, visit, type ParseErrorCode } from "jsonc-parser";
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { rangeOf } from "../model/range.ts";
import type { DataNode, DocumentTree, Layout, MapEntry, ScalarNode } from "../model/tree.ts";
import { LineIndex } from "./line-index.ts";

/** Levels of nesting: the parser recurses, so deeper text is cut. The same bound as for YAML. */
const MAX_DEPTH = 100;
/** Syntax problems shown of one file; a file that is no JSON at all would have thousands. */
const MAX_SYNTAX_PROBLEMS = 20;

/** The ranged tree of a JSON text, comments and trailing commas tolerated; never throws. Broken parts are problems with their place. */
export function parseJson(file: string, text: string): DocumentTree {
  const lines = new LineIndex(text);
  const problems: Problem[] = [];
  const tooDeep = offsetOfExcessNesting(text);
  if (tooDeep !== undefined) {
    const message = say("This nests deeper than {0} levels. What follows is not analysed.", MAX_DEPTH);
    const at = rangeOf(file, lines.spanAt(tooDeep, tooDeep + 1));
    problems.push({ code: "nesting-limit", severity: "error", message, at });
  }
  const builder = new JsonTreeBuilder(file, lines, problems, tooDeep !== undefined);
  // The scanner knows no byte order mark; a space in its place keeps the offsets.
  const readable = text.slice(0, tooDeep).replace(/^\uFEFF/, " ");
  visit(readable, builder.visitor, { allowTrailingComma: true });
  return { file, format: "json", root: builder.finish(), problems };
}

interface Frame {
  readonly kind: "map" | "list";
  readonly start: number;
  readonly items: DataNode[];
  readonly entries: (MapEntry | undefined)[];
  readonly indexByKey: Map<string, number>;
  key: { readonly text: string; readonly start: number; readonly end: number; colonEnd?: number } | undefined;
  /** Behind the last entry, or behind the opening bracket. */
  contentEnd: number;
}

class JsonTreeBuilder {
  private root: DataNode | undefined;
  private readonly stack: Frame[] = [];
  private syntaxProblems = 0;
  private readonly file: string;
  private readonly lines: LineIndex;
  private readonly problems: Problem[];
  private readonly isCut: boolean;

  constructor(file: string, lines: LineIndex, problems: Problem[], isCut: boolean) {
    this.file = file;
    this.lines = lines;
    this.problems = problems;
    this.isCut = isCut;
  }

  readonly visitor = {
    onObjectBegin: (offset: number) => this.open("map", offset),
    onArrayBegin: (offset: number) => this.open("list", offset),
    onObjectEnd: (offset: number, length: number) => this.close("map", offset + length),
    onArrayEnd: (offset: number, length: number) => this.close("list", offset + length),
    onObjectProperty: (text: string, start: number, length: number) => {
      const frame = this.stack.at(-1);
      if (!frame) return;
      this.endPendingKey(frame);
      frame.key = { text, start, end: start + length };
    },
    onSeparator: (character: string, offset: number, length: number) => {
      const frame = this.stack.at(-1);
      if (!frame) return;
      if (character === ":" && frame.key) frame.key.colonEnd = offset + length;
      if (character === ",") this.endPendingKey(frame);
    },
    onLiteralValue: (value: unknown, start: number, length: number) => {
      const end = start + length;
      const source = this.lines.text.slice(start, end);
      const isText = typeof value === "string";
      const at = this.lines.spanAt(start, end);
      const isClosed = isText && source.length >= 2 && source.endsWith('"');
      const node: ScalarNode = {
        type: "scalar",
        text: isText ? value : source,
        value: value as ScalarNode["value"],
        style: isText ? "double-quoted" : "plain",
        at,
        contentAt: isText ? this.lines.spanAt(start + 1, isClosed ? end - 1 : end) : at,
      };
      this.add(node, end);
    },
    onError: (error: ParseErrorCode, offset: number, length: number) => {
      // Unclosed brackets are the consequence of our own cut.
      if (this.isCut || this.syntaxProblems++ >= MAX_SYNTAX_PROBLEMS) return;
      const at = rangeOf(this.file, this.lines.spanAt(offset, offset + Math.max(length, 1)));
      const message = say("Broken JSON: {0}.", ERROR_TEXTS[printParseErrorCode(error)] ?? "syntax error");
      this.problems.push({ code: "syntax-error", severity: "error", message, at });
    },
  };

  private open(kind: Frame["kind"], start: number): void {
    const fresh = { items: [], entries: [], key: undefined, contentEnd: start + 1 };
    this.stack.push({ kind, start, indexByKey: new Map(), ...fresh });
  }

  private close(kind: Frame["kind"], end: number): void {
    const frame = this.stack.pop();
    if (!frame) return;
    this.endPendingKey(frame);
    const at = this.lines.spanAt(frame.start, end);
    const layout = this.layoutOf(frame);
    const entries = frame.entries.filter((entry) => entry !== undefined);
    this.add(
      kind === "map" ? { type: "map", entries, at, layout } : { type: "list", items: frame.items, at, layout },
      end,
    );
  }

  /** Brackets that the text does not close end behind their last entry. */
  finish(): DataNode | undefined {
    for (let frame = this.stack.at(-1); frame; frame = this.stack.at(-1)) {
      this.endPendingKey(frame);
      this.close(frame.kind, frame.contentEnd);
    }
    return this.root;
  }

  /** A key whose value is missing or broken keeps its place in the tree, with the value null. */
  private endPendingKey(frame: Frame): void {
    const { key } = frame;
    if (!key) return;
    const place = key.colonEnd ?? key.end;
    const at = this.lines.spanAt(place, place);
    this.addEntry(frame, { type: "scalar", text: "", value: null, style: "plain", at, contentAt: at }, place);
  }

  private add(node: DataNode, end: number): void {
    const frame = this.stack.at(-1);
    if (!frame) {
      this.root ??= node;
    } else if (frame.kind === "list") {
      frame.items.push(node);
      frame.contentEnd = end;
    } else if (frame.key) {
      this.addEntry(frame, node, end);
    }
  }

  private addEntry(frame: Frame, value: DataNode, end: number): void {
    const { key } = frame;
    if (!key) return;
    frame.key = undefined;
    frame.contentEnd = end;
    const keyAt = this.lines.spanAt(key.start, key.end);
    const before = frame.indexByKey.get(key.text);
    if (before !== undefined) {
      frame.entries[before] = undefined;
      const message = say("{0} is written twice here. The last one counts, as in CloudFormation.", key.text);
      this.problems.push({ code: "duplicate-key", severity: "warning", message, at: rangeOf(this.file, keyAt) });
    }
    frame.indexByKey.set(key.text, frame.entries.length);
    frame.entries.push({ key: key.text, keyAt, value, at: this.lines.spanAt(key.start, end) });
  }

  private layoutOf(frame: Frame): Layout {
    const insertAt = this.lines.positionAt(frame.contentEnd);
    const isEmpty = frame.items.length === 0 && frame.entries.length === 0;
    const first = frame.kind === "map" ? frame.entries.find((entry) => entry)?.at : frame.items[0]?.at;
    const line = this.lines.lineAt(frame.start);
    const lead = this.lines.text.slice(this.lines.startOfLine(line), frame.start);
    const indent = first ? first[1] : lead.length - lead.trimStart().length + 2;
    return { style: "json", indent, insertAt: [insertAt.line, insertAt.character], isEmpty };
  }
}

/** Offset of the bracket that opens one level too many. Brackets in strings and comments do not count. */
function offsetOfExcessNesting(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case "{":
      case "[":
        if (++depth > MAX_DEPTH) return at;
        break;
      case "}":
      case "]":
        depth = Math.max(depth - 1, 0);
        break;
      case '"':
        at = endOfString(text, at + 1);
        break;
      case "/":
        at = endOfComment(text, at);
        break;
    }
  }
  return undefined;
}

/** Offset of the closing quote, or of the line break that ends a string that is not closed. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"') return at;
    else if (char === "\n" || char === "\r") return at;
  }
  return text.length;
}

function endOfComment(text: string, at: number): number {
  const next = text[at + 1];
  if (next === "/") {
    const end = text.slice(at).search(/[\r\n]/);
    return end === -1 ? text.length : at + end;
  }
  if (next !== "*") return at;
  const end = text.indexOf("*/", at + 2);
  return end === -1 ? text.length : end + 1;
}

const ERROR_TEXTS: Readonly<Record<string, string>> = {
  InvalidSymbol: "an invalid symbol",
  InvalidNumberFormat: "an invalid number",
  PropertyNameExpected: "a property name is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing brace is expected",
  CloseBracketExpected: "a closing bracket is expected",
  EndOfFileExpected: "the end of the file is expected",
  InvalidCommentToken: "a comment is not allowed",
  UnexpectedEndOfComment: "a comment is not closed",
  UnexpectedEndOfString: "a string is not closed",
  UnexpectedEndOfNumber: "a number is not complete",
  InvalidUnicode: "an invalid unicode escape",
  InvalidEscapeCharacter: "an invalid escape",
  InvalidCharacter: "an invalid character",
};
