// Tests and the demonstration work on a copy of a fixture: the tracked files never change.
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Copies `folder` under a temporary folder, keeping its name. Returns `{ folder, remove() }`. */
export async function copyWorkspace(folder) {
  // The real path: a symbolic link in it would make VS Code and us disagree about file names.
  const parent = await realpath(await mkdtemp(path.join(os.tmpdir(), "serverless-atlas-workspace-")));
  const copy = path.join(parent, path.basename(folder));
  await copyFixture(folder, copy);
  return { folder: copy, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Copies a fixture as its user sees it: without the answers that the tests have for it. */
export async function copyFixture(from, to) {
  await cp(from, to, { recursive: true, filter: (file) => path.basename(file) !== "answer-key.json" });
}
