// Interprets one handler abstractly: every branch taken, loops to a fixed point, calls followed. Work is bounded by a count of
// steps, so that the same code gives the same answer on every machine.
import type { Expression, ProgramFunction, ProgramModule, Statement } from "../../model/program.ts";
import { containsRange, rangeOf } from "../../model/range.ts";
import type { SourceRange, Span } from "../../model/range.ts";
import type { SinkClass } from "../../model/taint.ts";
import { say } from "../../model/message.ts";
import type { HeapObject, Slot } from "../domain/heap.ts";
import { EMPTY_LIST, State } from "../domain/heap.ts";
import type { Origin } from "../domain/label.ts";
import { makeLabel, mapLabels, moreDoubt, NO_LABELS, singleLabel } from "../domain/label.ts";
import type { Closure, Value } from "../domain/value.ts";
import {
  guardsOf,
  joinAll,
  joinValues,
  labelled,
  NEVER,
  reference,
  truthOf,
  UNDEFINED,
  unite,
  UNKNOWN,
} from "../domain/value.ts";
import type { Wire } from "../across/wire.ts";
import type { Program } from "../program.ts";
import { isOpaqueErrorPart } from "../tables/errors.ts";
import { newActivation, type Activation } from "./activation.ts";
import { callAny } from "./calls.ts";
import { evaluateExpression } from "./expressions.ts";
import type { CallArguments, CallSite, Machine, RouteEntry, Running, SinkHit } from "./machine.ts";
import { importedModule, importedName, loadModule, moduleExport, requireModule } from "./modules.ts";
import { bindParameters } from "./parameters.ts";
import { executeStatements } from "./statements.ts";

export interface Limits {
  readonly steps: number;
  readonly depth: number;
}

const SELF_CALLS = 2;
/** Calls that tell two activations of a function apart. */
const CONTEXT_CALLS = 4;

export class Interpreter implements Machine {
  readonly program: Program;
  readonly limits: Limits;
  readonly wire: Wire | undefined;
  hits: SinkHit[] = [];
  readonly routes = new Map<string, RouteEntry>();
  readonly provided: Machine["provided"] = new Map();
  readonly declared: Machine["declared"] = [];
  parsesBody = false;
  /** Files whose top level has run. */
  readonly loaded = new Map<
    string,
    { readonly frame: number; readonly exportsObject: number; readonly moduleObject: number }
  >();
  /** Functions that have run. */
  readonly entered = new Set<ProgramFunction>();
  state = new State();
  steps = 0;
  request: Value | undefined = undefined;
  answersPages = false;
  activation: Activation;
  private goingOn: State[] | undefined;
  /** Files whose top level has run in a state that is no more. */
  private readonly lost: string[] = [];
  private readonly activations: Activation[] = [];
  private readonly sites = new WeakMap<object, number>();
  private siteCount = 0;
  private readonly objectIds = new Map<string, number>();
  private readonly origins = new Map<string, Origin>();
  private readonly callees = new WeakMap<Expression, Value>();
  private readonly values = new WeakMap<Expression, Value>();

  constructor(program: Program, entry: ProgramModule, limits: Limits, wire?: Wire) {
    this.program = program;
    this.wire = wire;
    this.limits = limits;
    this.activation = newActivation(entry, 0, 0, undefined, "");
    loadModule(this, entry.file);
  }

  get module(): ProgramModule {
    return this.activation.module;
  }

  get frame(): number {
    return this.activation.frame;
  }

  /** True in the handler's own body, whose `return` is the response. */
  get inHandler(): boolean {
    return this.activation.site === undefined && this.activation.index !== 0;
  }

  get isExhausted(): boolean {
    return this.steps > this.limits.steps;
  }

  countStep(): boolean {
    this.steps += 1;
    return this.steps <= this.limits.steps;
  }

  running(): readonly Running[] {
    return this.activations
      .flatMap(({ module, index, site }) => {
        const body = module.functions[index];
        return body ? [{ module, body, site }] : [];
      })
      .reverse();
  }

  place(span: Span): SourceRange {
    return rangeOf(this.module.file, span);
  }

