// Decides when to analyse and holds the latest result. The work itself runs in the analysis worker, never on this thread.
import * as vscode from "vscode";
import type { AnalysisClient } from "../language-analysis/host/analysis-client.ts";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import { enginePath, workspaceRoots } from "./workspace-paths.ts";

/** Typing pauses this long before the workspace is analysed again. */
const TYPING_DELAY_MS = 400;
/** File events (a branch switch, an install) are gathered this long. */
const FILE_EVENT_DELAY_MS = 300;
/** Files whose change is analysed at once; others may be handlers in languages that are not read, or hold secrets. */
const WATCHED = /\.(?:ya?ml|jsonc?|template|[cm]?[jt]sx?|py|toml)$/;
/** Work longer than this shows a notification with a cancel button. */
const LONG_WORK_MS = 5_000;

export type AnalysisState = "waiting" | "running" | "ready" | "cancelled" | "failed";

export class AnalysisController implements vscode.Disposable {
  private readonly resultChanged = new vscode.EventEmitter<AnalysisResult>();
  private readonly stateChanged = new vscode.EventEmitter<AnalysisState>();
  private readonly disposables: vscode.Disposable[] = [this.resultChanged, this.stateChanged];
  private latest: AnalysisResult | undefined;
  private current: AnalysisState = "waiting";
  private timer: NodeJS.Timeout | undefined;
  private running: { abort: AbortController; done: Promise<void> } | undefined;
  private runAgain = false;
  /** A document has changed since the running or last analysis began. */
  private isStale = true;
  private disposed = false;
  /** No file has been saved, made, changed or deleted since the last complete analysis. */
  private isDiskAsBefore = false;

  readonly onDidChangeResult = this.resultChanged.event;
  readonly onDidChangeState = this.stateChanged.event;

