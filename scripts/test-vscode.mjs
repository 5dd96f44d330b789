// Runs the Mocha suites of `test/vscode/` in a real extension host: the downloaded VS Code on a desktop, elsewhere the
// VS Code server. A folder there is a suite; it runs on a copy of the fixture that has its name.
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { provideChromium } from "./lib/chromium.mjs";
import { checkout, fixtures } from "./lib/paths.mjs";
import { writeUserSettings } from "./lib/vscode-server.mjs";
import { installVscodeServer } from "./lib/vscode-server-install.mjs";
import { copyWorkspace } from "./lib/workspace-copy.mjs";

const source = path.join(checkout, "test", "vscode");
const bundles = path.join(checkout, "dist", "test", "vscode");
// Run around every suite: what holds as soon as a workspace is open, and what must still hold at the end.
const AROUND = ["before", "after"];

// The suite of the sample runs on what the extension ships.
const SHIPPED = { "online-shop": path.join(checkout, "dist", "sample") };

const only = process.argv.slice(2);
await bundleTests();
const vscodeExecutablePath = await provideVscode();
let passed = 0;
let failed = 0;
for (const suite of suites()) {
  console.log(`\nWorkspace ${suite}`);
  const result = await runSuite(suite);
  passed += result.passed;
  failed += result.failed;
}
console.log(`${passed} passed, ${failed} failed`);
// Pending timers of libraries must not keep us here.
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function suites() {
  const folders = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map((entry) => entry.name).filter((name) => !AROUND.includes(name));
  return only.length > 0 ? names.filter((name) => only.includes(name)) : names;
}

async function runSuite(suite) {
  const temporary = await realpath(await mkdtemp(path.join(os.tmpdir(), "serverless-atlas-test-")));
  const results = path.join(temporary, "results.json");
  const userData = path.join(temporary, "data");
  const workspace = await copyWorkspace(SHIPPED[suite] ?? path.join(fixtures, suite));
  await writeUserSettings(userData);
  let problem;
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: checkout,
      extensionTestsPath: path.join(bundles, "index.cjs"),
      extensionTestsEnv: {
        ATLAS_TEST_SUITE: suite,
        ATLAS_TEST_RESULTS: results,
        ATLAS_TEST_LOGS: path.join(userData, "logs"),
      },
      launchArgs: [opened(workspace.folder), `--user-data-dir=${userData}`, "--disable-extensions"],
    });
  } catch (error) {
    problem = error;
  }
  const result = existsSync(results) ? JSON.parse(await readFile(results, "utf8")) : { passed: 0, failed: 0 };
  if (problem && result.failed === 0) {
    console.error(`The run of ${suite} broke: ${problem.message}`);
    result.failed = 1;
  }
  await workspace.remove();
  await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  return result;
}

/** The workspace file where a fixture has one, else its folder. */
function opened(folder) {
  const file = readdirSync(folder).find((name) => name.endsWith(".code-workspace"));
  return file ? path.join(folder, file) : folder;
}

async function bundleTests() {
  await rm(bundles, { recursive: true, force: true });
  const files = readdirSync(source, { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  await build({
    entryPoints: ["index.ts", ...files].map((file) => path.join(source, file)),
    outbase: source,
    outdir: bundles,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

/** ATLAS_VSCODE: path of a VS Code, or "server" for the VS Code server also on a desktop. */
async function provideVscode() {
  const chosen = process.env.ATLAS_VSCODE;
  if (chosen && chosen !== "server") return chosen;
  const { env, platform } = process;
  const hasDesktop = platform === "darwin" || platform === "win32" || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (hasDesktop && chosen !== "server") {
    try {
      return await downloadAndUnzipVSCode({ cachePath: path.join(checkout, ".vscode-test") });
    } catch (error) {
      console.log(`VS Code can't be downloaded (${error.message}); using the VS Code server.`);
    }
  }
  await provideChromium();
  await installVscodeServer();
  return fileURLToPath(new URL("./lib/fake-vscode.mjs", import.meta.url));
}
