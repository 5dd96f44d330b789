// The code that a handler can reach: modules by file, imports resolved to modules of the workspace.
import type { CodeFile } from "../model/code-facts.ts";
import { Modules } from "../graph/modules.ts";
import { resolveImport } from "../model/module-resolution.ts";
import type { ProgramImport, ProgramModule } from "../model/program.ts";

export class Program {
  private readonly code: ReadonlyMap<string, CodeFile>;
  private readonly files: ReadonlySet<string>;
  private readonly modules: Modules;
  private readonly resolved = new Map<string, string | undefined>();
  private readonly importsByName = new WeakMap<ProgramModule, Map<string, ProgramImport>>();

  constructor(code: ReadonlyMap<string, CodeFile>) {
    this.code = code;
    this.files = new Set(code.keys());
    this.modules = new Modules(code);
  }

  module(file: string): ProgramModule | undefined {
    return this.code.get(file)?.module;
  }

  /** File of the workspace that `specifier` means in `from`; undefined for packages. */
  resolve(from: ProgramModule, specifier: string): string | undefined {
    const key = `${from.file}\n${specifier}`;
    if (!this.resolved.has(key)) {
      const file = resolveImport(from.file, specifier, from.language, this.files);
      // Layers and aliases of bundlers are known to the linker's search alone.
      this.resolved.set(key, file ?? this.modules.resolve(from.file, specifier));
    }
    return this.resolved.get(key);
  }

  /** The import that binds `local`. */
  importOf(module: ProgramModule, local: string): ProgramImport | undefined {
    let byName = this.importsByName.get(module);
    if (!byName) {
      byName = new Map();
      for (const one of module.imports) if (one.local !== "") byName.set(one.local, one);
      this.importsByName.set(module, byName);
    }
    return byName.get(local);
  }

  /** Modules whose every name is imported (`from x import *`). */
  starImports(module: ProgramModule): readonly ProgramImport[] {
    return module.imports.filter((one) => one.imported === "*" && one.local === "*");
  }
}
