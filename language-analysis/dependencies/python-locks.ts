// Pipfile.lock, and the lock files of Poetry, uv and PDM, which are lists of `[[package]]` tables.
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { linesOf, spanIn } from "./lock-lines.ts";
import { normalizedName } from "./python-manifests.ts";

export function readPipfileLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = linesOf(text);
  const packages: Dependency[] = [];
  let scope: Dependency["scope"] | undefined;
  let name: string | undefined;
  let at: Dependency["at"] = [0, 0, 0, 0];
  lines.forEach((line, number) => {
    const section = /^ {4}"([\w-]+)":/.exec(line)?.[1];
    if (section !== undefined)
      scope = section === "default" ? "runtime" : section === "develop" ? "development" : undefined;
    const key = /^ {8}"([^"]+)":/.exec(line)?.[1];
    if (key !== undefined) [name, at] = [key, spanIn(lines, number, key)];
    const version = /^ {12}"version":\s*"==([^"]+)"/.exec(line)?.[1];
    if (version !== undefined && scope !== undefined && name !== undefined) {
      packages.push({ name: normalizedName(name), scope, version, at });
    }
  });
  return { value: { file, ecosystem: "PyPI", role: "lock", packages }, problems: [] };
}

export function readTomlLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = linesOf(text);
  const packages: Dependency[] = [];
  let name: string | undefined;
  let at: Dependency["at"] = [0, 0, 0, 0];
  let isInPackage = false;
  lines.forEach((line, number) => {
    if (/^\[/.test(line)) {
      isInPackage = line.trim() === "[[package]]";
      if (isInPackage) name = undefined;
    }
    if (!isInPackage) return;
    const [, key, value] = /^(name|version)\s*=\s*"([^"]+)"/.exec(line) ?? [];
    if (key === "name" && value !== undefined) [name, at] = [value, spanIn(lines, number, value)];
    if (key === "version" && value !== undefined && name !== undefined) {
      packages.push({ name: normalizedName(name), scope: "runtime", version: value, at });
    }
  });
  return { value: { file, ecosystem: "PyPI", role: "lock", packages }, problems: [] };
}
