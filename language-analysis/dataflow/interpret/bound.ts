// Functions that have been given some of their arguments before they are called.
import type { Bound, Callable, Value } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "./machine.ts";

/** The function with its first arguments given. */
export function withBound(
  machine: Machine,
  value: Value,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  site: CallSite,
): Value {
  if (positional.length === 0 && named.size === 0) return value;
  const mark = `+${machine.siteOf(site.node)}`;
  const callables = value.callables.map((one): Callable => {
    if (one.kind !== "closure" && one.kind !== "library") return one;
    const before = one.bound ?? { positional: [], named: NO_NAMES };
    const bound = {
      positional: [...before.positional, ...positional],
      named: new Map([...before.named, ...named]),
    };
    return { ...one, key: one.key.endsWith(mark) ? one.key : one.key + mark, bound };
  });
  return { ...value, callables };
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Bound arguments stand before those of the call. */
export function withGiven({ bound }: { readonly bound?: Bound }, args: CallArguments): CallArguments {
  if (!bound) return args;
  return {
    ...args,
    positional: [...bound.positional, ...args.positional],
    named: new Map([...bound.named, ...args.named]),
  };
}
