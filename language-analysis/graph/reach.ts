// Which code can run when a handler runs. Whatever a reached function mentions is reached: called, passed on, stored in a table
// of routes. A module's top level runs when it is imported, but the functions it only exports are not reached by that.
import type { CodeFile } from "../model/code-facts.ts";
import { isSameRead, remembered, type Memo, type Reads } from "../model/memo.ts";
import type { Expression, ProgramFunction, ProgramModule } from "../model/program.ts";
import { expressionParts, statementExpressions } from "../model/program-parts.ts";
import { headOf, statementsWithin } from "./expression-walk.ts";
import type { CodeLayout, Modules } from "./modules.ts";
import { isPython } from "./modules.ts";
import { ProgramIndex } from "./program-index.ts";

/** Indexes of reached functions by file; 0 is a module's top level. */
export type Reached = ReadonlyMap<string, ReadonlySet<number>>;

const MOST_FUNCTIONS = 5_000;
const MOST_VISITS = 200_000;

interface KeptReach {
  readonly reads: Reads<ProgramModule>;
  readonly reached: Reached;
}

/** What was reached in the analysis before. */
interface Kept {
  layout?: CodeLayout;
  walks: ReadonlyMap<string, KeptReach>;
  readonly indexes: WeakMap<ProgramModule, ProgramIndex>;
}

export class Programs {
  private readonly kept: Kept;
  private readonly known: ReadonlyMap<string, KeptReach>;
  private readonly walks = new Map<string, KeptReach>();
  private reads = new Map<string, CodeFile | undefined>();

  constructor(
    readonly modules: Modules,
    memo?: Memo,
  ) {
    this.kept = remembered<Kept>(memo, "reach", () => ({ walks: new Map(), indexes: new WeakMap() }));
    this.known = this.kept.layout === modules.layout ? this.kept.walks : new Map();
  }

  file(file: string): CodeFile | undefined {
    const found = this.modules.code.get(file);
    this.reads.set(file, found);
    return found;
  }

  /** The code files that `work` asks for, those that are not there included; `reachedFrom` keeps its own account. */
  readsOf<T>(work: () => T): { readonly value: T; readonly reads: Reads<CodeFile> } {
    const reads = new Map<string, CodeFile | undefined>();
    this.reads = reads;
    return { value: work(), reads };
  }

  isSameRead(reads: Reads<CodeFile>): boolean {
    return isSameRead(reads, (file) => this.modules.code.get(file));
  }

  index(file: string): ProgramIndex | undefined {
    const module = this.file(file)?.module;
    if (!module) return undefined;
    let index = this.kept.indexes.get(module);
    if (!index) this.kept.indexes.set(module, (index = new ProgramIndex(module)));
    return index;
  }

  /** Everything that can run from the function on, itself and its module's top level included. */
  reachedFrom(file: string, functionIndex: number): Reached {
    const key = `${functionIndex}|${file}`;
    let walk = this.walks.get(key) ?? this.known.get(key);
    if (!walk || !isSameRead(walk.reads, (read) => this.modules.code.get(read)?.module)) {
      const { reached, reads } = new Walk(this, file, functionIndex);
      walk = { reached, reads };
    }
    this.walks.set(key, walk);
    return walk.reached;
  }

  /** Leaves what this analysis reached, and nothing older, for the next one. */
  keep(): void {
    this.kept.layout = this.modules.layout;
    this.kept.walks = this.walks;
  }
}

/** Decorators that wrap a function where it stands and keep no list of it. */
const WRAPPERS =
  /^(inject_lambda_context|capture_\w+|log_metrics|wraps|cached?|memoize|setter|deleter|getter|validator)$/;

class Walk {
  readonly reached = new Map<string, Set<number>>();
  readonly reads = new Map<string, ProgramModule | undefined>();
  private readonly seen = new Set<string>();
  private readonly queue: (readonly [index: ProgramIndex, one: ProgramFunction])[] = [];
  private readonly classes: (readonly [index: ProgramIndex, classIndex: number])[] = [];
  private readonly methodNames = new Set<string>();
  /** Functions that loading a module hands to an object, by what they are decorated with. */
  private readonly registered: (readonly [object: string, index: ProgramIndex, one: ProgramFunction])[] = [];
  /** `file|name` of what reached code uses. */
  private readonly mentioned = new Set<string>();
  private functions = 0;
  private visits = 0;

  constructor(
    private readonly programs: Programs,
    file: string,
    functionIndex: number,
  ) {
    this.load(file);
    const index = this.index(file);
    if (index && functionIndex === 0) this.visitWholeTopLevel(index);
    else if (index) this.reach(index, functionIndex);
    // A route that the platform calls by itself does not call those beside it.
    const own = index ? this.decoratorsOf(index, index.module.functions[functionIndex]) : [];
    do this.drain();
    while (this.reachMethods() || this.reachRegistered(own));
  }

  private index(file: string): ProgramIndex | undefined {
    const index = this.programs.index(file);
    this.reads.set(file, index?.module);
    return index;
  }

