// What a language model answers is steered by whoever writes into its prompt: it is as little to be trusted as the prompt.
import { say } from "../../model/message.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { changedLabels, deepLabels } from "../interpret/memory.ts";
import { joinLabels, mapLabels, NO_LABELS, type Labels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";

/** Labels of the answer: what others have written of the arguments, with doubt, and free of every protection. */
export function answerLabels(machine: Machine, args: CallArguments, site: CallSite): Labels {
  let given = NO_LABELS;
  const all: readonly (Value | undefined)[] = [...args.positional, ...args.named.values(), args.spread, args.keywords];
  for (const value of all) {
    if (value) given = joinLabels(given, deepLabels(machine, value.madeOf ?? value));
  }
  const outside = mapLabels(given, (label) =>
    label.origin.kind === "event" || label.origin.kind === "stored" ? label : undefined,
  );
  const message = say("steers the answer of the model");
  return changedLabels(machine, outside, site.node, {
    at: machine.place(site.at),
    message,
    doubt: 1,
    keep: 0,
    cuts: true,
  });
}
