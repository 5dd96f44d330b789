// Sinks at methods of objects that are not known: the name of the method, or the text around the value, tells what it is.
import { mapLabels, SQL_BIT } from "../domain/label.ts";
import { knownText, libraryPaths, UNKNOWN, type Value } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { deepLabels, readProperty } from "../interpret/memory.ts";
import { fillFile } from "../models/files.ts";
import { PICKS_RECORDS, STORES_VALUES } from "../tables/records.ts";
import { QUERY_METHODS } from "../tables/python-sql.ts";
import { PATH_METHODS } from "../tables/text.ts";
import { checkSinks, labelsFor } from "./check.ts";
import { givenAt, partAt, type Given } from "./given.ts";
import { reportLabels } from "./report.ts";

const RUNS_SQL = { class: "sql" as const, effect: "runs it as SQL" };

const OPENS_RECORD = {
  class: "record" as const,
  only: "identities" as const,
  effect: "opens the record of whom it names",
};

const STORES_WORD = {
  class: "flow-control" as const,
  only: "decisions" as const,
  effect: "takes the sender's word for it",
};

const IS_PATH = { class: "path" as const, effect: "works on the file at the path" };
const MAKES_LONG = { class: "work" as const, effect: "makes a text as long as it says" };
const LENGTHS: ReadonlySet<string> = new Set(["repeat", "padStart", "padEnd"]);

export function checkMethodSinks(
  machine: Machine,
  data: Value,
  name: string,
  args: CallArguments,
  site: CallSite,
): void {
  checkQueryMethod(machine, name, args, site);
  checkRecordQuery(machine, name, args, site);
  const [first] = args.positional;
  if (first && LENGTHS.has(name)) {
    const given = { value: first, expression: site.arguments[0]?.value };
    reportLabels(machine, `String.${name}`, MAKES_LONG, first.labels, given, site, 0);
  }
  // What is piped into something is written to it.
  if (first && name === "pipe") {
    fillFile(machine, first, { ...UNKNOWN, labels: deepLabels(machine, data) });
    for (const path of libraryPaths(first))
      checkSinks(machine, `${path}.write`, first, { ...args, positional: [data] }, site);
  }
  if (PATH_METHODS.has(name)) {
    // `(folder / name).read_text()`.
    const expression = site.callee?.kind === "member" ? site.callee.object : undefined;
    reportLabels(machine, `Path.${name}`, IS_PATH, data.labels, { value: data, expression }, site, 0);
  }
}

/** The text around the value tells that it is SQL. */
export function checkQueryMethod(machine: Machine, name: string, args: CallArguments, site: CallSite): void {
  if (!QUERY_METHODS.has(name)) return;
  const given = givenAt({ index: 0 }, args, site);
  if (!given) return;
  const labels = mapLabels(labelsFor(machine, "text", given.value), (label) =>
    (label.harmless & SQL_BIT) === 0 ? undefined : label,
  );
  if (labels.size > 0) reportLabels(machine, shownCallee(site), RUNS_SQL, labels, given, site, 0);
}

/** `query("SELECT ... WHERE user_id = $1", [userId])`: whose record the parameters name, and what they say of prices and rights. */
export function checkRecordQuery(machine: Machine, name: string, args: CallArguments, site: CallSite): void {
  if (!QUERY_METHODS.has(name)) return;
  const [first] = args.positional;
  const object = first && first.refs.length > 0 ? first : undefined;
  const text = object ? readProperty(machine, object, "text") : first;
  if (!text) return;
  const sql = knownText(text) ?? text.pieces?.join("?") ?? "";
  const rows = [...(PICKS_RECORDS.test(sql) ? [OPENS_RECORD] : []), ...(STORES_VALUES.test(sql) ? [STORES_WORD] : [])];
  if (rows.length === 0) return;
  for (const given of parametersGiven(machine, object, args, site)) {
    for (const row of rows)
      reportLabels(machine, shownCallee(site), row, deepLabels(machine, given.value), given, site, 0);
  }
}

/** Behind the text as one list or one by one, or in the object that holds the text. */
function parametersGiven(
  machine: Machine,
  object: Value | undefined,
  args: CallArguments,
  site: CallSite,
): readonly Given[] {
  if (object) return [partAt(machine, object, ["values"], site.arguments[0]?.value) ?? []].flat();
  const named = ["params", "parameters", "args"].flatMap((keyword) => {
    const value = args.named.get(keyword);
    return value ? [{ value, expression: site.arguments.find((one) => one.name === keyword)?.value }] : [];
  });
  const behind = args.positional
    .slice(1)
    .map((value, index): Given => ({ value, expression: site.arguments[index + 1]?.value }));
  return [...named, ...behind];
}

function shownCallee({ callee }: CallSite): string {
  if (callee?.kind !== "member" || typeof callee.property !== "string") return "execute";
  return callee.object.kind === "name" ? `${callee.object.name}.${callee.property}` : callee.property;
}
