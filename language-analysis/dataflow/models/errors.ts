// The app's own errors: their messages are written by the app for its clients, more often than not.
import type { Expression } from "../../model/program.ts";
import type { Machine } from "../interpret/machine.ts";
import type { Value } from "../domain/value.ts";

export function isApplicationClass(value: Value): boolean {
  return value.callables.some((one) => one.kind === "class");
}

/** True when every caught class is declared in the workspace. */
export function isApplicationError(machine: Machine, types: readonly Expression[]): boolean {
  return types.length > 0 && types.every((type) => isApplicationClass(machine.evaluate(type)));
}