  siteOf(node: object): number {
    let site = this.sites.get(node);
    if (site === undefined) {
      this.siteCount += 1;
      site = this.siteCount;
      this.sites.set(node, site);
    }
    return site;
  }

  evaluate(expression: Expression): Value {
    if (!this.countStep() || !this.state.isLive) return NEVER;
    const value = evaluateExpression(this, expression);
    this.values.set(expression, value);
    return value;
  }

  lastValue(expression: Expression): Value | undefined {
    return this.values.get(expression);
  }

  calleeOf(call: Expression): Value | undefined {
    return this.callees.get(call);
  }

  noteCallee(call: Expression, callee: Value): void {
    this.callees.set(call, callee);
  }

  execute(statements: readonly Statement[]): void {
    executeStatements(this, this.activation, statements);
  }

  branch(works: readonly (() => void)[]): void {
    const start = this.state;
    const ends = works.map((work) => {
      this.state = start.fork();
      work();
      return this.state;
    });
    const [first, ...others] = ends;
    if (!first) return;
    for (const other of others) first.join(other);
    this.state = first;
  }

  objectId(key: string): number {
    let id = this.objectIds.get(key);
    if (id === undefined) {
      id = this.objectIds.size + 1;
      this.objectIds.set(key, id);
    }
    return id;
  }

  allocate(node: object, object: HeapObject): Value {
    const id = this.objectId(`${this.siteOf(node)}@${this.activation.context}`);
    this.state.set(id, object);
    return reference(id);
  }

  closure(index: number): Closure {
    return {
      kind: "closure",
      key: `f:${this.module.file}:${index}:${this.frame}`,
      module: this.module,
      index,
      frame: this.frame,
    };
  }

  call(callee: Value, args: CallArguments, site: CallSite): Value {
    return callAny(this, callee, args, site);
  }

  /** Runs a function of the workspace with these arguments in the current state. */
  invoke(closure: Closure, args: CallArguments, site: CallSite | undefined, self?: Value): Value {
    const body = closure.module.functions[closure.index];
    if (!body || !this.state.isLive) return UNKNOWN;
    const own = this.activations.filter((one) => one.module === closure.module && one.index === closure.index);
    if (own.length >= SELF_CALLS || this.activations.length >= this.limits.depth || this.isExhausted) {
      return this.opaque(args);
    }
    const ownContext = site
      ? [this.siteOf(site.node), ...this.activation.context.split("<").slice(0, CONTEXT_CALLS - 1)].join("<")
      : "entry";
    this.entered.add(body);
    const frame = this.objectId(`frame ${this.siteOf(body)}@${ownContext}`);
    const receiver = body.isArrow ? undefined : (self ?? closure.self);
    const slots = new Map<string, Slot>();
    if (receiver) slots.set("<this>", { value: receiver });
    this.state.set(frame, { shape: "frame", slots, labels: NO_LABELS, parent: closure.frame });
    const activation = newActivation(closure.module, closure.index, frame, site, ownContext);
    activation.throws = this.activation.throws;
    const caller = this.activation;
    const start = this.state;
    this.activations.push(activation);
    this.activation = activation;
    bindParameters(this, body, args, receiver, site !== undefined);
    this.execute(body.body);
    if (this.state.isLive) activation.exits.push({ state: this.state, value: UNDEFINED });
    this.activations.pop();
    this.activation = caller;
    return this.leave(activation, start, body);
  }

  private leave(activation: Activation, start: State, body: ProgramFunction): Value {
    const { exits } = activation;
    const [first, ...others] = exits;
    if (!first) {
      start.isLive = false;
      this.state = start;
      return NEVER;
    }
    let result = NEVER;
    for (const { state, value } of exits) {
      const guards = guardsOf(value);
      const proven = {
        whenTrue: truthOf(value) === false ? ("all" as const) : unite(guards.whenTrue, state.guarded),
        whenFalse: truthOf(value) === true ? ("all" as const) : unite(guards.whenFalse, state.guarded),
      };
      const isProof =
        proven.whenTrue === "all" ||
        proven.whenFalse === "all" ||
        proven.whenTrue.size > 0 ||
        proven.whenFalse.size > 0;
      result = joinValues(result, isProof ? { ...value, guards: proven } : value);
    }
    for (const { state } of others) first.state.join(state);
    this.state = first.state;
    if (activation.yielded) {
      result = this.allocate(body, { ...EMPTY_LIST, rest: activation.yielded });
    }
    return result;
  }

