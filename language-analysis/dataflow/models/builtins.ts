// Functions of the languages themselves that build and take apart collections, make promises, and ask for types.
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { withBound } from "../interpret/bound.ts";
import { SINK_CLASSES, type SinkClass } from "../../model/taint.ts";
import { assume, comparisonGuards, errorClassGuards, provenWhen } from "../interpret/guards.ts";
import { transformed } from "../interpret/instances.ts";
import {
  addItems,
  changedLabels,
  deepLabels,
  itemsOf,
  readProperty,
  writeProperty,
  writtenVariable,
} from "../interpret/memory.ts";
import { readNamed } from "../interpret/members.ts";
import { keyOf } from "../interpret/patterns.ts";
import type { Slot } from "../domain/heap.ts";
import { EMPTY_LIST, EMPTY_OBJECT } from "../domain/heap.ts";
import { classKey } from "../domain/guard-keys.ts";
import { classBit, joinLabels, mapLabels, NO_LABELS, RESOLVED_BIT } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import {
  joinAll,
  joinValues,
  knownText,
  labelled,
  libraryPaths,
  library,
  literal,
  NEVER,
  reference,
  UNDEFINED,
  UNKNOWN,
} from "../domain/value.ts";
import { checkChoice } from "../sinks/choice.ts";
import { keysOf } from "./keys.ts";
import { callBack } from "./promises.ts";

const PYTHON_ERROR = /^builtins\.(\w+Error|Exception|BaseException)$/;
const SETTLED = "promise.resolve:";

