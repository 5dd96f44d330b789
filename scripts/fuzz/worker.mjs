// Reads one mutated template after the other and says which one it is at: whoever watches ends it when one takes too long.
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { readTemplate } from "../../language-analysis/readers/index.ts";
import { companionsOf, mutatedTemplates } from "../../test/readers/mutations.ts";

/** Made at once; the seed of a chunk follows from its number, so that any input can be made again alone. */
const CHUNK = 100;

const { reader, from, runs, seed } = workerData;
for (let start = Math.floor(from / CHUNK) * CHUNK; start < runs; start += CHUNK) {
  const inputs = fc.sample(mutatedTemplates(reader), { numRuns: CHUNK, seed: seed + start });
  for (const [offset, { path, text }] of inputs.entries()) {
    const index = start + offset;
    if (index < from || index >= runs) continue;
    parentPort.postMessage({ index, path, text });
    readTemplate({ path, text, companions: companionsOf(text) });
  }
  // The time that the next inputs take to be made is not the reader's.
  parentPort.postMessage({ index: start + CHUNK - 1 });
}
