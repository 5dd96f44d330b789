// OSV as the tool asks it: a stand-in answers in place of the network.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { baseScore, readOsvRecord } from "../../language-analysis/dependencies/osv.ts";
import { readAdvisories, withRefreshed } from "../../language-analysis/host/advisories.ts";
import {
  askOsv,
  keepAdvisories,
  workspacePackages,
  type PackageVersion,
} from "../../language-analysis/host/osv-refresh.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const record = (id: string, name: string, more: object = {}) => ({
  id,
  aliases: [`CVE-2024-${id.slice(-1)}`],
  summary: "Code  execution with `parse`.",
  severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
  affected: [
    {
      package: { ecosystem: "npm", name },
      ranges: [
        {
          type: "SEMVER",
          events: [{ introduced: "0" }, { fixed: "1.4.2" }, { introduced: "2.0.0" }, { last_affected: "2.1.0" }],
        },
      ],
    },
  ],
  ...more,
});

interface Call {
  readonly url: string;
  readonly body: unknown;
  readonly init: RequestInit | undefined;
}

function standIn(records: Readonly<Record<string, unknown>>, affected: Readonly<Record<string, readonly string[]>>) {
  const calls: Call[] = [];
  const answer = (data: unknown) => Promise.resolve(new Response(JSON.stringify(data)));
  const ask = ((url: string, init?: RequestInit) => {
    const body =
      init?.body === undefined
        ? undefined
        : (JSON.parse(init.body as string) as { queries: { package: { name: string } }[] });
    calls.push({ url, body, init });
    if (url.endsWith("/querybatch")) {
      return answer({
        results: (body?.queries ?? []).map((query) => ({
          vulns: (affected[query.package.name] ?? []).map((id) => ({ id })),
        })),
      });
    }
    const id = decodeURIComponent(url.slice(url.lastIndexOf("/") + 1));
    return id in records ? answer(records[id]) : Promise.resolve(new Response("", { status: 404 }));
  }) as typeof fetch;
  return { ask, calls };
}

const packages: readonly PackageVersion[] = [
  { ecosystem: "npm", name: "parse-it", version: "1.4.0" },
  { ecosystem: "npm", name: "quiet", version: "3.0.0" },
];
const today = "2026-11-22";

describe("asking OSV", () => {
  test("sends names and versions over HTTPS, and keeps what it is told with the day", async () => {
    const { ask, calls } = standIn(
      { "GHSA-1": record("GHSA-1", "parse-it") },
      { "parse-it": ["GHSA-1", "../secret", "GHSA-1"] },
    );
    const database = await askOsv(packages, { today, fetch: ask });
    expect(calls.map(({ url }) => url)).toEqual([
      "https://api.osv.dev/v1/querybatch",
      "https://api.osv.dev/v1/vulns/GHSA-1",
    ]);
    expect(calls[0]?.body).toEqual({
      queries: [
        { package: { ecosystem: "npm", name: "parse-it" }, version: "1.4.0" },
        { package: { ecosystem: "npm", name: "quiet" }, version: "3.0.0" },
      ],
    });
    expect(calls.every(({ init }) => init?.redirect === "error" && init.signal instanceof AbortSignal)).toBe(true);
    expect(database).toEqual({
      date: today,
      advisories: {
        npm: {
          "parse-it": [
            {
              id: "CVE-2024-1",
              title: "Code execution with parse",
              score: 9.8,
              ranges: [
                { introduced: "0", fixed: "1.4.2" },
                { introduced: "2.0.0", last: "2.1.0" },
              ],
            },
          ],
          quiet: [],
        },
      },
    });
  });

  test.each([
    ["a status that is no success", () => Promise.resolve(new Response("", { status: 503 }))],
    ["an answer in another form", () => Promise.resolve(new Response('{"results": "none"}'))],
    ["no JSON", () => Promise.resolve(new Response("<html>"))],
    ["an answer without end", () => Promise.resolve(new Response("x".repeat(5 * 1024 * 1024)))],
    ["no network", () => Promise.reject(new TypeError("fetch failed"))],
  ])("rejects for %s", async (_name, answer) => {
    await expect(askOsv(packages, { today, fetch: answer })).rejects.toThrow();
  });

  test("stops when the user does", async () => {
    const abort = new AbortController();
    abort.abort();
    const ask = ((_url: string, init?: RequestInit) => {
      init?.signal?.throwIfAborted();
      return Promise.resolve(new Response("{}"));
    }) as typeof fetch;
    await expect(askOsv(packages, { today, fetch: ask, signal: abort.signal })).rejects.toThrow();
  });
});

