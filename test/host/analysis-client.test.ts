import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { AnalysisClient, type ClientRequest } from "../../language-analysis/host/analysis-client.ts";
import { bundleWorker } from "./bundle-worker.ts";

const bundles = mkdtempSync(path.join(os.tmpdir(), "atlas-client-"));
let workerPath = "";
beforeAll(async () => {
  workerPath = await bundleWorker("fake-analysis-worker.ts", bundles);
});
afterAll(() => rmSync(bundles, { recursive: true, force: true }));

function openClient() {
  const logged: string[] = [];
  const client = new AnalysisClient({ workerPath, log: (message) => logged.push(message) });
  onTestFinished(() => client.dispose());
  const analyze = (name: string, more: Partial<ClientRequest> = {}) =>
    client.analyze({ roots: [{ name, path: "" }], overlays: new Map([["a.yaml", ""]]), ...more });
  return { client, analyze, logged };
}

describe("the analysis client", () => {
  test("hands over requests and answers", async () => {
    const { analyze } = openClient();
    expect(await analyze("app")).toMatchObject({ revision: 1, statistics: { files: 1 } });
  });

  test("starts the worker again after a crash, and revisions go on growing", async () => {
    const { analyze, logged } = openClient();
    await analyze("app");
    await analyze("app");
    await expect(Promise.all([analyze("crash"), analyze("app")])).rejects.toThrow("ended with exit code 1");
    expect(logged).toEqual(["The analysis worker ended with exit code 1."]);
    expect(await analyze("app")).toMatchObject({ revision: 3 });
  });

  test("a failed analysis rejects with its reason, the worker lives on", async () => {
    const { analyze, logged } = openClient();
    await expect(analyze("fail")).rejects.toThrow("on purpose");
    expect(await analyze("app")).toMatchObject({ revision: 1 });
    expect(logged).toEqual([]);
  });

  test("cancelling rejects at once; progress arrives before", async () => {
    const { analyze } = openClient();
    const abort = new AbortController();
    const progress: string[] = [];
    const onProgress = (done: number, total: number) => {
      progress.push(`${done}/${total}`);
      abort.abort();
    };
    await expect(analyze("wait", { signal: abort.signal, onProgress })).rejects.toThrow("aborted");
    expect(progress).toEqual(["1/2"]);
    await expect(analyze("app", { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
  });

  test("closing rejects what waits and what comes", async () => {
    const { client, analyze, logged } = openClient();
    const waiting = analyze("wait");
    client.dispose();
    await expect(waiting).rejects.toThrow("closed");
    await expect(analyze("app")).rejects.toThrow("closed");
    expect(logged).toEqual([]);
  });
});
