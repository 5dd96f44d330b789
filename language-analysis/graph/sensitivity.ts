// What a store probably holds, told by its names. A hint, not a classification: the reason names the word it rests on.
import type { MapNode } from "../model/app-map.ts";
import type { Value } from "../model/value.ts";
import { valueText } from "./value-text.ts";

export interface SensitivityHint {
  readonly level: "high" | "medium";
  /** The word found, and where: `customer in CustomerTable`. */
  readonly word: string;
  readonly foundIn: string;
}

const HIGH =
  /^(?:customers?|users?|accounts?|payments?|cards?|credit|billing|invoices?|orders?|patients?|medical|health|employees?|salary|salaries|passwords?|credentials?|secrets?|tokens?|sessions?|identity|identities|passports?|ssn|pii|gdpr|bank|profiles?|wallets?|transactions?)$/;
const MEDIUM =
  /^(?:emails?|mails?|addresses|address|contacts?|phones?|messages?|documents?|receipts?|uploads?|subscribers?|members?|students?|logins?|names?|audits?|backups?|tickets?|feedback|inbox)$/;

/** Absent when no name says anything. Looks at the logical id, the physical name and attribute names of keys. */
export function sensitivityOf(node: MapNode): SensitivityHint | undefined {
  if (node.kind === "secret") return { level: "high", word: node.service, foundIn: node.name };
  if (node.kind !== "store") return undefined;
  const physical = node.properties["physicalName"];
  const names = [node.name, ...(physical ? [valueText(physical)] : []), ...keyNames(node.properties["keys"])];
  for (const [level, words] of [
    ["high", HIGH],
    ["medium", MEDIUM],
  ] as const) {
    for (const name of names) {
      const word = wordsOf(name).find((one) => words.test(one));
      if (word !== undefined) return { level, word, foundIn: name };
    }
  }
  return undefined;
}

function keyNames(keys: Value | undefined): readonly string[] {
  if (keys?.kind !== "list") return [];
  return keys.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
}

/** `CustomerOrdersTable`, `customer-orders`, `customer_orders` -> customer, orders (, table). */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}
