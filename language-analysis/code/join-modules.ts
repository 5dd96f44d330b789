// SDK calls that one module alone can't tell: a client imported from another module, a table name that callers pass.
import type { CodeFacts, CodeFile } from "../model/code-facts.ts";
import { isSameRead, remembered, type Memo, type Reads } from "../model/memo.ts";
import type { Language, ProgramModule } from "../model/program.ts";
import { NO_MODULE_NAMES, type ModuleNames } from "../model/module-names.ts";
import { pythonSubmodule, resolveImport } from "../model/module-resolution.ts";
import { Evaluator } from "./evaluator.ts";
import type { Workspace } from "./workspace.ts";
import { ModuleIndex } from "./module-index.ts";
import { findOpenUses } from "./open-uses.ts";
import { findSdkCalls } from "./sdk-calls.ts";
import type { LocatedCall } from "./values.ts";

/** Modules that are linked with each other, what was read to join them, and what came out. */
interface Group {
  readonly reads: Reads<CodeFile>;
  /** By file: the files that import it, as far as anyone asked. */
  readonly importers: Reads<string>;
  /** Only modules that joining has changed, each with what it was made of. */
  readonly joined: ReadonlyMap<string, { readonly from: CodeFile; readonly to: CodeFile }>;
}

interface Kept {
  files?: ReadonlySet<string>;
  names?: ModuleNames;
  resolved: Map<string, string | undefined>;
  /** By the names of the linked files. */
  groups: ReadonlyMap<string, Group>;
  readonly indexes: WeakMap<ProgramModule, ModuleIndex>;
}

/**
 * `code` with the SDK calls of modules that import from each other found anew, across modules. Modules without such links
 * are passed over; the answer holds the same objects for them. `files` are all paths of the workspace. With a memo (and the same
 * object for the same `files`) only modules are joined of which one, or one that they import, has changed.
 */
export function joinModules(
  code: ReadonlyMap<string, CodeFile>,
  files: ReadonlySet<string>,
  memo?: Memo,
  names: ModuleNames = NO_MODULE_NAMES,
): ReadonlyMap<string, CodeFile> {
  const kept = remembered<Kept>(memo, "joined modules", () => ({
    resolved: new Map(),
    groups: new Map(),
    indexes: new WeakMap(),
  }));
  if (kept.files !== files || kept.names !== names) {
    kept.files = files;
    kept.names = names;
    kept.resolved = new Map();
    kept.groups = new Map();
  }
  const modules = new WorkspaceModules(code, files, names, kept);
  const groups = new Map<string, Group>();
  const joined = new Map(code);
  let hasChange = false;
  for (const members of modules.linkedGroups()) {
    const name = members.join("\n");
    const known = kept.groups.get(name);
    const group = known && modules.isUnchanged(known) ? known : joinGroup(members, code, modules, known);
    groups.set(name, group);
    for (const [file, { to }] of group.joined) {
      hasChange = true;
      joined.set(file, to);
    }
  }
  kept.groups = groups;
  return hasChange ? joined : code;
}

function joinGroup(
  members: readonly string[],
  code: ReadonlyMap<string, CodeFile>,
  modules: WorkspaceModules,
  before: Group | undefined,
): Group {
  const joined = new Map<string, { from: CodeFile; to: CodeFile }>();
  const reads = modules.readsOf(() => {
    const evaluator = new Evaluator((index) => modules.handlersOf(index), modules);
    for (const file of members) {
      const from = code.get(file);
      const index = modules.index(file);
      if (!from || !index) continue;
      const found = { sdkCalls: findSdkCalls(evaluator, index), openSdkUses: findOpenUses(evaluator, index) };
      if (isSame(found, from.facts)) continue;
      const known = before?.joined.get(file);
      const isAsBefore = known?.from === from && isSame(found, known.to.facts);
      joined.set(file, isAsBefore ? known : { from, to: { module: from.module, facts: withCalls(from.facts, found) } });
    }
  });
  return { ...reads, joined };
}

