// Worker thread that reads files: the place where parsers run, so that a file that hangs or crashes one takes nothing else along.
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { FileWork } from "./file-job.ts";
import type { FileWorkerData, FromFileWorker, ToFileWorker } from "./file-worker-protocol.ts";
import { loadStages } from "./stages.ts";

// A rejection here ends the worker with an error; the pool reports it.
if (parentPort) void serve(parentPort);

async function serve(port: MessagePort): Promise<void> {
  const { grammarFolder } = workerData as FileWorkerData;
  const send = (message: FromFileWorker) => port.postMessage(message);
  const stages = await loadStages(grammarFolder);
  let work = new FileWork(stages, { roots: [], overlays: new Map() });
  port.on("message", (message: ToFileWorker) => {
    if (message.type === "context") {
      work = new FileWork(stages, message.context);
      return;
    }
    for (const job of message.jobs) {
      try {
        send({ type: "answer", path: job.path, answer: work.run(job) });
      } catch (error) {
        send({ type: "crashed", path: job.path, reason: String(error) });
      }
    }
  });
  send({ type: "ready" });
}
