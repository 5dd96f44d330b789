// The layout worker as it is shipped: bundled, in a thread, with ELK from its own file.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LayoutClient } from "../../language-analysis/host/layout-client.ts";
import { layoutWithColumns } from "../../language-analysis/layout/layout.ts";
import { shopRequest } from "./layout-graphs.ts";
import { NO_HANG } from "../no-hang.ts";

const elkPath = createRequire(import.meta.url).resolve("elkjs/lib/elk.bundled.js");
let folder = "";
let workerPath = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "layout-worker-"));
  workerPath = path.join(folder, "layout-worker.cjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../../language-analysis/host/layout-worker.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: workerPath,
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function script(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

async function withClient<T>(
  options: Partial<ConstructorParameters<typeof LayoutClient>[0]>,
  use: (client: LayoutClient, log: string[]) => Promise<T>,
): Promise<T> {
  const log: string[] = [];
  const client = new LayoutClient({ workerPath, elkPath, log: (text) => log.push(text), ...options });
  try {
    return await use(client, log);
  } finally {
    client.dispose();
  }
}

describe("layout client", () => {
  it("answers with ELK's layout, and the same object for the same request", async () => {
    await withClient({ deadlineMs: 30_000 }, async (client, log) => {
      client.warmUp();
      const first = await client.layout(shopRequest("full"));
      expect(first.engine).toBe("elk");
      expect(await client.layout(shopRequest("full"))).toBe(first);
      expect(log).toEqual([]);
    });
  });

  it("answers requests that are made at the same time each with its own", async () => {
    await withClient({ deadlineMs: 30_000 }, async (client) => {
      const [full, overview] = await Promise.all([
        client.layout(shopRequest("full")),
        client.layout(shopRequest("overview")),
      ]);
      expect([full.mode, overview.mode]).toEqual(["full", "overview"]);
    });
  });

  it("falls back to columns at the deadline, says why, and starts anew afterwards", async () => {
    const slow = await script("slow-elk.cjs", "module.exports = class { layout() { for (;;); } };");
    await withClient({ elkPath: slow, deadlineMs: 300 }, async (client, log) => {
      const started = Date.now();
      expect(await client.layout(shopRequest("full"))).toEqual(layoutWithColumns(shopRequest("full")));
      expect(Date.now() - started).toBeLessThan(NO_HANG);
      expect(log.join()).toContain("300 ms");
      expect((await client.layout(shopRequest("full"))).engine).toBe("columns");
    });
  });

  it.each([
    ["ELK fails", "module.exports = class { layout() { return Promise.reject(new Error('no layout')); } };"],
    ["ELK can't be loaded", "throw new Error('broken file');"],
    ["the thread ends", "module.exports = class { layout() { process.exit(3); } };"],
  ])("falls back to columns when %s", async (_name, text) => {
    const broken = await script(`broken-${String(text.length)}.cjs`, text);
    await withClient({ elkPath: broken, deadlineMs: 20_000 }, async (client, log) => {
      expect(await client.layout(shopRequest("overview"))).toEqual(layoutWithColumns(shopRequest("overview")));
      expect(log).toHaveLength(1);
    });
  });

  it("falls back to columns when the worker's file is missing", async () => {
    await withClient({ workerPath: path.join(folder, "nothing.cjs") }, async (client) => {
      expect((await client.layout(shopRequest("full"))).engine).toBe("columns");
    });
  });

  it("answers what waits when it is disposed", async () => {
    const slow = await script("slow-elk-2.cjs", "module.exports = class { layout() { for (;;); } };");
    const client = new LayoutClient({ workerPath, elkPath: slow });
    const waiting = client.layout(shopRequest("full"));
    client.dispose();
    expect((await waiting).engine).toBe("columns");
    expect((await client.layout(shopRequest("full"))).engine).toBe("columns");
  });
});
