// Numbers, dates and words of a list: of what its sender chose, an amount and a decision are left.
import type { Expression, Statement } from "../../model/program.ts";
import type { Machine } from "../interpret/machine.ts";
import { changedLabels } from "../interpret/memory.ts";
import { classBits, JOINED_BIT, SQL_BIT, type Labels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { labelled, UNKNOWN } from "../domain/value.ts";

/** A number can't harm an interpreter; as an amount of work or a price it is still the sender's choice. */
export function asNumber(machine: Machine, labels: Labels, node: Expression | Statement): Value {
  if (labels.size === 0) return UNKNOWN;
  const harmless = ~(classBits(["work", "flow-control", "record", "lookup"]) | JOINED_BIT | SQL_BIT);
  return labelled(changedLabels(machine, labels, node, { harmless, keep: 0 }));
}
