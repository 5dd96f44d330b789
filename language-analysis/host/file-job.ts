// The work on one file: text in, fragment and code out. The reading stages are passed in; what they need besides is fetched here.
import { baselineFindings, isConfigurationFile, readConfiguration } from "../configuration/read-configuration.ts";
import { findSuppressions } from "../configuration/suppressions.ts";
import { isDependencyFile, readDependencies } from "../dependencies/index.ts";
import { readModuleNames } from "../dependencies/module-names.ts";
import { isSecretTextFile, scanText } from "../secrets/scan-text.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { Configuration, Suppression } from "../model/configuration.ts";
import type { DependencyFile } from "../model/dependencies.ts";
import type { Fragment, ReadRequest, ReadResponse } from "../model/fragment.ts";
import { say } from "../model/message.ts";
import type { ModuleName } from "../model/module-names.ts";
import type { InlineCode } from "../model/inline-code.ts";
import type { SecretText } from "../model/secret-text.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import { startOfFile } from "../model/range.ts";
import { WorkspaceFiles, hashOf, readText, type FileText, type WorkspaceRoot } from "./workspace-files.ts";

/** The per-file stages of the pipeline. */
export interface Stages {
  isTemplateCandidate(path: string, text: string): boolean;
  readTemplate(request: ReadRequest): ReadResponse;
  isCodeFile(path: string): boolean;
  readCode(path: string, text: string): Outcome<CodeFile | undefined>;
  readInlineCode(code: InlineCode): Outcome<CodeFile | undefined>;
}

/** What one file contributes; structured-clone safe. */
export interface FileResult {
  readonly fragment?: Fragment;
  readonly code?: CodeFile;
  readonly configuration?: Configuration;
  readonly suppressions?: readonly Suppression[];
  readonly dependencies?: DependencyFile;
  readonly moduleNames?: readonly ModuleName[];
  readonly secrets?: readonly SecretText[];
  /** By virtual path. */
  readonly inlineCode?: readonly (readonly [string, CodeFile])[];
  readonly problems: readonly Problem[];
}

/** A file that the template asked for: hash of its text, or null when there is none in the workspace. */
export type CompanionHash = readonly [path: string, hash: string | null];

export interface FileJob {
  readonly path: string;
  readonly absolute: string;
  /** Hashes at which an earlier result was made: when they still hold, the answer is `unchanged`. */
  readonly known?: { readonly hash: string; readonly companions: readonly CompanionHash[] };
}

/** What the jobs of one analysis have in common. */
export interface JobContext {
  readonly roots: readonly WorkspaceRoot[];
  /** Texts of unsaved editors by path. */
  readonly overlays: ReadonlyMap<string, string>;
}

export type FileAnswer =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "read";
      /** Empty when the file has no text. */
      readonly hash: string;
      readonly companions: readonly CompanionHash[];
      readonly result: FileResult;
    };

/** Rounds of "I would also need": a template may include a file that includes one. */
const MAX_ROUNDS = 8;
/** Files that one template may ask for. */
const MAX_COMPANIONS = 200;

export class FileWork {
  private readonly workspace: WorkspaceFiles;
  private readonly stages: Stages;
  private readonly context: JobContext;

  constructor(stages: Stages, context: JobContext) {
    this.stages = stages;
    this.context = context;
    this.workspace = new WorkspaceFiles(context.roots);
  }

