// Makes the VSIX and keeps it within its size budget. `--out FILE` names it.
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import vsce from "@vscode/vsce";
import { checkout } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";

const BUDGET_MEGABYTES = 8;

const { values } = parseArgs({ options: { out: { type: "string", default: "serverless-atlas.vsix" } } });
const packagePath = path.resolve(values.out);

const built = await run(process.execPath, [path.join(checkout, "scripts/build.mjs")]);
if (built !== 0) process.exit(built);
await vsce.createVSIX({
  cwd: checkout,
  packagePath,
  dependencies: false,
  // The README links to files of the repository; they are read there.
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
});
const { size } = await stat(packagePath);
const files = await vsce.listFiles({ cwd: checkout, packageManager: vsce.PackageManager.None });
const megabytes = size / 1024 / 1024;
console.log(
  `${path.basename(packagePath)}: ${files.length} files, ${megabytes.toFixed(2)} MB of ${BUDGET_MEGABYTES} MB.`,
);
if (megabytes > BUDGET_MEGABYTES) {
  await rm(packagePath);
  console.error(`The package is larger than ${BUDGET_MEGABYTES} MB and was removed.`);
  process.exit(1);
}
