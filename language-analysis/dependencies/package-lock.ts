// package-lock.json and npm-shrinkwrap.json. Source: docs.npmjs.com, "package-lock.json", lockfileVersion 1 to 3.
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import { say } from "../model/message.ts";
import type { Outcome } from "../model/problem.ts";
import { startOfFile } from "../model/range.ts";
import { linesOf, spanIn } from "./lock-lines.ts";

interface LockedPackage {
  readonly version?: unknown;
  readonly dev?: unknown;
  readonly optional?: unknown;
  readonly peer?: unknown;
  readonly link?: unknown;
  readonly hasInstallScript?: unknown;
  readonly deprecated?: unknown;
  readonly dependencies?: unknown;
  readonly requires?: unknown;
}

export function readPackageLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    const message = say("This lock file is not valid JSON; its versions are not known.");
    return {
      value: undefined,
      problems: [{ code: "syntax-error", severity: "warning", message, at: startOfFile(file) }],
    };
  }
  const { packages, dependencies } = (data ?? {}) as { packages?: unknown; dependencies?: unknown };
  const lines = linesOf(text);
  const keys = keyLines(lines);
  const found: Dependency[] = [];
  if (isRecord(packages)) {
    for (const [path, entry] of Object.entries(packages)) {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      if (!path.includes("node_modules/") || !isRecord(entry) || entry["link"] === true) continue;
      found.push(dependencyOf(name, entry, spanIn(lines, keys.get(path) ?? 0, name)));
    }
  } else if (isRecord(dependencies)) {
    const pending = [dependencies];
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const [name, entry] of Object.entries(next)) {
        if (!isRecord(entry)) continue;
        found.push(dependencyOf(name, entry, spanIn(lines, keys.get(name) ?? 0, name)));
        if (isRecord(entry["dependencies"])) pending.push(entry["dependencies"]);
      }
    }
  } else {
    return { value: undefined, problems: [] };
  }
  return { value: { file, ecosystem: "npm", role: "lock", packages: found }, problems: [] };
}

function dependencyOf(name: string, entry: LockedPackage, at: Dependency["at"]): Dependency {
  const requires = entry.requires ?? entry.dependencies;
  const { version, deprecated } = entry;
  return {
    name,
    scope:
      entry.dev === true
        ? "development"
        : entry.peer === true
          ? "peer"
          : entry.optional === true
            ? "optional"
            : "runtime",
    ...(typeof version === "string" && /^\d/.test(version) ? { version } : {}),
    ...(entry.hasInstallScript === true ? { hasInstallScript: true } : {}),
    ...(typeof deprecated === "string" ? { deprecated } : {}),
    ...(isRecord(requires) ? { requires: Object.keys(requires) } : {}),
    at,
  };
}

/** First line of each key that opens an object. */
function keyLines(lines: readonly string[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  lines.forEach((line, number) => {
    const key = /^\s*"([^"]+)":\s*\{/.exec(line)?.[1];
    if (key !== undefined && !keys.has(key)) keys.set(key, number);
  });
  return keys;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
