import { readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Stages } from "../../language-analysis/host/file-job.ts";
import { AnalysisSession } from "../../language-analysis/host/session.ts";
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { fakeStages } from "./fake-stages.ts";
import { put, temporaryFolder } from "./temporary-folder.ts";

/** A session on this thread that notes which files its stages have read. */
function open(cacheDirectory?: string) {
  const reads: string[] = [];
  const stages: Stages = {
    ...fakeStages,
    readTemplate(request) {
      if (Object.keys(request.companions).length === 0) reads.push(request.path);
      return fakeStages.readTemplate(request);
    },
  };
  const session = new AnalysisSession({ stages, cacheDirectory, workerPath: "", grammarFolder: "" });
  const analyze = async (folder: string, overlays: Readonly<Record<string, string>> = {}) => {
    reads.length = 0;
    const roots = [{ name: "app", path: folder }];
    const result = await session.analyze({ roots, overlays: new Map(Object.entries(overlays)) });
    return { result, reads: [...reads], seen: seen(result) };
  };
  return { session, analyze };
}

function seen(result: AnalysisResult): string[] {
  return result.problems.map(({ at, message }) => `${at.file}: ${formatMessage(message).trim()}`);
}

function touch(file: string): void {
  const { atime, mtime } = statSync(file);
  utimesSync(file, atime, new Date(mtime.getTime() + 5000));
}

describe("what is read again", () => {
  test("nothing when nothing has changed; the revision grows all the same", async () => {
    const folder = temporaryFolder({ "a.yaml": "1", "b.yaml": "2" });
    const { analyze } = open();
    const first = await analyze(folder);
    expect(first).toMatchObject({ reads: ["a.yaml", "b.yaml"], seen: ["a.yaml: read 1", "b.yaml: read 2"] });
    expect(first.result).toMatchObject({ revision: 1, statistics: { files: 2, bytes: 2, cachedFiles: 0 } });
    const second = await analyze(folder);
    expect(second).toMatchObject({ reads: [], seen: first.seen });
    expect(second.result).toMatchObject({ revision: 2, statistics: { cachedFiles: 2 } });
  });

  test("with the disk as before no folder is read, and texts of editors count all the same", async () => {
    const folder = temporaryFolder({ "a.yaml": "1" });
    const roots = [{ name: "app", path: folder }];
    const { session } = open();
    const analyze = async (text: string, isDiskAsBefore: boolean) =>
      seen(await session.analyze({ roots, overlays: new Map([["a.yaml", text]]), isDiskAsBefore }));
    expect(await analyze("unsaved", true)).toEqual(["a.yaml: read unsaved"]);
    put(folder, "b.yaml", "2");
    expect(await analyze("more", true)).toEqual(["a.yaml: read more"]);
    expect(await analyze("more", false)).toEqual(["a.yaml: read more", "b.yaml: read 2"]);
  });

  test("only the changed file; gone files disappear and come back", async () => {
    const folder = temporaryFolder({ "a.yaml": "1", "b.yaml": "2" });
    const { analyze } = open();
    await analyze(folder);
    put(folder, "a.yaml", "other");
    expect(await analyze(folder)).toMatchObject({ reads: ["a.yaml"], seen: ["a.yaml: read other", "b.yaml: read 2"] });
    rmSync(path.join(folder, "a.yaml"));
    expect(await analyze(folder)).toMatchObject({ reads: [], seen: ["b.yaml: read 2"] });
    put(folder, "a.yaml", "other");
    expect(await analyze(folder)).toMatchObject({ reads: ["a.yaml"], seen: ["a.yaml: read other", "b.yaml: read 2"] });
  });

  test("a new time with the same content is not parsed again", async () => {
    const folder = temporaryFolder({ "a.yaml": "1" });
    const { analyze } = open();
    await analyze(folder);
    touch(path.join(folder, "a.yaml"));
    expect(await analyze(folder)).toMatchObject({ reads: [], seen: ["a.yaml: read 1"] });
  });

  test("an unsaved text wins over the file, and saving it costs nothing", async () => {
    const folder = temporaryFolder({ "a.yaml": "1" });
    const { analyze } = open();
    await analyze(folder);
    expect(await analyze(folder, { "a.yaml": "typed" })).toMatchObject({
      reads: ["a.yaml"],
      seen: ["a.yaml: read typed"],
    });
    expect(await analyze(folder, { "a.yaml": "typed" })).toMatchObject({ reads: [] });
    put(folder, "a.yaml", "typed");
    expect(await analyze(folder)).toMatchObject({ reads: [], seen: ["a.yaml: read typed"] });
  });

  test("an unsaved text of a file that is not on disk is analysed", async () => {
    expect(await open().analyze(temporaryFolder(), { "new.yaml": "x" })).toMatchObject({ seen: ["new.yaml: read x"] });
  });
});

describe("companions", () => {
  test("are read in rounds, and a change of one reads its template again", async () => {
    const folder = temporaryFolder({ "a.yaml": "needs x.txt none.txt", "x.txt": "needs y.txt", "y.txt": "deep" });
    const { analyze } = open();
    const text = (deep: string) => `a.yaml: read needs x.txt none.txt x.txt=needs y.txt,none.txt=none,y.txt=${deep}`;
    expect((await analyze(folder)).seen).toEqual([text("deep")]);
    expect((await analyze(folder)).reads).toEqual([]);
    put(folder, "y.txt", "deeper");
    expect(await analyze(folder)).toMatchObject({ reads: ["a.yaml"], seen: [text("deeper")] });
    put(folder, "none.txt", "there");
    expect((await analyze(folder)).seen[0]).toContain("none.txt=there");
    expect((await analyze(folder, { "y.txt": "typed" })).seen[0]).toContain("y.txt=typed");
  });

  test("never come from outside the workspace", async () => {
    const outside = temporaryFolder({ "secret.txt": "secret" });
    const folder = temporaryFolder({ "a.yaml": `needs ../${path.basename(outside)}/secret.txt ${outside}/secret.txt` });
    const { seen } = await open().analyze(folder);
    expect(seen[0]).toMatch(/secret\.txt=none,.*secret\.txt=none$/);
  });
});

