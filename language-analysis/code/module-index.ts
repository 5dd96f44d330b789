// Who binds a name, who calls a function, what a class keeps in its fields: asked over and over by the evaluator, collected once.
import type { Expression, Pattern, ProgramFunction, ProgramModule, Statement } from "../model/program.ts";
import { dottedName } from "./call-results.ts";
import type { CallExpression, LocatedCall } from "./values.ts";
import { walkModule } from "./walk.ts";

export type Binding =
  /** `path` leads from the value to the part that is bound; `isItem` when it is bound to an item of the value. */
  | {
      readonly kind: "value";
      readonly value: Expression;
      readonly path: readonly string[];
      readonly functionIndex: number;
      readonly isItem?: true;
      readonly default?: Expression;
    }
  | {
      readonly kind: "parameter";
      readonly functionIndex: number;
      readonly position: number;
      readonly path: readonly string[];
    }
  | { readonly kind: "import"; readonly module: string; readonly imported: string };

export interface FieldValue {
  readonly value: Expression;
  readonly functionIndex: number;
}

export class ModuleIndex {
  readonly module: ProgramModule;
  readonly calls: LocatedCall[] = [];
  /** By function: the values it returns. */
  readonly returns: Expression[][];
  /** The call that a function written in place is an argument of. */
  readonly callbackOf = new Map<number, { readonly call: CallExpression; readonly functionIndex: number }>();
  private readonly bindings: Map<string, Binding[]>[];
  /** `owner.property = value`, by the owner's name: `Class.field`, `params.TableName`. */
  private readonly members: Map<string, FieldValue[]>[];
  private readonly fields: Map<string, FieldValue[]>[];
  private readonly entries = new Map<string, FieldValue[]>();
  private readonly callsByName = new Map<string, LocatedCall[]>();

  constructor(module: ProgramModule) {
    this.module = module;
    this.returns = module.functions.map(() => []);
    this.bindings = module.functions.map(() => new Map<string, Binding[]>());
    this.members = module.functions.map(() => new Map<string, FieldValue[]>());
    this.fields = module.classes.map(() => new Map<string, FieldValue[]>());
    for (const one of module.imports) {
      if (one.local === "" || one.local === "*") continue;
      append(this.bindings[0], one.local, { kind: "import", module: one.module, imported: one.imported });
    }
    for (const one of module.functions) {
      one.parameters.forEach(({ pattern, rest }, position) => {
        if (rest === undefined) this.bindParameter(one.index, position, pattern, []);
      });
    }
    const outer: { readonly name: string; readonly value: Expression; readonly functionIndex: number }[] = [];
    walkModule(module, {
      statement: (statement, functionIndex) => this.addStatement(statement, functionIndex, outer),
      expression: (expression, functionIndex) => {
        if (expression.kind === "call") this.addCall(expression, functionIndex);
        if (expression.kind === "assignment") this.assign(expression.target, expression.value, functionIndex, outer);
        if (expression.kind === "comprehension") {
          for (const { binding, items } of expression.clauses) this.bindValue(functionIndex, binding, items, [], true);
        }
      },
    });
    // Assignments without declaration go to the scope that declares the name, which may stand further below.
    for (const { name, value, functionIndex } of outer) {
      const owner = this.ownerOf(name, functionIndex) ?? 0;
      append(this.bindings[owner], name, { kind: "value", value, path: [], functionIndex });
    }
  }

  function(index: number): ProgramFunction | undefined {
    return this.module.functions[index];
  }

  /** What binds `name` as `functionIndex` sees it, in source order; empty for a global. */
  bindingsOf(name: string, functionIndex: number): readonly Binding[] {
    const owner = this.ownerOf(name, functionIndex);
    return owner === undefined ? [] : (this.bindings[owner]?.get(name) ?? []);
  }

  /** Values given to `name.property` where `name` is the variable that `functionIndex` sees. */
  memberValues(name: string, property: string, functionIndex: number): readonly FieldValue[] {
    const owner = this.ownerOf(name, functionIndex) ?? 0;
    return this.members[owner]?.get(`${name}.${property}`) ?? [];
  }

  /** Values of a field of the class `name` that is written inside the class. */
  innerFieldValues(classIndex: number, name: string, field: string): readonly FieldValue[] {
    const outer = this.module.classes[classIndex]?.at;
    return this.memberValues(name, field, 0).filter(
      ({ value: { at } }) => outer !== undefined && at[0] >= outer[0] && at[2] <= outer[2],
    );
  }

  /** Values given to `object[key]` under keys that are computed, wherever in the module an object of that spelling stands. */
  entryValues(object: Expression): readonly FieldValue[] {
    const name = dottedName(object);
    return name === "" ? [] : (this.entries.get(name) ?? []);
  }

  /** Values given to `this.property` in methods of the class. */
  fieldValues(classIndex: number, property: string): readonly FieldValue[] {
    return this.fields[classIndex]?.get(property) ?? [];
  }

  method(classIndex: number, name: string): ProgramFunction | undefined {
    const methods = this.module.classes[classIndex]?.methods ?? [];
    return methods.map((index) => this.module.functions[index]).find((one) => one?.name === name);
  }

