// pnpm-lock.yaml, versions 5 to 9: the keys of `packages` are names and versions.
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { linesOf, spanIn } from "./lock-lines.ts";

/** `/name/1.2.3`, `/name@1.2.3(peer@1)`, `name@1.2.3`, `'@scope/name@1.2.3'`. */
const KEY = /^ {2}'?\/?((?:@[^/@']+\/)?[^/@']+)[@/](\d[^\s(:'_]*)/;

export function readPnpmLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = linesOf(text);
  const packages: Dependency[] = [];
  let isInPackages = false;
  let last: { -readonly [K in keyof Dependency]: Dependency[K] } | undefined;
  lines.forEach((line, number) => {
    if (/^\S/.test(line)) isInPackages = /^packages:/.test(line);
    if (!isInPackages) return;
    const [, name, version] = KEY.exec(line) ?? [];
    if (name !== undefined && version !== undefined) {
      last = { name, scope: "runtime", version, at: spanIn(lines, number, name) };
      packages.push(last);
    } else if (last && /^ {4}dev: true/.test(line)) {
      last.scope = "development";
    } else if (last && /^ {4}requiresBuild: true/.test(line)) {
      last.hasInstallScript = true;
    } else if (last) {
      const deprecated = /^ {4}deprecated: (.*)$/.exec(line)?.[1];
      if (deprecated !== undefined) last.deprecated = deprecated.replace(/^['"]|['"]$/g, "");
    }
  });
  return { value: { file, ecosystem: "npm", role: "lock", packages }, problems: [] };
}