  private drain(): void {
    for (let next = this.queue.pop(); next; next = this.queue.pop()) {
      const [index, one] = next;
      if (one.classIndex !== undefined) this.reachClass(index, one.classIndex);
      for (const expression of headOf(one)) this.visit(index, expression, one.index);
      for (const statement of statementsWithin(one.body)) {
        for (const expression of statementExpressions(statement)) this.visit(index, expression, one.index);
      }
    }
  }

  /** Methods of reached classes that some reached code calls by name, or that a decorator is handed to call later. */
  private reachMethods(): boolean {
    for (const [index, classIndex] of this.classes) {
      const { module } = index;
      for (const method of module.classes[classIndex]?.methods ?? []) {
        const one = module.functions[method];
        if (one && (this.methodNames.has(one.name) || isRegistered(one))) this.reach(index, method);
      }
    }
    return this.queue.length > 0;
  }

  /** `@app.post("/orders")`: who uses `app` may call the function. */
  private reachRegistered(except: readonly string[]): boolean {
    for (const [object, index, one] of this.registered) {
      if (this.mentioned.has(object) && !except.includes(object)) this.reach(index, one.index);
    }
    return this.queue.length > 0;
  }

  /** `file|name` of objects of the workspace whose methods decorate the function. */
  private decoratorsOf({ module, imports, variables }: ProgramIndex, one: ProgramFunction | undefined): string[] {
    return (one?.decorators ?? []).flatMap((decorator): string[] => {
      const callee = decorator.kind === "call" ? decorator.callee : decorator;
      if (callee.kind !== "member" || callee.object.kind !== "name" || typeof callee.property !== "string") return [];
      const { name } = callee.object;
      if (WRAPPERS.test(callee.property)) return [];
      if (variables.has(name)) return [`${module.file}|${name}`];
      const imported = imports.get(name);
      const from = imported && this.programs.modules.resolve(module.file, imported.module);
      return imported && from !== undefined ? [`${from}|${imported.imported}`] : [];
    });
  }

  private isFirst(key: string): boolean {
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  private load(file: string): void {
    const index = this.index(file);
    if (!index || this.reached.has(file)) return;
    this.reached.set(file, new Set([0]));
    for (const one of index.module.imports) {
      const target = this.programs.modules.resolve(file, one.module);
      if (target !== undefined) this.load(target);
      const submodule = this.submodule(file, one.module, one.imported);
      if (submodule !== undefined) this.load(submodule);
    }
    for (const { from } of index.module.exports) {
      const target = from === undefined ? undefined : this.programs.modules.resolve(file, from);
      if (target !== undefined) this.load(target);
    }
    this.runTopLevel(index);
    for (const one of index.module.functions) {
      for (const object of this.decoratorsOf(index, one)) this.registered.push([object, index, one]);
    }
  }

  /** Python: `from package import module`. */
  private submodule(file: string, module: string, imported: string): string | undefined {
    if (!isPython(file) || imported === "*") return undefined;
    const dotted = module.endsWith(".") ? module + imported : `${module}.${imported}`;
    return this.programs.modules.resolve(file, dotted);
  }

  private runTopLevel(index: ProgramIndex): void {
    const { functions, exports } = index.module;
    const exported = new Set(exports.map((one) => one.value.at.join()));
    for (const statement of statementsWithin(functions[0]?.body ?? [])) {
      for (const expression of statementExpressions(statement)) {
        const isRun = statement.kind !== "assign" && expression.kind === "call" && !exported.has(expression.at.join());
        if (isRun) this.visit(index, expression, 0);
        else this.visitCallees(index, expression);
      }
    }
  }

  /** The handler is made by a library from what the module holds: all of it may run. */
  private visitWholeTopLevel(index: ProgramIndex): void {
    for (const statement of statementsWithin(index.module.functions[0]?.body ?? [])) {
      for (const expression of statementExpressions(statement)) this.visit(index, expression, 0);
    }
  }

  /** Calls within the expression happen; what they get or make may stay unused. */
  private visitCallees(index: ProgramIndex, expression: Expression): void {
    const stack = [expression];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (next.kind === "call") this.visit(index, next.callee, 0);
      stack.push(...expressionParts(next));
    }
  }

  private reach(index: ProgramIndex, functionIndex: number): void {
    const { module } = index;
    const one = module.functions[functionIndex];
    const known = this.reached.get(module.file) ?? new Set();
    this.reached.set(module.file, known);
    if (!one || functionIndex === 0 || known.has(functionIndex) || this.functions >= MOST_FUNCTIONS) return;
    this.functions++;
    known.add(functionIndex);
    this.queue.push([index, one]);
  }

  private reachClass(index: ProgramIndex, classIndex: number): void {
    const { module } = index;
    const one = module.classes[classIndex];
    if (!one || !this.isFirst(`class|${module.file}|${classIndex}`)) return;
    this.classes.push([index, classIndex]);
    for (const base of one.bases) this.visit(index, base, 0);
    for (const method of one.methods) {
      const name = module.functions[method]?.name;
      if (name === "constructor" || name === "__init__") this.reach(index, method);
    }
  }