  run(job: FileJob): FileAnswer {
    const source = this.textOf(job.path, job.absolute);
    if ("problem" in source) {
      return { kind: "read", hash: "", companions: [], result: { problems: [source.problem] } };
    }
    if (job.known?.hash === source.hash && this.areSame(job.known.companions)) return { kind: "unchanged" };
    const { path } = job;
    const { text, hash } = source;
    const problems = [...source.problems];
    if (isConfigurationFile(path)) return this.readConfiguration(path, source);
    const { value: accepted, problems: misread } = findSuppressions(path, text);
    problems.push(...misread);
    const suppressions = accepted.length > 0 ? { suppressions: accepted } : {};
    if (isDependencyFile(path)) {
      const { value, problems: found } = readDependencies(path, text);
      problems.push(...found);
      const dependencies = value ? { dependencies: value } : {};
      const result = {
        ...dependencies,
        ...namesIn(path, text),
        ...secretsIn(path, text, true),
        ...suppressions,
        problems,
      };
      return { kind: "read", hash, companions: [], result };
    }
    const template = this.stages.isTemplateCandidate(path, text) ? this.readTemplate(path, text) : undefined;
    problems.push(...(template?.problems ?? []));
    const code = this.stages.isCodeFile(path) ? this.stages.readCode(path, text) : undefined;
    problems.push(...(code?.problems ?? []));
    const inlineCode: [string, CodeFile][] = [];
    for (const inline of template?.fragment?.inlineCode ?? []) {
      const read = this.stages.readInlineCode(inline);
      problems.push(...read.problems);
      if (read.value) inlineCode.push([inline.path, read.value]);
    }
    const result: FileResult = {
      ...(code ? {} : secretsIn(path, text, template?.fragment !== undefined)),
      ...namesIn(path, text),
      ...suppressions,
      ...(template?.fragment ? { fragment: template.fragment } : {}),
      ...(code?.value ? { code: code.value } : {}),
      ...(inlineCode.length > 0 ? { inlineCode } : {}),
      problems,
    };
    return { kind: "read", hash, companions: template?.companions ?? [], result };
  }

  private readTemplate(path: string, text: string) {
    const companions: Record<string, string | null> = {};
    const hashes: CompanionHash[] = [];
    let response = this.stages.readTemplate({ path, text, companions: {} });
    for (let round = 1; round < MAX_ROUNDS; round++) {
      const missing = response.needs.filter((need) => !Object.hasOwn(companions, need));
      if (missing.length === 0 || hashes.length >= MAX_COMPANIONS) break;
      for (const need of missing.slice(0, MAX_COMPANIONS - hashes.length)) {
        const companion = this.companion(need);
        companions[need] = companion?.text ?? null;
        hashes.push([need, companion?.hash ?? null]);
      }
      response = this.stages.readTemplate({ path, text, companions: { ...companions } });
    }
    return { fragment: response.fragment, problems: response.problems, companions: hashes };
  }

  private readConfiguration(path: string, { text, hash, problems: decoding }: FileText): FileAnswer {
    const { value, problems: found } = readConfiguration(path, text);
    const problems = [...decoding, ...found];
    const { baselineFile, ...settings } = value;
    if (baselineFile === undefined) {
      return { kind: "read", hash, companions: [], result: { configuration: settings, problems } };
    }
    const companion = this.companion(baselineFile);
    const findings = companion && baselineFindings(companion.text);
    if (!findings) {
      const message = companion
        ? say("{0} is no baseline: it has no list of findings.", baselineFile)
        : say("There is no baseline {0} in the workspace.", baselineFile);
      problems.push({ code: "invalid-configuration", severity: "warning", message, at: startOfFile(path) });
    }
    const configuration = { ...settings, ...(findings ? { baseline: { file: baselineFile, findings } } : {}) };
    return {
      kind: "read",
      hash,
      companions: [[baselineFile, companion?.hash ?? null]],
      result: { configuration, problems },
    };
  }

  private areSame(companions: readonly CompanionHash[]): boolean {
    return companions.every(([path, hash]) => (this.companion(path)?.hash ?? null) === hash);
  }

  private companion(path: string): FileText | undefined {
    const absolute = this.workspace.absolutePath(path);
    if (absolute === undefined) return undefined;
    const source = this.textOf(path, absolute);
    return "problem" in source ? undefined : source;
  }

  private textOf(path: string, absolute: string): FileText | { readonly problem: Problem } {
    const overlay = this.context.overlays.get(path);
    return overlay === undefined ? readText(path, absolute) : { text: overlay, hash: hashOf(overlay), problems: [] };
  }
}

/** Code has its literals with their names; templates have readers that know more than a line of text. */
function secretsIn(path: string, text: string, formatsOnly: boolean): { readonly secrets?: readonly SecretText[] } {
  if (!isSecretTextFile(path)) return {};
  const secrets = scanText(path, text, { formatsOnly });
  return secrets.length > 0 ? { secrets } : {};
}

function namesIn(path: string, text: string): { readonly moduleNames?: readonly ModuleName[] } {
  const moduleNames = readModuleNames(path, text);
  return moduleNames.length > 0 ? { moduleNames } : {};
}
