// The app's own errors: their messages are written by the app for its clients, more often than not.
import type { Expression } from "../../model/program.ts";
import type { Machine } from "../interpret/machine.ts";
import { libraryPaths, type Value } from "../domain/value.ts";
import { OPEN_ERRORS } from "../tables/errors.ts";

export function isApplicationClass(value: Value): boolean {
  return value.callables.some((one) => one.kind === "class");
}

/** True when every caught class is declared in the workspace. */
export function isApplicationError(machine: Machine, types: readonly Expression[]): boolean {
  return types.length > 0 && types.every((type) => isApplicationClass(machine.evaluate(type)));
}

/** Errors of a web framework that answer a request, by their class or their status: their texts are made for callers. */
export function isOpenErrorType(value: Value): boolean {
  const status = value.literals?.length === 1 ? value.literals[0] : undefined;
  if (typeof status === "number") return status < 500;
  const paths = libraryPaths(value);
  return paths.length > 0 && paths.length === value.callables.length && paths.every((path) => OPEN_ERRORS.test(path));
}
