// Names of a module that tell what they hold, and whose they are.
import type { ProgramFunction, ProgramModule, Statement } from "../../model/program.ts";
import { namesIn } from "../variables.ts";

/** Names of an event and of what is in it. */
export const EVENT = /^(event|evt|request|req|record|message|body|payload|user|claims|input)$/i;

/** Names of who is calling. */
export const PERSON =
  /^(current_?)?(user|user_?id|username|customer|customer_?id|tenant|tenant_?id|session|token|auth|claims|account|account_?id|principal|email|identity|actor|caller)$/i;

/** A name of the function's own hides that of the module. */
export function isLocal(module: ProgramModule, name: string, functionIndex: number): boolean {
  for (
    let current: number | undefined = functionIndex, steps = 0;
    current !== undefined && current > 0 && steps < 50;
    steps++
  ) {
    const one: ProgramFunction | undefined = module.functions[current];
    if (one?.parameters.some(({ pattern }) => namesIn(pattern).includes(name))) return true;
    if (one && declares(one.body, name)) return true;
    current = one?.parent;
  }
  return false;
}

function declares(body: readonly Statement[], name: string): boolean {
  return body.some(
    (statement) =>
      statement.kind === "assign" && statement.declares !== undefined && namesIn(statement.target).includes(name),
  );
}
