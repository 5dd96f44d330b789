// yarn.lock, of Yarn 1 and of later versions: blocks of lines that begin with what was asked for.
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { linesOf, spanIn } from "./lock-lines.ts";

export function readYarnLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = linesOf(text);
  const packages: Dependency[] = [];
  let name: string | undefined;
  let line = 0;
  let version: string | undefined;
  let requires: string[] = [];
  let isInRequires = false;
  const flush = (): void => {
    if (name !== undefined && version !== undefined) {
      packages.push({
        name,
        // The file does not tell what is only for development; the manifest does.
        scope: "runtime",
        version,
        ...(requires.length > 0 ? { requires } : {}),
        at: spanIn(lines, line, name),
      });
    }
    [name, version, requires, isInRequires] = [undefined, undefined, [], false];
  };
  lines.forEach((each, number) => {
    if (each.startsWith("#") || each.trim() === "") return;
    if (!/^\s/.test(each)) {
      flush();
      const asked = /^"?((?:@[^/@"]+\/)?[^@"]+)@/.exec(each)?.[1];
      if (asked !== undefined && !each.startsWith("__metadata") && !each.includes("@workspace:"))
        [name, line] = [asked, number];
      return;
    }
    const found = /^ {2}"?(\w+)"?:?\s*"?([^"]*)"?$/.exec(each);
    if (found) {
      if (found[1] === "version") version = found[2];
      isInRequires = found[1] === "dependencies" || found[1] === "optionalDependencies";
    } else if (isInRequires) {
      const required = /^ {4}"?((?:@[^/"]+\/)?[^\s":]+)"?/.exec(each)?.[1];
      if (required !== undefined) requires.push(required);
    }
  });
  flush();
  return { value: { file, ecosystem: "npm", role: "lock", packages }, problems: [] };
}
