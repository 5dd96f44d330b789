// What the parts of the interpreter ask of each other. One machine interprets one handler.
import type { Argument, Expression, ProgramFunction, ProgramModule, Statement } from "../../model/program.ts";
import type { SourceRange, Span } from "../../model/range.ts";
import type { SinkClass } from "../../model/taint.ts";
import type { HeapObject, State } from "../domain/heap.ts";
import type { Label, Origin } from "../domain/label.ts";
import type { ClassValue, Closure, Value } from "../domain/value.ts";
import type { Wire } from "../across/wire.ts";
import type { Program } from "../program.ts";
import type { RouteForm } from "../tables/frameworks.ts";

export interface CallArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** Item of a spread list: may stand at any later position. */
  readonly spread?: Value;
  /** Object or dictionary spread into keyword arguments. */
  readonly keywords?: Value;
}

/** Where a call stands, for ranges and messages. */
export interface CallSite {
  readonly module: ProgramModule;
  /** The IR node: its identity names the place. */
  readonly node: Expression | Statement;
  readonly callee: Expression | undefined;
  readonly arguments: readonly Argument[];
  readonly at: Span;
}

/** What reached a sink. */
export interface SinkHit {
  readonly class: SinkClass;
  readonly api: string;
  readonly label: Label;
  /** Doubt that the sink adds to the label's. */
  readonly doubt: number;
  readonly at: SourceRange;
  readonly callAt: SourceRange;
  readonly calleeAt: SourceRange;
  /** Completes "reaches X, which ...". */
  readonly effect: string;
  /** Where the API itself is called, when `callAt` is a call of the function around it. */
  readonly innerAt?: SourceRange;
}

/** What a container of dependency injection gives for a token. */
export interface Provided {
  /** `value`: the value; `class`: an object of the class; `factory`: what the function gives; `token`: what that token stands for. */
  readonly form: "value" | "class" | "factory" | "token";
  readonly value: Value;
  /** Constructors get it by the name of their parameter. */
  readonly isNamed?: true;
  readonly site: CallSite;
}

/** A function that runs, and the call that runs it; absent for the handler itself. */
export interface Running {
  readonly module: ProgramModule;
  readonly body: ProgramFunction;
  readonly site: CallSite | undefined;
}

/** A function that a framework calls with a request. */
export interface RouteEntry {
  readonly handler: Value;
  /** Functions that the framework calls before it, in order, and schemas that it checks the request by. */
  readonly before: readonly Value[];
  /** It runs before other routes, too. */
  readonly isHook: boolean;
  readonly form: RouteForm;
  /** Where it is registered. */
  readonly site: CallSite;
  /** Texts that it returns are sent as HTML. */
  readonly answersPages: boolean;
  readonly key: string;
  /** What the run has left in which it was registered; absent for those of top levels. */
  from?: State;
}

export interface Machine {
  readonly program: Program;
  state: State;
  /** Module and frame of the code that runs now. */
  readonly module: ProgramModule;
  readonly frame: number;
  readonly routes: Map<string, RouteEntry>;
  /** By token. */
  readonly provided: Map<string, readonly Provided[]>;
  /** Classes with decorated methods, in the order of their declarations. */
  readonly declared: { readonly one: ClassValue; readonly node: Expression }[];
  /** The body of a request arrives as an object. */
  parsesBody: boolean;
  readonly inHandler: boolean;
  /** What a framework gives its handlers as the current request. */
  readonly request: Value | undefined;
  /** A text that the handler returns goes out as HTML. */
  readonly answersPages: boolean;
  /** The rest of the app, where it is known. */
  readonly wire: Wire | undefined;

  /** The innermost function first. */
  running(): readonly Running[];
  place(span: Span): SourceRange;
  /** Interned number of an object, by what it is. */
  objectId(key: string): number;
  /** Interned number of an IR node. */
  siteOf(node: object): number;
  evaluate(expression: Expression): Value;
  /** What the expression was when it was last evaluated. */
  lastValue(expression: Expression): Value | undefined;
  /** What a call called. */
  calleeOf(call: Expression): Value | undefined;
  noteCallee(call: Expression, callee: Value): void;
  execute(statements: readonly Statement[]): void;
  /** Runs `work` with each state in turn and joins the results. */
  branch(works: readonly (() => void)[]): void;
  allocate(node: object, object: HeapObject): Value;
  closure(index: number): Closure;
  /** Calls everything that `callee` may be. */
  call(callee: Value, args: CallArguments, site: CallSite): Value;
  invoke(closure: Closure, args: CallArguments, site: CallSite, self?: Value): Value;
  errorValue(node: object, at: SourceRange): Value;
  moduleExport(file: string, name: string): Value | undefined;
  /** What `name` means at the top level of the module. */
  globalOf(module: ProgramModule, name: string): Value | undefined;
  origin(key: string, make: (id: number) => Origin): Origin;
  report(hit: SinkHit): void;
  /** Takes back what was reported of this class within the call. */
  withdraw(sinkClass: SinkClass, within: SourceRange): void;
  yieldValue(value: Value): void;
  /** A module of the workspace as `require` or `import` gives it. */
  requireModule(file: string): Value;
  /** The value of a name that an import of the running module binds. */
  importedName(name: string): Value | undefined;
  /** What `specifier` means in the running module. */
  importedModule(specifier: string): Value;
  countStep(): boolean;
  /** The framework goes on to the next function of the request. */
  goOn(): void;
}
