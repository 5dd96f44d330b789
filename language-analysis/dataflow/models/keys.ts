import type { Machine } from "../interpret/machine.ts";
import { itemsOf } from "../interpret/memory.ts";
import type { Value } from "../domain/value.ts";
import { joinValues, NEVER, UNKNOWN } from "../domain/value.ts";

/** Keys of an object: chosen by whoever made the object as a whole, else by the program. */
export function keysOf(machine: Machine, value: Value): Value {
  const names: Value[] = [];
  if (value.labels.size > 0) names.push(itemsOf(machine, { ...UNKNOWN, labels: value.labels }));
  for (const id of value.refs) {
    const object = machine.state.get(id);
    if (!object) continue;
    if (object.labels.size > 0) names.push({ ...UNKNOWN, labels: object.labels });
    names.push({ ...NEVER, literals: [...object.slots.keys()].slice(0, 12) });
  }
  return names.reduce(joinValues, UNKNOWN);
}
