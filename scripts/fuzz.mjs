// npm run fuzz [-- --runs N --seed N --reader sam|cloudformation|serverless|script]
//
// Mutated templates, 10,000 for each reader: none may throw, take longer than two seconds or more memory than a small heap. Each is
// read in a worker that is watched from outside. What fails is kept in .cache/fuzz; the same seed makes the same inputs.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { shareTypescript } from "./lib/bundles.mjs";
import { checkout } from "./lib/paths.mjs";

const LONGEST_MILLISECONDS = 2_000;
const LARGEST_HEAP_MEGABYTES = 256;
/** Failures of one reader after which it is left alone. */
const MOST_FAILURES = 10;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    reader: { type: "string", multiple: true, default: ["sam", "cloudformation", "serverless", "script"] },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const kept = path.join(checkout, ".cache", "fuzz");
const work = path.join(checkout, ".cache", `fuzz-${process.pid}`);
const workerFile = path.join(work, "worker.cjs");

try {
  await build({
    absWorkingDir: checkout,
    entryPoints: { worker: "scripts/fuzz/worker.mjs" },
    outdir: work,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    mainFields: ["module", "main"],
    plugins: [shareTypescript(path.join(checkout, "node_modules/typescript/lib/typescript.js"))],
  });
  for (const reader of values.reader) if ((await fuzz(reader)) > 0) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}

/** Gives the number of inputs that failed. */
async function fuzz(reader) {
  const started = performance.now();
  let failures = 0;
  let longest = 0;
  for (let from = 0; from < runs && failures < MOST_FAILURES;) {
    const end = await readFrom(reader, from);
    longest = Math.max(longest, end.longest);
    if (!end.failure) break;
    failures++;
    from = (end.input?.index ?? runs) + 1;
    const file = await keep(reader, end.input);
    console.error(`${reader}: ${end.failure}${file ? `: ${file}` : ""}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${reader}: ${runs} templates, seed ${seed}, ${failures} failed, longest ${longest.toFixed(0)} ms, ${seconds} s`,
  );
  return failures;
}

function readFrom(reader, from) {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, {
      workerData: { reader, from, runs, seed },
      resourceLimits: { maxOldGenerationSizeMb: LARGEST_HEAP_MEGABYTES },
    });
    let input;
    let at = performance.now();
    let longest = 0;
    const watch = setInterval(() => {
      if (input?.text !== undefined && performance.now() - at > LONGEST_MILLISECONDS) {
        void end(`longer than ${LONGEST_MILLISECONDS} ms`);
      }
    }, 100);
    const end = async (failure) => {
      clearInterval(watch);
      worker.removeAllListeners();
      worker.on("error", () => {
        // It is over already.
      });
      await worker.terminate();
      resolve({ failure, input, longest });
    };
    worker.on("message", (message) => {
      const now = performance.now();
      if (input?.text !== undefined) longest = Math.max(longest, now - at);
      input = message;
      at = now;
    });
    worker.on("error", (error) => void end(String(error.stack ?? error)));
    worker.on("exit", () => void end(input?.index >= runs - 1 ? undefined : "the worker ended early"));
  });
}

async function keep(reader, input) {
  if (input?.text === undefined) return undefined;
  await mkdir(kept, { recursive: true });
  const file = path.join(kept, `${reader}-${seed}-${input.index}-${input.path}`);
  await writeFile(file, input.text);
  return path.relative(checkout, file);
}
