// Entries of a module's objects that one invocation fills with its own data, and that a later one can read before they are filled again.
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { callsOf, nameOf } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, partsOf, spanContains, statementsOf } from "../program-search.ts";
import { namesIn, variablesOf } from "../variables.ts";
import { EVENT, isLocal, PERSON } from "./module-names.ts";

/** An entry that is written; one of a key that is not known has the name `*`. */
interface Write extends CodePlace {
  readonly object: string;
  readonly entry: string;
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly within: readonly Statement[];
}

export interface HeldEntry extends CodePlace {
  /** `held.entry`, or `held` alone when its keys are not known. */
  readonly name: string;
  /** Where a later invocation reads it. */
  readonly readAt: Span;
}

/** The first of the writes to each entry that can be read too early. */
export const heldEntriesOf = oncePerModule((module): readonly HeldEntry[] => {
  const own = ownObjects(module);
  const imported = importedObjects(module);
  const writes = writesTo(module, own, imported);
  if (writes.length === 0) return [];
  const found = new Map<string, HeldEntry>();
  for (const write of writes) {
    const name = write.entry === "*" ? write.object : `${write.object}.${write.entry}`;
    if (found.has(name) || !isOfEvent(module, write, imported)) continue;
    if (isConditional(write) ? isRefill(write) : isSetOnPurpose(module, write)) continue;
    const readAt = earlyRead(module, write, writes);
    if (readAt) found.set(name, { name, at: write.at, readAt, functionIndex: write.functionIndex });
  }
  return [...found.values()];
});

/** Names of the top level that hold an object of the module's own. */
function ownObjects(module: ProgramModule): ReadonlySet<string> {
  const classes = new Set(module.classes.map(({ name }) => name));
  const names = new Set<string>();
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (functionIndex !== 0 || statement.kind !== "assign" || statement.target.kind !== "name") continue;
    const { value } = statement;
    const made = value.kind === "call" ? (nameOf(module, value.callee) ?? "") : "";
    if (
      value.kind === "object" ||
      /^(dict|Map|Object|types\.SimpleNamespace|SimpleNamespace|collections\.\w+)$/.test(made) ||
      classes.has(made)
    )
      names.add(statement.target.name);
  }
  return names;
}

/** Values of other modules of the app; a value, not a class or a function, is written to. */
function importedObjects({ imports, language }: ProgramModule): ReadonlySet<string> {
  return new Set(
    imports.flatMap(({ local, module, imported }) =>
      imported !== "*" && /^[a-z_]/.test(local) && (language === "python" || module.startsWith(".")) ? [local] : [],
    ),
  );
}

function writesTo(module: ProgramModule, own: ReadonlySet<string>, imported: ReadonlySet<string>): readonly Write[] {
  const found: Write[] = [];
  for (const { statement, within, functionIndex } of statementsOf(module)) {
    if (functionIndex === 0) continue;
    const shared = { at: statement.at, functionIndex, within };
    const add = (object: Expression, property: string | Expression | undefined, value: Expression): void => {
      if (object.kind !== "name" || (!own.has(object.name) && !imported.has(object.name))) return;
      if (isLocal(module, object.name, functionIndex)) return;
      const text =
        typeof property === "string" ? property : property?.kind === "literal" ? String(property.value) : "*";
      const key = typeof property === "object" && text === "*" ? property : undefined;
      found.push({ ...shared, object: object.name, entry: text, key, value });
    };
    if (statement.kind === "assign" && statement.target.kind === "member" && statement.operator === undefined)
      add(statement.target.object, statement.target.property, statement.value);
    if (statement.kind !== "expression" || statement.value.kind !== "call") continue;
    const { callee, arguments: given } = statement.value;
    const [first, second] = given;
    if (callee.kind !== "member" || !first) continue;
    if (callee.property === "set" && second) add(callee.object, first.value, second.value);
    const isAssign = callee.property === "assign" && callee.object.kind === "name" && callee.object.name === "Object";
    const target = isAssign ? first.value : callee.property === "update" ? callee.object : undefined;
    const source = isAssign ? second?.value : first.value;
    if (target && source?.kind === "object")
      for (const { key, value } of source.properties) if (typeof key === "string") add(target, key, value);
  }
  return found;
}

/** Copied from the event or from an argument, without a call that may have looked it up. */
function isOfEvent(
  module: ProgramModule,
  { object, entry, key, value, functionIndex }: Write,
  imported: ReadonlySet<string>,
): boolean {
  const isPerson = PERSON.test(entry);
  if (imported.has(object) && !isPerson) return false;
  const parameters = parametersOf(module, functionIndex);
  if (key && !rootsOf(key).some((name) => parameters.has(name))) return false;
  let isEvent = false;
  for (const part of variablesOf(module).origins(value, functionIndex)) {
    if (part.kind === "call" && !COPIES.test(nameOf(module, part.callee) ?? "")) return false;
    if (part.kind === "name")
      isEvent ||= EVENT.test(part.name) || ((isPerson || key !== undefined) && parameters.has(part.name));
  }
  return isEvent;
}

const COPIES = /(^|\.)(parse|loads|get|str|String|int|Number|dict|trim|strip|lower|toLowerCase)$/;

