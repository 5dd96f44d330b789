// Worker thread that lays out one picture after the other. ELK is loaded from its own unmodified file, whose path comes with the start.
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { ELK } from "elkjs/lib/elk-api";
import { layout } from "../layout/layout.ts";
import type { LayoutRequest, LayoutResult } from "../model/layout.ts";

export interface LayoutWorkerData {
  /** Absolute path of `elk.bundled.js`. */
  readonly elkPath: string;
}

export interface LayoutTask {
  readonly task: number;
  readonly request: LayoutRequest;
}

export type LayoutAnswer =
  { readonly task: number; readonly result: LayoutResult } | { readonly task: number; readonly error: string };

if (parentPort) {
  const port = parentPort;
  const { elkPath } = workerData as LayoutWorkerData;
  const Elk = createRequire(elkPath)(elkPath) as new () => ELK;
  const elk = new Elk();
  port.on("message", ({ task, request }: LayoutTask) => {
    layout(request, elk).then(
      (result) => port.postMessage({ task, result } satisfies LayoutAnswer),
      (error: unknown) => port.postMessage({ task, error: String(error) } satisfies LayoutAnswer),
    );
  });
}
