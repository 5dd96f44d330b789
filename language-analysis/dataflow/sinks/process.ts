// Programs that are started without a shell: what is the program, what its arguments, and whether an option asks for a shell.
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { itemsOf, readProperty } from "../interpret/memory.ts";
import { JOINED_BIT, mapLabels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import type { Expression } from "../../model/program.ts";
import { knownText, NEVER, truthOf, UNDEFINED } from "../domain/value.ts";
import type { ProcessSink } from "../tables/schema.ts";
import { givenAt, type Given } from "./given.ts";
import { reportLabels } from "./report.ts";

const SHELLS = /^(.*\/)?(sh|bash|zsh|dash|ash|ksh|csh|busybox|cmd|cmd\.exe|powershell|powershell\.exe|pwsh)$/;
const INTERPRETERS =
  /^(.*\/)?(python[\d.]*|node|nodejs|deno|bun|perl|ruby|php|lua|awk|osascript|env|gnuplot|octave|Rscript|R|julia|groovy|tclsh|mysql|psql|mongosh?)$/;
/** Start the program that comes after their options. */
const STARTERS = /^(.*\/)?(sudo|su|env|timeout|nice|ionice|nohup|setsid|stdbuf|xargs|busybox|time|chroot|unshare)$/;
const CODE_OPTIONS = new Set([
  "-c",
  "/c",
  "/C",
  "-e",
  "--eval",
  "-p",
  "-r",
  "-Command",
  "-command",
  "-lc",
  "-ec",
  "-ic",
]);

export function checkProcess(
  machine: Machine,
  api: string,
  written: ProcessSink,
  args: CallArguments,
  site: CallSite,
): void {
  const first = givenAt(written.program, args, site);
  if (!first) return;
  const isOneList = written.form === "rest" && first.value.refs.length > 0;
  const row: ProcessSink = isOneList ? { ...written, form: "joined" } : written;
  const list = argumentList(machine, row, first, args, site);
  const shell = shellOption(machine, row, args);
  const program = row.form === "joined" && first.value.refs.length > 0 ? (list[0]?.value ?? NEVER) : first.value;
  const programGiven = row.form === "joined" && list[0] ? list[0] : first;
  // A text without a shell is the name of one program: what is joined to it makes another name, mostly of none.
  const isName = row.form === "joined" && first.value.refs.length === 0 && shell === "no";
  const programLabels = isName
    ? mapLabels(program.labels, (label) => ((label.harmless & JOINED_BIT) === 0 ? label : undefined))
    : program.labels;
  reportLabels(
    machine,
    api,
    row,
    programLabels,
    { value: program, expression: programGiven.expression ?? first.expression },
    site,
    0,
  );
  const rest = row.form === "joined" ? list.slice(1) : list;
  if (shell !== "no") {
    const inShell = { ...row, effect: "runs it in a shell" };
    for (const one of row.form === "joined" ? list : rest)
      reportLabels(machine, api, inShell, one.value.labels, one, site, shell === "maybe" ? 1 : 0);
    return;
  }
  const started = knownText(program) ?? "";
  const names = [started, ...(STARTERS.test(started) ? rest.map(({ value }) => knownText(value) ?? "") : [])];
  const name = names.find((one) => SHELLS.test(one)) ?? names.find((one) => INTERPRETERS.test(one));
  if (name === undefined) return;
  let isCode = false;
  for (const one of rest) {
    if (isCode)
      reportLabels(machine, api, { ...row, effect: `hands it to ${name} as code` }, one.value.labels, one, site, 0);
    const text = knownText(one.value);
    if (text !== undefined && CODE_OPTIONS.has(text)) isCode = true;
  }
}

/** Program arguments in order; items at unknown places come last. In the `joined` form the program is the first. */
function argumentList(machine: Machine, row: ProcessSink, first: Given, args: CallArguments, site: CallSite): Given[] {
  if (row.form === "rest") {
    const start = row.program.index + 1;
    return args.positional.slice(start).flatMap((value, index) => {
      const expression = site.arguments[start + index]?.value;
      return value.refs.length > 0 ? itemsGiven(machine, value, expression) : [{ value, expression }];
    });
  }
  const given = row.form === "joined" ? first : givenAt({ index: row.program.index + 1, keyword: "args" }, args, site);
  if (!given) return [];
  if (given.value.refs.length === 0) return [given];
  return itemsGiven(machine, given.value, given.expression);
}

function itemsGiven(machine: Machine, list: Value, expression: Expression | undefined): Given[] {
  const items = expression?.kind === "array" ? expression.items : [];
  return list.refs.flatMap((id): Given[] => {
    const object = machine.state.get(id);
    if (object?.shape !== "list") return [];
    const known = [...object.slots].map(([key, { value }]) => ({
      value,
      expression: items[Number(key)]?.value ?? expression,
    }));
    if (object.rest) known.push({ value: object.rest, expression });
    if (object.labels.size > 0) known.push({ value: itemsOf(machine, list), expression });
    return known;
  });
}

function shellOption(machine: Machine, row: ProcessSink, args: CallArguments): "yes" | "no" | "maybe" {
  let option = args.named.get("shell");
  if (row.form === "separate") {
    for (const value of args.positional) {
      for (const id of value.refs) {
        if (machine.state.get(id)?.shape === "object")
          option = readProperty(machine, { ...value, refs: [id] }, "shell");
      }
    }
  }
  if (!option || option === UNDEFINED) return "no";
  const truth = truthOf(option);
  return truth === undefined ? "maybe" : truth ? "yes" : "no";
}
