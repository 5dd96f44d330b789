// One measurement in a process of its own: `node phase.cjs PHASE FOLDERS CACHE DIR...`. Prints JSON.
/* global __dirname -- bundled as CommonJS */
import { readFileSync } from "node:fs";
import path from "node:path";
import { discover } from "../../language-analysis/host/discover.ts";
import { AnalysisSession } from "../../language-analysis/host/session.ts";
import { WorkerPool } from "../../language-analysis/host/worker-pool.ts";

const [phase, dist, cache, ...folders] = process.argv.slice(2);
const roots = folders.map((folder) => ({ name: path.basename(folder), path: path.resolve(folder) }));
const grammarFolder = path.join(dist, "grammars");
const workerPath = path.join(dist, "file-worker.cjs");
const advisoriesPath = path.join(dist, "advisories.json");
const open = (cacheDirectory) =>
  new AnalysisSession({ cacheDirectory, workerPath, grammarFolder, advisoriesPath, enginePaths: [workerPath] });

/** How many files of each kind are edited one by one. */
const EDITS = 30;
/** Edits before the first that counts: in an editor the engine has long been compiled. */
const WARM_UP = 10;

const phases = {
  async floor() {
    const { files } = await discover(roots);
    const pool = new WorkerPool({ workerPath: path.join(__dirname, "floor-worker.cjs"), grammarFolder });
    const jobs = files.map(({ path: file, absolute }) => ({ path: file, absolute }));
    const ms = await timed(() => pool.run(jobs, { roots, overlays: new Map() }, () => {}));
    const cpu = processorTime();
    await pool.dispose();
    return { ms, cpu };
  },
  async cold() {
    const session = open(cache);
    let result;
    const ms = await timed(async () => (result = await session.analyze({ roots })));
    const cpu = processorTime();
    const memory = process.resourceUsage().maxRSS / 1024;
    const persistMs = await timed(() => session.persist());
    const again = await timed(() => session.analyze({ roots }));
    await session.dispose();
    const functions = result.map.nodes.filter((node) => node.kind === "function").length;
    return { ms, cpu, persistMs, again, memory, functions, findings: result.findings.length, ...result.statistics };
  },
  async warm() {
    const session = open(cache);
    let result;
    const ms = await timed(async () => (result = await session.analyze({ roots })));
    const cpu = processorTime();
    await session.dispose();
    return { ms, cpu, cachedFiles: result.statistics.cachedFiles };
  },
  async edit() {
    const session = open(undefined);
    const { map } = await session.analyze({ roots });
    const { files } = await discover(roots);
    const templates = new Set(map.nodes.map(({ at }) => at.file));
    const handlers = new Set(map.nodes.flatMap(({ handler }) => handler?.file ?? []));
    const measured = {
      template: await editEach(
        session,
        files.filter(({ path: file }) => templates.has(file) && !handlers.has(file)),
      ),
      handler: await editEach(
        session,
        files.filter(({ path: file }) => handlers.has(file)),
      ),
    };
    await session.dispose();
    return measured;
  },
};

/** A new first line in one file after the other, each time another: every place in the file is another one then. */
async function editEach(session, candidates) {
  const times = [];
  const count = candidates.length === 0 ? 0 : EDITS + WARM_UP;
  for (let index = 0; index < count; index++) {
    const { path: file, absolute } = candidates[Math.floor((index * candidates.length) / count)];
    const edited = `edited ${index}\n`;
    const line = /\.(py|ya?ml|template)$/.test(file)
      ? `# ${edited}`
      : /\.jsonc?$/.test(file)
        ? "\n".repeat(index + 1)
        : `// ${edited}`;
    const overlays = new Map([[file, line + readFileSync(absolute, "utf8")]]);
    const ms = await timed(() => session.analyze({ roots, overlays, isDiskAsBefore: true }));
    if (index >= WARM_UP) times.push(ms);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(Math.floor(times.length * share), times.length - 1)] ?? 0;
  return { edits: times.length, median: at(0.5), p95: at(0.95) };
}

phases[phase]().then((measured) => console.log(JSON.stringify(measured)));

/** Milliseconds of all threads since the process was started: what else runs on the machine changes it little. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
