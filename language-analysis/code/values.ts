// What the evaluator says an expression stands for. Every answer is a list: a variable may hold one of several values.
import type { Expression } from "../model/program.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { SdkValue } from "./sdk-values.ts";

/** Where an expression is evaluated. */
export interface Place {
  readonly index: ModuleIndex;
  readonly functionIndex: number;
}

export interface Located {
  readonly expression: Expression;
  readonly place: Place;
}

export type CallExpression = Extract<Expression, { kind: "call" }>;

export interface LocatedCall {
  readonly call: CallExpression;
  readonly place: Place;
}

export type AbstractValue =
  /** A literal, object, array, function, class, or whatever can't be reduced further. */
  | ({ readonly kind: "expression" } & Located)
  /** From another module; `path` begins with the imported name, and is empty for the module itself. */
  | { readonly kind: "import"; readonly module: string; readonly path: readonly string[]; readonly from: ModuleIndex }
  /** `isContext`: what the platform tells a handler about its invocation. */
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly of: string;
      readonly place: Place;
      readonly isContext?: true;
    }
  | { readonly kind: "event"; readonly path: readonly string[] }
  /** `name` is absent for the environment as a whole. */
  | { readonly kind: "environment"; readonly name?: string; readonly fallback?: Located }
  | { readonly kind: "instance"; readonly classIndex: number; readonly place: Place }
  | { readonly kind: "sdk"; readonly value: SdkValue }
  | { readonly kind: "unknown"; readonly reason: string };
