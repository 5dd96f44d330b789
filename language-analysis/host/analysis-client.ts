// The extension's side of the analysis worker: starts it when it is needed, and again after it has crashed.
import { Worker } from "node:worker_threads";
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { AnalysisWorkerData, FromAnalysisWorker, ToAnalysisWorker } from "./analysis-protocol.ts";
import type { WorkspaceRoot } from "./workspace-files.ts";

export interface AnalysisClientOptions {
  /** Absolute path of the bundled analysis worker; the file worker and the grammars stand beside it. */
  readonly workerPath: string;
  /** Folder for what is kept between sessions; without one nothing is. */
  readonly cacheDirectory?: string | undefined;
  /** Absolute path of advisories that the user has asked for. */
  readonly refreshedAdvisoriesPath?: string | undefined;
  readonly fileDeadlineMs?: number | undefined;
  /** Told when the worker has crashed. */
  readonly log?: (message: string) => void;
}

export interface ClientRequest {
  readonly roots: readonly WorkspaceRoot[];
  /** Texts of unsaved editors, by engine path. */
  readonly overlays: ReadonlyMap<string, string>;
  /** Nothing has changed on disk since the request before. */
  readonly isDiskAsBefore?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface Waiting {
  readonly request: ClientRequest;
  readonly resolve: (result: AnalysisResult) => void;
  readonly reject: (reason: unknown) => void;
  readonly stopListening: () => void;
}

export class AnalysisClient {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private nextRequest = 1;
  private isDisposed = false;
  private revision = 0;
  private readonly options: AnalysisClientOptions;

  constructor(options: AnalysisClientOptions) {
    this.options = options;
  }

  /** Rejects with the signal's reason when it is aborted, and when the worker fails; the next call starts a new worker then. */
  analyze(request: ClientRequest): Promise<AnalysisResult> {
    const { signal } = request;
    if (this.isDisposed) return Promise.reject(new Error("The analysis was closed."));
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const id = this.nextRequest++;
    const worker = this.ensureWorker();
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        worker.postMessage({ type: "cancel", request: id } satisfies ToAnalysisWorker);
        this.settle(id, (waiting) => waiting.reject(signal?.reason));
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      const stopListening = () => signal?.removeEventListener("abort", onAbort);
      this.waiting.set(id, { request, resolve, reject, stopListening });
      const { roots, overlays, isDiskAsBefore = false } = request;
      const message: ToAnalysisWorker = { type: "analyze", request: id, roots, overlays, isDiskAsBefore };
      worker.postMessage(message);
    });
  }

  dispose(): void {
    this.isDisposed = true;
    const { worker } = this;
    if (worker) this.lose(worker, "The analysis was closed.");
  }

  private ensureWorker(): Worker {
    if (this.worker) return this.worker;
    const { cacheDirectory, refreshedAdvisoriesPath, fileDeadlineMs } = this.options;
    const worker = new Worker(this.options.workerPath, {
      workerData: { cacheDirectory, refreshedAdvisoriesPath, fileDeadlineMs } satisfies AnalysisWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: 4096, stackSizeMb: 8 },
    });
    worker.unref();
    worker.on("message", (message: FromAnalysisWorker) => this.receive(message));
    worker.on("error", (error) => this.lose(worker, `The analysis worker crashed: ${String(error)}`));
    worker.on("exit", (code) => this.lose(worker, `The analysis worker ended with exit code ${code}.`));
    this.worker = worker;
    return worker;
  }

  private receive(message: FromAnalysisWorker): void {
    switch (message.type) {
      case "progress":
        this.waiting.get(message.request)?.request.onProgress?.(message.done, message.total);
        break;
      case "result": {
        // A restarted worker counts from one again; what the editor sees only grows.
        this.revision = Math.max(this.revision + 1, message.result.revision);
        const result = { ...message.result, revision: this.revision };
        this.settle(message.request, (waiting) => waiting.resolve(result));
        break;
      }
      case "cancelled":
        this.settle(message.request, (waiting) => waiting.reject(new DOMException("Cancelled.", "AbortError")));
        break;
      case "failed":
        this.settle(message.request, (waiting) => waiting.reject(new Error(message.reason)));
        break;
    }
  }

  private settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    waiting.stopListening();
    how(waiting);
  }

  /** The worker is gone, or is to go: who waits for it is told, and the next request starts another one. */
  private lose(worker: Worker, reason: string): void {
    if (worker !== this.worker) return;
    this.worker = undefined;
    void worker.terminate();
    if (!this.isDisposed) this.options.log?.(reason);
    for (const id of [...this.waiting.keys()]) this.settle(id, (waiting) => waiting.reject(new Error(reason)));
  }
}