type Calls = Pick<CodeFacts, "sdkCalls" | "openSdkUses">;

function isSame(a: Calls, b: Calls): boolean {
  return isSameList(a.sdkCalls, b.sdkCalls) && isSameList(a.openSdkUses ?? [], b.openSdkUses ?? []);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

function withCalls({ openSdkUses: _, ...facts }: CodeFacts, { sdkCalls, openSdkUses = [] }: Calls): CodeFacts {
  return { ...facts, sdkCalls, ...(openSdkUses.length > 0 && { openSdkUses }) };
}

class WorkspaceModules implements Workspace {
  private readonly code: ReadonlyMap<string, CodeFile>;
  private readonly files: ReadonlySet<string>;
  private readonly names: ModuleNames;
  private readonly kept: Pick<Kept, "resolved" | "indexes">;
  private readonly handlers = new Map<string, ReadonlySet<number>>();
  /** By file: the files that import it. */
  private readonly importers = new Map<string, Set<string>>();
  private reads = new Map<string, CodeFile | undefined>();
  private importersRead = new Map<string, string | undefined>();

  constructor(
    code: ReadonlyMap<string, CodeFile>,
    files: ReadonlySet<string>,
    names: ModuleNames,
    kept: Pick<Kept, "resolved" | "indexes">,
  ) {
    this.code = code;
    this.files = files;
    this.names = names;
    this.kept = kept;
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

  /** Modules that take from a module with something to offer, and those modules, in groups that have no link between them; sorted. */
  linkedGroups(): readonly (readonly string[])[] {
    const neighbours = new Map<string, Set<string>>();
    const link = (a: string, b: string) => {
      const known = neighbours.get(a);
      if (known) known.add(b);
      else neighbours.set(a, new Set([b]));
    };
    for (const [target, importers] of this.importers) {
      if ((this.code.get(target)?.facts.links?.offers.length ?? 0) === 0) continue;
      for (const importer of importers) {
        link(target, importer);
        link(importer, target);
      }
    }
    const seen = new Set<string>();
    const groups: (readonly string[])[] = [];
    for (const start of [...neighbours.keys()].sort()) {
      if (seen.has(start)) continue;
      const group = new Set([start]);
      // A set keeps the order in which its members come, those added on the way included.
      for (const one of group) for (const other of neighbours.get(one) ?? []) group.add(other);
      for (const one of group) seen.add(one);
      groups.push([...group].sort());
    }
    return groups;
  }

  /** What `work` looks at, what is not there included. */
  readsOf(work: () => void): Pick<Group, "reads" | "importers"> {
    this.reads = new Map();
    this.importersRead = new Map();
    work();
    return { reads: this.reads, importers: this.importersRead };
  }

  isUnchanged({ reads, importers }: Group): boolean {
    return (
      isSameRead(reads, (file) => this.code.get(file)) &&
      isSameRead(importers, (file) => this.importersOf(file).join("\n"))
    );
  }

  index(file: string): ModuleIndex | undefined {
    const one = this.code.get(file);
    this.reads.set(file, one);
    if (!one) return undefined;
    const { module } = one;
    let index = this.kept.indexes.get(module);
    if (!index) this.kept.indexes.set(module, (index = new ModuleIndex(module)));
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
    const importers = this.importersOf(file);
    this.importersRead.set(file, importers.join("\n"));
    return importers.flatMap((importer) => {
      const other = this.index(importer);
      return other ? names.flatMap((each) => other.callsNamed(each)) : [];
    });
  }

  private importersOf(file: string): readonly string[] {
    return [...(this.importers.get(file) ?? [])].sort();
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
    const { resolved } = this.kept;
    if (resolved.has(key)) return resolved.get(key);
    const found = resolveImport(from, specifier, language, this.files, undefined, this.names);
    resolved.set(key, found);
    return found;
  }
}
