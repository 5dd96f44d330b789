import type ts from "typescript";
import type { Expression, Pattern, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { ModuleBuilder } from "../module-builder.ts";

/** What a function is called where it stands: `const f = () => ...`, `{ f: function () {} }`, `exports.f = ...`. */
export interface GivenName {
  readonly name: string;
  readonly nameAt: Span;
  readonly typeName?: string | undefined;
}

/** The parts of the lowering call each other through this object; each lives in a file of its own. */
export interface Lowering {
  readonly build: ModuleBuilder;
  readonly source: ts.SourceFile;
  /** `require(...)` and `import(...)` calls that an import with a local name stands for already. */
  readonly namedRequires: Set<ts.Node>;
  at(node: ts.Node): Span;
  expression(node: ts.Expression, given?: GivenName): Expression;
  /** A binding name, or the left side of an assignment. */
  pattern(node: ts.BindingName | ts.Expression): Pattern;
  statement(node: ts.Statement): void;
  block(statements: readonly ts.Statement[]): readonly Statement[];
  functionLike(node: ts.FunctionLikeDeclaration, given?: GivenName, method?: MethodPlace): number;
  classLike(node: ts.ClassLikeDeclaration, given?: GivenName): number;
}

export interface MethodPlace {
  readonly classIndex: number;
  /** Emits the field initialisers, inside the constructor. */
  readonly prologue?: () => void;
}
