import type { Dependency } from "../../model/dependencies.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { defineRule } from "../rule.ts";
import { bundlesOf, functionFor, functionNames, type Bundle } from "./bundles.ts";
import { DEPRECATED_PACKAGES } from "./deprecated-packages.ts";
import { compareVersions, oldestAllowed } from "./versions.ts";

export const deprecatedDependency = defineRule({
  id: "SAS-6/deprecated-dependency",
  title: "Package that is no longer maintained",
  severity: "low",
  why: "Nobody mends a package that its authors have given up: the next vulnerability in it stays.",
  source: "https://docs.npmjs.com/deprecating-and-undeprecating-packages-or-package-versions",
  mitigation: "Move to the successor that the authors name.",
  snippets: [
    {
      title: say("AWS SDK for JavaScript v3"),
      language: "javascript",
      text: `import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
const client = new DynamoDBClient({});
const answer = await client.send(new GetItemCommand({ TableName, Key }));`,
    },
  ],
  scope: "workspace",
  *check(context) {
    for (const bundle of bundlesOf(context)) {
      const { manifest, imports } = bundle;
      const known = DEPRECATED_PACKAGES[manifest.ecosystem] ?? {};
      for (const entry of manifest.packages) {
        const fact = Object.hasOwn(known, entry.name) ? known[entry.name] : undefined;
        const isUsed = entry.scope === "runtime" || imports.has(entry.name);
        const notice = fact ? undefined : noticeOf(bundle, entry);
        if (!isUsed || (!fact && notice === undefined)) continue;
        if (fact?.below !== undefined && !isBelow(bundle, entry, fact.below)) continue;
        const users = imports.get(entry.name) ?? [];
        yield {
          on: functionFor(bundle, entry.name),
          at: rangeOf(manifest.file, entry.at),
          key: `${manifest.file}\n${entry.name}`,
          confidence: "high",
          message: fact
            ? say("{0} has not been maintained since {1}; use {2}.", entry.name, fact.since, fact.instead)
            : say("The authors of {0} have deprecated this version: {1}", entry.name, notice ?? ""),
          reasons: [
            users.length > 0
              ? say("{0} imports it.", functionNames(users.map(({ node }) => node)))
              : say("It is packaged with {0}.", functionNames(bundle.functions)),
          ],
          related: users
            .slice(0, 20)
            .map(({ node, at }) => ({ at, message: say("{0} imports {1}.", node.name, entry.name) })),
        };
      }
    }
  },
});

/** What the authors say about the version in the lock file. */
function noticeOf({ lock }: Bundle, { name }: Dependency): string | undefined {
  const locked = lock?.packages.filter((each) => each.name === name) ?? [];
  return locked.length === 1 ? locked[0]?.deprecated : undefined;
}

function isBelow({ manifest, lock }: Bundle, entry: Dependency, limit: string): boolean {
  const locked = lock?.packages.find(({ name }) => name === entry.name)?.version;
  const version = locked ?? entry.version ?? oldestAllowed(manifest.ecosystem, entry.requirement ?? "");
  return version !== undefined && (compareVersions(manifest.ecosystem, version, limit) ?? 0) < 0;
}
