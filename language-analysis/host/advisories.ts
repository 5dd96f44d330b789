// The advisories that come with the tool: compact JSON on disk, see `scripts/update-advisories.mjs`.
import { readFileSync } from "node:fs";
import {
  ECOSYSTEMS,
  type Advisory,
  type AdvisoryDatabase,
  type AffectedRange,
  type Ecosystem,
} from "../model/dependencies.ts";

/** By package: id, title, score (null: none), and ranges as [introduced, fixed or null, last or absent]. */
type Row = readonly [
  id: string,
  title: string,
  score: number | null,
  ...ranges: (readonly [introduced: string, fixed: string | null, last?: string])[],
];

interface Stored {
  readonly date: string;
  readonly packages: Readonly<Partial<Record<Ecosystem, Readonly<Record<string, readonly Row[]>>>>>;
}

/** Undefined when there is no such file: then no package is known to be vulnerable. */
export function readAdvisories(file: string): AdvisoryDatabase | undefined {
  let stored: Stored;
  try {
    stored = JSON.parse(readFileSync(file, "utf8")) as Stored;
  } catch {
    // A build without the file still finds everything else.
    return undefined;
  }
  const advisories: Partial<Record<Ecosystem, Record<string, readonly Advisory[]>>> = {};
  for (const ecosystem of ECOSYSTEMS) {
    const rows = stored.packages[ecosystem];
    if (!rows) continue;
    advisories[ecosystem] = Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, all.map(advisoryOf)]));
  }
  return { date: stored.date, advisories };
}

/** What has been asked for replaces what came with the tool, package by package; the date is that of the newer one. */
export function withRefreshed(
  shipped: AdvisoryDatabase | undefined,
  refreshed: AdvisoryDatabase | undefined,
): AdvisoryDatabase | undefined {
  // A newer version of the tool may know more than an old answer.
  if (!shipped || !refreshed || refreshed.date < shipped.date) return shipped ?? refreshed;
  const advisories = Object.fromEntries(
    ECOSYSTEMS.map((ecosystem) => [
      ecosystem,
      { ...shipped.advisories[ecosystem], ...refreshed.advisories[ecosystem] },
    ]),
  );
  return { date: refreshed.date, advisories };
}

/** The text that `readAdvisories` reads. */
export function advisoriesText({ date, advisories }: AdvisoryDatabase): string {
  const packages = Object.fromEntries(
    Object.entries(advisories).map(([ecosystem, byName]) => [
      ecosystem,
      Object.fromEntries(Object.entries(byName).map(([name, all]) => [name, all.map(rowOf)])),
    ]),
  );
  return JSON.stringify({ date, packages } satisfies Stored);
}

function rowOf({ id, title, score, ranges }: Advisory): Row {
  return [
    id,
    title,
    score ?? null,
    ...ranges.map(({ introduced, fixed, last }): [string, string | null, string?] =>
      last === undefined ? [introduced, fixed ?? null] : [introduced, fixed ?? null, last],
    ),
  ];
}

function advisoryOf([id, title, score, ...ranges]: Row): Advisory {
  return {
    id,
    title,
    ...(score === null ? {} : { score }),
    ranges: ranges.map(([introduced, fixed, last]): AffectedRange => ({
      introduced,
      ...(fixed === null ? {} : { fixed }),
      ...(last === undefined ? {} : { last }),
    })),
  };
}
