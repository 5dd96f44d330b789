// Names that a workspace gives its own modules: packages of a monorepo, aliases of compilers and bundlers.

/** Sources: docs.npmjs.com, "package.json" (name, main, exports, imports); TypeScript handbook, "paths". */
export interface ModuleName {
  /** As an import writes it: `@app/core`, `@app/core/*`. */
  readonly pattern: string;
  /** Workspace paths in the order in which they are tried, `*` for what the pattern's `*` stands for; extensions may be absent. */
  readonly targets: readonly string[];
  /** The folder whose files may write it; empty: all. */
  readonly within: string;
}

export class ModuleNames {
  /** By what stands before the `*`, or by the whole name. */
  private readonly exact = new Map<string, ModuleName[]>();
  private readonly wild = new Map<string, ModuleName[]>();

  constructor(readonly rows: readonly ModuleName[]) {
    for (const row of rows) {
      const isWild = row.pattern.endsWith("*");
      const index = isWild ? this.wild : this.exact;
      const key = isWild ? row.pattern.slice(0, -1) : row.pattern;
      const known = index.get(key);
      if (known) known.push(row);
      else index.set(key, [row]);
    }
  }

  /** Paths that `specifier` may mean in `fromFile`: what is nearest first. */
  targetsOf(fromFile: string, specifier: string): readonly string[] {
    if (this.rows.length === 0) return [];
    const found = ordered(this.exact.get(specifier) ?? [], fromFile).flatMap(({ targets }) => targets);
    // A position below zero counts as zero, where the `/` of `/opt/nodejs/orders` would be found for ever.
    for (let end = specifier.lastIndexOf("/") + 1; ; end = end < 2 ? 0 : specifier.lastIndexOf("/", end - 2) + 1) {
      const rest = specifier.slice(end);
      for (const { targets } of ordered(this.wild.get(specifier.slice(0, end)) ?? [], fromFile))
        found.push(...targets.map((target) => target.replace("*", () => rest)));
      if (end === 0) return found;
    }
  }
}

export const NO_MODULE_NAMES = new ModuleNames([]);

/** Only those that the file may write; two packages of one name: the one that has more folders in common with the file. */
function ordered(rows: readonly ModuleName[], fromFile: string): readonly ModuleName[] {
  return rows
    .filter(({ within }) => within === "" || fromFile.startsWith(`${within}/`))
    .map((row) => ({ row, shared: sharedFolders(row.targets[0] ?? "", fromFile) }))
    .sort((a, b) => b.row.within.length - a.row.within.length || b.shared - a.shared)
    .map(({ row }) => row);
}

function sharedFolders(a: string, b: string): number {
  const parts = b.split("/");
  const differs = a.split("/").findIndex((part, index) => part !== parts[index]);
  return differs === -1 ? parts.length : differs;
}
