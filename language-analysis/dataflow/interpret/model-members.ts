// Functions that the app adds to the models of mongoose: `schema.statics.find = ...`, `schema.methods.check = ...`. A schema and the model that is made
// of it are objects of the library, so they are known by its name alone. Source: Mongoose documentation, "Schemas".
import { EMPTY_OBJECT } from "../domain/heap.ts";
import type { Value } from "../domain/value.ts";
import type { Machine } from "./machine.ts";

const HOLDER = /^(mongoose|@typegoose\/typegoose)\b.*\bSchema\(\)\.(statics|methods|query)$/;
const SCHEMA = /^mongoose\b.*\bSchema\(\)$/;
const OF_MODELS = /^mongoose\b/;
const MEMBERS = "functions of models";

/** Notes what is written to a part of a schema that holds functions, or as this part. */
export function writeModelMember(machine: Machine, path: string, key: string | undefined, value: Value): void {
  if (key === undefined) return;
  if (HOLDER.test(path)) addModelMember(machine, key, value);
  if (SCHEMA.test(path) && /^(statics|methods|query)$/.test(key)) addModelMembers(machine, value);
}

/** Functions of an object. */
export function addModelMembers(machine: Machine, { refs }: Value): void {
  for (const id of refs) {
    for (const [name, slot] of machine.state.get(id)?.slots ?? []) addModelMember(machine, name, slot.value);
  }
}

export function addModelMember(machine: Machine, name: string, value: Value): void {
  if (value.callables.length === 0) return;
  const id = machine.objectId(MEMBERS);
  const members = machine.state.get(id) ?? EMPTY_OBJECT;
  machine.state.set(id, { ...members, slots: new Map([...members.slots, [name, { value }]]) });
}

/** The function of that name, whose `this` is the model or document. */
export function modelMember(machine: Machine, path: string, key: string, self: Value): Value | undefined {
  const value = OF_MODELS.test(path) ? machine.state.get(machine.objectId(MEMBERS))?.slots.get(key)?.value : undefined;
  if (!value) return undefined;
  return { ...value, callables: value.callables.map((one) => (one.kind === "closure" ? { ...one, self } : one)) };
}
