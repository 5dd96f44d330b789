// One workspace, analysed again and again: discovers files, reads the changed ones in workers, links and judges the whole.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { analyze } from "../analyze.ts";
import { leftOut } from "../configuration/excluded.ts";
import { isConfigurationFile } from "../configuration/read-configuration.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { Configuration, Suppression } from "../model/configuration.ts";
import type { AdvisoryDatabase, DependencyFile } from "../model/dependencies.ts";
import type { Fragment } from "../model/fragment.ts";
import type { SecretText } from "../model/secret-text.ts";
import type { Memo } from "../model/memo.ts";
import type { ModuleName } from "../model/module-names.ts";
import type { Problem } from "../model/problem.ts";
import { readAdvisories, withRefreshed } from "./advisories.ts";
import { discover, type DiscoveredFile, type Discovery } from "./discover.ts";
import { DiskStore, FileCache, type CacheEntry, type Stamp } from "./file-cache.ts";
import { FileWork, type FileJob, type FileResult, type JobContext, type Stages } from "./file-job.ts";
import type { CompiledIgnoreFiles } from "./ignore-rules.ts";
import { leanResult } from "./lean-result.ts";
import { WorkerPool, type OnAnswer } from "./worker-pool.ts";
import { WorkspaceFiles, hashOf, stampOf, type WorkspaceRoot } from "./workspace-files.ts";

export interface SessionOptions {
  /** Folder for what is kept between sessions; without one nothing is. */
  readonly cacheDirectory?: string | undefined;
  /** Absolute path of the bundled file worker. */
  readonly workerPath: string;
  readonly grammarFolder: string;
  /** Absolute paths of the bundles whose code makes the results: their content is the version of what is cached. */
  readonly enginePaths?: readonly string[];
  /** Absolute path of the advisories that come with the tool. */
  readonly advisoriesPath?: string | undefined;
  /** Absolute path of those that the user has asked for since; need not be there. */
  readonly refreshedAdvisoriesPath?: string | undefined;
  readonly fileDeadlineMs?: number | undefined;
  readonly maxWorkers?: number | undefined;
  /** Reads files on this thread instead: for tests of the stages and where there are no workers. Then no deadline holds. */
  readonly stages?: Stages;
}

export interface AnalysisRequest {
  readonly roots: readonly WorkspaceRoot[];
  /** Texts of unsaved editors, by path as in `SourceRange.file`. */
  readonly overlays?: ReadonlyMap<string, string>;
  /** Nothing has changed on disk since the analysis before: folders are not read, and files not asked for their stamps. */
  readonly isDiskAsBefore?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What the disk looked like. */
interface Disk {
  readonly workspace: string;
  readonly discovery: Discovery;
  /** Of files beyond those that were discovered, as far as anyone asked. */
  readonly stamps: Map<string, Stamp>;
}

interface Stored {
  /** Digest of all files, their stamps included. */
  readonly digest: string;
  /** Stamps of files beyond those that templates have asked for. */
  readonly companions: readonly (readonly [path: string, stamp: Stamp])[];
  readonly result: AnalysisResult;
}

const QUARANTINE: ReadonlySet<Problem["code"]> = new Set(["deadline-exceeded", "analysis-crashed"]);

export class AnalysisSession {
  private readonly options: SessionOptions;
  private readonly pool: WorkerPool;
  private readonly cache = new FileCache();
  private readonly ignoreFiles: CompiledIgnoreFiles = new Map();
  /** What the analysis itself keeps from one time to the next. */
  private readonly memo: Memo = new Map();
  private revision = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private last: Stored | undefined;
  private disk: DiskStore | undefined;
  private seen: Disk | undefined;
  private workspace: string | undefined;
  private areEntriesLoaded = false;
  private isUnsaved = false;
  private knownAdvisories: { readonly stamp: string; readonly database: AdvisoryDatabase | undefined } | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.pool = new WorkerPool({
      workerPath: options.workerPath,
      grammarFolder: options.grammarFolder,
      ...(options.fileDeadlineMs === undefined ? {} : { deadlineMs: options.fileDeadlineMs }),
      ...(options.maxWorkers === undefined ? {} : { maxWorkers: options.maxWorkers }),
    });
  }

  /** Calls wait for each other. Rejects with the signal's reason when aborted; what was read by then is kept. */
  analyze(request: AnalysisRequest): Promise<AnalysisResult> {
    const run = this.queue.then(() => this.analyzeNow(request));
    this.queue = run.catch(() => undefined);
    return run;
  }

  /** Writes what the next session can use; call it when nobody waits for an answer. */
  async persist(): Promise<void> {
    await this.queue;
    if (!this.disk || !this.isUnsaved) return;
    this.isUnsaved = false;
    this.disk.save("files", this.cache.toJSON());
    // A file that hung or crashed gets another chance in the next session.
    const isWhole = !this.last?.result.problems.some(({ code }) => QUARANTINE.has(code));
    if (this.last && isWhole) this.disk.save("result", this.last);
  }

