// The host's side of the layout worker: kept warm, with a deadline, a cache, and an answer in every case.
import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { layoutWithColumns } from "../layout/layout.ts";
import type { LayoutRequest, LayoutResult } from "../model/layout.ts";
import type { LayoutAnswer, LayoutTask, LayoutWorkerData } from "./layout-worker.ts";

export interface LayoutClientOptions {
  /** Absolute path of the bundled `layout-worker.cjs`. */
  readonly workerPath: string;
  /** Absolute path of `elk.bundled.js`. */
  readonly elkPath: string;
  /** Time for one layout, the start of the worker included; then our own columns answer. */
  readonly deadlineMs?: number;
  /** Told why ELK did not answer. */
  readonly log?: (message: string) => void;
}

const DEADLINE_MS = 5_000;
const CACHED_LAYOUTS = 12;

interface Waiting {
  readonly settle: (result: LayoutResult | undefined, reason?: string) => void;
}

export class LayoutClient {
  private worker: Worker | undefined;
  private waiting = new Map<number, Waiting>();
  private nextTask = 0;
  private readonly cache = new Map<string, LayoutResult>();
  private isDisposed = false;

  constructor(private readonly options: LayoutClientOptions) {}

  /** Starts the worker ahead of the first layout. */
  warmUp(): void {
    if (!this.isDisposed) this.ensureWorker();
  }

  /** Never rejects: when ELK fails or takes too long, the answer has `engine: "columns"` (and is not cached). */
  async layout(request: LayoutRequest): Promise<LayoutResult> {
    const key = createHash("sha1").update(JSON.stringify(request)).digest("base64");
    const cached = this.cache.get(key);
    if (cached) {
      this.cache.delete(key);
      this.cache.set(key, cached);
      return cached;
    }
    const result = await this.ask(request);
    if (!result) return layoutWithColumns(request);
    this.cache.set(key, result);
    const oldest = this.cache.keys().next();
    if (this.cache.size > CACHED_LAYOUTS && !oldest.done) this.cache.delete(oldest.value);
    return result;
  }

  dispose(): void {
    this.isDisposed = true;
    this.stop("The layout was closed.");
  }

  private ask(request: LayoutRequest): Promise<LayoutResult | undefined> {
    if (this.isDisposed) return Promise.resolve(undefined);
    const worker = this.ensureWorker();
    const task = this.nextTask++;
    return new Promise((resolve) => {
      const deadline = this.options.deadlineMs ?? DEADLINE_MS;
      // A worker that is late is stopped at once: it would hold a processor and delay the next layout.
      const timer = setTimeout(() => this.stop(`The layout took longer than ${deadline} ms.`), deadline);
      this.waiting.set(task, {
        settle: (result, reason) => {
          clearTimeout(timer);
          this.waiting.delete(task);
          if (reason !== undefined && !this.isDisposed) this.options.log?.(`${reason} The map uses simple columns.`);
          resolve(result);
        },
      });
      worker.postMessage({ task, request } satisfies LayoutTask);
    });
  }

  private ensureWorker(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.options.workerPath, {
      workerData: { elkPath: this.options.elkPath } satisfies LayoutWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: 1024, stackSizeMb: 16 },
    });
    worker.unref();
    worker.on("message", (answer: LayoutAnswer) => {
      const waiting = this.waiting.get(answer.task);
      if ("error" in answer) waiting?.settle(undefined, `The layout failed: ${answer.error}.`);
      else waiting?.settle(answer.result);
    });
    worker.on("error", (error) => this.stop(`The layout worker failed: ${String(error)}.`, worker));
    worker.on("exit", () => this.stop("The layout worker ended.", worker));
    this.worker = worker;
    return worker;
  }

  /** Ends the worker (or notes the end of `ended`); everything that waits gets its answer from our own columns. */
  private stop(reason: string, ended = this.worker): void {
    if (ended && ended === this.worker) {
      this.worker = undefined;
      void ended.terminate();
      for (const waiting of [...this.waiting.values()]) waiting.settle(undefined, reason);
    }
  }
}
