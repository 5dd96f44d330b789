// Answers as the analysis worker does; what it does is in the first root's name.
import { parentPort } from "node:worker_threads";
import type { FromAnalysisWorker, ToAnalysisWorker } from "../../language-analysis/host/analysis-protocol.ts";
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";

const port = parentPort;
let revision = 0;
port?.on("message", (message: ToAnalysisWorker) => {
  const send = (answer: FromAnalysisWorker) => port.postMessage(answer);
  const { request } = message;
  if (message.type === "cancel") return send({ type: "cancelled", request });
  switch (message.roots[0]?.name) {
    case "crash":
      process.exit(1);
      break;
    case "fail":
      return send({ type: "failed", request, reason: "on purpose" });
    case "wait":
      return send({ type: "progress", request, done: 1, total: 2 });
    default: {
      const statistics = { files: message.overlays.size, bytes: 0, templates: 0, modules: 0, cachedFiles: 0 };
      const map = { nodes: [], edges: [], statements: [] };
      const result: AnalysisResult = {
        revision: ++revision,
        map,
        findings: [],
        problems: [],
        unresolved: [],
        statistics,
      };
      return send({ type: "result", request, result });
    }
  }
});
