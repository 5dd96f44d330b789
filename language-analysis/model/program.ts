// The intermediate representation (IR) of code, one module a file. Expressions are trees, statements structured: an abstract
// interpreter walks them in order, joins after branches and repeats loops. Plain data with ranges, the same for every language.
import type { Problem } from "./problem.ts";
import type { Span } from "./range.ts";

export type Language = "javascript" | "typescript" | "python" | "java" | "go" | "csharp";

export interface ProgramModule {
  readonly file: string;
  readonly language: Language;
  /** Index 0 is the module's top level; the others are functions, methods, lambdas in source order. */
  readonly functions: readonly ProgramFunction[];
  readonly imports: readonly ProgramImport[];
  readonly exports: readonly ProgramExport[];
  readonly classes: readonly ProgramClass[];
  readonly problems: readonly Problem[];
}

export interface ProgramFunction {
  readonly index: number;
  /** Declared, assigned or property name; empty for an anonymous function. */
  readonly name: string;
  /** The enclosing function's index; 0 for those directly at the top level, absent for the top level itself. */
  readonly parent?: number;
  /** Index into `classes` for methods. */
  readonly classIndex?: number;
  readonly parameters: readonly ProgramParameter[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
  readonly decorators?: readonly Expression[];
  /** Reading the property runs the function: `get total() {}`, `@property`. Setters have a name of their own, `set total`. */
  readonly accessor?: "get";
  /** `this` in it is that of the function around it. */
  readonly isArrow?: true;
  /** Declared type of the variable that holds the function, as written, without type arguments: `APIGatewayProxyHandler`. */
  readonly typeName?: string;
  readonly at: Span;
  readonly nameAt: Span;
}

export interface ProgramParameter {
  /** A name, or a destructuring pattern. */
  readonly pattern: Pattern;
  readonly default?: Expression;
  /** `...rest`, `*args` or `**kwargs`. */
  readonly rest?: "positional" | "keyword";
  /** Declared type as written, without type arguments: `APIGatewayProxyEvent`. */
  readonly typeName?: string;
  readonly at: Span;
}

export interface ProgramImport {
  /** Module specifier as written: `./db`, `aws-sdk`, `boto3`, `.models` (Python relative imports keep their dots). */
  readonly module: string;
  /** Exported name; `*` for the whole module (namespace, `require(...)`, `import boto3`), `default` for a default import. */
  readonly imported: string;
  /** Local name it is bound to; empty for a side-effect import. */
  readonly local: string;
  readonly at: Span;
}

export interface ProgramExport {
  /** Exported name: `handler`, `default`; Python: every top-level definition. */
  readonly name: string;
  /** The value; a name expression when it is a variable of the module, a function expression when written in place. */
  readonly value: Expression;
  /** Set when it is re-exported from another module. */
  readonly from?: string;
  readonly at: Span;
}

export interface ProgramField {
  readonly name: string;
  /** As for parameters. */
  readonly typeName?: string;
  /** Names of the decorators: `IsInt`. */
  readonly decorators?: readonly string[];
}

export interface ProgramClass {
  readonly index: number;
  readonly name: string;
  readonly bases: readonly Expression[];
  /** Indexes into `functions`. */
  readonly methods: readonly number[];
  /** Declared with a type, in source order: `name: str`, `@IsInt() age: number`. */
  readonly fields?: readonly ProgramField[];
  readonly at: Span;
}

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression; readonly at: Span }
  /** `declares`: const/let/var or a first assignment in Python; `operator` for `+=` (`+`). */
  | {
      readonly kind: "assign";
      readonly target: Pattern;
      readonly value: Expression;
      readonly declares?: "const" | "variable";
      readonly operator?: string;
      /** Python's `with value as target`: the target is what entering gives. */
      readonly isEntered?: true;
      readonly at: Span;
    }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly at: Span;
    }
  /** Every loop. `binding` takes the items of `items` (for-of, for-in with `keys: true`, Python for); `test` is the condition of while. */
  | {
      readonly kind: "loop";
      readonly binding?: Pattern;
      readonly items?: Expression;
      readonly keys?: true;
      readonly test?: Expression;
      readonly body: readonly Statement[];
      readonly at: Span;
    }
  /** `switch` and Python `match`. A case without `test` is the default. */
  | {
      readonly kind: "switch";
      readonly subject: Expression;
      readonly cases: readonly { readonly tests: readonly Expression[]; readonly body: readonly Statement[] }[];
      readonly at: Span;
    }
  | {
      readonly kind: "try";
      readonly body: readonly Statement[];
      readonly handlers: readonly {
        readonly binding?: Pattern;
        readonly types?: readonly Expression[];
        readonly body: readonly Statement[];
        readonly at: Span;
      }[];
      readonly finally: readonly Statement[];
      readonly at: Span;
    }
  | { readonly kind: "return"; readonly value?: Expression; readonly at: Span }
  | { readonly kind: "throw"; readonly value?: Expression; readonly at: Span }
  | { readonly kind: "jump"; readonly to: "break" | "continue"; readonly at: Span };

