// Between the pool and its workers. Answers come one by one, in the order of the jobs: the first unanswered job is the running one.
import type { FileAnswer, FileJob, JobContext } from "./file-job.ts";

export interface FileWorkerData {
  readonly grammarFolder: string;
}

export type ToFileWorker =
  | { readonly type: "context"; readonly context: JobContext }
  | { readonly type: "jobs"; readonly jobs: readonly FileJob[] };

export type FromFileWorker =
  | { readonly type: "ready" }
  | { readonly type: "answer"; readonly path: string; readonly answer: FileAnswer }
  /** The stages threw: a fault of ours. The worker goes on with the next job. */
  | { readonly type: "crashed"; readonly path: string; readonly reason: string };