export function callBuiltin(machine: Machine, api: string, args: CallArguments, site: CallSite): Value | undefined {
  const [first = UNDEFINED, second = UNDEFINED] = args.positional;
  if (api.startsWith(SETTLED)) {
    addItems(machine, reference(Number(api.slice(SETTLED.length))), first);
    return UNDEFINED;
  }
  // `e.args[0]`, `str(e)`
  if (PYTHON_ERROR.test(api)) {
    const slots = new Map([["args", { value: joinAll(args.positional) }]]);
    return joinValues(machine.allocate(site.node, { ...EMPTY_OBJECT, slots }), library(`${api}()`));
  }
  switch (api) {
    case "Error":
    case "TypeError":
    case "RangeError":
    case "SyntaxError": {
      const slots = new Map([["message", { value: first }]]);
      return joinValues(machine.allocate(site.node, { ...EMPTY_OBJECT, slots }), library(`${api}()`));
    }
    case "Symbol":
    case "Symbol.for": {
      const text = knownText(first);
      return text === undefined ? undefined : literal(`Symbol(${text})`);
    }
    case "Promise":
      return makePromise(machine, first, site);
    case "Promise.all":
    case "Promise.allSettled":
    case "asyncio.gather":
      return api === "asyncio.gather" ? list(machine, site, joinAll(args.positional)) : first;
    case "builtins.min":
    case "builtins.max":
      if (args.positional.length < 2) return joinValues(itemsOf(machine, first), UNKNOWN);
      return api === "builtins.min" ? limited(machine, args, site) : joinAll(args.positional);
    case "class-transformer.plainToInstance":
    case "class-transformer.plainToClass":
      return transformed(machine, args, site);
    case "Promise.race":
    case "Promise.any":
    case "builtins.next":
    case "lodash.first":
    case "lodash.last":
      return joinValues(itemsOf(machine, first), UNKNOWN);
    case "Object.keys":
    case "Object.getOwnPropertyNames":
      return list(machine, site, keysOf(machine, first));
    case "Object.values":
    case "Array.from":
    case "Array":
    case "Set":
    case "builtins.list":
    case "builtins.tuple":
    case "builtins.set":
    case "builtins.frozenset":
    case "builtins.sorted":
    case "builtins.reversed":
    case "lodash.uniq":
    case "lodash.compact":
    case "lodash.flatten":
      return list(
        machine,
        site,
        mapped(machine, api === "Array.from" ? second : UNDEFINED, contents(machine, api, args), site),
      );
    case "Object.entries":
      return list(machine, site, pair(machine, site, keysOf(machine, first), itemsOf(machine, first)));
    case "builtins.enumerate":
      return list(machine, site, pair(machine, site, UNKNOWN, itemsOf(machine, first)));
    case "builtins.zip": {
      const slots = args.positional.map((value, index): [string, Slot] => [
        String(index),
        { value: itemsOf(machine, value) },
      ]);
      return list(machine, site, machine.allocate(site.arguments, { ...EMPTY_LIST, slots: new Map(slots) }));
    }
    case "Map":
    case "Object.fromEntries":
      return fromEntries(machine, first, site);
    case "builtins.dict":
      return makeDictionary(machine, args, site);
    case "Object.assign":
      return assigned(machine, args, site);
    case "Object.create":
      return machine.allocate(site.node, EMPTY_OBJECT);
    case "concurrent.futures.ThreadPoolExecutor().map":
    case "concurrent.futures.ProcessPoolExecutor().map":
    case "multiprocessing.Pool().map":
    case "builtins.map":
    case "builtins.filter": {
      const item = itemsOf(machine, second);
      const result = callBack(machine, first, [item], site);
      return list(machine, site, api === "builtins.filter" ? item : result);
    }
    case "functools.reduce":
      return joinAll([callBack(machine, first, [itemsOf(machine, second), itemsOf(machine, second)], site), UNKNOWN]);
    case "dataclasses.field":
    case "attr.ib":
    case "attr.field":
    case "attrs.field": {
      const factory = args.named.get("default_factory") ?? args.named.get("factory");
      const none = { positional: [], named: new Map<string, Value>() };
      return factory ? machine.call(factory, none, { ...site, arguments: [] }) : (args.named.get("default") ?? UNKNOWN);
    }
    case "functools.partial":
      return withBound(machine, first, args.positional.slice(1), args.named, site);
    case "os.getenv":
    case "os.environ.get": {
      const variable = writtenVariable(machine, keyOf(first));
      return variable === NEVER ? undefined : joinAll([variable, second, UNKNOWN]);
    }
    case "threading.Thread":
    case "multiprocessing.Process": {
      const given = args.named.get("args");
      callBack(machine, args.named.get("target") ?? NEVER, given ? itemsInOrder(machine, given) : [], site);
      return undefined;
    }
    case "asyncio.to_thread":
    case "concurrent.futures.ThreadPoolExecutor().submit":
    case "concurrent.futures.ProcessPoolExecutor().submit":
      return callBack(machine, first, args.positional.slice(1), site);
    case "asyncio.get_event_loop().run_in_executor":
    case "asyncio.get_running_loop().run_in_executor":
      return callBack(machine, second, args.positional.slice(2), site);
    case "builtins.getattr":
      checkNamed(machine, first, second, site);
      return joinValues(readNamed(machine, first, second), args.positional[2] ?? NEVER);
    case "builtins.setattr":
      writeProperty(machine, first, keyOf(second), args.positional[2] ?? UNKNOWN);
      return UNDEFINED;
    case "Object.hasOwn":
      return { ...UNKNOWN, guards: provenWhen(true, second.labels.keys()) };
    case "isNaN":
      return { ...UNKNOWN, guards: provenWhen(false, numberKeys(first)) };
    case "isFinite":
      return { ...UNKNOWN, guards: provenWhen(true, numberKeys(first)) };
    case "assert":
    case "assert.ok":
    case "assert.strict":
    case "assert/strict":
    case "invariant":
    case "tiny-invariant":
      assume(machine, first, true);
      return UNDEFINED;
    case "assert.equal":
    case "assert.strictEqual":
      assume(machine, { ...UNKNOWN, ...whenEqual(machine, first, second) }, true);
      return UNDEFINED;
    case "builtins.isinstance":
      return typeAnswer(machine, first, second);
    case "Reflect.apply":
      return calledWith(machine, first, args.positional[2], site);
    case "Reflect.construct":
      return calledWith(machine, first, second, site);
    case "Object.getPrototypeOf":
    case "Reflect.getPrototypeOf":
    case "builtins.super":
    case "builtins.property":
    case "builtins.staticmethod":
    case "builtins.classmethod":
      return first;
    // Compared with the folder, or with what leads out of it, these tell of the path itself.
    case "os.path.commonpath":
    case "os.path.commonprefix":
      return labelled(deepLabels(machine, first));
    case "path.relative":
      return labelled(mapLabels(second.labels, (label) => ({ ...label, harmless: label.harmless | RESOLVED_BIT })));
    case "express.response":
      return library(api);
    default:
      return undefined;
  }
}

/** `getattr(module, event["action"])`: the sender names what is called, when what it may be are functions. */
function checkNamed(machine: Machine, object: Value, name: Value, site: CallSite): void {
  const expression = site.arguments[1]?.value;
  const isCalled = readNamed(machine, object, name).callables.length > 0;
  if (isCalled && expression) checkChoice(machine, object, name, expression, site);
}

/** `Reflect.apply(f, self, list)`. */
function calledWith(machine: Machine, callee: Value, list: Value | undefined, site: CallSite): Value {
  const positional = list ? itemsInOrder(machine, list) : [];
  return machine.call(callee, { positional, named: new Map() }, { ...site, arguments: [] });
}

/** `args=(a, b)`: each by itself where their number is known. */
function itemsInOrder(machine: Machine, value: Value): readonly Value[] {
  const [object, ...others] = value.refs.map((id) => machine.state.get(id));
  const isPlain = object?.shape === "list" && others.length === 0 && !object.rest;
  return isPlain ? [...object.slots.values()].map((slot) => slot.value) : [itemsOf(machine, value)];
}

