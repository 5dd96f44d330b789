// Tokens: the claims of one that is verified are its issuer's word; of one that is only decoded, its sender's.
import { optionHolds } from "../sinks/given.ts";
import { VERIFYING } from "../tables/tokens.ts";
import type { FlowRow } from "../tables/schema.ts";
import type { CallArguments, Machine } from "../interpret/machine.ts";
import { readProperty } from "../interpret/memory.ts";

const ISSUED: FlowRow = { apis: [], flow: "none" };

/** Undefined for other functions, and for those that are told not to verify. */
export function tokenRow(machine: Machine, api: string, args: CallArguments): FlowRow | undefined {
  const isPython = machine.module.language === "python";
  if (!VERIFYING[isPython ? "python" : "javascript"].test(api)) return undefined;
  const options = args.named.get("options");
  const asked = options && readProperty(machine, options, "verify_signature");
  const isOff = optionHolds(machine, { option: "verify", equals: [false] }, args) !== "no";
  return isOff || asked?.literals?.includes(false) ? undefined : ISSUED;
}
