// npm run bench [-- DIR...]
//
// Without a folder: a service of 50 handlers that hang together, written for the purpose.
// How long a scan takes, against the floor: the same files, read and parsed by the same parsers (TypeScript, tree-sitter, js-yaml,
// jsonc-parser), in the same process model (the real worker pool with as many workers, started within the measurement), and nothing
// else. Each figure is taken in a fresh process, the start of Node.js excluded; floor and cold scan in turns, the median of RUNS.
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { writeLinkedService } from "./bench/linked-service.mjs";
import { shareTypescript } from "./lib/bundles.mjs";
import { checkout } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";

const RUNS = 3;
const HANDLERS = 50;
const folders = process.argv.slice(2);

const dist = path.join(checkout, "dist");
const work = path.join(checkout, ".cache", `bench-${process.pid}`);
const cache = path.join(work, "cache");
try {
  await mkdir(work, { recursive: true });
  if (folders.length === 0) {
    folders.push(path.join(work, "service"));
    await writeLinkedService(folders[0], HANDLERS);
  }
  if ((await run(process.execPath, [path.join(checkout, "scripts/build.mjs"), "--keep-going"])) !== 0) {
    console.warn("Some bundles could not be built; measuring those that could.");
  }
  await build({
    absWorkingDir: checkout,
    entryPoints: { phase: "scripts/bench/phase.mjs", "floor-worker": "scripts/bench/floor-worker.mjs" },
    outdir: work,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    mainFields: ["module", "main"],
    plugins: [shareTypescript(path.join(dist, "typescript.cjs"))],
    logLevel: "warning",
  });

  const floors = [];
  const colds = [];
  for (let index = 0; index < RUNS; index++) {
    floors.push(await measure("floor"));
    await rm(cache, { recursive: true, force: true });
    colds.push(await measure("cold"));
  }
  const warm = await measure("warm");
  const edit = await measure("edit");
  report(median(floors), median(colds), warm, edit);
} finally {
  await rm(work, { recursive: true, force: true });
}

async function measure(phase) {
  const args = [path.join(work, "phase.cjs"), phase, dist, cache, ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout);
}

function report(floor, cold, warm, edit) {
  const megabytes = (cold.bytes / 1024 / 1024).toFixed(2);
  console.log(`${cold.files} files, ${megabytes} MB: ${cold.templates} templates, ${cold.modules} modules,`);
  console.log(`${cold.functions} functions, ${cold.findings} findings; ${os.availableParallelism()} processors\n`);
  row("read + parse floor", floor.ms, floor.ms);
  row("full cold scan", cold.ms, floor.ms, "bar: 2");
  row("warm scan, new process, cache on disk", warm.ms, floor.ms, "bar: 0.1");
  row("warm scan, same session", cold.again, floor.ms, "bar: 0.1");
  row("writing the cache (after the answer)", cold.persistMs, floor.ms);
  for (const [what, { edits, median: middle, p95 }] of Object.entries(edit)) {
    row(`one ${what} edited, median of ${edits}`, middle, floor.ms);
    row(`one ${what} edited, 95th percentile`, p95, floor.ms, "bar: 100 ms at 1,000 functions");
  }
  console.log("\nprocessor time of the process, all threads:");
  row("read + parse floor", floor.cpu, floor.cpu);
  row("full cold scan", cold.cpu, floor.cpu);
  row("warm scan, new process, cache on disk", warm.cpu, floor.cpu);
  console.log(`\n${"peak memory of the cold scan".padEnd(40)}${cold.memory.toFixed(0).padStart(8)} MB`);
}

function row(name, ms, floor, bar = "") {
  console.log(
    `${name.padEnd(40)}${ms.toFixed(0).padStart(8)} ms${(ms / floor).toFixed(2).padStart(9)} x floor   ${bar}`.trimEnd(),
  );
}

function median(measured) {
  return [...measured].sort((a, b) => a.ms - b.ms)[Math.floor(measured.length / 2)];
}
