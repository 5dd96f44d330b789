// What a script's expressions are known to be, with the place where it is written. Never made by running code.
import type ts from "typescript";
import type { Span } from "../../model/range.ts";
import type { Scope } from "./scope.ts";

export interface Site {
  readonly file: string;
  readonly at: Span;
}

export interface KnownEntry {
  readonly keySite: Site;
  /** From the key's start to the value's end, in the key's file. */
  readonly at: Span;
  readonly value: Known;
}

export type Plain = string | number | boolean | null | undefined;

export type Known = PlainKnown | MapKnown | ListKnown | FunctionKnown | NativeKnown | ChoiceKnown | UnknownKnown;

export interface PlainKnown {
  readonly kind: "plain";
  readonly value: Plain;
  readonly site: Site;
  /** Between the quotes of a text that is written as it reads. */
  readonly content?: Span;
  /** The text holds placeholders for parts that are not known (`${env:NAME}`): nothing can be computed from it. */
  readonly isPartial?: true;
}
export interface MapKnown {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, KnownEntry>;
  readonly site: Site;
}
export interface ListKnown {
  readonly kind: "list";
  readonly items: readonly Known[];
  readonly site: Site;
}
export interface FunctionKnown {
  readonly kind: "function";
  readonly node: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration;
  readonly scope: Scope;
  readonly site: Site;
}
/** A module or function of the platform: `process`, `path`, `path.join`. */
export interface NativeKnown {
  readonly kind: "native";
  readonly name: string;
  readonly site: Site;
}
/** One of the options; which one depends on something that is not known. */
export interface ChoiceKnown {
  readonly kind: "choice";
  readonly condition: string;
  readonly options: readonly Known[];
  readonly site: Site;
}
export interface UnknownKnown {
  readonly kind: "unknown";
  /** The expression in short, for the message. */
  readonly what: string;
  readonly site: Site;
}

/** Bounds of what one value may hold; what grows beyond is not known. */
export const MAXIMUM_TEXT = 50_000;
export const MAXIMUM_ITEMS = 5_000;

export function plain(value: Plain, site: Site): PlainKnown {
  return { kind: "plain", value, site };
}

export function partial(text: string, site: Site): PlainKnown {
  return { kind: "plain", value: text, site, isPartial: true };
}

export function unknown(what: string, site: Site): UnknownKnown {
  return { kind: "unknown", what, site };
}

export function isAbsent(known: Known): boolean {
  return known.kind === "plain" && known.value === undefined;
}

/** The text of a plain value that is known as a whole. */
export function textOf(known: Known | undefined): string | undefined {
  return known?.kind === "plain" && !known.isPartial && typeof known.value === "string" ? known.value : undefined;
}

/** True or false as a condition sees it; undefined when that is not known. */
export function truthOf(known: Known): boolean | undefined {
  switch (known.kind) {
    case "plain":
      return known.isPartial ? undefined : Boolean(known.value);
    case "choice":
    case "unknown":
      return undefined;
    default:
      return true;
  }
}

/** Source text as a word that can stand in a placeholder. */
export function inShort(text: string): string {
  const words = text.replace(/[^\w.$-]+/g, " ").trim();
  return words.length > 60 ? `${words.slice(0, 60)}...` : words || "an expression";
}

/** Placeholder in the framework's own variable syntax for a part that code computes. */
export function placeholder(known: Known): string | undefined {
  switch (known.kind) {
    case "plain":
      return known.value === undefined || known.value === null ? undefined : String(known.value);
    case "unknown":
      return `\${script:${known.what}}`;
    case "choice":
      return `\${script:${inShort(known.condition)}}`;
    default:
      return undefined;
  }
}

/** The same plain value as seen where a name for it stands; maps and lists stay where they are written. */
export function seenAt(known: Known, site: Site): Known {
  if (known.kind !== "plain") return known;
  return known.isPartial ? { ...plain(known.value, site), isPartial: true } : plain(known.value, site);
}