  /** A call that is not followed: what goes in may come out. */
  private opaque(args: CallArguments): Value {
    const all = joinAll([...args.positional, ...args.named.values(), args.spread ?? NEVER, args.keywords ?? NEVER]);
    return labelled(mapLabels(all.labels, (label) => makeLabel({ ...label, doubt: moreDoubt(label.doubt, 1) })));
  }

  errorValue(node: object, at: SourceRange): Value {
    const origin = this.origin(`error ${this.siteOf(node)}`, (id) => ({
      id,
      kind: "error",
      doubt: 0,
      part: (path) => (isOpaqueErrorPart(path) ? undefined : { trust: "internal" }),
    }));
    const label = makeLabel({
      origin,
      path: [],
      change: 0,
      harmless: 0,
      doubt: 0,
      trace: { before: undefined, length: 1, at, message: say("An error is caught here") },
    });
    return labelled(singleLabel(label));
  }

  moduleExport(file: string, name: string): Value | undefined {
    return moduleExport(this, file, name);
  }

  globalOf(module: ProgramModule, name: string): Value | undefined {
    const own = this.state.get(loadModule(this, module.file) ?? -1)?.slots.get(name)?.value;
    return own ?? importedName(this, module, name);
  }

  requireModule(file: string): Value {
    return requireModule(this, file);
  }

  importedModule(specifier: string): Value {
    return importedModule(this, this.module, specifier);
  }

  importedName(name: string): Value | undefined {
    return importedName(this, this.module, name);
  }

  origin(key: string, make: (id: number) => Origin): Origin {
    let origin = this.origins.get(key);
    if (!origin) {
      origin = make(this.origins.size + 1);
      this.origins.set(key, origin);
    }
    return origin;
  }

  report(hit: SinkHit): void {
    this.hits.push(hit);
  }

  withdraw(sinkClass: SinkClass, within: SourceRange): void {
    if (!this.hits.some((hit) => hit.class === sinkClass)) return;
    this.hits = this.hits.filter((hit) => hit.class !== sinkClass || !containsRange(within, hit.at));
  }

  yieldValue(value: Value): void {
    this.activation.yielded = joinValues(this.activation.yielded ?? NEVER, value);
  }

  topFrame(file: string): number {
    return loadModule(this, file) ?? 0;
  }

  goOn(): void {
    this.goingOn?.push(this.state.fork());
  }

  /** Runs `work`, which is to hand on to the next function, and goes on from where it does. */
  runBefore(work: () => void): void {
    const states: State[] = [];
    this.goingOn = states;
    work();
    this.goingOn = undefined;
    const [first, ...others] = states;
    if (first) {
      for (const other of others) first.join(other);
      this.state = first;
    }
    this.state.isLive = true;
  }

  /**
   * Runs `work` from the state after the modules' top levels, whatever became of earlier runs, or on from where one has ended; the state that it
   * ends in.
   */
  run(work: () => void, from?: State): State {
    // What an earlier run has loaded is gone with its state.
    for (const file of this.lost) this.loaded.delete(file);
    for (const file of this.lost.splice(0)) loadModule(this, file);
    const start = this.state;
    const known = new Set(this.loaded.keys());
    const routes = new Set(this.routes.keys());
    this.state = (from ?? start).fork();
    this.state.isLive = true;
    work();
    for (const [key, route] of this.routes) if (!routes.has(key)) route.from = this.state;
    this.lost.push(...[...this.loaded.keys()].filter((file) => !known.has(file)));
    const end = this.state;
    this.state = start;
    return end;
  }

  /** Runs `work` as part of `module`'s top level. */
  atTopLevel(module: ProgramModule, frame: number, work: () => void): void {
    const before = this.activation;
    this.activation = newActivation(module, 0, frame, undefined, `module ${this.objectId(`module ${module.file}`)}`);
    work();
    this.state.isLive = true;
    this.activation = before;
  }
}
