// Project files and packages.lock.json of .NET. Source: learn.microsoft.com/nuget, "PackageReference in project files".
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { linesOf, spanIn } from "./lock-lines.ts";

export function readProject(file: string, text: string): Outcome<DependencyFile | undefined> {
  const packages = linesOf(text).flatMap((line, number): Dependency[] => {
    const name = /<PackageReference\s[^>]*\bInclude="([^"]+)"/i.exec(line)?.[1];
    if (name === undefined) return [];
    const [attribute, requirement = ""] = /\bVersion="([^"]*)"/i.exec(line) ?? [];
    const start = attribute === undefined ? 0 : line.indexOf(attribute) + attribute.indexOf('"') + 1;
    return [
      {
        name,
        scope: "runtime",
        requirement,
        ...(/^\d[\w.-]*$/.test(requirement) ? { version: requirement } : {}),
        at: [number, line.indexOf("<"), number, line.trimEnd().length],
        ...(attribute === undefined
          ? {}
          : { requirementAt: [number, start, number, start + requirement.length] as const }),
      },
    ];
  });
  return {
    value: packages.length > 0 ? { file, ecosystem: "NuGet", role: "manifest", packages } : undefined,
    problems: [],
  };
}

export function readPackagesLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = linesOf(text);
  const packages: Dependency[] = [];
  let name: string | undefined;
  let at: Dependency["at"] = [0, 0, 0, 0];
  lines.forEach((line, number) => {
    const key = /^ {6}"([^"]+)":\s*\{/.exec(line)?.[1];
    if (key !== undefined) [name, at] = [key, spanIn(lines, number, key)];
    const version = /^ {8}"resolved":\s*"([^"]+)"/.exec(line)?.[1];
    if (version !== undefined && name !== undefined) packages.push({ name, scope: "runtime", version, at });
  });
  return { value: { file, ecosystem: "NuGet", role: "lock", packages }, problems: [] };
}
