// Names in a script and what they are bound to. A binding is evaluated when it is asked for, once.
import type ts from "typescript";
import type { Known } from "./known.ts";

export type Binding =
  | { readonly kind: "expression"; readonly node: ts.Expression; readonly at: ts.Node }
  | { readonly kind: "known"; readonly value: Known }
  /** A name of the module itself, exported. */
  | { readonly kind: "local"; readonly name: string; readonly at: ts.Node }
  | { readonly kind: "function"; readonly node: ts.FunctionDeclaration }
  /** A part of what an expression gives: `const { a } = b`, `const [a] = b`. */
  | { readonly kind: "part"; readonly of: ts.Expression; readonly key: string; readonly fallback?: ts.Expression }
  /** `name` is an export's; `*` the module as a whole. */
  | { readonly kind: "import"; readonly from: string; readonly name: string; readonly at: ts.Node }
  | { readonly kind: "enum"; readonly node: ts.EnumDeclaration }
  | { readonly kind: "changing"; readonly at: ts.Node };

export class Scope {
  private readonly bindings = new Map<string, Binding>();
  private readonly values = new Map<string, Known>();
  private readonly active = new Set<string>();

  constructor(
    readonly module: ScriptModule,
    readonly parent: Scope | undefined,
  ) {}

  bind(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  /** Binds a name anew to a value. */
  replace(name: string, value: Known): void {
    this.bindings.set(name, { kind: "known", value });
    this.values.set(name, value);
  }

  /** Evaluates all that is bound, since what it is made of is about to change. */
  settle(evaluate: (binding: Binding) => Known): void {
    for (const name of this.bindings.keys()) this.valueOf(name, evaluate);
  }

  /** The scope that binds `name`, from the inside out. */
  holderOf(name: string): Scope | undefined {
    return this.bindings.has(name) ? this : this.parent?.holderOf(name);
  }

  /** The value of a name that this scope itself binds; undefined when it leads back to itself. */
  valueOf(name: string, evaluate: (binding: Binding) => Known): Known | undefined {
    const known = this.values.get(name);
    if (known) return known;
    const binding = this.bindings.get(name);
    if (!binding || this.active.has(name)) return undefined;
    this.active.add(name);
    const value = evaluate(binding);
    this.active.delete(name);
    this.values.set(name, value);
    return value;
  }
}

/** One parsed file. */
export interface ScriptModule {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly scope: Scope;
  /** Exports by name: an expression, or a name of another module. */
  readonly exports: Map<string, Binding>;
  /** `export * from`. */
  readonly exportsAll: string[];
  /** `module.exports = ...` or `export =`. */
  whole: ts.Expression | undefined;
  /** Assignments to members at the top, in order: `config.functions = {...}`. */
  readonly changes: MemberChange[];
}

export interface MemberChange {
  readonly root: string;
  readonly path: readonly { readonly key: string; readonly node: ts.Node }[];
  /** What is set there; or what is added to the list there. */
  readonly value?: ts.Expression;
  readonly added?: readonly ts.Expression[];
  /** A statement that changes members of the root, one or several. */
  readonly run?: ts.Statement;
}
