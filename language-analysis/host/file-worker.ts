// Worker thread that reads files: the place where parsers run, so that a file that hangs or crashes one takes nothing else along.
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { serveFiles } from "./file-service.ts";
import type { FileWorkerData } from "./file-worker-protocol.ts";
import { loadStages } from "./stages.ts";

// A rejection here ends the worker with an error; the pool reports it.
if (parentPort) void serve(parentPort);

async function serve(port: MessagePort): Promise<void> {
  const { grammarFolder } = workerData as FileWorkerData;
  serveFiles(port, await loadStages(grammarFolder));
}