/** `min(n, 100)`: no more than the bound. */
function limited(machine: Machine, args: CallArguments, site: CallSite): Value {
  const isBounded = args.positional.some(({ labels, literals }) => labels.size === 0 && literals !== undefined);
  const all = joinAll(args.positional);
  if (!isBounded) return all;
  return labelled(changedLabels(machine, all.labels, site.node, { harmless: classBit("work") }));
}

/** What a number still chooses: an amount, a price, whose record it is. */
const NUMBERS_CHOOSE: ReadonlySet<SinkClass> = new Set(["work", "flow-control", "record", "lookup"]);

/** A number, in any notation. */
function numberKeys({ labels }: Value): readonly string[] {
  const classes = SINK_CLASSES.filter((one) => !NUMBERS_CHOOSE.has(one));
  return [...labels.keys()].flatMap((key) => classes.map((one) => classKey(one, key)));
}

function whenEqual(machine: Machine, one: Value, other: Value): Pick<Value, "guards"> {
  const guards = comparisonGuards(machine, "===", one, other);
  return guards ? { guards } : {};
}

function contents(machine: Machine, api: string, args: CallArguments): Value {
  if (api === "Array") return joinAll([...args.positional, NEVER]);
  const [first] = args.positional;
  return first ? itemsOf(machine, first) : NEVER;
}

function mapped(machine: Machine, callback: Value, item: Value, site: CallSite): Value {
  return callback.callables.length > 0 ? callBack(machine, callback, [item, UNKNOWN], site) : item;
}

export function list(machine: Machine, site: CallSite, item: Value): Value {
  return machine.allocate(site.node, item === NEVER ? EMPTY_LIST : { ...EMPTY_LIST, rest: item });
}

/** `[key, value]`, as entries are. */
export function pair(machine: Machine, site: CallSite, key: Value, value: Value): Value {
  return machine.allocate(site.arguments, {
    ...EMPTY_LIST,
    slots: new Map([
      ["0", { value: key }],
      ["1", { value }],
    ]),
  });
}

/** `new Promise((resolve, reject) => ...)`: what it is resolved with. */
function makePromise(machine: Machine, executor: Value, site: CallSite): Value {
  const settled = machine.allocate(site.node, EMPTY_LIST);
  const resolve = library(`${SETTLED}${settled.refs[0] ?? 0}`);
  callBack(machine, executor, [resolve, library("promise.reject")], site);
  if (!machine.state.isLive) return NEVER;
  return joinValues(itemsOf(machine, settled), UNKNOWN);
}

function fromEntries(machine: Machine, entries: Value, site: CallSite): Value {
  const each = itemsOf(machine, entries);
  const value = readProperty(machine, each, "1");
  return machine.allocate(site.node, { ...EMPTY_OBJECT, rest: value });
}

function makeDictionary(machine: Machine, args: CallArguments, site: CallSite): Value {
  const [first] = args.positional;
  const copied = assigned(machine, { ...args, positional: [UNDEFINED, ...(first ? [first] : [])] }, site);
  for (const [key, value] of args.named) writeProperty(machine, copied, key, value);
  return first && first.labels.size > 0 ? { ...copied, labels: first.labels, literals: undefined } : copied;
}

/** Copies the properties of the later arguments into the first. */
function assigned(machine: Machine, args: CallArguments, site: CallSite): Value {
  const [target = UNDEFINED, ...sources] = args.positional;
  const into = target.refs.length > 0 ? target : machine.allocate(site.node, EMPTY_OBJECT);
  for (const source of sources) {
    for (const id of source.refs) {
      const object = machine.state.get(id);
      if (!object) continue;
      for (const [key, slot] of object.slots) writeProperty(machine, into, key, slot.value, slot.at);
      if (object.rest) addItems(machine, into, object.rest);
      addLabels(machine, into, object.labels);
    }
    addLabels(machine, into, source.labels);
  }
  return into;
}

function addLabels(machine: Machine, target: Value, labels: Value["labels"]): void {
  if (labels.size === 0) return;
  for (const id of target.refs) {
    const object = machine.state.get(id);
    if (object) machine.state.set(id, { ...object, labels: joinLabels(object.labels ?? NO_LABELS, labels) });
  }
}

const HARMLESS_TYPES: ReadonlySet<string> = new Set([
  "builtins.int",
  "builtins.float",
  "builtins.bool",
  "decimal.Decimal",
  "numbers.Number",
  "uuid.UUID",
  "datetime.datetime",
]);

/** `isinstance(x, int)`. */
function typeAnswer(machine: Machine, value: Value, type: Value): Value {
  const asked = type.refs.length > 0 ? itemsOf(machine, type) : type;
  const paths = libraryPaths(asked);
  const isHarmless =
    paths.length > 0 && paths.length === asked.callables.length && paths.every((path) => HARMLESS_TYPES.has(path));
  if (isHarmless) return { ...UNKNOWN, guards: provenWhen(true, value.labels.keys()) };
  const guards = errorClassGuards(value, asked);
  return guards ? { ...UNKNOWN, guards } : UNKNOWN;
}
