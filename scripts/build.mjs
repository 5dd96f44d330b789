// Builds dist/. `--watch` rebuilds on change, with source maps and without minifying; `--outdir DIR` builds elsewhere;
// `--keep-going` installs the bundles that could be built when others fail.
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { COPIES, bundles } from "./lib/bundles.mjs";
import { loadSources } from "./lib/load-sources.mjs";
import { checkout, sampleWorkspace } from "./lib/paths.mjs";
import { thirdPartyNotices } from "./lib/third-party-notices.mjs";
import { copyFixture } from "./lib/workspace-copy.mjs";

const { values } = parseArgs({
  options: { watch: { type: "boolean" }, outdir: { type: "string" }, "keep-going": { type: "boolean" } },
});
const { version } = JSON.parse(await readFile(path.join(checkout, "package.json"), "utf8"));
const dist = path.resolve(checkout, values.outdir ?? "dist");

if (values.watch) {
  await mkdir(dist, { recursive: true });
  await copyFiles(dist);
  const announce = announceBuilds();
  const contexts = [];
  for (const { plugins = [], ...options } of bundles({ outdir: dist, isWatch: true, version })) {
    contexts.push(await esbuild.context({ ...options, plugins: [...plugins, announce] }));
  }
  for (const context of contexts) await context.watch();
} else {
  // Built aside and moved into place: whoever reads dist/ meanwhile sees a whole build, the old or the new one.
  const fresh = path.join(checkout, ".cache", `build-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    await mkdir(fresh, { recursive: true });
    const inputs = await copyFiles(fresh);
    const results = await Promise.allSettled(
      bundles({ outdir: fresh, isWatch: false, version }).map((options) => esbuild.build(options)),
    );
    const failures = results.filter(({ status }) => status === "rejected");
    if (failures.length > 0) process.exitCode = 1;
    // esbuild has written what is wrong.
    if (failures.length > 0 && !values["keep-going"]) throw new Error("The build failed; dist/ is as it was.");
    for (const metafile of results.flatMap(({ value }) => value?.metafile ?? [])) {
      for (const output of Object.values(metafile.outputs)) {
        for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) if (bytesInOutput > 0) inputs.push(file);
      }
    }
    await writeFile(path.join(fresh, "THIRD-PARTY-NOTICES.txt"), await thirdPartyNotices(inputs));
    await rename(dist, old).catch(ignoreMissing);
    await rename(fresh, dist);
    // Test bundles are not ours to remove.
    await rename(path.join(old, "test"), path.join(dist, "test")).catch(ignoreMissing);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** Returns the files that were copied, relative to the checkout. */
async function copyFiles(outdir) {
  for (const [from, to] of COPIES) await cp(path.join(checkout, from), path.join(outdir, to));
  // For the command "Open the Sample App".
  await copyFixture(sampleWorkspace, path.join(outdir, "sample"));
  // For editors that complete and check `.serverless-atlas.yml`.
  const { RULES, configurationSchema } = await loadSources(`
    export { RULES } from "./language-analysis/rules/index.ts";
    export { configurationSchema } from "./language-analysis/views/configuration-schema.ts";
  `);
  const schema = JSON.stringify(configurationSchema(RULES), null, 2);
  await writeFile(path.join(outdir, "serverless-atlas.schema.json"), `${schema}\n`);
  // `check` is a function, which JSON leaves out: what stays is what is told about a rule.
  await writeFile(path.join(outdir, "rules.json"), JSON.stringify(RULES));
  // The bundles are CommonJS, whatever the checkout's own package.json says.
  await writeFile(path.join(outdir, "package.json"), '{ "type": "commonjs" }\n');
  return COPIES.map(([from]) => from);
}

/** Says when building starts and when every bundle is there: the editor's task waits for these words before it goes on. */
function announceBuilds() {
  const building = new Set();
  return {
    name: "announce-builds",
    setup(build) {
      const bundle = Symbol();
      building.add(bundle);
      build.onStart(() => {
        if (building.size === 0) console.log("build started");
        building.add(bundle);
      });
      build.onEnd(() => {
        building.delete(bundle);
        if (building.size === 0) console.log("build finished");
      });
    },
  };
}

function ignoreMissing(error) {
  if (error.code !== "ENOENT") throw error;
}