describe("between sessions", () => {
  async function filled(folder: string, cache: string) {
    const { session, analyze } = open(cache);
    const { result } = await analyze(folder);
    await session.persist();
    return result;
  }

  test("an unchanged workspace is answered from the disk, byte by byte", async () => {
    const [folder, cache] = [temporaryFolder({ "a.yaml": "1", "b.yaml": "needs a.yaml" }), temporaryFolder()];
    const before = await filled(folder, cache);
    const { reads, result } = await open(cache).analyze(folder);
    expect(reads).toEqual([]);
    expect(JSON.stringify({ ...result, statistics: 0 })).toBe(JSON.stringify({ ...before, statistics: 0 }));
  });

  test("after a change only that file is read", async () => {
    const [folder, cache] = [temporaryFolder({ "a.yaml": "1", "b.yaml": "2" }), temporaryFolder()];
    await filled(folder, cache);
    put(folder, "b.yaml", "changed");
    expect(await open(cache).analyze(folder)).toMatchObject({
      reads: ["b.yaml"],
      seen: ["a.yaml: read 1", "b.yaml: read changed"],
    });
  });

  test("a change of a companion is noticed", async () => {
    const [folder, cache] = [temporaryFolder({ "a.yaml": "needs x.txt", "x.txt": "1" }), temporaryFolder()];
    await filled(folder, cache);
    put(folder, "x.txt", "changed");
    expect((await open(cache).analyze(folder)).seen).toEqual(["a.yaml: read needs x.txt x.txt=changed"]);
  });

  const DAMAGE: Record<string, (file: string) => void> = {
    emptied: (file) => writeFileSync(file, ""),
    cut: (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
    "changed in one byte": (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
    "not ours": (file) => writeFileSync(file, "{}"),
  };
  test.each(Object.entries(DAMAGE))("a cache that was %s is as good as none", async (_name, damage) => {
    const [folder, cache] = [temporaryFolder({ "a.yaml": "1" }), temporaryFolder()];
    await filled(folder, cache);
    for (const name of readdirSync(cache)) damage(path.join(cache, name));
    expect(await open(cache).analyze(folder)).toMatchObject({ reads: ["a.yaml"], seen: ["a.yaml: read 1"] });
  });

  test("what another engine wrote is not used", async () => {
    const [folder, cache] = [temporaryFolder({ "a.yaml": "1" }), temporaryFolder({ engine: "1" })];
    const enginePaths = [path.join(cache, "engine")];
    const session = () =>
      new AnalysisSession({
        stages: fakeStages,
        cacheDirectory: cache,
        workerPath: "",
        grammarFolder: "",
        enginePaths,
      });
    const roots = [{ name: "app", path: folder }];
    const cachedFiles = async () => {
      const each = session();
      const { statistics } = await each.analyze({ roots });
      await each.persist();
      return statistics.cachedFiles;
    };
    expect([await cachedFiles(), await cachedFiles()]).toEqual([0, 1]);
    put(cache, "engine", "2");
    expect([await cachedFiles(), await cachedFiles()]).toEqual([0, 1]);
  });

  test("a cache folder that can't be written does no harm", async () => {
    const file = path.join(temporaryFolder({ file: "" }), "file");
    const { session, analyze } = open(file);
    expect((await analyze(temporaryFolder({ "a.yaml": "1" }))).seen).toEqual(["a.yaml: read 1"]);
    await expect(session.persist()).resolves.toBeUndefined();
  });
});

describe("bad input", () => {
  test("each bad file is a problem, the rest is analysed", async () => {
    const folder = temporaryFolder({
      "a.yaml": "1",
      "binary.yaml": Uint8Array.from([1, 0, 2]),
      "latin.yaml": Uint8Array.from([0x61, 0xe9]),
      "big.yaml": "",
    });
    truncateSync(path.join(folder, "big.yaml"), 50 * 1024 * 1024);
    const { result } = await open().analyze(folder);
    expect(result.problems.map(({ at, code }) => `${at.file} ${code}`)).toEqual([
      "a.yaml invalid-value",
      "big.yaml file-too-large",
      "binary.yaml binary-file",
      "latin.yaml invalid-value",
      "latin.yaml invalid-encoding",
    ]);
  });

  test("an empty workspace gives an empty result", async () => {
    const { result } = await open().analyze(temporaryFolder());
    expect(result).toMatchObject({
      map: { nodes: [], edges: [] },
      findings: [],
      problems: [],
      statistics: { files: 0 },
    });
  });
});

describe("cancelling and progress", () => {
  test("an aborted call rejects, the next one answers", async () => {
    const folder = temporaryFolder({ "a.yaml": "1" });
    const { session, analyze } = open();
    const abort = new AbortController();
    const aborted = session.analyze({
      roots: [{ name: "app", path: folder }],
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(aborted).rejects.toThrow("aborted");
    expect((await analyze(folder)).seen).toEqual(["a.yaml: read 1"]);
  });

  test("progress counts up to all files", async () => {
    const steps: string[] = [];
    const { session } = open();
    const roots = [{ name: "app", path: temporaryFolder({ "a.yaml": "1", "b.yaml": "2" }) }];
    await session.analyze({ roots, onProgress: (done, total) => steps.push(`${done}/${total}`) });
    expect(steps).toEqual(["0/2", "1/2", "2/2"]);
  });
});
