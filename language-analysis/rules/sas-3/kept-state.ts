// What code leaves behind in the instance that the next invocation finds: lists that grow, timers and threads that go on.
// Source: Lambda Developer Guide, "Understanding the Lambda execution environment lifecycle".
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { callsOf, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, partsOf, statementsOf } from "../program-search.ts";
import { namesIn, variablesOf } from "../variables.ts";
import { heldEntriesOf } from "./held-objects.ts";
import { EVENT, isLocal, PERSON } from "./module-names.ts";

export interface KeptState extends CodePlace {
  readonly kind: "list" | "variable" | "entry" | "timer" | "thread" | "process";
  readonly name: string;
  readonly readAt?: Span;
}

export const keptStateOf = oncePerModule((module): readonly KeptState[] => [
  ...grownLists(module),
  ...filledEntries(module),
  ...sometimesSet(module),
  ...leftRunning(module),
]);

const GROWS = /^(push|unshift|append|extend|insert|add)$/;

/** Lists of the module to which functions add data of an event, and that nothing empties. */
function* grownLists(module: ProgramModule): Iterable<KeptState> {
  const lists = new Set<string>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (functionIndex !== 0 || statement.kind !== "assign" || statement.target.kind !== "name") continue;
    if (isEmptyList(statement.value)) lists.add(statement.target.name);
  }
  if (lists.size === 0) return;
  const emptied = emptiedIn(module);
  const read = readNames(module);
  for (const { call, functionIndex, at } of callsOf(module)) {
    const { callee } = call;
    if (functionIndex === 0 || callee.kind !== "member" || callee.object.kind !== "name") continue;
    if (typeof callee.property !== "string" || !GROWS.test(callee.property)) continue;
    const { name } = callee.object;
    if (!lists.has(name) || emptied.has(name) || (read.get(name) ?? 0) < 2 || isLocal(module, name, functionIndex))
      continue;
    if (call.arguments.some(({ value }) => isFromEvent(module, value, functionIndex)))
      yield { kind: "list", name, at, functionIndex };
  }
}

function isEmptyList(value: Expression): boolean {
  if (value.kind === "array") return value.items.length === 0;
  return (
    value.kind === "call" &&
    value.callee.kind === "name" &&
    /^(list|set|Array|Set)$/.test(value.callee.name) &&
    value.arguments.length === 0
  );
}

/** `list = []`, `list.length = 0`, `list.clear()`, `list.pop()`, `list.splice(...)`, `del list[:]` inside of functions. */
function emptiedIn(module: ProgramModule): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (functionIndex === 0 || statement.kind !== "assign") continue;
    for (const name of namesIn(statement.target)) names.add(name);
    if (statement.target.kind === "member" && statement.target.object.kind === "name")
      names.add(statement.target.object.name);
  }
  for (const { expression } of expressionsOf(module)) {
    const isEmptying =
      expression.kind === "call" &&
      expression.callee.kind === "member" &&
      expression.callee.object.kind === "name" &&
      typeof expression.callee.property === "string" &&
      /^(clear|pop|shift|splice|popleft|remove|delete|discard)$/.test(expression.callee.property);
    if (isEmptying && expression.callee.kind === "member" && expression.callee.object.kind === "name")
      names.add(expression.callee.object.name);
    if (expression.kind === "unary" && expression.operator === "delete")
      for (const part of partsOf(expression.operand)) if (part.kind === "name") names.add(part.name);
  }
  return names;
}

function readNames(module: ProgramModule): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind === "name") counts.set(expression.name, (counts.get(expression.name) ?? 0) + 1);
  }
  return counts;
}

/** Made from the event, or from a parameter or a local name that is called like a part of one. */
function isFromEvent(module: ProgramModule, value: Expression, functionIndex: number): boolean {
  for (const part of variablesOf(module).origins(value, functionIndex))
    if (part.kind === "name" && EVENT.test(part.name)) return true;
  return false;
}