  private visit(index: ProgramIndex, expression: Expression, scope: number): void {
    const stack = [expression];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (++this.visits > MOST_VISITS) return;
      if (next.kind === "name") this.mention(index, next.name, scope);
      else if (next.kind === "function") this.reach(index, next.index);
      else if (next.kind === "class") this.reachClass(index, next.index);
      else if (next.kind === "member" && typeof next.property === "string") {
        this.methodNames.add(next.property);
        if (next.object.kind === "name") this.mentionMember(index, next.object.name, next.property, scope);
        else stack.push(next.object);
      } else stack.push(...expressionParts(next));
    }
  }

  private mention(index: ProgramIndex, name: string, scope: number): void {
    const { file } = index.module;
    this.mentioned.add(`${file}|${name}`);
    const functions = index.functionsNamed(name, scope);
    for (const one of functions) this.reach(index, one.index);
    if (!this.isFirst(`name|${file}|${name}`)) return;
    const declared = index.classes.get(name);
    if (declared) this.reachClass(index, declared.index);
    const imported = index.imports.get(name);
    if (imported) this.mentionImport(file, imported.module, imported.imported);
    for (const value of index.variables.get(name) ?? []) this.visit(index, value, 0);
  }

  private mentionImport(file: string, module: string, imported: string): void {
    const target = this.programs.modules.resolve(file, module);
    if (target !== undefined) this.mentionExport(target, imported === "*" ? "default" : imported);
    const submodule = this.submodule(file, module, imported);
    if (submodule !== undefined) this.load(submodule);
  }

  private mentionMember(index: ProgramIndex, object: string, property: string, scope: number): void {
    const { file } = index.module;
    this.mentioned.add(`${file}|${object}`);
    if (!this.isFirst(`member|${file}|${object}|${property}`)) return;
    const imported = index.imports.get(object);
    if (imported) {
      const target = this.programs.modules.resolve(file, imported.module);
      const submodule = this.submodule(file, imported.module, imported.imported);
      if (submodule !== undefined) this.mentionExport(submodule, property);
      else if (target !== undefined && imported.imported === "*") this.mentionExport(target, property);
      else if (target !== undefined) this.mentionExportMember(target, imported.imported, property);
      return;
    }
    const values = index.variables.get(object) ?? [];
    if (values.length === 0) this.mention(index, object, scope);
    for (const value of values) this.memberOf(index, value, property);
  }

  /** The property of a value: of an object literal only that one, else everything. */
  private memberOf(index: ProgramIndex, value: Expression, property: string): void {
    if (value.kind === "name") return this.mentionMember(index, value.name, property, 0);
    if (value.kind !== "object") return this.visit(index, value, 0);
    const own = value.properties.filter(({ key }) => key === property);
    for (const one of own.length > 0 ? own : value.properties) this.visit(index, one.value, 0);
  }

  private mentionExport(file: string, name: string): void {
    const index = this.index(file);
    this.mentioned.add(`${file}|${name}`);
    if (!index || !this.isFirst(`export|${file}|${name}`)) return;
    this.load(file);
    const own = index.exports.get(name) ?? [];
    for (const one of own) {
      const target = one.from === undefined ? undefined : this.programs.modules.resolve(file, one.from);
      if (target === undefined) this.visit(index, one.value, 0);
      else this.mentionExport(target, one.value.kind === "name" && one.value.name !== "*" ? one.value.name : name);
    }
    if (own.length > 0) return;
    this.mention(index, name, 0);
    for (const one of index.exports.get("*") ?? []) {
      const target = one.from === undefined ? undefined : this.programs.modules.resolve(file, one.from);
      if (target !== undefined) this.mentionExport(target, name);
    }
    for (const one of index.exports.get("default") ?? []) if (name !== "default") this.memberOf(index, one.value, name);
  }

  private mentionExportMember(file: string, name: string, property: string): void {
    const index = this.index(file);
    this.mentioned.add(`${file}|${name}`);
    if (!index || !this.isFirst(`export-member|${file}|${name}|${property}`)) return;
    this.load(file);
    const own = index.exports.get(name) ?? [];
    for (const one of own) {
      const target = one.from === undefined ? undefined : this.programs.modules.resolve(file, one.from);
      if (target === undefined) this.memberOf(index, one.value, property);
      else if (one.value.kind === "name" && one.value.name === "*") this.mentionExport(target, property);
      else this.mentionExportMember(target, one.value.kind === "name" ? one.value.name : name, property);
    }
    if (own.length > 0) return;
    this.mentionMember(index, name, property, 0);
    for (const one of index.exports.get("*") ?? []) {
      const target = one.from === undefined ? undefined : this.programs.modules.resolve(file, one.from);
      if (target !== undefined) this.mentionExportMember(target, name, property);
    }
  }
}

/** A decorator of the app or of a framework holds it, as `@Get("/orders")` does. */
function isRegistered({ decorators = [] }: ProgramFunction): boolean {
  return decorators.some((one) => one.kind === "call");
}
