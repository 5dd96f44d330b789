// Query texts at methods of objects that are not known: the text around the value tells that it is SQL.
import { mapLabels, SQL_BIT } from "../domain/label.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { QUERY_METHODS } from "../tables/python-sql.ts";
import { labelsFor } from "./check.ts";
import { givenAt } from "./given.ts";
import { reportLabels } from "./report.ts";

const ROW = { class: "sql" as const, effect: "runs it as SQL" };

export function checkQueryMethod(machine: Machine, name: string, args: CallArguments, site: CallSite): void {
  if (!QUERY_METHODS.has(name)) return;
  const given = givenAt({ index: 0 }, args, site);
  if (!given) return;
  const labels = mapLabels(labelsFor(machine, "text", given.value), (label) =>
    (label.harmless & SQL_BIT) === 0 ? undefined : label,
  );
  if (labels.size > 0) reportLabels(machine, shownCallee(site), ROW, labels, given, site, 0);
}

function shownCallee({ callee }: CallSite): string {
  if (callee?.kind !== "member" || typeof callee.property !== "string") return "execute";
  return callee.object.kind === "name" ? `${callee.object.name}.${callee.property}` : callee.property;
}