function rootsOf(expression: Expression): readonly string[] {
  return partsOf(expression).flatMap((part) => (part.kind === "name" ? [part.name] : []));
}

function parametersOf({ functions }: ProgramModule, functionIndex: number): ReadonlySet<string> {
  const names = functions[functionIndex]?.parameters.flatMap(({ pattern }) => namesIn(pattern)) ?? [];
  return new Set(names.filter((name) => name !== "self" && name !== "cls"));
}

function isConditional({ within }: Write): boolean {
  return within.some(({ kind }) => kind === "if" || kind === "switch");
}

/** `if (!held.x) held.x = ...` keeps the first on purpose. */
function isRefill({ object, entry, within }: Write): boolean {
  return within.some(
    (one) =>
      one.kind === "if" &&
      partsOf(one.test).some((part) => readOf(part, object)?.entry === entry) &&
      !PERSON.test(entry),
  );
}

/** The handler, and functions that are there to set it, run first. */
function isSetOnPurpose(module: ProgramModule, { functionIndex }: Write): boolean {
  const one = module.functions[functionIndex];
  const isExported =
    module.language !== "python" &&
    module.exports.some(
      ({ name, value }) => name === one?.name || (value.kind === "function" && value.index === functionIndex),
    );
  return isExported || one?.name === "" || SETTERS.test(one?.name ?? "");
}

const SETTERS =
  /handler|main|^(set|init|bind|with|use|enter|begin|start|configure|remember|store|save|before|after|on[A-Z_]|middleware|authenticate|authori[sz]e|require|verify|constructor|__)/i;

/** A read that no write of the same invocation is sure to come before. */
function earlyRead(module: ProgramModule, write: Write, writes: readonly Write[]): Span | undefined {
  const same = writes.filter(({ object, entry }) => object === write.object && entry === write.entry);
  const sure = same.filter((one) => !isConditional(one));
  const always = withCallers(module, new Set(sure.map(({ functionIndex }) => functionIndex)));
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (functionIndex === 0 || readOf(expression, write.object)?.entry !== write.entry) continue;
    const { at } = expression;
    const isBehind = same.some(
      (one) =>
        one.functionIndex === functionIndex &&
        isBefore(one.at, at) &&
        (!isConditional(one) || one.within.some((around) => around.kind === "if" && spanContains(around.at, at))),
    );
    if (isBehind || same.some((one) => spanContains(one.at, at))) continue;
    const isHere = sure.some((one) => one.functionIndex === functionIndex);
    if (isHere ? write.entry === "*" : !callersOf(module, functionIndex).some((caller) => always.has(caller)))
      return at;
  }
  return undefined;
}

function isBefore(first: Span, second: Span): boolean {
  return first[2] < second[0] || (first[2] === second[0] && first[3] <= second[1]);
}

/** `held.entry`, `held["entry"]`, `held.get("entry")`. */
function readOf(expression: Expression, object: string): { readonly entry: string } | undefined {
  if (expression.kind === "call") {
    const { callee, arguments: given } = expression;
    const isGet = callee.kind === "member" && (callee.property === "get" || callee.property === "has");
    if (!isGet || callee.object.kind !== "name" || callee.object.name !== object) return undefined;
    const [first] = given;
    return { entry: first?.value.kind === "literal" ? String(first.value.value) : "*" };
  }
  if (expression.kind !== "member" || expression.object.kind !== "name" || expression.object.name !== object)
    return undefined;
  return { entry: typeof expression.property === "string" ? expression.property : "*" };
}

/** Functions of the module that call the function by its name, directly or through others, and those around them. */
function callersOf(module: ProgramModule, functionIndex: number): readonly number[] {
  const found = new Set([functionIndex]);
  for (const index of found) {
    if (found.size > 50) break;
    const one = module.functions[index];
    if (one?.parent) found.add(one.parent);
    for (const caller of callersByName(module).get(one?.name ?? "") ?? []) found.add(caller);
  }
  return [...found];
}

const callersByName = oncePerModule((module): ReadonlyMap<string, ReadonlySet<number>> => {
  const callers = new Map<string, Set<number>>();
  for (const { name, functionIndex } of callsOf(module)) {
    const last = name.slice(name.lastIndexOf(".") + 1);
    const known = callers.get(last);
    if (known) known.add(functionIndex);
    else callers.set(last, new Set([functionIndex]));
  }
  return callers;
});

/** With the functions that call one of them on all of their ways. */
function withCallers(module: ProgramModule, functions: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set(functions);
  for (const index of found) {
    const name = module.functions[index]?.name ?? "";
    if (name === "") continue;
    for (const { statement, within, functionIndex } of statementsOf(module)) {
      if (within.some(({ kind }) => kind === "if" || kind === "switch") || found.has(functionIndex)) continue;
      const called = statement.kind === "expression" || statement.kind === "assign" ? statement.value : undefined;
      const inner = called?.kind === "await" ? called.operand : called;
      if (inner?.kind === "call" && (nameOf(module, inner.callee) ?? "").split(".").at(-1) === name)
        found.add(functionIndex);
    }
  }
  return found;
}
