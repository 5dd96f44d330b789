// TOML as configuration files of the AWS SAM CLI use it: tables, keys, strings, numbers, booleans, arrays and inline tables, with
// ranges. A line that is none of these is a problem and is passed over. Source: TOML 1.0.
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { rangeOf } from "../model/range.ts";
import type { DataNode, DocumentTree, MapEntry, MapNode, ScalarNode } from "../model/tree.ts";
import { LineIndex } from "./line-index.ts";

export function parseToml(file: string, text: string): DocumentTree {
  const reader = new Reader(file, text);
  return { file, format: "toml", root: reader.document(), problems: reader.problems };
}

interface Table extends MapNode {
  readonly entries: MapEntry[];
}

const MAXIMUM_DEPTH = 50;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", '"': '"', "\\": "\\" };

class Reader {
  readonly problems: Problem[] = [];
  private readonly index: LineIndex;
  private at = 0;
  private depth = 0;
  /** What stands here is not TOML: the line is passed over. */
  private isBroken = false;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.index = new LineIndex(text);
    if (text.startsWith("\uFEFF")) this.at = 1;
  }

  document(): MapNode {
    const root = this.table(0, this.text.length);
    let current = root;
    for (this.skip(/[\s]|#[^\n]*/y); this.at < this.text.length; this.skip(/[\s]|#[^\n]*/y)) {
      const start = this.at;
      this.isBroken = false;
      if (this.peek("[")) current = this.header(root);
      else this.assignment(current);
      this.skip(/[ \t]|#[^\n]*/y);
      if (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at] ?? "")) this.isBroken = true;
      if (this.isBroken) this.passOver(start);
    }
    return root;
  }

  private passOver(start: number): void {
    const end = this.index.endOfLine(this.index.lineAt(Math.max(this.at, start)));
    this.problems.push({
      code: "syntax-error",
      severity: "warning",
      message: say("This line is not understood as TOML."),
      at: rangeOf(this.file, this.index.spanAt(start, end)),
    });
    this.at = Math.max(end, start + 1);
  }

  /** `[a.b]`; of an array of tables, the last one counts. */
  private header(root: Table): Table {
    const isArray = this.text.startsWith("[[", this.at);
    this.at += isArray ? 2 : 1;
    const table = this.inner(root, this.keys());
    if (this.text.startsWith(isArray ? "]]" : "]", this.at)) this.at += isArray ? 2 : 1;
    else this.isBroken = true;
    return table;
  }

  private assignment(table: Table): void {
    const keys = this.keys();
    const [last] = keys.splice(-1);
    if (!last || this.isBroken || !this.peek("=")) {
      this.isBroken = true;
      return;
    }
    this.at++;
    this.skip(/[ \t]/y);
    const value = this.value();
    const target = this.inner(table, keys);
    if (this.isBroken) return;
    target.entries.push({ key: last.key, keyAt: last.at, value, at: this.index.spanAt(last.start, this.at) });
  }

  private inner(table: Table, keys: readonly Key[]): Table {
    let current = table;
    for (const { key, at, start } of keys) {
      const known = current.entries.find((entry) => entry.key === key)?.value;
      if (known && known.type !== "map") {
        this.isBroken = true;
        return table;
      }
      let next = known as Table | undefined;
      if (!next) {
        next = this.table(start, this.at);
        current.entries.push({ key, keyAt: at, value: next, at: next.at });
      }
      current = next;
    }
    return current;
  }

  private keys(): Key[] {
    const keys: Key[] = [];
    do {
      if (keys.length > 0) this.at++;
      this.skip(/[ \t]/y);
      const start = this.at;
      const isQuoted = this.peek('"') || this.peek("'");
      const key = isQuoted ? this.string().text : this.take(/[A-Za-z0-9_-]+/y);
      keys.push({ key, start, at: this.index.spanAt(start, this.at) });
      this.skip(/[ \t]/y);
    } while (this.peek(".") && !this.isBroken);
    return keys;
  }

  private value(): DataNode {
    if (++this.depth > MAXIMUM_DEPTH) this.isBroken = true;
    const start = this.at;
    const isCollection = !this.isBroken && (this.peek("[") || this.peek("{"));
    const made = isCollection && this.peek("[") ? this.array() : isCollection ? this.inlineTable() : this.scalar(start);
    this.depth--;
    return made;
  }

  private array(): DataNode {
    const start = this.at++;
    const items: DataNode[] = [];
    while (this.hasMore("]")) items.push(this.value());
    return { type: "list", items, at: this.index.spanAt(start, this.at) };
  }

  private inlineTable(): DataNode {
    const start = this.at++;
    const table = this.table(start, start);
    while (this.hasMore("}")) this.assignment(table);
    return { ...table, at: this.index.spanAt(start, this.at) };
  }

  /** Stands before another item; else behind the bracket that ends the collection. */
  private hasMore(end: string): boolean {
    this.skip(/[\s,]|#[^\n]*/y);
    if (this.at >= this.text.length) this.isBroken = true;
    if (this.isBroken) return false;
    if (!this.peek(end)) return true;
    this.at++;
    return false;
  }

  private scalar(start: number): ScalarNode {
    if (this.peek('"') || this.peek("'")) return this.string();
    const text = this.take(/[^\s,\]}#]+/y);
    const at = this.index.spanAt(start, this.at);
    const number = Number(text.replaceAll("_", ""));
    const value = text === "true" || text === "false" ? text === "true" : Number.isNaN(number) ? text : number;
    return { type: "scalar", text, value, style: "plain", at, contentAt: at };
  }

  private string(): ScalarNode {
    const start = this.at;
    const quote = this.text[start] ?? "";
    const mark = this.text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    this.at += mark.length;
    if (mark.length === 3 && this.peek("\n")) this.at++;
    const contentStart = this.at;
    let text = "";
    while (!this.text.startsWith(mark, this.at)) {
      const char = this.text[this.at];
      if (char === undefined || (mark.length === 1 && char === "\n")) {
        this.isBroken = true;
        break;
      }
      text += char === "\\" && quote === '"' ? this.escape() : char;
      this.at++;
    }
    const contentAt = this.index.spanAt(contentStart, this.at);
    if (!this.isBroken) this.at += mark.length;
    const style = quote === '"' ? "double-quoted" : "single-quoted";
    return { type: "scalar", text, value: text, style, at: this.index.spanAt(start, this.at), contentAt };
  }

  /** Ends at the escape's last character. */
  private escape(): string {
    const code = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
    code.lastIndex = this.at;
    const found = code.exec(this.text);
    if (found) {
      this.at += found[0].length - 1;
      const point = Number.parseInt(found[1] ?? found[2] ?? "", 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
    }
    const next = this.text[++this.at] ?? "";
    if (!/\s/.test(next)) return ESCAPES[next] ?? next;
    // A line that goes on: the break and the space around it are no part of the text.
    while (/\s/.test(this.text[this.at + 1] ?? "")) this.at++;
    return "";
  }

  private table(start: number, end: number): Table {
    return { type: "map", entries: [], at: this.index.spanAt(start, end) };
  }

  private peek(char: string): boolean {
    return this.text[this.at] === char;
  }

  private skip(what: RegExp): void {
    for (what.lastIndex = this.at; what.test(this.text); what.lastIndex = this.at) this.at = what.lastIndex;
  }

  private take(what: RegExp): string {
    what.lastIndex = this.at;
    const found = what.exec(this.text)?.[0];
    if (found === undefined) this.isBroken = true;
    this.at += found?.length ?? 0;
    return found ?? "";
  }
}

interface Key {
  readonly key: string;
  readonly start: number;
  readonly at: MapEntry["keyAt"];
}
