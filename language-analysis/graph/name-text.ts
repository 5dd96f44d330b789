// Values as texts that can be compared: literal parts as they are, every other part as a mark, the same mark for the same part.
import { patternsOverlap } from "../iam/pattern.ts";
import type { NodeId } from "../model/app-map.ts";
import { valueText } from "./value-text.ts";
import type { Reference, Value } from "../model/value.ts";

/** One way to read a value. `assumed` says what had to be taken for granted. */
export interface NameText {
  readonly text: string;
  readonly assumed?: string;
}

export type Mark =
  | { readonly kind: "node"; readonly node: NodeId; readonly attribute?: string }
  /** Region, account, stack name. */
  | { readonly kind: "pseudo"; readonly name: string }
  /** Not known; `label` is how a person would call it, when there is a name for it. */
  | { readonly kind: "unknown"; readonly label?: string; readonly reason: string };

/** What the texts need of the map: how to follow references. */
export interface ReferenceTable {
  nodeOf(file: string, logicalId: string): NodeId | undefined;
  /** Values a reference to another template stands for, with what is assumed by taking them; empty when it can't be followed. */
  follow(to: Reference): readonly { readonly value: Value; readonly assumed?: string }[];
}

const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARK = /\uE000(\d+)\uE001/g;

/** Most ways to read one value: choices multiply. */
const MOST_TEXTS = 40;
const DEEPEST = 12;

export class NameTexts {
  private readonly marks: Mark[] = [];
  private readonly numbers = new Map<string, number>();
  /** References that are being followed right now. */
  private readonly following = new Set<string>();

  constructor(private readonly table: ReferenceTable) {}

  /** Every way to read `value`; empty for lists, maps and nulls. */
  of(value: Value, depth = 0): readonly NameText[] {
    if (depth > DEEPEST) return [{ text: this.mark({ kind: "unknown", reason: "the references lead too deep" }) }];
    const given = value.parameter ? this.follow(value.parameter, depth) : [];
    if (given.length > 0) return given;
    const isPutIn = value.pieces?.some(({ parameter }) => parameter && this.follow(parameter, depth).length > 0);
    if (value.pieces && isPutIn) return this.product(value.pieces, depth);
    const texts = this.read(value, depth);
    return value.assumed === undefined
      ? texts
      : texts.map((one) => ({ ...one, assumed: one.assumed ?? value.assumed ?? "" }));
  }

  private read(value: Value, depth: number): readonly NameText[] {
    switch (value.kind) {
      case "text":
        return [{ text: value.value.replaceAll(/[\uE000\uE001]/g, "") }];
      case "number":
      case "boolean":
        return [{ text: String(value.value) }];
      case "reference":
        return this.readReference(value.to, value, depth);
      case "join":
        return this.product(value.parts, depth);
      case "choice":
        return value.options
          .flatMap((option) => this.of(option, depth + 1))
          .slice(0, MOST_TEXTS)
          .map((one) => ({ ...one, assumed: one.assumed ?? `depends on ${value.condition}` }));
      case "unresolved":
        return [{ text: this.mark({ kind: "unknown", reason: value.reason }, placeOf(value)) }];
      case "list":
      case "map":
      case "null":
        return [];
    }
  }

  private readReference(to: Reference, value: Value, depth: number): readonly NameText[] {
    if (to.by === "logical-id") {
      const node = this.table.nodeOf(to.file, to.logicalId);
      if (node !== undefined) {
        const attribute = to.attribute === undefined ? {} : { attribute: to.attribute };
        return [{ text: this.mark({ kind: "node", node, ...attribute }) }];
      }
    }
    if (to.by === "pseudo") {
      const isOfStack = /Stack|NotificationARNs/.test(to.name);
      return [{ text: this.mark({ kind: "pseudo", name: to.name }, isOfStack ? value.at.file : "") }];
    }
    const followed = this.follow(to, depth);
    if (followed.length > 0) return followed;
    const label = valueText(value);
    return [{ text: this.mark({ kind: "unknown", label, reason: reasonOf(to, label) }, keyOf(to)) }];
  }

  /** What a reference to another template stands for. One that leads back to itself stands for nothing: it would never end. */
  private follow(to: Reference, depth: number): readonly NameText[] {
    const key = JSON.stringify(to);
    if (this.following.has(key)) return [];
    this.following.add(key);
    const texts: NameText[] = [];
    for (const found of this.table.follow(to)) {
      for (const one of this.of(found.value, depth + 1)) {
        const assumed = one.assumed ?? found.assumed;
        texts.push(assumed === undefined ? one : { ...one, assumed });
      }
      if (texts.length >= MOST_TEXTS) break;
    }
    this.following.delete(key);
    return texts.slice(0, MOST_TEXTS);
  }

