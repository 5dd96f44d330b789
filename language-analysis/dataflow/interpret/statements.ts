// What each statement does to the state.
import type { Expression, Pattern, Statement } from "../../model/program.ts";
import type { State } from "../domain/heap.ts";
import type { Value } from "../domain/value.ts";
import { joinAll, joinValues, truthOf, UNDEFINED, UNKNOWN } from "../domain/value.ts";
import { noteAnswer } from "../across/sending.ts";
import { isApplicationError } from "../models/errors.ts";
import { keysOf } from "../models/keys.ts";
import { combine } from "./expressions.ts";
import { assume, caseGuards } from "./guards.ts";
import type { Activation } from "./activation.ts";
import type { Interpreter } from "./interpreter.ts";
import { classMember, itemsOf } from "./memory.ts";
import { bind, readVariable, writeVariable } from "./patterns.ts";
import { checkBound } from "./loop-bound.ts";
import { checkAssigned, checkResponse, checkThrown } from "./response.ts";

/** Rounds of a loop until its state stands still; the lattice is low, two or three are usual. */
const LOOP_ROUNDS = 6;

export function executeStatements(
  machine: Interpreter,
  activation: Activation,
  statements: readonly Statement[],
): void {
  for (const statement of statements) {
    if (!machine.state.isLive || !machine.countStep()) return;
    execute(machine, activation, statement);
  }
}

/** A nested list: what `const` declares in it is gone after it, and what it hides comes back. */
function executeBlock(machine: Interpreter, activation: Activation, statements: readonly Statement[]): void {
  const hidden = new Map<string, Value>();
  if (activation.module.language !== "python") {
    const own = machine.state.get(activation.frame);
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.declares !== "const" || statement.target.kind !== "name") continue;
      const outer = own?.slots.get(statement.target.name);
      if (outer) hidden.set(statement.target.name, outer.value);
    }
  }
  executeStatements(machine, activation, statements);
  if (machine.state.isLive) for (const [name, value] of hidden) writeVariable(machine, name, value, true);
}

function execute(machine: Interpreter, activation: Activation, statement: Statement): void {
  switch (statement.kind) {
    case "expression":
      machine.evaluate(statement.value);
      return;
    case "assign":
      assign(machine, statement);
      return;
    case "if":
      executeIf(machine, activation, statement);
      return;
    case "loop":
      executeLoop(machine, activation, statement);
      return;
    case "switch":
      executeSwitch(machine, activation, statement);
      return;
    case "try":
      executeTry(machine, activation, statement);
      return;
    case "return": {
      const value = statement.value ? machine.evaluate(statement.value) : UNDEFINED;
      if (machine.inHandler && statement.value) {
        checkResponse(machine, value, statement.value, statement.at);
        noteAnswer(machine, value, machine.place(statement.value.at));
      }
      if (machine.state.isLive) activation.exits.push({ state: machine.state.fork(), value });
      machine.state.isLive = false;
      return;
    }
    case "throw": {
      const value = statement.value ? machine.evaluate(statement.value) : UNKNOWN;
      if (statement.value && !activation.throws) checkThrown(machine, value, statement.value, statement.at);
      if (machine.state.isLive) activation.throws?.push({ state: machine.state.fork(), value });
      machine.state.isLive = false;
      return;
    }
    case "jump":
      (statement.to === "break" ? activation.breaks : activation.continues)?.push(machine.state.fork());
      machine.state.isLive = false;
  }
}

function assign(machine: Interpreter, statement: Statement & { kind: "assign" }): void {
  const value = machine.evaluate(statement.value);
  const given = statement.isEntered ? entered(machine, value, statement.value) : value;
  if (!machine.state.isLive) return;
  const declares = statement.declares !== undefined && !isKnownVariable(machine, statement);
  if (statement.operator === undefined) {
    bind(machine, statement.target, given, declares, machine.place(statement.value.at));
    checkAssigned(machine, statement.target, given, statement.value);
    return;
  }
  const before = currentValue(machine, statement.target);
  bind(machine, statement.target, combine(machine, statement.operator, before, given, statement), declares);
}

/** What `__enter__` of the app's own classes gives; libraries give the object itself. */
function entered(machine: Interpreter, value: Value, expression: Expression): Value {
  const prototypes = value.refs.flatMap((id) => machine.state.get(id)?.prototype ?? []);
  const [prototype] = prototypes;
  const enter =
    prototype &&
    (classMember(machine, prototype, "__enter__", value) ?? classMember(machine, prototype, "__aenter__", value));
  if (!enter || prototypes.length > 1) return value;
  const site = { module: machine.module, node: expression, callee: undefined, arguments: [], at: expression.at };
  return machine.call(enter, { positional: [], named: new Map() }, site);
}

/** `var x` again in a nested block is the same variable. */
function isKnownVariable(machine: Interpreter, { declares, target }: Statement & { kind: "assign" }): boolean {
  if (declares !== "variable" || target.kind !== "name") return false;
  return machine.state.get(machine.frame)?.slots.has(target.name) === true;
}

function currentValue(machine: Interpreter, target: Pattern): Value {
  if (target.kind === "name") return readVariable(machine, target.name) ?? UNKNOWN;
  if (target.kind !== "member") return UNKNOWN;
  return machine.evaluate({ ...target, propertyAt: target.at });
}

