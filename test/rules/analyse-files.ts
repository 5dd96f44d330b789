// The whole pipeline on texts in memory, as `analyze.ts` runs it on a workspace.
import { readFileSync } from "node:fs";
import { isCodeFile, readCode, readInlineCode } from "../../language-analysis/code/index.ts";
import { isDependencyFile, readDependencies } from "../../language-analysis/dependencies/index.ts";
import { readModuleNames } from "../../language-analysis/dependencies/module-names.ts";
import { comparePaths, findPartFlows } from "../../language-analysis/dataflow/index.ts";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { placeFindings } from "../../language-analysis/graph/inline-places.ts";
import { linkMap } from "../../language-analysis/graph/link.ts";
import { partsOf } from "../../language-analysis/graph/map-parts.ts";
import { Modules } from "../../language-analysis/graph/modules.ts";
import type { CodeFile } from "../../language-analysis/model/code-facts.ts";
import type { AdvisoryDatabase, DependencyFile } from "../../language-analysis/model/dependencies.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import type { Fragment } from "../../language-analysis/model/fragment.ts";
import { ModuleNames } from "../../language-analysis/model/module-names.ts";
import type { Problem } from "../../language-analysis/model/problem.ts";
import type { SecretText } from "../../language-analysis/model/secret-text.ts";
import { isTemplateCandidate, readTemplate } from "../../language-analysis/readers/index.ts";
import type { Rule, RuleContext } from "../../language-analysis/rules/rule.ts";
import { judgeParts } from "../../language-analysis/rules/run.ts";
import { isSecretTextFile, scanText } from "../../language-analysis/secrets/scan-text.ts";
import { GRAMMAR_FILES, GRAMMAR_NAMES, RUNTIME_FILE, loadGrammar } from "../../language-analysis/syntax/grammars.ts";

/** File texts by workspace path. */
export type Files = Readonly<Record<string, string>>;

export interface Analysed {
  readonly context: RuleContext;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

const bytes = (file: string): Uint8Array =>
  readFileSync(new URL(`../../node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, import.meta.url));
export const grammars = Object.fromEntries(
  await Promise.all(
    GRAMMAR_NAMES.map(async (name) => {
      const grammar = await loadGrammar(name, { runtime: bytes(RUNTIME_FILE), language: bytes(GRAMMAR_FILES[name]) });
      return [name, grammar] as const;
    }),
  ),
);

export function analyseFiles(files: Files, rules?: readonly Rule[], advisories?: AdvisoryDatabase): Analysed {
  const fragments: Fragment[] = [];
  const code = new Map<string, CodeFile>();
  const problems: Problem[] = [];
  const dependencies: DependencyFile[] = [];
  const secrets: SecretText[] = [];
  for (const [path, text] of Object.entries(files).sort()) {
    if (isSecretTextFile(path) && !isCodeFile(path)) {
      const formatsOnly = isDependencyFile(path) || isTemplateCandidate(path, text);
      secrets.push(...scanText(path, text, { formatsOnly }));
    }
    if (isDependencyFile(path)) {
      const read = readDependencies(path, text);
      problems.push(...read.problems);
      if (read.value) dependencies.push(read.value);
    } else if (isCodeFile(path)) {
      const read = readCode(path, text, grammars);
      problems.push(...read.problems);
      if (read.value) code.set(path, read.value);
    } else if (isTemplateCandidate(path, text)) {
      const read = readWithCompanions(path, text, files);
      problems.push(...read.problems);
      if (read.fragment) fragments.push(read.fragment);
      for (const inline of read.fragment?.inlineCode ?? []) {
        const inner = readInlineCode(inline, grammars);
        problems.push(...inner.problems);
        if (inner.value) code.set(inline.path, inner.value);
      }
    }
  }
  const names = new ModuleNames(Object.entries(files).flatMap(([path, text]) => readModuleNames(path, text)));
  const linked = linkMap({ fragments, code, files: new Set(Object.keys(files)), names });
  const graph = new AppGraph(linked.map);
  const modules = new Modules(code, undefined, names);
  const flows = findPartFlows(partsOf(linked.map, modules), undefined);
  const taintPaths = [...flows.values()].flatMap(({ value }) => value).sort(comparePaths);
  const context: RuleContext = {
    graph,
    taintPaths,
    code,
    modules,
    dependencies,
    secrets,
    ...(advisories && { advisories }),
  };
  const judged = judgeParts(context, flows, undefined, rules);
  return {
    context,
    findings: placeFindings(judged.value, code),
    problems: [
      ...problems,
      ...linked.problems,
      ...[...flows.values()].flatMap((flow) => flow.problems),
      ...judged.problems,
    ],
  };
}

/** Reads again with the texts that the reader asked for, as the host does; a bounded number of times. */
function readWithCompanions(path: string, text: string, files: Files): ReturnType<typeof readTemplate> {
  const companions: Record<string, string | null> = {};
  for (let round = 0; ; round++) {
    const response = readTemplate({ path, text, companions });
    const missing = response.needs.filter((need) => !(need in companions));
    if (missing.length === 0 || round === 5) return response;
    for (const need of missing) companions[need] = files[need] ?? null;
  }
}
