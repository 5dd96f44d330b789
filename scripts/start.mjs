// `npm start [-- DIR]`: shows the app map of the sample, or of DIR, in VS Code: with `code` when it is on PATH, else with
// the VS Code server in a browser. `--check` proves that the map appears and ends. `--port N` fixes the server's port.
import { mkdir, realpath, rm, stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { findOnPath } from "./lib/chromium.mjs";
import { provideDependencies } from "./lib/dependencies.mjs";
import { checkout, sampleWorkspace } from "./lib/paths.mjs";
import { npm, run, start } from "./lib/processes.mjs";
import { developmentUrl, startVscodeServer } from "./lib/vscode-server.mjs";
import { copyFixture } from "./lib/workspace-copy.mjs";

const OPEN_MAP = { env: { ATLAS_OPEN_MAP: "1" }, settings: { "serverlessAtlas.openMapOnStartup": true } };

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: "boolean" }, port: { type: "string" } },
  });
  const folder = await openedFolder(positionals[0]);
  await provideDependencies();
  if ((await npm(["run", "build"], { cwd: checkout })) !== 0) throw new Error("The build failed.");

  const port = Number(values.port ?? 0);
  if (values.check) return check(await startVscodeServer({ ...OPEN_MAP, port }), folder);
  // ATLAS_VSCODE=server: the browser although there is a `code`.
  const code = process.env.ATLAS_VSCODE === "server" ? undefined : findOnPath("code");
  if (code) return openWithCode(code, folder);
  await serve(await startVscodeServer({ ...OPEN_MAP, port }), folder);
}

/** DIR itself; without DIR a fresh working copy of the sample, so that its fixes can be tried. */
async function openedFolder(directory) {
  if (directory !== undefined) {
    const folder = path.resolve(directory);
    const isFolder = await stat(folder).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (!isFolder) throw new Error(`${folder} is not a folder.`);
    return realpath(folder);
  }
  const copy = path.join(checkout, ".cache", "online-shop");
  await rm(copy, { recursive: true, force: true });
  await mkdir(path.dirname(copy), { recursive: true });
  await copyFixture(sampleWorkspace, copy);
  return copy;
}

async function openWithCode(code, folder) {
  const args = [`--extensionDevelopmentPath=${checkout}`, "--new-window", folder];
  const exitCode = await run(code, args, { env: { ...process.env, ...OPEN_MAP.env } });
  if (exitCode !== 0) throw new Error(`${code} ended with ${exitCode}.`);
  console.log(`Opened ${folder} in VS Code.`);
}

async function serve(server, folder) {
  const url = developmentUrl(server, { folder, extension: checkout });
  console.log(`\nThe app map of ${folder} is at\n\n  ${url}\n\nPress Ctrl+C to end.`);
  openBrowser(url);
  await server.broken;
  throw new Error(`The VS Code server ended. Its log ends with:\n${server.logTail()}`);
}

/** Best effort: the address is on the screen. */
function openBrowser(url) {
  const opener = ["xdg-open", "open"].map(findOnPath).find(Boolean);
  if (!opener) return;
  start(opener, [url], { stdio: "ignore" })
    .on("error", () => {})
    .unref();
}

async function check(server, folder) {
  const { openWindow } = await import("./lib/workbench.mjs");
  const answer = await fetch(server.url);
  const window = await openWindow(server, { folder });
  try {
    if (!answer.ok) throw new Error(`The VS Code server answered ${answer.status}.`);
    await window.appMap().locator("[data-node-id]").first().waitFor({ state: "attached", timeout: 60_000 });
    const nodes = await window.appMap().locator("[data-node-id]").count();
    console.log(`The app map of ${folder} is shown, with ${nodes} nodes.`);
  } catch (error) {
    const picture = path.join(checkout, ".vscode-test", "failures", "start.png");
    await window.screenshot(picture);
    throw new Error(`The app map did not appear (see ${picture}): ${error.message}`, { cause: error });
  } finally {
    await window.close();
  }
}
