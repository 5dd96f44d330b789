// The code that a handler can reach: modules by file, imports resolved to modules of the workspace.
import type { Modules } from "../graph/modules.ts";
import { type CodeLayout } from "../graph/modules.ts";
import { NO_TAINT_MODELS, type TaintModels } from "../model/configuration.ts";
import { OwnModels } from "./tables/own-models.ts";
import type { Reads } from "../model/memo.ts";
import { resolveImport } from "../model/module-resolution.ts";
import type { ProgramImport, ProgramModule } from "../model/program.ts";

export class Program {
  private reads = new Map<string, ProgramModule | undefined>();
  private readonly resolved = new Map<string, string | undefined>();
  private readonly importsByName = new WeakMap<ProgramModule, Map<string, ProgramImport>>();

  /** What users say of APIs. */
  readonly models: OwnModels;

  constructor(
    private readonly modules: Modules,
    models: TaintModels = NO_TAINT_MODELS,
  ) {
    this.models = new OwnModels(models);
  }

  /** What resolving depends on. */
  get layout(): CodeLayout {
    return this.modules.layout;
  }

  module(file: string): ProgramModule | undefined {
    const module = this.moduleNow(file);
    this.reads.set(file, module);
    return module;
  }

  /** The same without being written down as read. */
  moduleNow(file: string): ProgramModule | undefined {
    return this.modules.code.get(file)?.module;
  }

  /** The modules that `work` asks for, those that are not there included. */
  readsOf<T>(work: () => T): { readonly value: T; readonly reads: Reads<ProgramModule> } {
    const reads = new Map<string, ProgramModule | undefined>();
    this.reads = reads;
    return { value: work(), reads };
  }

  /** File of the workspace that `specifier` means in `from`; undefined for packages. */
  resolve(from: ProgramModule, specifier: string): string | undefined {
    const key = `${from.file}\n${specifier}`;
    if (!this.resolved.has(key)) {
      const { files, names } = this.modules.layout;
      const file = resolveImport(from.file, specifier, from.language, files, undefined, names);
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
