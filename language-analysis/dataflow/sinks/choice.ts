// Functions that are called by a name from outside.
import type { Expression } from "../../model/program.ts";
import type { Value } from "../domain/value.ts";
import type { CallSite, Machine } from "../interpret/machine.ts";
import { lookupGuards } from "../interpret/memory.ts";
import { reportLabels } from "./report.ts";

const CHOOSES = { class: "flow-control" as const, effect: "calls the function that it names", doubt: 1 as const };

/**
 * `actions[event.action]()`, `getattr(module, event["action"])`: the sender names what is called. A dictionary of Python holds what
 * the app has put into it; an object of JavaScript has `constructor` and others beside.
 */
export function checkChoice(
  machine: Machine,
  object: Value,
  name: Value,
  expression: Expression,
  site: CallSite,
): void {
  if (name.labels.size === 0) return;
  if (machine.module.language === "python" && lookupGuards(machine, object, name)) return;
  reportLabels(machine, "call by name", CHOOSES, name.labels, { value: name, expression }, site, 0);
}
