// Finds and starts the Chromium that is the window of the VS Code server.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { run } from "./processes.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Path of a Chromium: ATLAS_CHROMIUM, else the first on PATH; undefined when there is none. */
export function findChromium() {
  if (process.env.ATLAS_CHROMIUM) return process.env.ATLAS_CHROMIUM;
  return NAMES.map(findOnPath).find(Boolean) ?? (isExecutable(MAC_CHROME) ? MAC_CHROME : undefined);
}

/** As `findChromium`; where there is none and we are root on a Debian-like system, installs it. Throws when that fails. */
export async function provideChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && findOnPath("apt-get")) {
    console.log("Installing Chromium with apt-get ...");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env });
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
  }
  const installed = findChromium();
  if (!installed) {
    throw new Error("No Chromium found. Install Chromium or Chrome, or set ATLAS_CHROMIUM to the path of one.");
  }
  return installed;
}

/** A headless browser (playwright) that reaches nothing but this machine. `env` is added to its environment. */
export async function launchChromium({ env = {} } = {}) {
  // Imported here so that the scripts that only look for Chromium run before dependencies are installed.
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath: await provideChromium(),
    env: { ...process.env, ...env },
    // We end the browser ourselves, after the server.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}

/** Path of an executable on PATH, or undefined. */
export function findOnPath(name) {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => suffixes.map((suffix) => path.join(folder, name + suffix))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
