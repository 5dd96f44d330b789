// Asks OSV for what is known about the workspace's packages, when the user wants it. Names and versions of packages are all that is
// sent. Source: google.github.io/osv.dev/api.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isDependencyFile, readDependencies } from "../dependencies/index.ts";
import { listIn, readOsvRecord } from "../dependencies/osv.ts";
import type { Advisory, AdvisoryDatabase, Ecosystem } from "../model/dependencies.ts";
import { advisoriesText } from "./advisories.ts";
import { discover } from "./discover.ts";
import type { WorkspaceRoot } from "./workspace-files.ts";

const ADDRESS = "https://api.osv.dev/v1/";
/** Queries in one batch. Source: OSV API, "querybatch". */
const BATCH = 1_000;
const MAX_PACKAGES = 5_000;
const MAX_ADVISORIES = 2_000;
const MAX_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const AT_ONCE = 8;

export interface PackageVersion {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
}

export interface RefreshOptions {
  /** `YYYY-MM-DD`: the day that is kept with the answer. */
  readonly today: string;
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal | undefined;
}

/** Versions that lock files and exact requirements name, sorted; bounded. What is installed for development only is left out. */
export async function workspacePackages(roots: readonly WorkspaceRoot[]): Promise<readonly PackageVersion[]> {
  const { files } = await discover(roots);
  const found = new Map<string, PackageVersion>();
  for (const file of files.filter(({ path: name }) => isDependencyFile(name))) {
    const { value } = readDependencies(file.path, readFileSync(file.absolute, "utf8"));
    for (const { name, version, scope, source } of value?.packages ?? []) {
      if (!value || version === undefined || scope === "development" || source !== undefined) continue;
      found.set(`${value.ecosystem} ${name} ${version}`, { ecosystem: value.ecosystem, name, version });
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
    .slice(0, MAX_PACKAGES);
}

/**
 * What OSV knows about the packages; a package of which nothing is known has an empty list, so that older advisories no longer count
 * for it. Rejects when OSV can't be reached or answers in another form: then nothing is known anew.
 */
export async function askOsv(
  packages: readonly PackageVersion[],
  { today, fetch: ask = fetch, signal }: RefreshOptions,
): Promise<AdvisoryDatabase> {
  const ids = new Set<string>();
  for (let start = 0; start < packages.length; start += BATCH) {
    const batch = packages.slice(start, start + BATCH);
    const queries = batch.map(({ ecosystem, name, version }) => ({ package: { ecosystem, name }, version }));
    const answer = await call(ask, "querybatch", { method: "POST", body: JSON.stringify({ queries }) }, signal);
    const results = listIn(answer, "results");
    if (results.length !== batch.length) throw new Error("OSV has answered in a form that is not known.");
    for (const result of results) for (const one of listIn(result, "vulns")) addId(ids, one);
  }
  const advisories: Partial<Record<Ecosystem, Record<string, Advisory[]>>> = {};
  for (const { ecosystem, name } of packages)
    (advisories[ecosystem] ??= Object.create(null) as Record<string, Advisory[]>)[name] ??= [];
  const wanted = [...ids].sort().slice(0, MAX_ADVISORIES);
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const some = wanted.slice(start, start + AT_ONCE);
    const records = await Promise.all(some.map((id) => call(ask, `vulns/${encodeURIComponent(id)}`, {}, signal)));
    for (const { ecosystem, name, advisory } of records.flatMap(readOsvRecord)) {
      const known = advisories[ecosystem]?.[name];
      if (known && !known.some(({ id }) => id === advisory.id)) known.push(advisory);
    }
  }
  return { date: today, advisories };
}

/** Written beside the file first, so that a reader never sees half of it. */
export function keepAdvisories(file: string, database: AdvisoryDatabase): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const written = `${file}.${process.pid}`;
  writeFileSync(written, advisoriesText(database));
  renameSync(written, file);
}

function addId(ids: Set<string>, one: unknown): void {
  const id: unknown = (one as { id?: unknown } | null)?.id;
  if (typeof id === "string" && /^[\w.:-]{1,80}$/.test(id)) ids.add(id);
}

async function call(
  ask: typeof fetch,
  what: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const response = await ask(`${ADDRESS}${what}`, {
    ...init,
    headers: { "content-type": "application/json" },
    redirect: "error",
    signal: signal ? AbortSignal.any([limit, signal]) : limit,
  });
  if (!response.ok) throw new Error(`OSV has answered with status ${response.status}.`);
  return JSON.parse(await boundedText(response)) as unknown;
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    const part = chunk as Uint8Array;
    bytes += part.length;
    if (bytes > MAX_BYTES) throw new Error("OSV has answered with more than can be read.");
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}
