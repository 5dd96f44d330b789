// Rules that are tables: for each resource type the setting that decides, what it must be, and what to say when it is not.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { EditValue } from "../../graph/edit-text.ts";
import { setEntry } from "../../graph/edits.ts";
import { SEVERITIES, type Fix, type Severity } from "../../model/finding.ts";
import { oncePer } from "../../model/memo.ts";
import { say, type Message } from "../../model/message.ts";
import type { Hit } from "../rule.ts";
import { declaredOf, type Declared } from "./declared.ts";
import { judgeValues, valuesAt, type Accept, type Answer } from "./read.ts";

export interface SettingRow {
  readonly types: readonly string[];
  /** Dots separate keys, `*` is every item. Of several paths one that is right is enough. */
  readonly path: string | readonly string[];
  readonly accept: Accept;
  /** What holds where nothing is set: the platform's default. `no` when absent. */
  readonly missing?: Answer;
  /** Severity where nothing is set, when the default is better than the wrong value. */
  readonly missingSeverity?: Severity;
  readonly severity: Severity;
  /** A sentence; {0} is the resource's name. */
  readonly says: string;
  /** The sentence where nothing is set, when it is another one. */
  readonly missingSays?: string;
  /** Other settings that make the row apply. */
  readonly when?: (declared: Declared, graph: AppGraph) => boolean;
  /** Further severity by context. */
  readonly weigh?: (declared: Declared, graph: AppGraph, severity: Severity) => Weighing | undefined;
  readonly reasons?: readonly string[];
  /** A heading for all resources of a template that fail the row with one severity: where many do, lists show them as one. */
  readonly together?: string;
  readonly fix?: { readonly title: string; readonly path: string; readonly value: EditValue };
}

export interface Weighing {
  readonly severity: Severity;
  readonly reasons: readonly Message[];
}

/** One hit for each resource at most: the most severe row that it fails. */
export function* settingHits(graph: AppGraph, rows: readonly SettingRow[]): Iterable<Hit> {
  for (const [type, ofType] of byType(rows)) {
    for (const declared of declaredOf(graph, type)) {
      let worst: Hit | undefined;
      for (const row of ofType) {
        const hit = row.when || row.weigh ? hitOf(graph, declared, row) : knownHit(graph, declared, row);
        if (hit && (!worst || rank(hit) < rank(worst))) worst = hit;
      }
      if (worst) yield worst;
    }
  }
}

const byType = oncePer((rows: readonly SettingRow[]): ReadonlyMap<string, readonly SettingRow[]> => {
  const types = [...new Set(rows.flatMap((row) => row.types))];
  return new Map(types.map((type) => [type, rows.filter((row) => row.types.includes(type))]));
});

const HITS = new WeakMap<SettingRow, WeakMap<Declared, { readonly hit: Hit | undefined }>>();

/** A row that asks nothing of the graph says the same of the same resource again. */
function knownHit(graph: AppGraph, declared: Declared, row: SettingRow): Hit | undefined {
  let known = HITS.get(row);
  if (!known) HITS.set(row, (known = new WeakMap()));
  let entry = known.get(declared);
  if (!entry) known.set(declared, (entry = { hit: hitOf(graph, declared, row) }));
  return entry.hit;
}

const rank = ({ severity }: Hit): number => SEVERITIES.indexOf(severity ?? "medium");

function hitOf(graph: AppGraph, declared: Declared, row: SettingRow): Hit | undefined {
  if (row.when && !row.when(declared, graph)) return undefined;
  const paths = typeof row.path === "string" ? [row.path] : row.path;
  const judged = paths.map((path) => {
    const judgement = judgeValues(valuesAt(declared.settings, path), row.accept, row.missing ?? "no");
    // One item of a list that is wrong is wrong; one option of a condition may never come to be.
    return path.includes("*") && judgement.answer === "mixed" ? { ...judgement, answer: "no" as const } : judgement;
  });
  if (judged.some(({ answer }) => answer === "yes")) return undefined;
  const [best] = judged;
  const value = judged.find((one) => one.value)?.value;
  const isMissing = value === undefined;
  const isOpen = judged.some(({ answer }) => answer === "unknown" || answer === "mixed");
  const base = isMissing ? (row.missingSeverity ?? row.severity) : row.severity;
  const weighed = row.weigh?.(declared, graph, base) ?? { severity: base, reasons: [] };
  // What depends on a parameter or condition is worth a word only where it would matter.
  if (isOpen && (weighed.severity === "low" || weighed.severity === "info")) return undefined;
  const sentence = isMissing ? (row.missingSays ?? row.says) : row.says;
  return {
    on: declared.on,
    at: value?.at ?? declared.nameAt,
    key: `${declared.logicalId} ${paths[0] ?? ""}`,
    confidence: isOpen ? "low" : value?.assumed !== undefined ? "medium" : "high",
    severity: isOpen ? "low" : weighed.severity,
    message: isOpen
      ? say(`${unknownStart(best?.answer)} ${lower(sentence)}`, declared.name)
      : say(sentence, declared.name),
    reasons: [...(row.reasons ?? []).map((reason) => say(reason)), ...weighed.reasons],
    fixes: fixesOf(declared, row),
    ...(row.together !== undefined &&
      !isOpen && {
        cause: { key: `${declared.nameAt.file} ${weighed.severity} ${row.together}`, message: say(row.together) },
      }),
  };
}

function unknownStart(answer: string | undefined): string {
  return answer === "mixed"
    ? "Under one of the template's conditions"
    : "It depends on a value that is not known here whether";
}

function lower(sentence: string): string {
  return sentence.startsWith("{") ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function fixesOf({ body, name }: Declared, { fix }: SettingRow): Fix[] {
  const edits = fix && body && setEntry(body, fix.path.split("."), fix.value);
  return fix && edits ? [{ title: say(fix.title, name), edits, isPreferred: true }] : [];
}