  /** The class whose method `functionIndex` is or stands in. */
  classAround(functionIndex: number): number | undefined {
    for (
      let one = this.function(functionIndex);
      one;
      one = one.parent === undefined ? undefined : this.function(one.parent)
    ) {
      if (one.classIndex !== undefined) return one.classIndex;
    }
    return undefined;
  }

  /** Calls whose callee is, or ends in, `name`. */
  callsNamed(name: string): readonly LocatedCall[] {
    return this.callsByName.get(name) ?? [];
  }

  private ownerOf(name: string, functionIndex: number): number | undefined {
    for (let index: number | undefined = functionIndex; index !== undefined; index = this.function(index)?.parent) {
      if (this.bindings[index]?.has(name)) return index;
    }
    return undefined;
  }

  private addStatement(
    statement: Statement,
    functionIndex: number,
    outer: { name: string; value: Expression; functionIndex: number }[],
  ): void {
    if (statement.kind === "return" && statement.value) this.returns[functionIndex]?.push(statement.value);
    if (statement.kind === "loop" && statement.binding && statement.items && !statement.keys) {
      this.bindValue(functionIndex, statement.binding, statement.items, [], true);
    }
    if (statement.kind !== "assign" || statement.operator !== undefined) return;
    if (statement.declares) this.bindValue(functionIndex, statement.target, statement.value, []);
    else this.assign(statement.target, statement.value, functionIndex, outer);
    if (statement.target.kind === "member") this.addMember(statement.target, statement.value, functionIndex);
  }

  private assign(
    target: Pattern,
    value: Expression,
    functionIndex: number,
    outer: { name: string; value: Expression; functionIndex: number }[],
  ): void {
    if (target.kind === "name") outer.push({ name: target.name, value, functionIndex });
    else if (target.kind === "member") this.addMember(target, value, functionIndex);
    else this.bindValue(functionIndex, target, value, []);
  }

  private addMember(target: Extract<Pattern, { kind: "member" }>, value: Expression, functionIndex: number): void {
    const { object, property } = target;
    const given = { value, functionIndex };
    const classIndex = this.classAround(functionIndex);
    if (typeof property !== "string") return append(this.entries, dottedName(object), given);
    if (classIndex !== undefined && this.isSelf(object, functionIndex)) {
      append(this.fields[classIndex], property, given);
    } else if (object.kind === "name") {
      append(this.members[this.ownerOf(object.name, functionIndex) ?? 0], `${object.name}.${property}`, given);
    }
  }

  /** `this`, or the first parameter of a Python method. */
  isSelf(object: Expression, functionIndex: number): boolean {
    if (object.kind === "this") return true;
    if (object.kind !== "name" || this.module.language !== "python") return false;
    for (
      let one = this.function(functionIndex);
      one;
      one = one.parent === undefined ? undefined : this.function(one.parent)
    ) {
      if (one.classIndex === undefined) continue;
      const first = one.parameters[0]?.pattern;
      return first?.kind === "name" && first.name === object.name;
    }
    return false;
  }

  private addCall(call: CallExpression, functionIndex: number): void {
    const located = { call, place: { index: this, functionIndex } };
    this.calls.push(located);
    const { callee } = call;
    const name = callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : undefined;
    if (typeof name === "string") append(this.callsByName, name, located);
    for (const { value } of call.arguments) {
      if (value.kind === "function") this.callbackOf.set(value.index, { call, functionIndex });
    }
  }

  private bindParameter(functionIndex: number, position: number, pattern: Pattern, path: readonly string[]): void {
    forEachName(pattern, path, (name, at) => {
      append(this.bindings[functionIndex], name, { kind: "parameter", functionIndex, position, path: at });
    });
  }

  private bindValue(
    functionIndex: number,
    pattern: Pattern,
    value: Expression,
    path: readonly string[],
    isItem?: true,
  ): void {
    forEachName(pattern, path, (name, at, initial) => {
      const item = isItem ? { isItem } : {};
      const given = initial ? { default: initial } : {};
      append(this.bindings[functionIndex], name, { kind: "value", value, path: at, functionIndex, ...item, ...given });
    });
  }
}

/** The names of a pattern, each with the path from the value to it. Rest elements are left out: they hold no single part. */
function forEachName(
  pattern: Pattern,
  path: readonly string[],
  visit: (name: string, path: readonly string[], initial?: Expression) => void,
  initial?: Expression,
): void {
  switch (pattern.kind) {
    case "name":
      return visit(pattern.name, path, initial);
    case "member":
      return;
    case "object":
      for (const one of pattern.properties) forEachName(one.target, [...path, one.key], visit, one.default);
      return;
    case "array":
      pattern.items.forEach((item, index) => {
        if (item) forEachName(item, [...path, String(index)], visit, pattern.defaults?.[index]);
      });
      return;
  }
}

function append<T>(map: Map<string, T[]> | undefined, key: string, value: T): void {
  const list = map?.get(key);
  if (list) list.push(value);
  else map?.set(key, [value]);
}