describe("records", () => {
  test.each([
    ["withdrawn", record("GHSA-1", "parse-it", { withdrawn: "2024-01-01" })],
    [
      "of another ecosystem",
      record("GHSA-1", "x", { affected: [{ package: { ecosystem: "Hex", name: "x" }, versions: ["1"] }] }),
    ],
    ["without an id", { affected: [] }],
    ["no object", "text"],
    ["with parts of other types", { id: "A", aliases: [1], affected: [null, { package: 3, ranges: "all" }] }],
  ])("%s: nothing", (_name, data) => {
    expect(readOsvRecord(data)).toEqual([]);
  });

  test.each([
    ["** DISPUTED ** jsonpickle allows it.", "Disputed: jsonpickle allows it"],
    ["** UNSUPPORTED WHEN ASSIGNED ** Improper checks", "Improper checks"],
    ["A disputed claim", "A disputed claim"],
  ])("the title of %s", (summary, title) => {
    expect(readOsvRecord(record("GHSA-1", "parse-it", { summary })).map(({ advisory }) => advisory.title)).toEqual([
      title,
    ]);
  });

  test.each([
    ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10],
    ["CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N", 2.2],
    ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0],
    ["CVSS:4.0/AV:N", undefined],
  ])("%s has the score %s", (vector, score) => {
    expect(baseScore(vector)).toBe(score);
  });
});

describe("what is kept", () => {
  test("is read again, and replaces what came with the tool package by package", async () => {
    const file = path.join(temporaryFolder(), "storage", "refreshed.json");
    const { ask } = standIn({ "GHSA-1": record("GHSA-1", "parse-it") }, { "parse-it": ["GHSA-1"] });
    keepAdvisories(file, await askOsv(packages, { today, fetch: ask }));
    const refreshed = readAdvisories(file);
    expect(refreshed?.advisories.npm?.["parse-it"]?.map(({ id }) => id)).toEqual(["CVE-2024-1"]);
    const old = { id: "CVE-0", title: "Old", ranges: [{ introduced: "0" }] };
    const shipped = { date: "2026-01-01", advisories: { npm: { quiet: [old], other: [old] } } };
    const merged = withRefreshed(shipped, refreshed);
    expect(merged?.date).toBe(today);
    expect(merged?.advisories.npm?.["quiet"]).toEqual([]);
    expect(merged?.advisories.npm?.["other"]).toEqual([old]);
    expect(withRefreshed({ ...shipped, date: "2027-01-01" }, refreshed)?.date).toBe("2027-01-01");
    expect(withRefreshed(undefined, refreshed)).toBe(refreshed);
    expect(readFileSync(file, "utf8")).toContain(today);
  });
});

test("the packages of a workspace are those with a version that is deployed", async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "web"));
  writeFileSync(
    path.join(folder, "web", "package.json"),
    '{"dependencies": {"a": "1.0.0", "b": "^1.0.0"}, "devDependencies": {"c": "1.0.0"}}',
  );
  writeFileSync(path.join(folder, "requirements.txt"), "PyYAML==5.3\nrequests>=2\n");
  expect(await workspacePackages([{ name: "shop", path: folder }])).toEqual([
    { ecosystem: "PyPI", name: "pyyaml", version: "5.3" },
    { ecosystem: "npm", name: "a", version: "1.0.0" },
  ]);
});