  private product(parts: readonly Value[], depth: number): readonly NameText[] {
    let texts: readonly NameText[] = [{ text: "" }];
    for (const part of parts.slice(0, 200)) {
      const endings = this.of(part, depth + 1);
      if (endings.length === 0) continue;
      texts = texts
        .flatMap((start) =>
          endings.map((end) => {
            const assumed = start.assumed ?? end.assumed;
            return { text: start.text + end.text, ...(assumed === undefined ? {} : { assumed }) };
          }),
        )
        .slice(0, MOST_TEXTS);
    }
    return texts;
  }

  /** A text for one part; parts of equal content and key have equal marks. */
  mark(mark: Mark, key = ""): string {
    const id = `${mark.kind}|${contentOf(mark)}|${key}`;
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = this.marks.length;
      this.numbers.set(id, number);
      this.marks.push(mark);
    }
    return `${OPEN}${number}${CLOSE}`;
  }

  /** The mark a text begins with, and what follows it. */
  leading(text: string): { readonly mark: Mark; readonly rest: string } | undefined {
    const found = /^\uE000(\d+)\uE001/.exec(text);
    const mark = found && this.marks[Number(found[1])];
    return mark ? { mark, rest: text.slice(found[0].length) } : undefined;
  }

  marksIn(text: string): readonly Mark[] {
    return [...text.matchAll(MARK)].flatMap((found) => this.marks[Number(found[1])] ?? []);
  }

  /** For people: `orders-${Stage}`. */
  display(text: string): string {
    return text.replace(MARK, (_, number: string) => {
      const mark = this.marks[Number(number)];
      if (mark?.kind === "node") return `\${${mark.node.slice(mark.node.indexOf("#") + 1)}}`;
      if (mark?.kind === "pseudo") return `\${${mark.name}}`;
      return mark?.label === undefined ? "*" : `\${${mark.label}}`;
    });
  }
}

export function hasMark(text: string): boolean {
  return text.includes(OPEN);
}

/** An IAM pattern: every mark a `*`. */
export function asPattern(text: string): string {
  return text.replace(MARK, "*").replace(/\*{2,}/g, "*");
}

/** Literal characters of the text. */
export function literalLength(text: string): number {
  return text.replace(MARK, "").replace(/[*?]/g, "").length;
}

/**
 * Two patterns may name the same thing: some text fits both, and the longest literal part of one stands in the other. Patterns
 * that begin with `*` have texts in common with almost any other; that alone says nothing.
 */
export function areAlike(a: string, b: string): boolean {
  const one = longestLiteral(a);
  const other = longestLiteral(b);
  if (one.length < SHORTEST_LITERAL || other.length < SHORTEST_LITERAL) return false;
  return (b.includes(one) || a.includes(other)) && patternsOverlap(a, b);
}

function longestLiteral(pattern: string): string {
  return pattern.split(/[*?]/).reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

/** Shortest literal part by which names with parts that are not known are compared. */
const SHORTEST_LITERAL = 3;

function contentOf(mark: Mark): string {
  switch (mark.kind) {
    case "node":
      return `${mark.node}|${mark.attribute ?? ""}`;
    case "pseudo":
      return mark.name;
    case "unknown":
      return `${mark.label ?? ""}|${mark.reason}`;
  }
}

function placeOf(value: Value): string {
  return `${value.at.file}:${value.at.start.line}:${value.at.start.character}`;
}

function keyOf(to: Reference): string {
  switch (to.by) {
    case "logical-id":
      return `${to.file}#${to.logicalId}.${to.attribute ?? ""}`;
    case "parameter":
      return `${to.file}?${to.name}`;
    case "stack-output":
      return `${to.file}#${to.logicalId}.${to.output}`;
    case "stored-value":
      return `${to.service}:${to.name}`;
    case "export":
    case "pseudo":
      return "";
  }
}

function reasonOf(to: Reference, label: string): string {
  switch (to.by) {
    case "logical-id":
      return `${to.logicalId} is not a resource on the map`;
    case "parameter":
      return `parameter ${to.name} has no default`;
    case "stack-output":
      return `output ${to.output} of the nested stack ${to.logicalId} is not known`;
    case "stored-value":
      return `${to.name} is kept in ${to.service}`;
    case "export":
      return `no template of the workspace exports ${label}`;
    case "pseudo":
      return `${to.name} is known only after deployment`;
  }
}
