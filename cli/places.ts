// Where things are: the folders to analyse, the cache, what stands beside this program.
import { statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { WorkspaceRoot } from "../language-analysis/host/workspace-files.ts";
import { UsageError } from "./arguments.ts";

/** Roots with unique names. */
export function rootsOf(folders: readonly string[]): WorkspaceRoot[] {
  const taken = new Set<string>();
  return folders.map((folder) => {
    const absolute = path.resolve(folder);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (!stats) throw new UsageError(`There is no folder ${folder}.`);
    if (!stats.isDirectory()) throw new UsageError(`${folder} is not a folder; name the folder of the app.`);
    const base = path.basename(absolute) || "workspace";
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
    taken.add(name);
    return { name, path: absolute };
  });
}

/** Source: XDG Base Directory Specification; the platforms' own places elsewhere. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const name = "serverless-atlas";
  if (XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME)) return path.join(XDG_CACHE_HOME, name);
  if (platform === "darwin") return path.join(os.homedir(), "Library", "Caches", name);
  if (platform === "win32")
    return path.join(LOCALAPPDATA ?? path.join(os.homedir(), "AppData", "Local"), name, "cache");
  return path.join(os.homedir(), ".cache", name);
}

/** What `advisories refresh` has been answered. */
export function refreshedAdvisoriesFile(): string {
  return path.join(cacheFolder(), "refreshed-advisories.json");
}
