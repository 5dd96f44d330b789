// Names within one module: what is declared, imported, exported at its top level. Built once for each module on demand.
import type {
  Expression,
  Pattern,
  ProgramClass,
  ProgramExport,
  ProgramFunction,
  ProgramImport,
  ProgramModule,
  Statement,
} from "../model/program.ts";

export class ProgramIndex {
  readonly module: ProgramModule;
  /** Values assigned to names at the top level, in order. */
  readonly variables = new Map<string, Expression[]>();
  readonly imports = new Map<string, ProgramImport>();
  readonly exports = new Map<string, ProgramExport[]>();
  readonly classes = new Map<string, ProgramClass>();
  private readonly functionsByName = new Map<string, ProgramFunction[]>();

  constructor(module: ProgramModule) {
    this.module = module;
    for (const one of module.imports) if (one.local !== "") this.imports.set(one.local, one);
    for (const one of module.exports) append(this.exports, one.name, one);
    for (const one of module.classes) if (one.name !== "") this.classes.set(one.name, one);
    for (const one of module.functions) {
      if (one.index > 0 && one.name !== "" && one.classIndex === undefined) append(this.functionsByName, one.name, one);
    }
    this.collect(module.functions[0]?.body ?? [], 0);
  }

  private collect(statements: readonly Statement[], depth: number): void {
    if (depth > 20) return;
    for (const statement of statements) {
      switch (statement.kind) {
        case "assign":
          this.bind(statement.target, statement.value);
          break;
        case "if":
          this.collect(statement.then, depth + 1);
          this.collect(statement.else, depth + 1);
          break;
        case "try":
          this.collect(statement.body, depth + 1);
          for (const handler of statement.handlers) this.collect(handler.body, depth + 1);
          break;
        case "expression":
        case "loop":
        case "switch":
        case "return":
        case "throw":
        case "jump":
          break;
      }
    }
  }

  private bind(target: Pattern, value: Expression): void {
    if (target.kind === "name") append(this.variables, target.name, value);
    if (target.kind !== "object") return;
    for (const property of target.properties) {
      if (property.target.kind !== "name") continue;
      const { at } = property.target;
      append(this.variables, property.target.name, {
        kind: "member",
        object: value,
        property: property.key,
        propertyAt: at,
        at,
      });
    }
  }

  /** Functions of that name that code in `scope` (a function's index) sees, nearest scope first. */
  functionsNamed(name: string, scope: number): readonly ProgramFunction[] {
    const all = this.functionsByName.get(name);
    if (!all) return [];
    const { functions } = this.module;
    for (let current: number | undefined = scope, steps = 0; current !== undefined && steps < 100; steps++) {
      const inScope = all.filter((one) => (one.parent ?? 0) === current && one.index !== current);
      if (inScope.length > 0) return inScope;
      current = current === 0 ? undefined : (functions[current]?.parent ?? 0);
    }
    return [];
  }
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
