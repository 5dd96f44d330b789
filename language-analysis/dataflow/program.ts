// The code that a handler can reach: modules by file, imports resolved to modules of the workspace.
import type { CodeFile } from "../model/code-facts.ts";
import { Modules } from "../graph/modules.ts";
import type { ProgramImport, ProgramModule } from "../model/program.ts";

export class Program {
  private readonly code: ReadonlyMap<string, CodeFile>;
  private readonly modules: Modules;
  private readonly importsByName = new WeakMap<ProgramModule, Map<string, ProgramImport>>();

  constructor(code: ReadonlyMap<string, CodeFile>) {
    this.code = code;
    this.modules = new Modules(code);
  }

  module(file: string): ProgramModule | undefined {
    return this.code.get(file)?.module;
  }

  /** File of the workspace that `specifier` means in `from`; undefined for packages. */
  resolve(from: ProgramModule, specifier: string): string | undefined {
    return this.modules.resolve(from.file, specifier);
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
