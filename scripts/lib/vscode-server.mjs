// Starts the VS Code server: the real workbench and extension host, with a browser page as the window.
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { end, endWithUs, start, unexpectedEnd } from "./processes.mjs";
import { installVscodeServer } from "./vscode-server-install.mjs";

// Quiet and offline: nothing pops up over the editor, nothing asks the network.
const QUIET_SETTINGS = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  // As on a desktop; a browser window saves by itself.
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/**
 * Starts a server on a free loopback port. `userData` is kept when given, else a temporary folder that `stop` removes.
 * `env` reaches the extension host. Returns `{ url, userData, logTail(), broken, stop() }`, where `broken` resolves when the
 * server ends by itself. Throws with the log's end when it does not listen within `timeoutSeconds`.
 */
export async function startVscodeServer({ userData, settings = {}, env = {}, port = 0, timeoutSeconds = 60 } = {}) {
  const { main, node, builtinExtensions } = await installVscodeServer();
  const own = await mkdtemp(path.join(os.tmpdir(), "serverless-atlas-vscode-"));
  const data = userData ?? path.join(own, "data");
  await writeUserSettings(data, settings);
  // VS Code takes the first theme that it finds inside the extension under development, whatever the setting says. The
  // server is installed inside the checkout, so its own themes get a path outside of it.
  const builtin = path.join(own, "builtin-extensions");
  await symlink(builtinExtensions, builtin, "junction");

  const args = [
    main,
    "--host=127.0.0.1",
    `--port=${port}`,
    "--enable-smoke-test-driver",
    "--without-connection-token",
    "--accept-server-license-terms",
    "--telemetry-level=off",
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    `--server-data-dir=${path.join(own, "server")}`,
    `--user-data-dir=${data}`,
    `--extensions-dir=${path.join(own, "extensions")}`,
    `--builtin-extensions-dir=${builtin}`,
  ];
  const child = start(node, args, { env: serverEnvironment(env), stdio: ["ignore", "pipe", "pipe"] });
  const removeOwn = () => rm(own, { recursive: true, force: true, maxRetries: 5 });
  const forgetChild = endWithUs(child, removeOwn);
  const broken = unexpectedEnd(child);
  let log = "";
  const logTail = () => log.slice(-4000);
  const stop = async () => {
    await end(child);
    forgetChild();
    await removeOwn();
  };

  const listening = new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Error(`The VS Code server ${reason}. Its log ends with:\n${logTail()}`));
    const timer = setTimeout(() => fail(`did not listen within ${timeoutSeconds} seconds`), timeoutSeconds * 1000);
    const read = (text) => {
      log = (log + text).slice(-100_000);
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
  try {
    return { url: `http://127.0.0.1:${await listening}/`, userData: data, logTail, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes the user settings of a VS Code whose data is in `userData`: the quiet ones, and `settings` over them. */
export async function writeUserSettings(userData, settings = {}) {
  await mkdir(path.join(userData, "User"), { recursive: true });
  const text = JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2);
  await writeFile(path.join(userData, "User", "settings.json"), text);
}

/** The workbench page for a folder. `payload` holds VS Code's window arguments, e.g. `extensionDevelopmentPath`. */
export function workbenchUrl(server, { folder, workspaceFile, payload = {} }) {
  const url = new URL(server.url);
  if (workspaceFile) url.searchParams.set("workspace", workspaceFile);
  else if (folder) url.searchParams.set("folder", folder);
  else url.searchParams.set("ew", "true");
  const entries = Object.entries(payload).flatMap(([key, values]) => [values].flat().map((value) => [key, value]));
  if (entries.length > 0) url.searchParams.set("payload", JSON.stringify(entries));
  return url.href;
}

/** The workbench page for a folder with the extension of a checkout in development. */
export function developmentUrl(server, { folder, extension }) {
  return workbenchUrl(server, { folder, payload: { extensionDevelopmentPath: remoteUri(server, extension) } });
}

/** A file of this machine as the page names it: through the server. */
export function remoteUri(server, file) {
  const posix = file.split(path.sep).map(encodeURIComponent).join("/");
  return `vscode-remote://${new URL(server.url).host}${posix.startsWith("/") ? "" : "/"}${posix}`;
}

function serverEnvironment(env) {
  const result = { ...process.env, ...env };
  // A VS Code or npm around us must not leak into the one we start.
  for (const name of Object.keys(result)) {
    if (/^(VSCODE_|ELECTRON_|npm_)/.test(name) || name === "NODE_OPTIONS") delete result[name];
  }
  return result;
}
