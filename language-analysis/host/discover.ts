// Which files of the workspace matter. Folders are read one after the other and sorted, so that the order never varies.
import { readdirSync, type Dirent } from "node:fs";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isDependencyFile } from "../dependencies/index.ts";
import { MAX_SECRET_TEXT, isSecretTextFile } from "../secrets/scan-text.ts";
import type { Problem } from "../model/problem.ts";
import {
  IgnoreRules,
  isPackageRecord,
  isSkippedFile,
  isSkippedFolder,
  isVendorFolder,
  type CompiledIgnoreFiles,
} from "./ignore-rules.ts";
import {
  maximumBytes,
  WorkspaceFiles,
  realPath,
  stampOf,
  tooLarge,
  unreadable,
  type FileStamp,
  type WorkspaceRoot,
} from "./workspace-files.ts";

export interface DiscoveredFile extends FileStamp {
  /** As in `SourceRange.file`. */
  readonly path: string;
  readonly absolute: string;
}

export interface Discovery {
  /** Files that may be templates or code, sorted by path. */
  readonly files: readonly DiscoveredFile[];
  /** Every file that is not left out, of any kind: handlers may be in languages that are not read. */
  readonly allPaths: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Extensions of templates and code; what stands in a file decides later. */
const READ_EXTENSIONS = /\.(?:ya?ml|jsonc?|template|[cm]?[jt]sx?|py)$/i;
/** Folders read before others get their turn: cancelling arrives in between. */
const FOLDERS_PER_TURN = 50;
/** Folders of one workspace; a stop for mounted disks and the like. */
const MAX_FOLDERS = 100_000;

interface PendingFolder {
  readonly folder: string;
  readonly relative: string;
  readonly rules: IgnoreRules | undefined;
  /** Inside of a folder of packages. */
  readonly isVendored: boolean;
}

/**
 * Links are not followed: what they point to inside the workspace is found at its own place, what is outside is not ours.
 * A root inside another one is read once, as its own root. Who discovers again and again hands the same `compiled` in.
 */
export async function discover(
  roots: readonly WorkspaceRoot[],
  signal?: AbortSignal,
  compiled: CompiledIgnoreFiles = new Map(),
): Promise<Discovery> {
  const workspace = new WorkspaceFiles(roots);
  const files: DiscoveredFile[] = [];
  const allPaths = new Set<string>();
  const problems: Problem[] = [];
  const rootFolders = new Set(roots.map((root) => realPath(root.path) ?? root.path));
  const readRoots = new Set<string>();
  let folders = 0;

  for (const root of roots) {
    const top = realPath(root.path) ?? root.path;
    if (readRoots.has(top)) continue;
    readRoots.add(top);
    const pending: PendingFolder[] = [{ folder: top, relative: "", rules: undefined, isVendored: false }];
    for (let next = pending.pop(); next && folders < MAX_FOLDERS; next = pending.pop()) {
      if (++folders % FOLDERS_PER_TURN === 0) await nextTurn();
      signal?.throwIfAborted();
      const { folder, relative, isVendored } = next;
      const entries = readFolder(folder);
      if (!Array.isArray(entries)) {
        problems.push(unreadable(workspace.enginePath(root, relative), entries.error));
        continue;
      }
      const hasIgnoreFile = entries.some((entry) => entry.name === ".gitignore" && entry.isFile());
      const rules = hasIgnoreFile ? IgnoreRules.inside(folder, next.rules, compiled) : next.rules;
      const prefix = folder.endsWith(path.sep) ? folder : folder + path.sep;
      for (const entry of entries) {
        const absolute = prefix + entry.name;
        const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
        if (entry.isDirectory()) {
          const isOut = isVendored ? !isPackageRecord(entry.name) : isSkippedFolder(entry.name);
          const isOther = rootFolders.has(absolute) || rules?.isIgnored(absolute, true);
          // Of packages that are checked in only what they are is read, not their code.
          const isPackages = !isVendored && isVendorFolder(entry.name);
          if (isOther || (isOut && !isPackages)) continue;
          pending.push({ folder: absolute, relative: below, rules, isVendored: isVendored || isPackages });
        } else if (entry.isFile()) {
          const isPackages = isDependencyFile(below);
          if (isVendored && !isPackages) continue;
          if ((!isPackages && isSkippedFile(entry.name)) || rules?.isIgnored(absolute, false)) continue;
          const enginePath = workspace.enginePath(root, below);
          allPaths.add(enginePath);
          const isOurs = isPackages || READ_EXTENSIONS.test(entry.name);
          if (!isOurs && !isSecretTextFile(enginePath)) continue;
          const stamp = stampOf(absolute);
          // Other texts are only looked through; nobody misses large ones.
          if (!stamp || (!isOurs && stamp.size > MAX_SECRET_TEXT)) continue;
          if (stamp.size > maximumBytes(entry.name)) problems.push(tooLarge(enginePath, stamp.size));
          else files.push({ path: enginePath, absolute, ...stamp });
        }
      }
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, allPaths: new Set([...allPaths].sort()), problems };
}

function readFolder(folder: string): Dirent[] | { readonly error: unknown } {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return { error };
  }
}
