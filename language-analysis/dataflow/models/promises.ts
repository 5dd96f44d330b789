// Promises: a promise stands for its value, `await` changes nothing. Callbacks of `then` take it, those of `catch` an error.
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { NO_LABELS } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { joinAll, joinValues, NEVER, UNKNOWN } from "../domain/value.ts";

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

export function callPromise(
  machine: Machine,
  receiver: Value,
  name: string,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  if (machine.module.language === "python") return undefined;
  const [first, second] = args.positional;
  switch (name) {
    case "then": {
      let fulfilled = receiver;
      let rejected = NEVER;
      machine.branch([
        () => {
          fulfilled = isCallable(first) ? callBack(machine, first, [receiver], site) : receiver;
        },
        () => {
          if (second) rejected = callBack(machine, second, [errorAt(machine, site, 1)], site);
        },
      ]);
      return joinValues(fulfilled, rejected);
    }
    case "catch": {
      if (!first || !isCallable(first)) return undefined;
      let rejected = NEVER;
      machine.branch([
        () => undefined,
        () => {
          rejected = callBack(machine, first, [errorAt(machine, site, 0)], site);
        },
      ]);
      return joinValues(receiver, rejected);
    }
    case "finally":
      if (first) callBack(machine, first, [], site);
      return receiver;
    case "promise":
      return args.positional.length === 0 ? receiver : undefined;
    case "on":
    case "once":
      return isCallable(second) ? listen(machine, receiver, args, site) : undefined;
    default:
      return undefined;
  }
}

/** `emitter.on("error", handler)`, `stream.on("data", handler)`. */
function listen(machine: Machine, receiver: Value, args: CallArguments, site: CallSite): Value {
  const [event, handler] = args.positional;
  const isError = event?.literals?.includes("error") === true;
  const given = isError ? errorAt(machine, site, 1) : receiver;
  if (handler) machine.branch([() => undefined, () => void callBack(machine, handler, [given, UNKNOWN], site)]);
  return receiver;
}

export function isCallable(value: Value | undefined): value is Value {
  return value !== undefined && value.callables.length > 0;
}

/** Calls a callback with these values. */
export function callBack(machine: Machine, callback: Value, values: readonly Value[], site: CallSite): Value {
  if (callback.callables.length === 0) return NEVER;
  const written = site.arguments.find(({ value }) => machine.lastValue(value) === callback)?.value;
  const own: CallSite = written
    ? { ...site, node: written, callee: written, at: written.at }
    : { ...site, callee: undefined };
  const target = { ...callback, labels: NO_LABELS, refs: [] };
  return machine.call(target, { positional: values, named: NO_NAMES }, { ...own, arguments: [] });
}

/** The error that the callback at this argument takes. */
export function errorAt(machine: Machine, site: CallSite, index: number): Value {
  const callback = site.arguments[index]?.value;
  const body = callback?.kind === "function" ? machine.module.functions[callback.index] : undefined;
  const at = body?.parameters[0]?.at ?? callback?.at ?? site.at;
  return machine.errorValue(callback ?? site.node, machine.place(at));
}

export function allValues(args: CallArguments): Value {
  return joinAll([...args.positional, ...args.named.values(), args.spread ?? NEVER, args.keywords ?? NEVER]);
}