export type Pattern =
  | { readonly kind: "name"; readonly name: string; readonly at: Span }
  | { readonly kind: "member"; readonly object: Expression; readonly property: string | Expression; readonly at: Span }
  /** `{ a, b: c = 1, ...rest }`. A computed key is an empty string. */
  | {
      readonly kind: "object";
      readonly properties: readonly { readonly key: string; readonly target: Pattern; readonly default?: Expression }[];
      readonly rest?: Pattern;
      readonly at: Span;
    }
  /** `[a, , b]`, Python tuples. A hole is undefined. */
  | {
      readonly kind: "array";
      readonly items: readonly (Pattern | undefined)[];
      /** By the item's index. */
      readonly defaults?: readonly (Expression | undefined)[];
      readonly rest?: Pattern;
      readonly at: Span;
    };

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null; readonly at: Span }
  | { readonly kind: "regex"; readonly source: string; readonly flags: string; readonly at: Span }
  /** Template literal, f-string: literal parts are literal expressions. */
  | { readonly kind: "template"; readonly parts: readonly Expression[]; readonly at: Span }
  | { readonly kind: "name"; readonly name: string; readonly at: Span }
  | { readonly kind: "this"; readonly at: Span }
  /** `object.property` (text) or `object[property]` (expression; a literal key is given as text). `propertyAt` is the property alone. */
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly property: string | Expression;
      readonly propertyAt: Span;
      readonly at: Span;
    }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly arguments: readonly Argument[];
      readonly isNew?: true;
      /** Between and including the parentheses. */
      readonly argumentsAt: Span;
      readonly at: Span;
    }
  | { readonly kind: "object"; readonly properties: readonly ObjectProperty[]; readonly at: Span }
  /** Array, list, tuple, set. */
  | { readonly kind: "array"; readonly items: readonly Argument[]; readonly at: Span }
  /** Function, arrow, lambda written in place; its body is `functions[index]`. */
  | { readonly kind: "function"; readonly index: number; readonly at: Span }
  | { readonly kind: "class"; readonly index: number; readonly at: Span }
  /** Operators as in JavaScript (`+`, `%`, `===`, `&&`, `||`, `??`, `in`); Python's `and`, `or`, `not` become `&&`, `||`, `!`. */
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: Span;
    }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression; readonly at: Span }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly else: Expression;
      readonly at: Span;
    }
  | { readonly kind: "await"; readonly operand: Expression; readonly at: Span }
  | { readonly kind: "yield"; readonly operand?: Expression; readonly at: Span }
  /** Assignment used as a value (`a = b = c`, `:=`). */
  | { readonly kind: "assignment"; readonly target: Pattern; readonly value: Expression; readonly at: Span }
  /** Comprehensions and generator expressions. */
  | {
      readonly kind: "comprehension";
      readonly result: readonly Expression[];
      readonly clauses: readonly { readonly binding: Pattern; readonly items: Expression }[];
      readonly conditions: readonly Expression[];
      readonly at: Span;
    }
  /** Anything else: its parts are kept, so that nothing is lost for data flow. */
  | { readonly kind: "other"; readonly parts: readonly Expression[]; readonly at: Span };

export interface Argument {
  readonly value: Expression;
  /** Keyword argument's name. */
  readonly name?: string;
  readonly spread?: "positional" | "keyword";
}

export interface ObjectProperty {
  /** Undefined for a spread; an expression for a computed key. */
  readonly key: string | Expression | undefined;
  readonly value: Expression;
  readonly keyAt: Span;
}
