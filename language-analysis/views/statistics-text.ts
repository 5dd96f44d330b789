// How much of a workspace was understood, template format by template format: for `graph --stats`.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapNode } from "../model/app-map.ts";
import type { Unresolved } from "../model/problem.ts";
import type { Value } from "../model/value.ts";
import { permissionLines } from "./permission-statistics.ts";
import { counted } from "./report.ts";
import { list, row, share } from "./statistics-rows.ts";

const FORMATS = ["sam", "cloudformation", "serverless", "code"] as const;
type Format = (typeof FORMATS)[number];

const TITLES: Readonly<Record<Format, string>> = {
  sam: "AWS SAM",
  cloudformation: "CloudFormation",
  serverless: "Serverless Framework",
  code: "Code that no template names",
};

/** Subjects of what is not known, as the linker words them. */
const HANDLER = "handler of ";
const CALL = "resource of ";

/** Nothing of the workspace holds the code: no fault of the reading. */
const NO_SOURCE = "missing-file";

type Counts = Map<string, number>;

/** Plain lines, the same for the same input. */
export function toStatisticsText(result: AnalysisResult): string {
  const { map, statistics, problems } = result;
  const formats = formatsByGroup(map.nodes);
  const withMap = [...formats.values()].filter((format) => format !== "code").length;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const lines = [
    `${counted(statistics.files, "file")}: ${counted(statistics.templates, "template")} (${withMap} with something on the map), ` +
      `${counted(statistics.modules, "module")}; ${counted(errors, "error")}, ${counted(problems.length - errors, "warning")}`,
  ];
  for (const format of FORMATS) lines.push(...formatLines(format, formats, result));
  lines.push(...callLines(result), ...permissionLines(result));
  return `${lines.join("\n")}\n`;
}

/** A stack's format is told by what is declared in it: a Serverless service may hold CloudFormation. */
function formatsByGroup(nodes: readonly MapNode[]): ReadonlyMap<string, Format> {
  const found = new Map<string, Set<string>>();
  for (const { group, dialect, declaredElsewhere } of nodes) {
    if (group === "" || declaredElsewhere) continue;
    found.set(group, (found.get(group) ?? new Set()).add(dialect));
  }
  const formats = new Map<string, Format>();
  for (const [group, dialects] of found) {
    const format = (["serverless", "sam", "cloudformation", "code"] as const).find((one) => dialects.has(one));
    if (format) formats.set(group, format);
  }
  return formats;
}

function formatLines(
  format: Format,
  formats: ReadonlyMap<string, Format>,
  { map, unresolved }: AnalysisResult,
): readonly string[] {
  const nodes = map.nodes.filter(({ group, declaredElsewhere }) => formats.get(group) === format && !declaredElsewhere);
  if (nodes.length === 0) return [];
  const ids = new Set(nodes.map(({ id }) => id));
  const functions = nodes.filter(({ kind }) => kind === "function");
  const found = functions.filter(({ handler }) => handler).length;
  const asFile = functions.filter((node) => !node.handler && node.source).length;
  const missing = countBy(
    functions.filter((node) => !node.handler && !node.source).map((node) => handlerReason(node, unresolved)),
  );
  const elsewhere = missing.get(NO_SOURCE) ?? 0;
  missing.delete(NO_SOURCE);
  const triggers = countBy(
    map.edges.flatMap(({ kind, to, trigger }) => (kind === "triggers" && ids.has(to) ? [trigger ?? "other"] : [])),
  );
  const values = { known: 0, unknown: 0 };
  for (const { properties } of nodes) for (const value of Object.values(properties)) countValues(value, values);
  const files = new Set(nodes.flatMap(({ at, group }) => [at.file, group]));
  const open = unresolved.filter(({ subject, at }) => !isLinked(subject) && files.has(at.file));
  const groups = new Set(nodes.map(({ group }) => group)).size;
  return [
    "",
    `${TITLES[format]}: ${counted(groups, format === "code" ? "folder" : "template")}`,
    row("resources", `${nodes.length}: ${list(countBy(nodes.map(({ kind }) => kind)))}`),
    row("functions", `${functions.length}${elsewhere === 0 ? "" : `; ${elsewhere} with no source in the workspace`}`),
    row(
      "handlers found",
      share(found + asFile, functions.length - elsewhere, missing) +
        (asFile === 0 ? "" : `; ${asFile} in code that is not analysed`),
    ),
    row("triggers", total(triggers)),
    row("values known", share(values.known, values.known + values.unknown, new Map())),
    row("not understood", total(countBy(open.map(({ reason }) => reason)))),
  ];
}

function callLines({ map, unresolved }: AnalysisResult): readonly string[] {
  const known = new Set<string>();
  const guessed = new Set<string>();
  for (const { confidence, evidence } of map.edges) {
    for (const { kind, at, label } of evidence) {
      if (kind === "observed") {
        const place = `${at.file}:${at.start.line}:${at.start.character}:${label}`;
        (confidence === "low" ? guessed : known).add(place);
      }
    }
  }
  const open = new Set(
    unresolved.filter(({ subject }) => subject.startsWith(CALL)).map((one) => JSON.stringify([one.reason, one.at])),
  );
  const reasons = countBy([...open].map((one) => (JSON.parse(one) as [string])[0]));
  const uncertain = [...guessed].filter((place) => !known.has(place)).length;
  if (known.size + open.size + uncertain === 0) return [];
  return [
    "",
    "SDK calls that handlers reach",
    row("resource known", share(known.size, known.size + open.size, reasons)),
    row("drawn as a guess", String(uncertain)),
  ];
}

function isLinked(subject: string): boolean {
  return subject.startsWith(HANDLER) || subject.startsWith(CALL);
}

/** Problems name handlers that should be there and are not; all other reasons are with the values that are not known. */
function handlerReason(node: MapNode, unresolved: readonly Unresolved[]): string {
  const places = [node.at, node.nameAt, ...Object.values(node.properties).map(({ at }) => at)].map(({ file }) => file);
  const entry = unresolved.find(({ subject, at }) => subject === HANDLER + node.name && places.includes(at.file));
  return entry?.reason ?? "missing-handler";
}

function countValues(value: Value, counts: { known: number; unknown: number }): void {
  switch (value.kind) {
    case "list":
      for (const item of value.items) countValues(item, counts);
      break;
    case "map":
      for (const entry of value.entries) countValues(entry.value, counts);
      break;
    case "choice":
      for (const option of value.options) countValues(option, counts);
      break;
    case "join": {
      const parts = { known: 0, unknown: 0 };
      for (const part of value.parts) countValues(part, parts);
      counts[parts.unknown > 0 ? "unknown" : "known"]++;
      break;
    }
    case "unresolved":
      counts.unknown++;
      break;
    case "text":
    case "number":
    case "boolean":
    case "null":
    case "reference":
      counts.known++;
      break;
  }
}

function countBy(words: readonly string[]): Counts {
  const counts: Counts = new Map();
  for (const word of [...words].sort()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function total(counts: Counts): string {
  const sum = [...counts.values()].reduce((a, b) => a + b, 0);
  return sum === 0 ? "0" : `${sum}: ${list(counts)}`;
}