  constructor(
    private readonly client: AnalysisClient,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.disposables.push(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || !this.isInWorkspace(document)) return;
        this.isStale = true;
        if (analysesWhileTyping()) this.schedule(TYPING_DELAY_MS);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.isDiskAsBefore = false;
        if (this.isInWorkspace(document)) this.schedule(0);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.isDiskAsBefore = false;
        this.schedule(0);
      }),
      ...this.watchFiles(),
    );
  }

  get result(): AnalysisResult | undefined {
    return this.latest;
  }

  get state(): AnalysisState {
    return this.current;
  }

  /** Whether the result is that of the documents as they are. */
  get isUpToDate(): boolean {
    return !this.isStale && this.running === undefined;
  }

  /** Whether an analysis runs or is about to. */
  get isResultDue(): boolean {
    return this.running !== undefined || this.timer !== undefined;
  }

  /** Analyses after `delayMs`; calls meanwhile are merged into one. */
  schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.analyse();
    }, delayMs);
  }

  /**
   * Resolves when the result is that of the documents as they are; analyses at once where it is not. After a cancelled or
   * failed analysis the last result stands.
   */
  async settled(token?: vscode.CancellationToken): Promise<void> {
    while (!token?.isCancellationRequested && (this.isStale || this.running !== undefined)) {
      clearTimeout(this.timer);
      this.timer = undefined;
      await (this.isStale ? this.analyse() : this.running?.done);
      if (this.current !== "ready" && this.running === undefined) return;
    }
  }

  /** Analyses now, whatever is known of the disk. */
  reanalyse(): Promise<void> {
    this.isDiskAsBefore = false;
    return this.analyse();
  }

  /** Analyses now. While an analysis runs, one more is queued and the running one goes on, so that a result is always near. */
  async analyse(): Promise<void> {
    if (this.disposed) return;
    if (this.running) {
      this.runAgain = true;
      return this.running.done;
    }
    const abort = new AbortController();
    const done = this.run(abort);
    this.running = { abort, done };
    await done;
  }

  cancel(): void {
    this.runAgain = false;
    this.running?.abort.abort();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.cancel();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async run(abort: AbortController): Promise<void> {
    this.isStale = false;
    const { isDiskAsBefore } = this;
    this.isDiskAsBefore = true;
    this.setState("running");
    const progress = new LongWorkProgress(() => this.cancel());
    try {
      const result = await this.client.analyze({
        roots: workspaceRoots(),
        overlays: unsavedTexts(),
        isDiskAsBefore,
        signal: abort.signal,
        onProgress: (done, total) => progress.report(done, total),
      });
      if (abort.signal.aborted) this.setState("cancelled");
      else this.accept(result);
    } catch (error) {
      if (abort.signal.aborted) this.setState("cancelled");
      else {
        this.log.error("The analysis failed; the findings shown are those of the last complete analysis.", error);
        this.setState("failed");
      }
    } finally {
      if (this.current !== "ready") this.isDiskAsBefore = false;
      progress.end();
      this.running = undefined;
      if (this.runAgain && !this.disposed) {
        this.runAgain = false;
        void this.analyse();
      }
    }
  }

  private accept(result: AnalysisResult): void {
    if (this.disposed || (this.latest && this.latest.revision > result.revision)) return;
    this.latest = result;
    const { files, templates, modules, cachedFiles } = result.statistics;
    this.log.info(
      `Revision ${result.revision}: ${files} files (${cachedFiles} unchanged), ${templates} templates, ${modules} modules, ` +
        `${result.map.nodes.length} nodes, ${result.findings.length} findings, ${result.problems.length} problems, ` +
        `${result.unresolved.length} unresolved.`,
    );
    this.setState("ready");
    this.resultChanged.fire(result);
  }

  private setState(state: AnalysisState): void {
    this.current = state;
    this.stateChanged.fire(state);
  }

  private isInWorkspace(document: vscode.TextDocument): boolean {
    return enginePath(document.uri) !== undefined;
  }

  private watchFiles(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*");
    const changed = (uri: vscode.Uri): void => {
      if (/\/(node_modules|\.git)\//.test(uri.path)) return;
      this.isDiskAsBefore = false;
      if (WATCHED.test(uri.path)) this.schedule(FILE_EVENT_DELAY_MS);
    };
    return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
  }
}

function analysesWhileTyping(): boolean {
  return vscode.workspace.getConfiguration("serverlessAtlas").get("analyseWhileTyping", true);
}

/** Texts of unsaved editors by engine path: what the user sees is what is analysed. */
function unsavedTexts(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const document of vscode.workspace.textDocuments) {
    const path = document.isDirty ? enginePath(document.uri) : undefined;
    if (path !== undefined) texts.set(path, document.getText());
  }
  return texts;
}

/** A notification with a cancel button that appears only when the work takes long. */
class LongWorkProgress {
  private readonly timer: NodeJS.Timeout;
  private readonly finished: Promise<void>;
  private finish: () => void = () => undefined;
  private reporter: vscode.Progress<{ message?: string; increment?: number }> | undefined;
  private shown = 0;

  constructor(private readonly onCancel: () => void) {
    this.finished = new Promise((resolve) => (this.finish = resolve));
    this.timer = setTimeout(() => this.show(), LONG_WORK_MS);
  }

  report(done: number, total: number): void {
    const percent = total > 0 ? (100 * done) / total : 0;
    this.reporter?.report({
      message: vscode.l10n.t("{0} of {1} files", done, total),
      increment: Math.max(0, percent - this.shown),
    });
    if (this.reporter) this.shown = Math.max(this.shown, percent);
  }

  end(): void {
    clearTimeout(this.timer);
    this.finish();
  }

  private show(): void {
    void vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Serverless Atlas is analysing the workspace"),
        cancellable: true,
      },
      (progress, token) => {
        this.reporter = progress;
        token.onCancellationRequested(this.onCancel);
        return this.finished;
      },
    );
  }
}