  async dispose(): Promise<void> {
    await this.pool.dispose();
  }

  private async analyzeNow({
    roots,
    overlays = new Map(),
    isDiskAsBefore = false,
    signal,
    onProgress,
  }: AnalysisRequest) {
    signal?.throwIfAborted();
    this.openDisk(roots);
    this.last ??= this.disk?.load("result") as Stored | undefined;
    // Nothing is known yet: the parsers load while the folders are read.
    if (!this.last && !this.options.stages) this.pool.warmUp();
    const { discovery, stamps } = await this.look(roots, isDiskAsBefore, signal);
    const allFiles = withOverlays(discovery.files, overlays);
    const stampFor = stampsOf(new WorkspaceFiles(roots), allFiles, overlays, stamps);

    const digest = digestOf(allFiles, discovery, this.refreshedStamp());
    if (this.last?.digest === digest && this.last.companions.every(([path, stamp]) => stampFor(path) === stamp)) {
      const statistics = { ...this.last.result.statistics, cachedFiles: this.last.result.statistics.files };
      onProgress?.(statistics.files, statistics.files);
      return { ...this.last.result, revision: ++this.revision, statistics };
    }

    this.loadEntries();
    const results = new Map<string, FileResult>();
    let cachedFiles = 0;
    const readAll = async (some: readonly AnalysedFile[], onResult: () => void): Promise<void> => {
      const jobs: FileJob[] = [];
      for (const { path, absolute } of some) {
        const fresh = this.cache.fresh(path, stampFor);
        if (fresh) results.set(path, fresh);
        else jobs.push(jobFor(path, absolute, this.cache.known(path)));
      }
      cachedFiles += some.length - jobs.length;
      onResult();
      await this.read(jobs, { roots, overlays }, signal, (job, answer) => {
        results.set(job.path, this.cache.store(job.path, answer, stampFor));
        this.isUnsaved = true;
        onResult();
      });
    };
    // What the settings leave out is not even opened, so they come first.
    const [settings, others] = partition(allFiles, ({ path }) => isConfigurationFile(path));
    if (settings.length > 0) await readAll(settings, () => undefined);
    const isLeftOut = leftOut([...results.values()].flatMap(({ configuration }) => configuration ?? []));
    const wanted = others.filter(({ path }) => !isLeftOut(path));
    const files = [...settings, ...wanted];
    await readAll(wanted, () => onProgress?.(results.size, files.length));
    signal?.throwIfAborted();
    this.cache.keepOnly(new Set(files.map((file) => file.path)));

    const result = this.combine(files, results, discovery, cachedFiles);
    this.last = { digest, companions: this.cache.companionStamps(), result };
    this.isUnsaved = true;
    return result;
  }

