// Calls: evaluates callee and arguments, then asks everything the callee may be.
import type { Argument, Expression } from "../../model/program.ts";
import type { Callable, Closure, Value } from "../domain/value.ts";
import { callable, joinAll, joinValues, libraryPaths, NEVER, UNKNOWN } from "../domain/value.ts";
import { NO_LABELS } from "../domain/label.ts";
import { inputOf, noteSending } from "../across/sending.ts";
import { isSigner, signedInput } from "../across/signed-links.ts";
import { callLibrary } from "../models/library.ts";
import { callMethod, isDataMethod } from "../models/methods.ts";
import { callContainer } from "../models/containers.ts";
import { registerRoutes } from "../models/frameworks.ts";
import { callPromise } from "../models/promises.ts";
import { checkChoice } from "../sinks/choice.ts";
import { withBound, withGiven } from "./bound.ts";
import type { CallArguments, CallSite, Machine } from "./machine.ts";
import { construct, constructBy, modelOf } from "./instances.ts";
import { readNamed } from "./members.ts";
import { classMember, itemsOf, readProperty, withSelf } from "./memory.ts";
import { keyOf, readVariable } from "./patterns.ts";

/** What a call gives, and what it hands to other parts of the app. */
export function evaluateCall(machine: Machine, call: Expression & { kind: "call" }): Value {
  const links = machine.wire?.linksAt(machine.place(call.at));
  const noted: NotedCall = { args: undefined, receiver: undefined, callee: undefined };
  const result = callPlain(machine, call, noted);
  if (!links || !machine.wire || !noted.args || !machine.state.isLive) return result;
  const site: CallSite = {
    module: machine.module,
    node: call,
    callee: call.callee,
    arguments: call.arguments,
    at: call.at,
  };
  const isLink = noted.callee !== undefined && isSigner(libraryPaths(noted.callee));
  const input = isLink ? signedInput(machine, noted.args) : inputOf(machine, noted.args, site, noted.receiver);
  noteSending(machine, machine.wire, links, input, site, isLink);
  return result;
}

interface NotedCall {
  args: CallArguments | undefined;
  receiver: Value | undefined;
  callee: Value | undefined;
}

function callPlain(machine: Machine, call: Expression & { kind: "call" }, noted: NotedCall): Value {
  const { callee } = call;
  const site: CallSite = { module: machine.module, node: call, callee, arguments: call.arguments, at: call.at };
  if (callee.kind === "name" && callee.name === "super") return callSuper(machine, call, site);
  if (callee.kind !== "member") {
    const target = machine.evaluate(callee);
    machine.noteCallee(call, target);
    noted.args = evaluateArguments(machine, call.arguments);
    noted.callee = target;
    return machine.call(target, noted.args, site);
  }
  const receiver = machine.evaluate(callee.object);
  const property = typeof callee.property === "string" ? undefined : machine.evaluate(callee.property);
  const name = typeof callee.property === "string" ? callee.property : property && keyOf(property);
  if (property && typeof callee.property !== "string") checkChoice(machine, receiver, property, callee.property, site);
  const args = evaluateArguments(machine, call.arguments);
  noted.args = args;
  noted.receiver = receiver;
  if (!machine.state.isLive) return NEVER;
  if (name === undefined) return machine.call(readNamed(machine, receiver, property ?? UNKNOWN), args, site);
  const indirect =
    callIndirectly(machine, receiver, name, args, site) ??
    callContainer(machine, receiver, name, args, site) ??
    modelOf(machine, receiver, name, args, site);
  if (indirect) return indirect;
  if (name === "on" || name === "once")
    for (const path of libraryPaths(receiver)) registerRoutes(machine, `${path}.${name}`, args, site);
  const known = callablesOnly(readProperty(machine, receiver, name, machine.place(callee.at)));
  // Classes of the workspace may have methods of these names: `bus.on("order", handler)`.
  const isOwn = known.callables.some(({ kind }) => kind === "closure");
  const promised = isOwn ? undefined : callPromise(machine, receiver, name, args, site);
  if (promised) return promised;
  machine.noteCallee(call, known);
  noted.callee = known;
  const data: Value = { ...receiver, callables: [] };
  // What a library gave back and is known as data is read as data: `request.args.get("x")`.
  const isRead =
    data.labels.size > 0 && isDataMethod(name) && isLibraryOnly(known.callables) && !isAnswer(known.callables);
  const results: Value[] = [];
  if (known.callables.length > 0 && !isRead) {
    results.push(callCallables(machine, known.callables, args, site, receiver));
  }
  const isMethodOfData =
    known.callables.length === 0 || isRead || (isDataMethod(name) && !isLibraryOnly(known.callables));
  if (isData(data) && isMethodOfData) results.push(callMethod(machine, data, name, args, site));
  return results.length === 0 ? callMethod(machine, UNKNOWN, name, args, site) : joinAll(results);
}

/** `c.json(data)`: of an object that is request and answer, the answer. */
function isAnswer(callables: readonly Callable[]): boolean {
  return callables.some((one) => one.kind === "library" && one.path.startsWith("express.response."));
}

function isLibraryOnly(callables: readonly Callable[]): boolean {
  return callables.every((one) => one.kind === "library");
}

function isData(value: Value): boolean {
  return value.labels.size > 0 || value.refs.length > 0 || value.literals === undefined || value.literals.length > 0;
}

function callablesOnly(value: Value): Value {
  return { ...value, labels: NO_LABELS, refs: [], literals: [] };
}

