// The session behind messages: a worker thread of the extension host, so that nothing of the analysis runs on the editor's thread.
import path from "node:path";
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import type { AnalysisWorkerData, FromAnalysisWorker, ToAnalysisWorker } from "./analysis-protocol.ts";
import { AnalysisSession } from "./session.ts";

/** Idle time before what was read is written to disk. */
const PERSIST_DELAY_MS = 3_000;
/** Progress messages at most this often: each one crosses to the editor's thread. */
const PROGRESS_INTERVAL_MS = 100;

if (parentPort) serve(parentPort, workerData as AnalysisWorkerData);

function serve(
  port: MessagePort,
  { cacheDirectory, refreshedAdvisoriesPath, fileDeadlineMs }: AnalysisWorkerData,
): void {
  const workerPath = path.join(__dirname, "file-worker.cjs");
  const advisoriesPath = path.join(__dirname, "advisories.json");
  const session = new AnalysisSession({
    cacheDirectory,
    fileDeadlineMs,
    workerPath,
    grammarFolder: path.join(__dirname, "grammars"),
    advisoriesPath,
    refreshedAdvisoriesPath,
    enginePaths: [workerPath, __filename, advisoriesPath],
  });
  const running = new Map<number, AbortController>();
  let persistTimer: NodeJS.Timeout | undefined;
  const send = (message: FromAnalysisWorker) => port.postMessage(message);

  port.on("message", (message: ToAnalysisWorker) => {
    if (message.type === "cancel") {
      running.get(message.request)?.abort();
      return;
    }
    const { request, roots, overlays, isDiskAsBefore } = message;
    const abort = new AbortController();
    running.set(request, abort);
    clearTimeout(persistTimer);
    let reported = 0;
    const onProgress = (done: number, total: number) => {
      const now = Date.now();
      if (done < total && now - reported < PROGRESS_INTERVAL_MS) return;
      reported = now;
      send({ type: "progress", request, done, total });
    };
    session
      .analyze({ roots, overlays, isDiskAsBefore, signal: abort.signal, onProgress })
      .then(
        (result) => send({ type: "result", request, result }),
        (error: unknown) => {
          if (abort.signal.aborted) send({ type: "cancelled", request });
          else
            send({
              type: "failed",
              request,
              reason: error instanceof Error ? (error.stack ?? String(error)) : String(error),
            });
        },
      )
      .finally(() => {
        running.delete(request);
        clearTimeout(persistTimer);
        persistTimer = setTimeout(() => void session.persist(), PERSIST_DELAY_MS);
      });
  });
}