function executeIf(machine: Interpreter, activation: Activation, statement: Statement & { kind: "if" }): void {
  const test = machine.evaluate(statement.test);
  const fixed = statement.test.kind === "literal" ? truthOf(test) : undefined;
  if (fixed !== undefined) {
    executeBlock(machine, activation, fixed ? statement.then : statement.else);
    return;
  }
  machine.branch([
    () => {
      assume(machine, test, true);
      executeBlock(machine, activation, statement.then);
    },
    () => {
      assume(machine, test, false);
      executeBlock(machine, activation, statement.else);
    },
  ]);
}

function executeLoop(machine: Interpreter, activation: Activation, statement: Statement & { kind: "loop" }): void {
  const { breaks, continues } = activation;
  const left: State[] = [];
  activation.breaks = left;
  const items = statement.items ? machine.evaluate(statement.items) : undefined;
  const head = machine.state.fork();
  let exit = machine.state;
  for (let round = 0; round < LOOP_ROUNDS && head.isLive; round++) {
    machine.state = head.fork();
    const again: State[] = [];
    activation.continues = again;
    const test = statement.test ? machine.evaluate(statement.test) : undefined;
    if (statement.test && round === 0) checkBound(machine, statement.test);
    exit = machine.state.fork();
    if (test) assumeOn(machine, exit, test, false);
    if (test) assume(machine, test, true);
    if (items && statement.binding) bindItem(machine, statement, items);
    executeBlock(machine, activation, statement.body);
    for (const state of again) machine.state.join(state);
    if (!head.join(machine.state)) break;
  }
  if (statement.test?.kind === "literal" && statement.test.value !== false && statement.test.value !== 0)
    exit.isLive = false;
  machine.state = exit;
  for (const state of left) machine.state.join(state);
  activation.breaks = breaks;
  activation.continues = continues;
}

function assumeOn(machine: Interpreter, state: State, value: Value, truth: boolean): void {
  const before = machine.state;
  machine.state = state;
  assume(machine, value, truth);
  machine.state = before;
}

function bindItem(machine: Interpreter, statement: Statement & { kind: "loop" }, items: Value): void {
  if (!statement.binding) return;
  const at = statement.items ? machine.place(statement.items.at) : undefined;
  const isDictionary =
    machine.module.language === "python" && items.refs.some((id) => machine.state.get(id)?.shape === "object");
  const item = statement.keys || isDictionary ? keysOf(machine, items) : itemsOf(machine, items, at);
  bind(machine, statement.binding, item, true);
}

function executeSwitch(machine: Interpreter, activation: Activation, statement: Statement & { kind: "switch" }): void {
  const { breaks } = activation;
  const left: State[] = [];
  activation.breaks = left;
  const subject = machine.evaluate(statement.subject);
  const fallsThrough = activation.module.language !== "python";
  const start = machine.state;
  let previous: State | undefined;
  let hasDefault = false;
  for (const { tests, body } of statement.cases) {
    machine.state = start.fork();
    const proven = caseGuards(machine, subject, statement.subject, tests);
    if (tests.length === 0) hasDefault = true;
    else machine.state.guarded = new Set([...machine.state.guarded, ...proven]);
    if (previous && fallsThrough) machine.state.join(previous);
    executeBlock(machine, activation, body);
    if (!fallsThrough && machine.state.isLive) left.push(machine.state);
    previous = machine.state;
  }
  const end = hasDefault ? undefined : start.fork();
  machine.state = previous ?? start.fork();
  if (!fallsThrough) machine.state.isLive = false;
  if (end) machine.state.join(end);
  for (const state of left) machine.state.join(state);
  activation.breaks = breaks;
}

function executeTry(machine: Interpreter, activation: Activation, statement: Statement & { kind: "try" }): void {
  const { throws } = activation;
  const thrown: NonNullable<Activation["throws"]> = [];
  const caught = machine.state.fork();
  if (statement.handlers.length > 0) activation.throws = thrown;
  const exitsBefore = activation.exits.length;
  executeBlock(machine, activation, statement.body);
  activation.throws = throws;
  const end = machine.state;
  caught.join(end);
  for (const { state } of activation.exits.slice(exitsBefore)) caught.join(state);
  for (const { state } of thrown) caught.join(state);
  const carried = joinAll(thrown.map(({ value }) => value));
  const ends = statement.handlers.map((handler) => {
    machine.state = caught.fork();
    if (handler.binding) {
      // The app writes the texts of its own errors for its clients; what it puts into them is carried here.
      const isOwn = isApplicationError(machine, handler.types ?? []);
      const error = isOwn ? UNKNOWN : machine.errorValue(handler, machine.place(handler.binding.at));
      bind(machine, handler.binding, joinValues(error, carried), true);
    } else {
      machine.errorValue(handler, machine.place(handler.at));
    }
    executeBlock(machine, activation, handler.body);
    return machine.state;
  });
  machine.state = end;
  for (const state of ends) machine.state.join(state);
  const isLive = machine.state.isLive;
  if (statement.finally.length > 0) {
    if (!isLive) machine.state = caught.fork();
    executeBlock(machine, activation, statement.finally);
    if (!isLive) machine.state.isLive = false;
  }
}
