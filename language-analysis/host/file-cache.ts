// What was read from each file, in memory and, where the caller names a folder, on disk. A file whose stamp is as before is not
// opened; one whose stamp is new but whose content is as before is not parsed. A damaged or foreign cache file is as good as none.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import type { CompanionHash, FileAnswer, FileJob, FileResult } from "./file-job.ts";

/** How a file looked when it was read: size and time, or the hash of an unsaved editor's text; `missing` when there is none. */
export type Stamp = string;

export interface CacheEntry {
  readonly stamp: Stamp;
  readonly hash: string;
  readonly companions: readonly { readonly path: string; readonly hash: string | null; readonly stamp: Stamp }[];
  readonly result: FileResult;
}

export class FileCache {
  private entries = new Map<string, CacheEntry>();

  /** The result, when the file and all its companions look as they did when it was made. */
  fresh(path: string, stampOf: (path: string) => Stamp): FileResult | undefined {
    const entry = this.entries.get(path);
    if (!entry || entry.stamp !== stampOf(path)) return undefined;
    return entry.companions.every((each) => each.stamp === stampOf(each.path)) ? entry.result : undefined;
  }

  /** What a job needs to find out that only the stamp is new. */
  known(path: string): NonNullable<FileJob["known"]> | undefined {
    const entry = this.entries.get(path);
    if (!entry || entry.hash === "") return undefined;
    const companions = entry.companions.map((each): CompanionHash => [each.path, each.hash]);
    return { hash: entry.hash, companions };
  }

  /** Takes in an answer; `stampOf` must have been asked before the file was read. */
  store(path: string, answer: FileAnswer, stampOf: (path: string) => Stamp): FileResult {
    const before = this.entries.get(path);
    if (answer.kind === "unchanged" && !before) throw new Error(`${path} is unchanged, but was never read.`);
    const { hash, companions, result } = answer.kind === "read" ? answer : (before as CacheEntry);
    const stamped = companions.map((companion) => {
      const [each, companionHash] = "path" in companion ? [companion.path, companion.hash] : companion;
      return { path: each, hash: companionHash, stamp: stampOf(each) };
    });
    this.entries.set(path, { stamp: stampOf(path), hash, companions: stamped, result });
    return result;
  }

  /** Stamps of all companions, as they were when they were read. */
  companionStamps(): [path: string, stamp: Stamp][] {
    const stamps = new Map<string, Stamp>();
    for (const { companions } of this.entries.values())
      for (const { path, stamp } of companions) stamps.set(path, stamp);
    return [...stamps];
  }

  /** Forgets files that are gone. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.entries.keys()) if (!paths.has(path)) this.entries.delete(path);
  }

  /** Entries worth keeping: a file without text (quarantined, unreadable) is tried again by the next session. */
  toJSON(): [string, CacheEntry][] {
    return [...this.entries].filter(([, entry]) => entry.hash !== "" && !entry.stamp.startsWith("text-"));
  }

  replace(entries: readonly [string, CacheEntry][]): void {
    this.entries = new Map([...entries, ...this.entries]);
  }
}

const MAGIC = "serverless-atlas-cache 1\n";
const DIGEST_LENGTH = 40;

/** Plain data by name, in one folder; each file carries a checksum over the engine's version and its content. */
export class DiskStore {
  private readonly folder: string;
  private readonly workspace: string;
  private readonly version: string;

  /** One set of files for each `workspace`; what another `version` of the engine wrote is not read and is overwritten. */
  constructor(folder: string, workspace: string, version: string) {
    this.folder = folder;
    this.workspace = workspace;
    this.version = version;
  }

  /** Absent when nothing is stored by this version for this workspace, or what is stored is damaged. */
  load(name: string): unknown {
    try {
      const bytes = readFileSync(this.fileOf(name));
      const head = MAGIC.length + DIGEST_LENGTH;
      if (bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) return undefined;
      const body = bytes.subarray(head);
      if (bytes.toString("latin1", MAGIC.length, head) !== this.digest(body)) return undefined;
      return deserialize(body);
    } catch {
      // Not there, not readable or written by another version of Node.js: the files are read afresh.
      return undefined;
    }
  }

  /** False when it can't be written; the next session then reads the files afresh. */
  save(name: string, data: unknown): boolean {
    const file = this.fileOf(name);
    const temporary = `${file}.${process.pid}`;
    try {
      mkdirSync(this.folder, { recursive: true });
      const body = serialize(data);
      writeFileSync(temporary, Buffer.concat([Buffer.from(MAGIC + this.digest(body), "latin1"), body]));
      renameSync(temporary, file);
      return true;
    } catch {
      return false;
    }
  }

  private fileOf(name: string): string {
    const workspace = createHash("sha1").update(this.workspace).digest("hex").slice(0, 16);
    return path.join(this.folder, `${workspace}-${name}.bin`);
  }

  private digest(body: Uint8Array): string {
    return createHash("sha1").update(this.version).update("\0").update(body).digest("hex");
  }
}