export function evaluateArguments(machine: Machine, list: readonly Argument[]): CallArguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let spread: Value | undefined;
  let keywords: Value | undefined;
  for (const { value: expression, name, spread: kind } of list) {
    const value = machine.evaluate(expression);
    if (kind === "keyword") {
      keywords = joinValues(keywords ?? NEVER, value);
      for (const id of value.refs) {
        for (const [key, slot] of machine.state.get(id)?.slots ?? []) if (!named.has(key)) named.set(key, slot.value);
      }
    } else if (kind === "positional") {
      const items = value.refs.length === 1 ? listItems(machine, value.refs[0] ?? 0) : undefined;
      if (items && !spread) positional.push(...items);
      else spread = joinValues(spread ?? NEVER, itemsOf(machine, value));
    } else if (name !== undefined) named.set(name, value);
    else if (spread) spread = joinValues(spread, value);
    else positional.push(value);
  }
  return { positional, named, ...(spread && { spread }), ...(keywords && { keywords }) };
}

/** Items of a list of known length. */
function listItems(machine: Machine, id: number): Value[] | undefined {
  const object = machine.state.get(id);
  if (object?.shape !== "list" || object.rest || object.labels.size > 0) return undefined;
  const items = Array.from({ length: object.slots.size }, (_, index) => object.slots.get(String(index))?.value);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** `f.call(self, a)`, `f.apply(self, list)`, `f.bind(self, a)`. */
function callIndirectly(
  machine: Machine,
  receiver: Value,
  name: string,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  if (machine.module.language === "python") return undefined;
  if (receiver.callables.length === 0 || receiver.refs.length > 0) return undefined;
  // What a call has made is an object; its `call` is a method like others.
  const isFunction = receiver.callables.some(
    (one) => one.kind === "closure" || (one.kind === "library" && !one.path.endsWith(")") && one.path !== "Reflect"),
  );
  if (!isFunction) return undefined;
  const [first, ...rest] = args.positional;
  const own = first && first.refs.length > 0 ? withSelf(receiver, first) : receiver;
  if (name === "bind") return withBound(machine, own, rest, args.named, site);
  if (name === "call")
    return machine.call(own, { ...args, positional: rest }, { ...site, arguments: site.arguments.slice(1) });
  if (name !== "apply" || args.positional.length < 2) return undefined;
  const items = itemsOf(machine, rest[0] ?? UNKNOWN);
  return machine.call(own, { positional: [], named: args.named, spread: items }, { ...site, arguments: [] });
}

function callSuper(machine: Machine, call: Expression & { kind: "call" }, site: CallSite): Value {
  const args = evaluateArguments(machine, call.arguments);
  const self = readVariable(machine, "<this>") ?? readVariable(machine, "self") ?? UNKNOWN;
  const bases = self.refs.flatMap((id) => {
    const prototype = machine.state.get(id)?.prototype;
    if (prototype?.kind !== "class") return [];
    return [...(machine.state.get(prototype.object)?.slots.get("<bases>")?.value.callables ?? [])];
  });
  if (machine.module.language === "python")
    return callable({ kind: "super", key: `s:${bases.map((one) => one.key).join()}`, bases, self });
  for (const base of bases) {
    const constructor = classMember(machine, base, "constructor", self);
    if (constructor) callCallables(machine, constructor.callables, args, site, self);
  }
  return self;
}

/** Calls a value of which nothing is known but what it may be. */
export function callAny(machine: Machine, callee: Value, args: CallArguments, site: CallSite): Value {
  if (!machine.state.isLive) return NEVER;
  const results: Value[] = [];
  if (callee.callables.length > 0) results.push(callCallables(machine, callee.callables, args, site, undefined));
  const called = machine.module.language === "python" ? calledInstances(machine, callee) : [];
  if (called.length > 0) return joinAll([...results, callCallables(machine, called, args, site, undefined)]);
  if (callee.labels.size > 0 || callee.refs.length > 0 || callee.callables.length === 0) {
    results.push(callMethod(machine, callee, "", args, site));
  }
  return joinAll(results);
}

/** Objects of the app's own classes that are called: `__call__`. */
export function calledInstances(machine: Machine, callee: Value): readonly Callable[] {
  return callee.refs.flatMap((id) => {
    const prototype = machine.state.get(id)?.prototype;
    return (prototype && classMember(machine, prototype, "__call__", callee)?.callables) ?? [];
  });
}

function callCallables(
  machine: Machine,
  callables: readonly Callable[],
  args: CallArguments,
  site: CallSite,
  receiver: Value | undefined,
): Value {
  if (callables.length === 1 && callables[0]) return callOne(machine, callables[0], args, site, receiver);
  let result = NEVER;
  machine.branch(
    callables.map((one) => () => {
      result = joinValues(result, callOne(machine, one, args, site, receiver));
    }),
  );
  return result;
}

/** `new` with a plain function; the constructors of classes are called by what makes their objects. */
function isConstructed({ module, index }: Closure, { node, callee }: CallSite): boolean {
  const isPlain = module.functions[index]?.classIndex === undefined;
  return isPlain && node.kind === "call" && node.isNew === true && callee === node.callee;
}

function callOne(
  machine: Machine,
  one: Callable,
  args: CallArguments,
  site: CallSite,
  receiver: Value | undefined,
): Value {
  switch (one.kind) {
    case "closure":
      if (isConstructed(one, site)) return constructBy(machine, one, args, site);
      return machine.invoke(one, withGiven(one, args), site, one.self);
    case "class":
      return construct(machine, one, args, site);
    case "library":
      return callLibrary(
        machine,
        one.path,
        receiver,
        withGiven(one, args),
        one.bound ? { ...site, arguments: [] } : site,
      );
    case "module": {
      const main = machine.moduleExport(one.file, "default");
      return main ? machine.call(main, args, site) : UNKNOWN;
    }
    case "super":
      return UNKNOWN;
  }
}
