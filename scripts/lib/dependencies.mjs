// Brings `node_modules` in line with the lock file. Node's own modules only: it runs before anything is installed.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { checkout } from "./paths.mjs";
import { npm } from "./processes.mjs";

/** Runs `npm ci` when a package of the lock file is not installed in its version. */
export async function provideDependencies() {
  if (await areDependenciesInstalled()) return;
  console.log("Installing dependencies with npm ci ...");
  const code = await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: checkout });
  if (code !== 0) throw new Error(`npm ci ended with ${code}.`);
}

async function areDependenciesInstalled() {
  const wanted = await lockedPackages("package-lock.json");
  // npm notes here what it installed.
  const installed = await lockedPackages(path.join("node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional }]) =>
      place === "" || optional || devOptional || installed[place]?.version === version,
  );
}

async function lockedPackages(file) {
  try {
    return JSON.parse(await readFile(path.join(checkout, file), "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