  private async look(
    roots: readonly WorkspaceRoot[],
    isAsBefore: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Disk> {
    const workspace = keyOf(roots);
    if (!isAsBefore || this.seen?.workspace !== workspace) {
      this.seen = undefined;
      this.seen = { workspace, discovery: await discover(roots, signal, this.ignoreFiles), stamps: new Map() };
    }
    return this.seen;
  }

  private async read(
    jobs: readonly FileJob[],
    context: JobContext,
    signal: AbortSignal | undefined,
    onAnswer: OnAnswer,
  ): Promise<void> {
    const { stages } = this.options;
    if (!stages) return this.pool.run(jobs, context, onAnswer, signal);
    const work = new FileWork(stages, context);
    for (const job of jobs) {
      signal?.throwIfAborted();
      onAnswer(job, work.run(job));
    }
  }

  private combine(
    files: readonly AnalysedFile[],
    results: ReadonlyMap<string, FileResult>,
    discovery: Discovery,
    cachedFiles: number,
  ): AnalysisResult {
    const fragments: Fragment[] = [];
    const code = new Map<string, CodeFile>();
    const problems: Problem[] = [...discovery.problems];
    const configurations: Configuration[] = [];
    const suppressions: Suppression[] = [];
    const dependencies: DependencyFile[] = [];
    const secrets: SecretText[] = [];
    const moduleNames: ModuleName[] = [];
    let bytes = 0;
    for (const file of files) {
      bytes += file.size;
      const result = results.get(file.path);
      if (result?.fragment) fragments.push(result.fragment);
      if (result?.code) code.set(file.path, result.code);
      if (result?.configuration) configurations.push(result.configuration);
      secrets.push(...(result?.secrets ?? []));
      moduleNames.push(...(result?.moduleNames ?? []));
      if (result?.dependencies) dependencies.push(result.dependencies);
      suppressions.push(...(result?.suppressions ?? []));
      for (const [path, inline] of result?.inlineCode ?? []) code.set(path, inline);
      problems.push(...(result?.problems ?? []));
    }
    const paths = new Set([...discovery.allPaths, ...files.map((file) => file.path)]);
    const counts = { files: files.length, bytes, templates: fragments.length, modules: code.size, cachedFiles };
    const revision = ++this.revision;
    const decisions = { configurations, suppressions };
    const advisories = dependencies.length > 0 ? this.advisories() : undefined;
    const today = new Date().toISOString().slice(0, 10);
    const packages = { dependencies, advisories, secrets, moduleNames, today };
    const input = { ...packages, fragments, code, files: paths, problems, decisions, revision, statistics: counts };
    const result = analyze(input, this.memo);
    return leanResult(result, this.memo);
  }

  /** Read when they have changed; without the files no vulnerability is known, and that is no error. */
  private advisories(): AdvisoryDatabase | undefined {
    const { advisoriesPath, refreshedAdvisoriesPath } = this.options;
    const stamp = this.refreshedStamp();
    if (this.knownAdvisories?.stamp !== stamp) {
      const shipped = advisoriesPath === undefined ? undefined : readAdvisories(advisoriesPath);
      const refreshed = stamp === "" ? undefined : readAdvisories(refreshedAdvisoriesPath ?? "");
      this.knownAdvisories = { stamp, database: withRefreshed(shipped, refreshed) };
    }
    return this.knownAdvisories?.database;
  }

  /** Empty when nothing has been asked for. */
  private refreshedStamp(): string {
    const file = this.options.refreshedAdvisoriesPath;
    const stamp = file === undefined ? undefined : stampOf(file);
    return stamp ? `${stamp.size}-${stamp.modified}` : "";
  }

  private openDisk(roots: readonly WorkspaceRoot[]): void {
    const { cacheDirectory } = this.options;
    const workspace = keyOf(roots);
    if (cacheDirectory === undefined || this.workspace === workspace) return;
    this.workspace = workspace;
    this.last = undefined;
    this.areEntriesLoaded = false;
    this.disk = new DiskStore(cacheDirectory, workspace, this.engineVersion());
  }

  private engineVersion(): string {
    const hash = createHash("sha1");
    for (const file of this.options.enginePaths ?? []) hash.update(readFileSync(file));
    return hash.digest("hex");
  }

  private loadEntries(): void {
    if (this.areEntriesLoaded) return;
    this.areEntriesLoaded = true;
    const entries = this.disk?.load("files");
    if (Array.isArray(entries)) this.cache.replace(entries as [string, CacheEntry][]);
  }
}

/** The list of all paths counts too: a handler's file may appear or go without being read. */
function digestOf(
  files: readonly AnalysedFile[],
  { allPaths, problems }: Discovery,
  refreshedAdvisories: string,
): string {
  const seen = [files.map(({ path, stamp }) => [path, stamp]), [...allPaths], problems, refreshedAdvisories];
  return createHash("sha1").update(JSON.stringify(seen)).digest("hex");
}

interface AnalysedFile {
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  readonly stamp: Stamp;
}

/** Unsaved texts take the place of the files on disk; those of files that are not on disk are added. */
function withOverlays(files: readonly DiscoveredFile[], overlays: ReadonlyMap<string, string>): AnalysedFile[] {
  const missing = new Map(overlays);
  const all = files.map(({ path, absolute, size, modified }): AnalysedFile => {
    const text = missing.get(path);
    missing.delete(path);
    return text === undefined
      ? { path, absolute, size, stamp: `${size}-${modified}` }
      : { path, absolute, size: text.length, stamp: overlayStamp(text) };
  });
  for (const [path, text] of missing) {
    all.push({ path, absolute: "", size: text.length, stamp: overlayStamp(text) });
  }
  return all.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function overlayStamp(text: string): Stamp {
  return `text-${hashOf(text)}`;
}

/** Stamps as they are now; those of companions outside the list are asked for once. */
function stampsOf(
  workspace: WorkspaceFiles,
  files: readonly AnalysedFile[],
  overlays: ReadonlyMap<string, string>,
  others: Map<string, Stamp>,
): (path: string) => Stamp {
  const known = new Map(files.map(({ path, stamp }) => [path, stamp]));
  return (path) => {
    const overlay = overlays.get(path);
    const stamp = known.get(path) ?? (overlay === undefined ? others.get(path) : overlayStamp(overlay));
    if (stamp !== undefined) return stamp;
    const absolute = workspace.absolutePath(path);
    const onDisk = absolute === undefined ? undefined : stampOf(absolute);
    const now = onDisk ? `${onDisk.size}-${onDisk.modified}` : "missing";
    others.set(path, now);
    return now;
  };
}

function keyOf(roots: readonly WorkspaceRoot[]): string {
  return JSON.stringify(roots.map((root) => [root.name, root.path]));
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function jobFor(path: string, absolute: string, known: FileJob["known"]): FileJob {
  return known ? { path, absolute, known } : { path, absolute };
}
