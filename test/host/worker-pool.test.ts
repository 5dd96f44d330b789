import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { FileAnswer, FileJob } from "../../language-analysis/host/file-job.ts";
import { WorkerPool } from "../../language-analysis/host/worker-pool.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { bundleWorker } from "./bundle-worker.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const bundles = mkdtempSync(path.join(os.tmpdir(), "atlas-pool-"));
let workerPath = "";
beforeAll(async () => {
  workerPath = await bundleWorker("fake-file-worker.ts", bundles);
});
afterAll(() => rmSync(bundles, { recursive: true, force: true }));

function openPool(options: { deadlineMs?: number; maxWorkers?: number; workerPath?: string } = {}): WorkerPool {
  const pool = new WorkerPool({ workerPath, grammarFolder: "", ...options });
  onTestFinished(() => pool.dispose());
  return pool;
}

function app(files: Readonly<Record<string, string>>): { folder: string; jobs: FileJob[] } {
  const folder = temporaryFolder(files);
  return { folder, jobs: Object.keys(files).map((name) => ({ path: name, absolute: path.join(folder, name) })) };
}

async function read(pool: WorkerPool, { folder, jobs }: ReturnType<typeof app>, signal?: AbortSignal) {
  const answers = new Map<string, string>();
  const context = { roots: [{ name: "app", path: folder }], overlays: new Map<string, string>() };
  await pool.run(jobs, context, (job, answer) => answers.set(job.path, describeAnswer(answer)), signal);
  return Object.fromEntries([...answers].sort());
}

function describeAnswer(answer: FileAnswer): string {
  if (answer.kind === "unchanged") return "unchanged";
  return answer.result.problems.map(({ code, message }) => `${code}: ${formatMessage(message)}`).join("; ");
}

const LEFT_OUT = "it is left out until it changes.";

describe("quarantine", () => {
  test("a file that hangs is ended and named, the others are read", async () => {
    const files = { "a.yaml": "1", "b.yaml": "HANG", "c.yaml": "2", "d.yaml": "3" };
    expect(await read(openPool({ deadlineMs: 300 }), app(files))).toEqual({
      "a.yaml": "invalid-value: read 1 ",
      "b.yaml": `deadline-exceeded: Reading this file took longer than 0.3 seconds; ${LEFT_OUT}`,
      "c.yaml": "invalid-value: read 2 ",
      "d.yaml": "invalid-value: read 3 ",
    });
  });

  test("a file that ends its worker is named, the others are read", async () => {
    const files = { "a.yaml": "CRASH", "b.yaml": "1", "c.yaml": "CRASH", "d.yaml": "2" };
    expect(await read(openPool({ maxWorkers: 1 }), app(files))).toEqual({
      "a.yaml": `analysis-crashed: The analysis of this file broke (exit code 3); ${LEFT_OUT}`,
      "b.yaml": "invalid-value: read 1 ",
      "c.yaml": `analysis-crashed: The analysis of this file broke (exit code 3); ${LEFT_OUT}`,
      "d.yaml": "invalid-value: read 2 ",
    });
  });

  test("a stage that throws costs its file only", async () => {
    expect(await read(openPool(), app({ "a.yaml": "THROW", "b.yaml": "1" }))).toEqual({
      "a.yaml": `analysis-crashed: The analysis of this file broke (Error: on purpose); ${LEFT_OUT}`,
      "b.yaml": "invalid-value: read 1 ",
    });
  });

  test("a worker that does not start is told, not waited for", async () => {
    const broken = path.join(bundles, "broken.cjs");
    writeFileSync(broken, "throw new Error('no grammar');");
    await expect(read(openPool({ workerPath: broken }), app({ "a.yaml": "1" }))).rejects.toThrow(
      /did not start.*no grammar/,
    );
  });
});

describe("runs", () => {
  test("many files over several workers are each answered once", async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`${n}.yaml`, `${n}`]));
    const answers = await read(openPool({ maxWorkers: 2 }), app(files));
    expect(answers).toEqual(
      Object.fromEntries(Object.keys(files).map((name) => [name, `invalid-value: read ${name.slice(0, -5)} `])),
    );
  });

  test("cancelling ends a run, and the next run gets its own answers", async () => {
    const pool = openPool({ deadlineMs: 400, maxWorkers: 1 });
    const abort = new AbortController();
    const first = read(pool, app({ "a.yaml": "HANG", "b.yaml": "old" }), abort.signal);
    setTimeout(() => abort.abort(), 100);
    await expect(first).rejects.toThrow("aborted");
    expect(await read(pool, app({ "a.yaml": "new", "b.yaml": "1" }))).toEqual({
      "a.yaml": "invalid-value: read new ",
      "b.yaml": "invalid-value: read 1 ",
    });
  });

  test("an aborted signal starts nothing", async () => {
    await expect(read(openPool(), app({ "a.yaml": "HANG" }), AbortSignal.abort())).rejects.toThrow("aborted");
  });
});
