// Worker threads that read files. Each file has a deadline; a file that misses it or crashes its worker is quarantined and named.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { say } from "../model/message.ts";
import { startOfFile } from "../model/range.ts";
import type { Problem } from "../model/problem.ts";
import type { FileAnswer, FileJob, JobContext } from "./file-job.ts";
import type { FileWorkerData, FromFileWorker, ToFileWorker } from "./file-worker-protocol.ts";

export interface WorkerPoolOptions {
  /** Absolute path of the bundled file worker. */
  readonly workerPath: string;
  readonly grammarFolder: string;
  readonly deadlineMs?: number;
  readonly maxWorkers?: number;
}

export type OnAnswer = (job: FileJob, answer: FileAnswer) => void;

const DEADLINE_MS = 10_000;
const START_DEADLINE_MS = 60_000;
/** A second worker costs a start and the parsers' memory: it comes with this many files to read. */
const FILES_PER_WORKER = 150;
/** Jobs under way in one worker: enough to keep it busy, few enough that workers end together. */
const JOBS_AHEAD = 8;
const MEMORY_MEGABYTES = 2048;

interface Run {
  readonly queue: FileJob[];
  readonly context: JobContext;
  readonly onAnswer: OnAnswer;
  open: number;
  readonly settle: (error?: Error) => void;
}

interface Member {
  readonly worker: Worker;
  isReady: boolean;
  /** In the order in which they were sent; the first one is running. */
  readonly jobs: FileJob[];
  contextOf: Run | undefined;
  timer: NodeJS.Timeout | undefined;
}

export class WorkerPool {
  private readonly members = new Set<Member>();
  private readonly options: WorkerPoolOptions;
  private current: Run | undefined;

  constructor(options: WorkerPoolOptions) {
    this.options = options;
  }

  /** Starts one worker ahead of the first run. */
  warmUp(): void {
    if (this.members.size === 0) this.start();
  }

  /**
   * Reads all files; answers arrive in any order. One run at a time. Rejects with the signal's reason when it is aborted,
   * and when no worker can be started.
   */
  async run(jobs: readonly FileJob[], context: JobContext, onAnswer: OnAnswer, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.current) throw new Error("The worker pool runs one analysis at a time.");
    if (jobs.length === 0) return;
    const abort = () => this.current?.settle(signal?.reason as Error);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        // The largest part of the work first would need sizes; taking from the front keeps related files together.
        const settle = (error?: Error) => (error ? reject(error) : resolve());
        this.current = { queue: [...jobs].reverse(), context, onAnswer, open: jobs.length, settle };
        const wanted = Math.min(
          this.options.maxWorkers ?? Math.max(availableParallelism() - 1, 1),
          Math.ceil(jobs.length / FILES_PER_WORKER),
        );
        while (this.members.size < wanted) this.start();
        for (const member of this.members) this.feed(member);
      });
    } finally {
      signal?.removeEventListener("abort", abort);
      this.current = undefined;
      // Workers may still be busy with files of an aborted run; their answers find no run and are dropped.
    }
  }

  async dispose(): Promise<void> {
    const ended = [...this.members].map((member) => this.remove(member));
    this.current?.settle(new Error("The worker pool was closed."));
    await Promise.all(ended);
  }

  private start(): void {
    const worker = new Worker(this.options.workerPath, {
      workerData: { grammarFolder: this.options.grammarFolder } satisfies FileWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES, stackSizeMb: 8 },
    });
    worker.unref();
    const member: Member = { worker, isReady: false, jobs: [], contextOf: undefined, timer: undefined };
    this.members.add(member);
    this.watch(member, START_DEADLINE_MS);
    worker.on("message", (message: FromFileWorker) => this.receive(member, message));
    worker.on("error", (error) => this.lose(member, "analysis-crashed", String(error)));
    worker.on("exit", (code) => this.lose(member, "analysis-crashed", `exit code ${code}`));
  }

  private receive(member: Member, message: FromFileWorker): void {
    if (message.type === "ready") {
      member.isReady = true;
      this.watch(member, undefined);
    } else {
      const job = member.jobs.shift();
      this.watch(member, undefined);
      if (job && member.contextOf === this.current) {
        if (message.type === "answer") this.answer(job, message.answer);
        else this.answer(job, quarantined(job, "analysis-crashed", message.reason));
      }
    }
    this.feed(member);
  }

  private feed(member: Member): void {
    const run = this.current;
    if (!member.isReady) return;
    if (run && run.queue.length > 0 && member.jobs.length < JOBS_AHEAD / 2) {
      if (member.contextOf !== run) {
        // Jobs of an aborted run are still ahead in the worker: answers could not be told apart.
        if (member.jobs.length > 0) return this.watch(member, this.deadline);
        member.contextOf = run;
        member.worker.postMessage({ type: "context", context: run.context } satisfies ToFileWorker);
      }
      const share = Math.ceil(run.queue.length / this.members.size);
      const jobs = run.queue.splice(-Math.min(JOBS_AHEAD - member.jobs.length, share)).reverse();
      member.jobs.push(...jobs);
      member.worker.postMessage({ type: "jobs", jobs } satisfies ToFileWorker);
    }
    if (member.jobs.length > 0 && member.timer === undefined) this.watch(member, this.deadline);
    // A busy worker keeps the process alive, an idle one does not.
    if (run) member.worker.ref();
    else member.worker.unref();
  }

  private answer(job: FileJob, answer: FileAnswer): void {
    const run = this.current;
    if (!run) return;
    run.onAnswer(job, answer);
    if (--run.open > 0) return;
    for (const member of this.members) member.worker.unref();
    run.settle();
  }

  private get deadline(): number {
    return this.options.deadlineMs ?? DEADLINE_MS;
  }

  /** Restarts the member's timer; without a time it is stopped. */
  private watch(member: Member, milliseconds: number | undefined): void {
    clearTimeout(member.timer);
    member.timer = undefined;
    if (milliseconds === undefined) return;
    const late = () => this.lose(member, "deadline-exceeded", `${milliseconds / 1000} seconds`);
    member.timer = setTimeout(late, milliseconds);
  }

  /** A worker ended or is ended: its running file is quarantined, the files behind it go back into the queue. */
  private lose(member: Member, code: "deadline-exceeded" | "analysis-crashed", reason: string): void {
    if (!this.members.has(member)) return;
    void this.remove(member);
    const run = this.current;
    const isOurs = member.contextOf === run;
    const [running, ...waiting] = member.jobs;
    if (!run) return;
    if (!member.isReady) {
      run.settle(new Error(`The worker that reads files did not start: ${reason}.`));
      return;
    }
    if (isOurs) run.queue.push(...waiting.reverse());
    if (this.members.size === 0 && run.queue.length > 0) this.start();
    if (isOurs && running) this.answer(running, quarantined(running, code, reason));
    for (const other of this.members) this.feed(other);
  }

  private remove(member: Member): Promise<number> {
    clearTimeout(member.timer);
    this.members.delete(member);
    return member.worker.terminate();
  }
}

function quarantined(job: FileJob, code: "deadline-exceeded" | "analysis-crashed", reason: string): FileAnswer {
  const message =
    code === "deadline-exceeded"
      ? say("Reading this file took longer than {0}; it is left out until it changes.", reason)
      : say("The analysis of this file broke ({0}); it is left out until it changes.", reason);
  const problem: Problem = { code, severity: "error", message, at: startOfFile(job.path) };
  return { kind: "read", hash: "", companions: [], result: { problems: [problem] } };
}
