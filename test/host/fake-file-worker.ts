import { parentPort } from "node:worker_threads";
import { serveFiles } from "../../language-analysis/host/file-service.ts";
import { fakeStages } from "./fake-stages.ts";

if (parentPort) serveFiles(parentPort, fakeStages);
