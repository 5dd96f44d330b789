// Defaults (SAM Globals, Serverless provider) under the settings of one resource. Every value keeps the range of where it is written.
import type { Value, ValueEntry } from "../model/value.ts";

/**
 * `own` laid over `defaults`: maps are merged key by key, lists joined (defaults first), anything else replaced.
 * The result has the range and layout of `own` where there is one. Source: AWS SAM, "Globals section of the AWS SAM template".
 */
export function withDefaults(defaults: Value | undefined, own: Value | undefined): Value | undefined {
  if (defaults === undefined || defaults.kind === "null") return own;
  if (own === undefined) return defaults;
  if (own.kind === "map" && defaults.kind === "map") {
    const entries: ValueEntry[] = [];
    for (const entry of own.entries) {
      const base = defaults.entries.find((candidate) => candidate.key === entry.key);
      entries.push(base ? { ...entry, value: withDefaults(base.value, entry.value) ?? entry.value } : entry);
    }
    const ownKeys = new Set(own.entries.map((entry) => entry.key));
    entries.push(...defaults.entries.filter((entry) => !ownKeys.has(entry.key)));
    return { ...own, entries };
  }
  if (own.kind === "list" && defaults.kind === "list") return { ...own, items: [...defaults.items, ...own.items] };
  return own;
}
