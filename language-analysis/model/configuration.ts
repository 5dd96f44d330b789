// What users decide about findings: the settings of `.serverless-atlas.yml` and the comments that accept a finding where it stands.
import type { RuleId, Severity } from "./finding.ts";
import type { SourceRange } from "./range.ts";
import type { SinkClass, Trust } from "./taint.ts";

/** Kinds of sensitive data, most sensitive first. */
export const DATA_KINDS = ["credentials", "payment", "health", "personal"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

/** A rule's id, `SAS-5/*` for all rules of a risk, or `*`. */
export type RulePattern = string;

export interface RuleSetting {
  readonly rule: RulePattern;
  readonly severity: Severity | "off";
  readonly at: SourceRange;
}

/** Findings that somebody has looked at and accepts, with the reason. All conditions that are given must hold. */
export interface IgnoreEntry {
  readonly rule: RulePattern;
  /** Pattern as in a .gitignore file, relative to the configuration's folder. */
  readonly path?: string;
  /** Name of the resource on the map; `*` stands for any text. */
  readonly resource?: string;
  /** The finding's own id. */
  readonly finding?: string;
  readonly reason: string;
  readonly at: SourceRange;
}

export interface SensitivityEntry {
  /** Name of a data store, channel or secret on the map; `*` stands for any text. */
  readonly resource: string;
  /** Empty: it holds nothing sensitive, whatever its name suggests. */
  readonly data: readonly DataKind[];
  readonly at: SourceRange;
}

/** What users say of functions of their own libraries, by the name from the import on: `acme-db.connect().run`. */
export interface TaintModels {
  /** Calls whose result comes from outside. */
  readonly sources: readonly { readonly api: string; readonly trust: Trust }[];
  /** Calls that interpret or hand out an argument (zero-based). */
  readonly sinks: readonly { readonly api: string; readonly class: SinkClass; readonly argument: number }[];
  /** Calls whose result can't harm these classes of sinks. */
  readonly sanitizers: readonly { readonly api: string; readonly protects: readonly SinkClass[] }[];
  /** Calls whose result holds what went in. */
  readonly propagators: readonly { readonly api: string }[];
}

export const NO_TAINT_MODELS: TaintModels = { sources: [], sinks: [], sanitizers: [], propagators: [] };

/** One `.serverless-atlas.yml`. It holds for its folder and everything below; the deepest one that says something wins. */
export interface Configuration {
  readonly file: string;
  /** Patterns as in a .gitignore file, relative to the configuration's folder: what matches is not analysed. */
  readonly exclude: readonly string[];
  readonly rules: readonly RuleSetting[];
  readonly ignore: readonly IgnoreEntry[];
  readonly sensitivity: readonly SensitivityEntry[];
  /** Holds for the whole workspace. */
  readonly taint?: TaintModels;
  /** Findings that the baseline file accepts, by id. */
  readonly baseline?: { readonly file: string; readonly findings: readonly string[] };
}

/** A comment `atlas-ignore SAS-n/name -- reason`. */
export interface Suppression {
  readonly rules: readonly RulePattern[];
  readonly reason: string;
  /** The words in the comment. */
  readonly at: SourceRange;
  /** First and last line (zero-based) that it speaks of; absent in JSON, where it speaks of the resource it stands in. */
  readonly lines?: readonly [first: number, last: number];
}

export function matchesRule(pattern: RulePattern, rule: RuleId): boolean {
  return pattern === "*" || pattern === rule || (pattern.endsWith("/*") && rule.startsWith(pattern.slice(0, -1)));
}

/** `*` stands for any text; upper and lower case differ, as in the names themselves. */
export function matchesName(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  if (parts.length === 1) return pattern === name;
  const [head = "", ...rest] = parts;
  const tail = rest.pop() ?? "";
  if (!name.startsWith(head)) return false;
  let from = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return name.length - from >= tail.length && name.endsWith(tail);
}
