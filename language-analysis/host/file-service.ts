// What a file worker does: takes jobs, answers them one by one, in their order.
import type { MessagePort } from "node:worker_threads";
import { FileWork, type Stages } from "./file-job.ts";
import type { FromFileWorker, ToFileWorker } from "./file-worker-protocol.ts";

export function serveFiles(port: MessagePort, stages: Stages): void {
  const send = (message: FromFileWorker) => port.postMessage(message);
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
