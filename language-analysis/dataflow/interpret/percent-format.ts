// What Python's `%` puts into a text.
import { joinLabels, NO_LABELS, type Labels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import type { Machine } from "./machine.ts";
import { deepLabels } from "./memory.ts";
import { PERCENT_PLACES } from "./text-pieces.ts";

const ALL_PLACES = new RegExp(PERCENT_PLACES.source, "g");

/** `"%d" % n` takes numbers only. */
export function formattedLabels(machine: Machine, template: string | undefined, value: Value): Labels {
  const places = template?.match(ALL_PLACES);
  const items = itemsIn(machine, value);
  if (places?.length !== items.length) return deepLabels(machine, value);
  const texts = items.filter((_item, index) => !/[dioxXeEfFgGu]$/.test(places[index] ?? ""));
  return texts.reduce<Labels>((labels, item) => joinLabels(labels, deepLabels(machine, item)), NO_LABELS);
}

/** `"%s/%s" % (a, b)` takes the items of a tuple, `"%s" % a` the value itself. */
export function itemsIn(machine: Machine, value: Value): readonly Value[] {
  const object = value.refs.length === 1 ? machine.state.get(value.refs[0] ?? 0) : undefined;
  return object?.shape === "list" ? [...object.slots.values()].map((slot) => slot.value) : [value];
}
