// From engine paths to files on disk and their text. Nothing outside the workspace's roots is ever opened.
import { createHash } from "node:crypto";
import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { isDependencyFile } from "../dependencies/index.ts";
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { startOfFile } from "../model/range.ts";

export interface WorkspaceRoot {
  /** Stands before the paths of a multi-root workspace; unique among the roots. */
  readonly name: string;
  /** Absolute path of a folder. */
  readonly path: string;
}

/** Larger files are named as problems and never opened: templates and handlers stay far below. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** Lock files of large apps are long lists; they are read line by line. */
const MAX_LOCK_BYTES = 16 * 1024 * 1024;

export function maximumBytes(path: string): number {
  return isDependencyFile(path) ? MAX_LOCK_BYTES : MAX_FILE_BYTES;
}

const BINARY_PROBE_BYTES = 8192;

export interface FileText {
  readonly text: string;
  /** Hash of the text as it was read; equal for equal content. */
  readonly hash: string;
  readonly problems: readonly Problem[];
}

/** `size` and `modified` (milliseconds) together tell, without opening it, whether a file has changed. */
export interface FileStamp {
  readonly size: number;
  readonly modified: number;
}

export class WorkspaceFiles {
  readonly roots: readonly WorkspaceRoot[];
  private readonly realRoots: readonly string[];

  constructor(roots: readonly WorkspaceRoot[]) {
    this.roots = roots;
    this.realRoots = roots.map((root) => realPath(root.path) ?? path.resolve(root.path));
  }

  /** The path as ranges name it: relative to its root, behind the root's name when there are several. */
  enginePath(root: WorkspaceRoot, relative: string): string {
    if (this.roots.length < 2) return relative;
    return relative === "" ? root.name : `${root.name}/${relative}`;
  }

  /** Absolute path of an engine path; absent when it names no root or leaves it, links followed. */
  absolutePath(enginePath: string): string | undefined {
    const parts = enginePath.split("/");
    if (parts.includes("..") || enginePath.includes("\0") || path.isAbsolute(enginePath)) return undefined;
    const index = this.roots.length < 2 ? 0 : this.roots.findIndex((root) => root.name === parts[0]);
    const root = this.roots[index];
    if (!root) return undefined;
    const absolute = path.join(root.path, ...(this.roots.length < 2 ? parts : parts.slice(1)));
    const real = realPath(absolute);
    return real === undefined || this.isInside(real) ? absolute : undefined;
  }

  isInside(real: string): boolean {
    return this.realRoots.some(
      (root) => real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep),
    );
  }
}

export function realPath(absolute: string): string | undefined {
  try {
    return realpathSync.native(absolute);
  } catch {
    // Missing, unreadable or a loop of links: whoever asked treats all three as "not there".
    return undefined;
  }
}

/** Absent when there is no such regular file. */
export function stampOf(absolute: string): FileStamp | undefined {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  return stats?.isFile() ? { size: stats.size, modified: stats.mtimeMs } : undefined;
}

/** The text without byte order mark (editors don't count it in positions), or why there is none. */
export function readText(file: string, absolute: string): FileText | { readonly problem: Problem } {
  let bytes: Buffer;
  try {
    const stamp = stampOf(absolute);
    if (stamp && stamp.size > maximumBytes(file)) return { problem: tooLarge(file, stamp.size) };
    bytes = readFileSync(absolute);
  } catch (error) {
    return { problem: unreadable(file, error) };
  }
  return decode(file, bytes);
}

export function decode(file: string, bytes: Uint8Array): FileText | { readonly problem: Problem } {
  const encoding = utf16Mark(bytes);
  if (encoding === undefined && bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) {
    const message = say("This is a binary file; it is not analysed.");
    return { problem: { code: "binary-file", severity: "information", message, at: startOfFile(file) } };
  }
  const problems: Problem[] = [];
  let text: string;
  try {
    text = new TextDecoder(encoding ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder(encoding ?? "utf-8").decode(bytes);
    const message = say("This file is not valid {0}; what can't be decoded is read as U+FFFD.", encoding ?? "UTF-8");
    problems.push({ code: "invalid-encoding", severity: "warning", message, at: replacementPlace(file, text) });
  }
  return { text, hash: hashOf(text), problems };
}

export function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("base64url");
}

export function tooLarge(file: string, bytes: number): Problem {
  const message = say(
    "This file has {0} MB; files above {1} MB are not analysed.",
    (bytes / 1024 / 1024).toFixed(1),
    maximumBytes(file) / 1024 / 1024,
  );
  // Large JSON files are data in nearly every case.
  const severity = /\.jsonc?$/i.test(file) ? "information" : "warning";
  return { code: "file-too-large", severity, message, at: startOfFile(file) };
}

export function unreadable(file: string, error: unknown): Problem {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  const message = say("This can't be read: {0}.", reason);
  return { code: "unreadable-file", severity: "warning", message, at: startOfFile(file) };
}

function utf16Mark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

function replacementPlace(file: string, text: string): Problem["at"] {
  const before = text.slice(0, Math.max(text.indexOf("\uFFFD"), 0)).split(/\r\n|\r|\n/);
  const line = before.length - 1;
  const character = before[line]?.length ?? 0;
  return { file, start: { line, character }, end: { line, character: character + 1 } };
}
