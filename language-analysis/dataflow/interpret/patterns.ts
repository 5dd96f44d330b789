// Variables, and binding a value to the left side of an assignment.
import type { Expression, Pattern } from "../../model/program.ts";
import type { SourceRange } from "../../model/range.ts";
import { say } from "../../model/message.ts";
import type { HeapObject } from "../domain/heap.ts";
import { EMPTY_LIST, EMPTY_OBJECT } from "../domain/heap.ts";
import { mapLabels, withStep } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { joinValues, knownText, UNDEFINED } from "../domain/value.ts";
import { itemsOf, readProperty, writeProperty } from "./memory.ts";
import type { Machine } from "./machine.ts";

/** The scope that has `name`, from `frame` outwards. */
function scopeOf(machine: Machine, frame: number, name: string): { id: number; object: HeapObject } | undefined {
  let id: number | undefined = frame;
  for (let depth = 0; id !== undefined && depth < 64; depth++) {
    const object: HeapObject | undefined = machine.state.get(id);
    if (!object) return undefined;
    if (object.slots.has(name)) return { id, object };
    id = object.parent;
  }
  return undefined;
}

export function readVariable(machine: Machine, name: string): Value | undefined {
  return scopeOf(machine, machine.frame, name)?.object.slots.get(name)?.value;
}

/** `declares` binds in the running function's scope, whatever the outer ones have. */
export function writeVariable(machine: Machine, name: string, value: Value, declares: boolean): void {
  const scope = declares ? undefined : scopeOf(machine, machine.frame, name);
  // Assignment in Python binds locally unless told otherwise; `global` shows as an assignment that declares nothing.
  const id = scope?.id ?? machine.frame;
  const object = machine.state.get(id);
  if (!object) return;
  const slots = new Map(object.slots);
  slots.set(name, { value });
  machine.state.set(id, { ...object, slots });
}

/** `at`: where the value is written. */
export function bind(machine: Machine, pattern: Pattern, value: Value, declares: boolean, at?: SourceRange): void {
  switch (pattern.kind) {
    case "name":
      writeVariable(machine, pattern.name, kept(machine, value, pattern, at), declares);
      return;
    case "member": {
      const object = machine.evaluate(pattern.object);
      const key = typeof pattern.property === "string" ? pattern.property : keyOf(machine.evaluate(pattern.property));
      writeProperty(machine, object, key, value, at ?? machine.place(pattern.at));
      return;
    }
    case "object": {
      for (const { key, target, default: fallback } of pattern.properties) {
        const at = machine.place(pattern.at);
        const read = key === "" ? itemsOf(machine, value) : readProperty(machine, value, key, at);
        bind(machine, target, withDefault(machine, read, fallback), declares);
      }
      if (pattern.rest) bind(machine, pattern.rest, remainder(machine, pattern, value), declares);
      return;
    }
    case "array": {
      pattern.items.forEach((item, index) => {
        if (item) bind(machine, item, readProperty(machine, value, String(index)), declares);
      });
      if (pattern.rest) {
        const rest = machine.allocate(pattern, { ...EMPTY_LIST, rest: itemsOf(machine, value) });
        bind(machine, pattern.rest, rest, declares);
      }
    }
  }
}

export function keyOf(value: Value): string | undefined {
  const text = knownText(value);
  if (text !== undefined) return text;
  const [only, ...more] = value.literals ?? [];
  return value.labels.size === 0 && more.length === 0 && typeof only === "number" ? String(only) : undefined;
}

export function withDefault(machine: Machine, value: Value, fallback: Expression | undefined): Value {
  if (!fallback) return value;
  const isGiven = value.labels.size === 0 && value.literals?.every((one) => one !== undefined) && value !== UNDEFINED;
  return isGiven ? value : joinValues(value, machine.evaluate(fallback));
}

function remainder(machine: Machine, pattern: Pattern & { kind: "object" }, value: Value): Value {
  const taken = new Set(pattern.properties.map(({ key }) => key));
  const slots: HeapObject["slots"] = new Map(
    value.refs.flatMap((id) => [...(machine.state.get(id)?.slots ?? [])].filter(([key]) => !taken.has(key))),
  );
  const labels = value.refs.reduce(
    (all, id) => new Map([...all, ...(machine.state.get(id)?.labels ?? [])]),
    value.labels,
  );
  return machine.allocate(pattern, { ...EMPTY_OBJECT, slots, labels });
}

/** The step that shows the variable which holds the value. */
function kept(machine: Machine, value: Value, pattern: Pattern & { kind: "name" }, writtenAt?: SourceRange): Value {
  if (value.labels.size === 0) return value;
  const at = machine.place(pattern.at);
  return {
    ...value,
    labels: mapLabels(value.labels, (label) => {
      const stepped = withStep(label, at, say("is kept in `{0}`", pattern.name), { moves: "on" });
      return writtenAt ? { ...stepped, writtenAt } : stepped;
    }),
  };
}
