// The whole pipeline behind reading, on one screen: join -> link -> data flow -> judge. A function from data to data.
import { joinModules } from "./code/join-modules.ts";
import { comparePaths, findPartFlows } from "./dataflow/index.ts";
import { AppGraph } from "./graph/app-graph.ts";
import { placeFindings, placeInTemplates } from "./graph/inline-places.ts";
import { linkMap } from "./graph/link.ts";
import { partsOf } from "./graph/map-parts.ts";
import { Modules } from "./graph/modules.ts";
import { ownTemplates } from "./graph/own-templates.ts";
import type { AnalysisResult, AnalysisStatistics } from "./model/analysis-result.ts";
import type { AppMap } from "./model/app-map.ts";
import type { CodeFile } from "./model/code-facts.ts";
import type { TaintModels } from "./model/configuration.ts";
import type { AdvisoryDatabase, DependencyFile } from "./model/dependencies.ts";
import type { Fragment } from "./model/fragment.ts";
import { jsonOf, remembered, type Memo } from "./model/memo.ts";
import { ModuleNames, NO_MODULE_NAMES, type ModuleName } from "./model/module-names.ts";
import type { Problem, Unresolved } from "./model/problem.ts";
import type { SecretText } from "./model/secret-text.ts";
import { compareRanges, type SourceRange } from "./model/range.ts";
import { withSensitivity } from "./graph/sensitivity.ts";
import { decide, type Decisions } from "./rules/decisions.ts";
import { judgeParts } from "./rules/run.ts";
import { withStatements } from "./rules/statement-places.ts";

export interface AnalysisInput {
  readonly fragments: readonly Fragment[];
  /** By file path. */
  readonly code: ReadonlyMap<string, CodeFile>;
  /** Paths of all files of the workspace, read or not. */
  readonly files: ReadonlySet<string>;
  /** What discovering and reading have reported. */
  readonly problems: readonly Problem[];
  readonly unresolved?: readonly Unresolved[];
  /** Manifests and lock files. */
  readonly dependencies?: readonly DependencyFile[];
  readonly advisories?: AdvisoryDatabase | undefined;
  /** What the workspace calls its own modules. */
  readonly moduleNames?: readonly ModuleName[];
  /** Credentials in files that are read as text only. */
  readonly secrets?: readonly SecretText[];
  /** What users have decided about findings. */
  readonly decisions?: Decisions;
  /** The day, as `YYYY-MM-DD`, for rules about dates. */
  readonly today?: string;
  readonly revision: number;
  readonly statistics: AnalysisStatistics;
}

const NO_DECISIONS: Decisions = { configurations: [], suppressions: [] };

/**
 * The same input in any order gives the same result, byte by byte. Who analyses a workspace again and again hands the same `memo`
 * in, and the same objects for files that have not changed: the result is the same as without, only sooner.
 */
export function analyze(input: AnalysisInput, memo?: Memo): AnalysisResult {
  const fragments = ownTemplates([...input.fragments].sort((a, b) => compareTexts(a.file, b.file)));
  const files = sameFiles(input.files, memo);
  const names = sameNames(input.moduleNames ?? [], memo);
  const code = joinModules(new Map([...input.code].sort(([a], [b]) => compareTexts(a, b))), files, memo, names);

  const linked = linkMap({ fragments, code, files, names }, memo);
  const decisions = input.decisions ?? NO_DECISIONS;
  const map = withSensitivity(linked.map, code, decisions.configurations, memo);
  const modules = new Modules(code, memo, names);
  const parts = partsOf(map, modules, memo);
  const flows = findPartFlows(parts, memo, taintModels(decisions));
  const taintPaths = [...flows.values()].flatMap(({ value }) => value).sort(comparePaths);
  const dependencies = [...(input.dependencies ?? [])].sort((a, b) => compareTexts(a.file, b.file));
  const secrets = [...(input.secrets ?? [])].sort((a, b) => compareTexts(a.file, b.file) || a.at[0] - b.at[0]);
  const packages = { secrets, dependencies, ...(input.advisories && { advisories: input.advisories }) };
  const today = input.today === undefined ? {} : { today: input.today };
  const graph = graphOf(map, memo);
  const whole = { graph, taintPaths, code, modules, ...packages, ...today, ...(memo && { memo }) };
  const judged = judgeParts(whole, flows, memo);
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const decided = decide(withStatements(placeFindings(judged.value, code), code), decisions, nodes);

  const result = {
    revision: input.revision,
    map,
    findings: decided.findings,
    ...(decided.accepted.length > 0 ? { accepted: decided.accepted } : {}),
    problems: inOrder(
      [
        input.problems,
        linked.problems,
        ...[...flows.values()].map(({ problems }) => problems),
        judged.problems,
        decided.problems,
      ].flat(),
      memo,
    ),
    unresolved: inOrder([...(input.unresolved ?? []), ...linked.unresolved], memo),
    statistics: input.statistics,
  };
  return placeInTemplates(result, code, memo);
}

/** What all configurations say of the users' own libraries. */
function taintModels({ configurations }: Decisions): TaintModels {
  const all = configurations.flatMap(({ taint }) => taint ?? []);
  return {
    sources: all.flatMap(({ sources }) => sources),
    sinks: all.flatMap(({ sinks }) => sinks),
    sanitizers: all.flatMap(({ sanitizers }) => sanitizers),
    propagators: all.flatMap(({ propagators }) => propagators),
  };
}

/** The same object for the same map: it has found out a lot by then. */
function graphOf(map: AppMap, memo: Memo | undefined): AppGraph {
  const kept = remembered(memo, "graph", () => ({ graph: new AppGraph(map) }));
  if (kept.graph.map !== map) kept.graph = new AppGraph(map);
  return kept.graph;
}

/** Sorted; the same object as long as they are the same. */
function sameFiles(files: ReadonlySet<string>, memo: Memo | undefined): ReadonlySet<string> {
  const kept = remembered(memo, "files", () => ({ files: new Set<string>() }));
  const isSame = kept.files.size === files.size && [...files].every((file) => kept.files.has(file));
  if (!isSame) kept.files = new Set([...files].sort(compareTexts));
  return kept.files;
}

/** The same object as long as the names are the same. */
function sameNames(rows: readonly ModuleName[], memo: Memo | undefined): ModuleNames {
  const kept = remembered(memo, "module names", () => ({ text: "[]", names: NO_MODULE_NAMES }));
  const texts = rows.map((row) => JSON.stringify(row)).sort(compareTexts);
  const text = `[${texts.join()}]`;
  if (kept.text !== text) {
    kept.text = text;
    kept.names = new ModuleNames(texts.map((one) => JSON.parse(one) as ModuleName));
  }
  return kept.names;
}

/** By place, then by content; the same thing reported by two stages is kept once. */
function inOrder<T extends { readonly at: SourceRange }>(items: readonly T[], memo: Memo | undefined): readonly T[] {
  const unique = new Map(items.map((item) => [jsonOf(item, memo), item]));
  return [...unique]
    .sort(([textA, a], [textB, b]) => compareRanges(a.at, b.at) || compareTexts(textA, textB))
    .map(([, item]) => item);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
