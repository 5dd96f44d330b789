// Advisories in OSV format as the network gives them: unknown data, of which only what has the expected shape is kept.
// Source: ossf.github.io/osv-schema; first.org/cvss/v3.1/specification-document, section 7.1.
import { ECOSYSTEMS, type Advisory, type AffectedRange, type Ecosystem } from "../model/dependencies.ts";
import { normalizedName } from "./python-manifests.ts";

/** Scores where a database has a word only: the middle of the word's range. Source: first.org/cvss. */
const SCORES: Readonly<Record<string, number | undefined>> = {
  CRITICAL: 9.5,
  HIGH: 8,
  MODERATE: 5.5,
  MEDIUM: 5.5,
  LOW: 2.5,
};
const MAX_TITLE = 90;

export interface PackageAdvisory {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly advisory: Advisory;
}

/** One entry for each package that the record is about; none for a record that is withdrawn or in another form. */
export function readOsvRecord(record: unknown): readonly PackageAdvisory[] {
  const id = textIn(record, "id");
  if (id === undefined || textIn(record, "withdrawn") !== undefined) return [];
  const score = scoreOf(record);
  const shared = {
    id: preferredId([id, ...textsIn(record, "aliases")]),
    title: titleOf(textIn(record, "summary") ?? textIn(record, "details") ?? ""),
    ...(score === undefined ? {} : { score }),
  };
  return listIn(record, "affected").flatMap((affected) => {
    const named = valueIn(affected, "package");
    const ecosystem = ECOSYSTEMS.find((one) => one === textIn(named, "ecosystem")?.split(":")[0]);
    const name = textIn(named, "name");
    const ranges = listIn(affected, "ranges")
      .filter((range) => textIn(range, "type") !== "GIT")
      .flatMap((range) => rangesOf(listIn(range, "events")));
    const exact = textsIn(affected, "versions").map((version) => ({ introduced: version, last: version }));
    const all = ranges.length > 0 ? ranges : exact;
    return ecosystem && name !== undefined && all.length > 0
      ? [{ ecosystem, name: ecosystem === "PyPI" ? normalizedName(name) : name, advisory: { ...shared, ranges: all } }]
      : [];
  });
}

function rangesOf(events: readonly unknown[]): readonly AffectedRange[] {
  const ranges: AffectedRange[] = [];
  let introduced: string | undefined;
  for (const event of events) {
    introduced = textIn(event, "introduced") ?? introduced;
    const fixed = textIn(event, "fixed");
    const last = textIn(event, "last_affected");
    if (introduced === undefined || (fixed === undefined && last === undefined)) continue;
    ranges.push(fixed === undefined ? { introduced, last: last ?? "" } : { introduced, fixed });
    introduced = undefined;
  }
  return introduced === undefined ? ranges : [...ranges, { introduced }];
}

function preferredId(ids: readonly string[]): string {
  const byPrefix = (prefix: string) => ids.find((id) => id.startsWith(prefix));
  return byPrefix("CVE-") ?? byPrefix("GHSA-") ?? ids[0] ?? "";
}

/** Marks at the beginning stand in capitals between asterisks: `** DISPUTED ** ...`. */
function titleOf(text: string): string {
  const line = (text.trim().split("\n")[0] ?? "")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .replace(/^ ?(?:UNSUPP+ORTED WHEN ASSIGNED )*/, "")
    .replace(/^DISPUTED /, "Disputed: ")
    .replace(/[.\s]+$/, "");
  if (line === "") return "Known weakness";
  return line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 3).replace(/\s+\S*$/, "")} ...` : line;
}

function scoreOf(record: unknown): number | undefined {
  const vector = listIn(record, "severity").find((one) => textIn(one, "type") === "CVSS_V3");
  const score = vector === undefined ? undefined : baseScore(textIn(vector, "score") ?? "");
  const word = textIn(valueIn(record, "database_specific"), "severity") ?? "";
  return score ?? SCORES[word.toUpperCase()];
}

/** CVSS 3.x base score of a vector; undefined when it is not one. */
export function baseScore(vector: string): number | undefined {
  const metric = new Map(vector.split("/").map((part) => part.split(":", 2) as [string, string]));
  const weightOf = (name: string, weights: Readonly<Record<string, number>>) => weights[metric.get(name) ?? ""] ?? NaN;
  const isChanged = metric.get("S") === "C";
  const harm = { N: 0, L: 0.22, H: 0.56 };
  const harmless = ["C", "I", "A"].reduce((product, name) => product * (1 - weightOf(name, harm)), 1);
  const base = 1 - harmless;
  const impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base;
  const exploitability =
    8.22 *
    weightOf("AV", { N: 0.85, A: 0.62, L: 0.55, P: 0.2 }) *
    weightOf("AC", { L: 0.77, H: 0.44 }) *
    weightOf("PR", { N: 0.85, L: isChanged ? 0.68 : 0.62, H: isChanged ? 0.5 : 0.27 }) *
    weightOf("UI", { N: 0.85, R: 0.62 });
  if (!Number.isFinite(impact + exploitability)) return undefined;
  if (impact <= 0) return 0;
  const score = Math.min((isChanged ? 1.08 : 1) * (impact + exploitability), 10);
  return Math.ceil(Math.round(score * 100_000) / 10_000) / 10;
}

function valueIn(data: unknown, key: string): unknown {
  return typeof data === "object" && data !== null && Object.hasOwn(data, key)
    ? (data as Record<string, unknown>)[key]
    : undefined;
}

function textIn(data: unknown, key: string): string | undefined {
  const value = valueIn(data, key);
  return typeof value === "string" ? value : undefined;
}

export function listIn(data: unknown, key: string): readonly unknown[] {
  const value = valueIn(data, key);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function textsIn(data: unknown, key: string): readonly string[] {
  return listIn(data, key).filter((one) => typeof one === "string");
}