/** Entries that a later invocation reads too early, and objects that are called after people. */
function filledEntries(module: ProgramModule): readonly KeptState[] {
  const entries = heldEntriesOf(module);
  const objects = [...filledObjects(module)].filter(
    ({ name }) => !entries.some((one) => one.name === name || one.name.startsWith(`${name}.`)),
  );
  return [...objects, ...entries.map((entry): KeptState => ({ ...entry, kind: "entry" }))];
}

const OF_PERSONS = /session|user|token|auth|account|customer|credential|login/i;

/** `sessions[id] = event...` in an object of the module that is called after people. */
function* filledObjects(module: ProgramModule): Iterable<KeptState> {
  const objects = new Set<string>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (functionIndex !== 0 || statement.kind !== "assign" || statement.target.kind !== "name") continue;
    const { name } = statement.target;
    if (OF_PERSONS.test(name) && isEmptyObject(statement.value)) objects.add(name);
  }
  if (objects.size === 0) return;
  const seen = new Set<string>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (functionIndex === 0 || statement.kind !== "assign" || statement.target.kind !== "member") continue;
    const { object } = statement.target;
    if (object.kind !== "name" || !objects.has(object.name) || seen.has(object.name)) continue;
    if (isLocal(module, object.name, functionIndex) || !isFromEvent(module, statement.value, functionIndex)) continue;
    seen.add(object.name);
    yield { kind: "list", name: object.name, at: statement.at, functionIndex };
  }
}

function isEmptyObject(value: Expression): boolean {
  if (value.kind === "object") return value.properties.length === 0;
  return (
    value.kind === "call" &&
    value.callee.kind === "name" &&
    /^(dict|Map|Object)$/.test(value.callee.name) &&
    value.arguments.length === 0
  );
}

/** A variable of the module that holds who is calling, and that a function sets only on some of its ways. */
function* sometimesSet(module: ProgramModule): Iterable<KeptState> {
  const own = new Set<string>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (
      functionIndex === 0 &&
      statement.kind === "assign" &&
      statement.target.kind === "name" &&
      PERSON.test(statement.target.name)
    )
      own.add(statement.target.name);
  }
  if (own.size === 0) return;
  const set = new Map<string, { readonly place: KeptState; readonly always: boolean }>();
  for (const { statement, within, functionIndex } of statementsOf(module)) {
    if (functionIndex === 0 || statement.kind !== "assign" || statement.target.kind !== "name") continue;
    const { name } = statement.target;
    if (!own.has(name) || statement.declares !== undefined || isLocal(module, name, functionIndex)) continue;
    const always = !within.some(({ kind }) => kind === "if" || kind === "switch" || kind === "loop");
    const isData = isFromEvent(module, statement.value, functionIndex);
    const before = set.get(name);
    if (before?.always) continue;
    if (always || isData) set.set(name, { always, place: { kind: "variable", name, at: statement.at, functionIndex } });
  }
  for (const { always, place } of set.values()) if (!always) yield place;
}

/** Timers without an end, threads nobody waits for, processes let go. */
function* leftRunning(module: ProgramModule): Iterable<KeptState> {
  const calls = callsOf(module);
  const has = (shape: RegExp): boolean => calls.some(({ name }) => shape.test(name));
  for (const one of calls) {
    if (one.functionIndex === 0) continue;
    const { name, at, functionIndex } = one;
    if (name === "setInterval" && !has(/(^|\.)clearInterval$/)) yield { kind: "timer", name, at, functionIndex };
    if (/^threading\.(Thread|Timer)(\.start)?$/.test(name) && name.endsWith(".start") && !has(/\.(join|result|wait)$/))
      yield { kind: "thread", name: "threading.Thread", at, functionIndex };
    if (/^(child_process\.)?(spawn|fork)$/.test(name) && name.startsWith("child_process") && isDetached(one))
      yield { kind: "process", name, at, functionIndex };
  }
}

function isDetached({ call }: NamedCall): boolean {
  return call.arguments.some(
    ({ value }) =>
      value.kind === "object" &&
      value.properties.some(
        (one) => one.key === "detached" && one.value.kind === "literal" && one.value.value === true,
      ),
  );
}
