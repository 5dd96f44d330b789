import type { Expression, Pattern, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { ModuleBuilder } from "../module-builder.ts";
import type { PythonNode } from "./syntax-tree.ts";

/** The parts of the lowering call each other through this object; each lives in a file of its own. */
export interface Lowering {
  readonly build: ModuleBuilder;
  readonly scopes: ScopeStack;
  at(node: PythonNode): Span;
  textOf(node: PythonNode): string;
  expression(node: PythonNode): Expression;
  pattern(node: PythonNode): Pattern;
  statement(node: PythonNode): void;
  /** The statements of a `block` (absent: none). */
  block(node: PythonNode | undefined): readonly Statement[];
  functionLike(node: PythonNode, options?: FunctionPlace): number;
}

export interface FunctionPlace {
  readonly classIndex?: number;
  readonly decorators?: readonly Expression[];
}

/** Which names a function has bound so far: Python declares by the first assignment. */
export class ScopeStack {
  private readonly scopes: { readonly bound: Set<string>; readonly outer: Set<string> }[] = [];

  open(): void {
    this.scopes.push({ bound: new Set(), outer: new Set() });
  }

  close(): void {
    this.scopes.pop();
  }

  get isTopLevel(): boolean {
    return this.scopes.length === 1;
  }

  /** `global` and `nonlocal`: assignments go to the scope outside. */
  declareOuter(name: string): void {
    this.scopes.at(-1)?.outer.add(name);
  }

  /** True when this is the first binding of the name in the innermost function. */
  bind(name: string): boolean {
    const scope = this.scopes.at(-1);
    if (!scope || scope.outer.has(name) || scope.bound.has(name)) return false;
    scope.bound.add(name);
    return true;
  }
}

/** Binds every name of the pattern; true when one of them is new. */
export function bindPattern(scopes: ScopeStack, pattern: Pattern | undefined): boolean {
  if (!pattern) return false;
  switch (pattern.kind) {
    case "name":
      return scopes.bind(pattern.name);
    case "member":
      return false;
    case "array": {
      let isNew = false;
      for (const item of [...pattern.items, pattern.rest]) isNew = bindPattern(scopes, item) || isNew;
      return isNew;
    }
    case "object":
      return false; // Not made by this lowering.
  }
}
