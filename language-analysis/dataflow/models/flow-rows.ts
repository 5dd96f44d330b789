// Finds a library function's row in the tables.
import { CONVERSIONS } from "../tables/conversions.ts";
import type { FlowRow } from "../tables/schema.ts";

const exact = new Map<string, FlowRow>();
const prefixes: (readonly [string, FlowRow])[] = [];
for (const row of CONVERSIONS) {
  for (const api of row.apis) {
    if (api.endsWith(".*")) prefixes.push([api.slice(0, -1), row]);
    else if (!exact.has(api)) exact.set(api, row);
  }
}

export function flowRowOf(api: string): FlowRow | undefined {
  return exact.get(api) ?? prefixes.find(([prefix]) => api.startsWith(prefix) || `${api}.` === prefix)?.[1];
}
