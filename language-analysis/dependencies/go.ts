// go.mod is manifest and lock in one: a build uses exactly the versions it names. Source: go.dev/ref/mod.
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { linesOf } from "./lock-lines.ts";

export function readGoMod(file: string, text: string): Outcome<DependencyFile | undefined> {
  let isInRequire = false;
  const packages = linesOf(text).flatMap((line, number): Dependency[] => {
    if (/^\s*require\s*\(/.test(line)) isInRequire = true;
    else if (/^\s*\)/.test(line)) isInRequire = false;
    const found = (isInRequire ? /^\s*([^\s()]+)\s+(v[\w.+-]+)/ : /^\s*require\s+([^\s()]+)\s+(v[\w.+-]+)/).exec(line);
    const [, name, version] = found ?? [];
    if (name === undefined || version === undefined) return [];
    const start = line.indexOf(name);
    const versionStart = line.indexOf(version, start + name.length);
    return [
      {
        name,
        scope: "runtime",
        version,
        requirement: version,
        at: [number, start, number, versionStart + version.length],
        requirementAt: [number, versionStart, number, versionStart + version.length],
      },
    ];
  });
  return { value: { file, ecosystem: "Go", role: "manifest", packages }, problems: [] };
}

/** go.sum has checksums of everything that was ever looked at; that it is there is all that counts. */
export function readGoSum(file: string): Outcome<DependencyFile | undefined> {
  return { value: { file, ecosystem: "Go", role: "lock", packages: [] }, problems: [] };
}
