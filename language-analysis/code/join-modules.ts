// SDK calls that one module alone can't tell: a client imported from another module, a table name that callers pass.
import type { CodeFile, SdkCall } from "../model/code-facts.ts";
import type { Language } from "../model/program.ts";
import { pythonSubmodule, resolveImport } from "../model/module-resolution.ts";
import { Evaluator, type Workspace } from "./evaluator.ts";
import { ModuleIndex } from "./module-index.ts";
import { findSdkCalls } from "./sdk-calls.ts";
import type { LocatedCall } from "./values.ts";

/**
 * `code` with the SDK calls of modules that import from each other found anew, across modules. Modules without such links
 * are passed over; the answer holds the same objects for them. `files` are all paths of the workspace.
 */
export function joinModules(
  code: ReadonlyMap<string, CodeFile>,
  files: ReadonlySet<string>,
): ReadonlyMap<string, CodeFile> {
  const modules = new WorkspaceModules(code, files);
  const joined = new Map(code);
  let hasChange = false;
  const evaluator = new Evaluator((index) => modules.handlersOf(index), modules);
  for (const file of modules.linkedFiles()) {
    const one = code.get(file);
    const index = one && modules.index(file);
    if (!one || !index) continue;
    const sdkCalls = findSdkCalls(evaluator, index);
    if (isSame(sdkCalls, one.facts.sdkCalls)) continue;
    hasChange = true;
    joined.set(file, { module: one.module, facts: { ...one.facts, sdkCalls } });
  }
  return hasChange ? joined : code;
}

function isSame(a: readonly SdkCall[], b: readonly SdkCall[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

class WorkspaceModules implements Workspace {
  private readonly code: ReadonlyMap<string, CodeFile>;
  private readonly files: ReadonlySet<string>;
  private readonly indexes = new Map<string, ModuleIndex>();
  private readonly handlers = new Map<string, ReadonlySet<number>>();
  private readonly resolved = new Map<string, string | undefined>();
  /** By file: the files that import it. */
  private readonly importers = new Map<string, Set<string>>();

  constructor(code: ReadonlyMap<string, CodeFile>, files: ReadonlySet<string>) {
    this.code = code;
    this.files = files;
    for (const [file, { facts, module }] of [...code].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const { module: specifier, name } of facts.links?.takes ?? []) {
        const target = this.fileOf(file, module.language, specifier, name);
        if (target === undefined || target === file) continue;
        const known = this.importers.get(target);
        if (known) known.add(file);
        else this.importers.set(target, new Set([file]));
      }
    }
  }

  /** Modules that take from a module with something to offer, and those modules; sorted. */
  linkedFiles(): readonly string[] {
    const linked = new Set<string>();
    for (const [target, importers] of this.importers) {
      if ((this.code.get(target)?.facts.links?.offers.length ?? 0) === 0) continue;
      linked.add(target);
      for (const importer of importers) linked.add(importer);
    }
    return [...linked].sort();
  }

  index(file: string): ModuleIndex | undefined {
    const known = this.indexes.get(file);
    if (known) return known;
    const module = this.code.get(file)?.module;
    if (!module) return undefined;
    const index = new ModuleIndex(module);
    this.indexes.set(file, index);
    return index;
  }

  handlersOf(index: ModuleIndex): ReadonlySet<number> {
    const { file } = index.module;
    let found = this.handlers.get(file);
    if (!found) {
      found = new Set(this.code.get(file)?.facts.handlers.map((one) => one.functionIndex));
      this.handlers.set(file, found);
    }
    return found;
  }

  moduleOf(from: ModuleIndex, module: string, path: readonly string[]): ReturnType<Workspace["moduleOf"]> {
    const { file, language } = from.module;
    const [first, ...rest] = path;
    const submodule = language === "python" && first !== undefined ? this.submodule(file, module, first) : undefined;
    const found = submodule ?? this.resolve(file, language, module);
    const target = found === undefined || found === file ? undefined : this.index(found);
    return target && { target, path: submodule === undefined ? path : rest };
  }

  callers(index: ModuleIndex, name: string): readonly LocatedCall[] {
    const { exports, file } = index.module;
    const aliases = exports.filter(({ value }) => value.kind === "name" && value.name === name).map((one) => one.name);
    const names = [...new Set([name, ...aliases])];
    const importers = [...(this.importers.get(file) ?? [])].sort();
    return importers.flatMap((importer) => {
      const other = this.index(importer);
      return other ? names.flatMap((each) => other.callsNamed(each)) : [];
    });
  }

  private fileOf(from: string, language: Language, specifier: string, name: string): string | undefined {
    const submodule = language === "python" && name !== "*" ? this.submodule(from, specifier, name) : undefined;
    return submodule ?? this.resolve(from, language, specifier);
  }

  private submodule(from: string, specifier: string, name: string): string | undefined {
    return this.resolve(from, "python", pythonSubmodule(specifier, name));
  }

  private resolve(from: string, language: Language, specifier: string): string | undefined {
    const key = `${from}\n${specifier}`;
    if (this.resolved.has(key)) return this.resolved.get(key);
    const found = resolveImport(from, specifier, language, this.files);
    this.resolved.set(key, found);
    return found;
  }
}
