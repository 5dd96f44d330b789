// `object[name]` and `getattr(object, name)` where the name is a value: everything that it may mean, methods of classes among it.
import type { SourceRange } from "../../model/range.ts";
import { mayBeEqual, piecesOf, type Pieces } from "../across/known.ts";
import type { Callable, Value } from "../domain/value.ts";
import { callable, joinAll, NEVER } from "../domain/value.ts";
import type { Machine } from "./machine.ts";
import { itemsOf, readProperty, withSelf } from "./memory.ts";
import { keyOf } from "./patterns.ts";

const BASES_DEPTH = 4;
/** Called by the language, not by name. */
const OWN = /^(constructor|<bases>|__\w+__)$/;

export function readNamed(machine: Machine, value: Value, name: Value, at?: SourceRange): Value {
  const key = keyOf(name);
  if (key !== undefined) return readProperty(machine, value, key, at);
  const texts = piecesOf(name);
  if (texts?.every((pieces) => pieces.length === 1))
    return joinAll(texts.map(([text]) => readProperty(machine, value, text, at)));
  return joinAll([itemsOf(machine, value, at), methodsOf(machine, value, texts)]);
}

/** Methods of the classes that the value is of, or is, whose names the texts may be. */
function methodsOf(machine: Machine, value: Value, texts: readonly Pieces[] | undefined): Value {
  const isWanted = (name: string) => !OWN.test(name) && (!texts || texts.some((one) => mayBeEqual([name], one)));
  const objects = value.refs.flatMap((id): readonly Value[] => {
    const prototype = machine.state.get(id)?.prototype;
    const self: Value = { ...NEVER, refs: [id] };
    return prototype ? namedIn(machine, prototype, isWanted, self, 0) : [];
  });
  const classes = value.callables.flatMap((one) => namedIn(machine, one, isWanted, callable(one), 0));
  return joinAll([...objects, ...classes]);
}

function namedIn(
  machine: Machine,
  one: Callable,
  isWanted: (name: string) => boolean,
  self: Value,
  depth: number,
): readonly Value[] {
  if (one.kind !== "class" || depth > BASES_DEPTH) return [];
  const slots = [...(machine.state.get(one.object)?.slots ?? [])];
  const bases = slots.find(([name]) => name === "<bases>")?.[1].value.callables ?? [];
  const own = slots.flatMap(([name, { value }]) => (isWanted(name) ? [withSelf(value, self)] : []));
  return [...own, ...bases.flatMap((base) => namedIn(machine, base, isWanted, self, depth + 1))];
}
