import path from "node:path";
import { build } from "esbuild";

/** Bundles a worker of the tests as the build does with the real ones; returns its absolute path. */
export async function bundleWorker(source: string, folder: string): Promise<string> {
  const outfile = path.join(folder, `${path.basename(source, ".ts")}.cjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, source)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return outfile;
}
