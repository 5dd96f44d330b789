// Looks whether the arguments of a library call reach something that interprets or discloses them.
import type { Expression } from "../../model/program.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { deepLabels, itemsOf, readProperty } from "../interpret/memory.ts";
import type { Labels } from "../domain/label.ts";
import { classBit, joinLabels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { knownText, NEVER, truthOf, UNDEFINED } from "../domain/value.ts";
import { CHILD_PROCESS } from "../tables/child-process.ts";
import { CODE_EVALUATION } from "../tables/code-evaluation.ts";
import { LOG_PATTERNS } from "../tables/logs.ts";
import { PYTHON_PROCESS } from "../tables/python-process.ts";
import { RESPONSE_PATTERNS, RESPONSES } from "../tables/responses.ts";
import type { ArgumentPlace, ProcessSink, SinkRow, TextSink } from "../tables/schema.ts";
import { DISCLOSED } from "../tables/disclosure.ts";
import { doubtedKey } from "../interpret/guards.ts";
import { narrowPlace } from "./narrow.ts";

const rowsByApi = new Map<string, SinkRow[]>();
for (const row of [...CHILD_PROCESS, ...PYTHON_PROCESS, ...CODE_EVALUATION, ...RESPONSES]) {
  for (const api of row.apis) rowsByApi.set(api, [...(rowsByApi.get(api) ?? []), row]);
}
const patterns = [...RESPONSE_PATTERNS, ...LOG_PATTERNS];

/** True when the call only gives its arguments out: nothing comes back. */
export function checkSinks(machine: Machine, api: string, args: CallArguments, site: CallSite): boolean {
  let isOutput = false;
  for (const row of rowsByApi.get(api) ?? []) {
    if (row.kind === "process") checkProcess(machine, api, row, args, site);
    else checkText(machine, api, row, args, site);
    isOutput ||= row.kind === "everything";
  }
  for (const { pattern, row } of patterns) {
    if (!pattern.test(api)) continue;
    checkText(machine, api, row, args, site);
    isOutput = true;
  }
  return isOutput;
}

export interface Given {
  readonly value: Value;
  readonly expression: Expression | undefined;
}

export function givenAt(place: ArgumentPlace, args: CallArguments, site: CallSite): Given | undefined {
  const named = place.keyword === undefined ? undefined : args.named.get(place.keyword);
  if (named) {
    return { value: named, expression: site.arguments.find((one) => one.name === place.keyword)?.value };
  }
  const value = args.positional[place.index] ?? args.spread;
  if (!value) return undefined;
  const written = site.arguments.filter((one) => one.name === undefined);
  return { value, expression: written[Math.min(place.index, written.length - 1)]?.value };
}

function checkText(
  machine: Machine,
  api: string,
  row: Omit<TextSink, "apis">,
  args: CallArguments,
  site: CallSite,
): void {
  const given: Given[] = [];
  if (row.argument === "all") {
    args.positional.forEach((value, index) => given.push({ value, expression: site.arguments[index]?.value }));
    if (args.spread) given.push({ value: args.spread, expression: site.arguments.at(-1)?.value });
  } else {
    const one = givenAt(row.argument, args, site);
    if (one) given.push(one);
  }
  for (const one of given) {
    const labels = row.kind === "text" ? textLabels(machine, one.value) : deepLabels(machine, one.value);
    reportLabels(machine, api, row, labels, one, site, 0);
  }
}

/** Labels of a text; a list that takes the place of a text is joined to one. */
function textLabels(machine: Machine, value: Value): Labels {
  return value.refs.length === 0 ? value.labels : joinLabels(value.labels, itemsOf(machine, value).labels);
}

/** What reports need of a row. */
type Reported = Pick<TextSink, "class" | "effect" | "doubt">;

export function reportLabels(
  machine: Machine,
  api: string,
  row: Reported,
  labels: Labels,
  given: Given,
  site: CallSite,
  doubt: number,
): void {
  for (const label of labels.values()) {
    if (!DISCLOSED[row.class].has(label.origin.kind)) continue;
    if ((label.harmless & classBit(row.class)) !== 0 || machine.state.guarded.has(label.key)) continue;
    const isDoubted = machine.state.guarded.has(doubtedKey(label.origin.id));
    const place = given.expression
      ? narrowPlace(machine, given.expression, label, row.class === "response")
      : undefined;
    machine.report({
      class: row.class,
      api: shownApi(api),
      label,
      doubt: doubt + (row.doubt ?? 0) + (isDoubted ? 1 : 0),
      at: place ?? machine.place(given.expression?.at ?? site.at),
      callAt: machine.place(site.at),
      calleeAt: machine.place(site.callee?.at ?? site.at),
      effect: row.effect,
    });
  }
}

function shownApi(api: string): string {
  return api
    .replace(/^builtins\./, "")
    .replace(/^lambda\./, "")
    .replace(/^express\.response/, "res")
    .replace(/\(\)/g, "");
}

const SHELLS = /^(.*\/)?(sh|bash|zsh|dash|ash|ksh|csh|busybox|cmd|cmd\.exe|powershell|powershell\.exe|pwsh)$/;
const INTERPRETERS = /^(.*\/)?(python[\d.]*|node|nodejs|perl|ruby|php|lua|awk|osascript|env)$/;
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

function checkProcess(machine: Machine, api: string, row: ProcessSink, args: CallArguments, site: CallSite): void {
  const first = givenAt(row.program, args, site);
  if (!first) return;
  const list = argumentList(machine, row, first, args, site);
  const shell = shellOption(machine, row, args);
  const program = row.form === "joined" && first.value.refs.length > 0 ? (list[0]?.value ?? NEVER) : first.value;
  const programGiven = row.form === "joined" && list[0] ? list[0] : first;
  reportLabels(
    machine,
    api,
    row,
    program.labels,
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
  const name = knownText(program);
  if (name === undefined || !(SHELLS.test(name) || INTERPRETERS.test(name))) return;
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
    return args.positional
      .slice(start)
      .map((value, index) => ({ value, expression: site.arguments[start + index]?.value }));
  }
  const given = row.form === "joined" ? first : givenAt({ index: row.program.index + 1, keyword: "args" }, args, site);
  if (!given) return [];
  if (given.value.refs.length === 0) return [given];
  const items = given.expression?.kind === "array" ? given.expression.items : [];
  return given.value.refs.flatMap((id): Given[] => {
    const object = machine.state.get(id);
    if (object?.shape !== "list") return [];
    const known = [...object.slots].map(([key, { value }]) => ({
      value,
      expression: items[Number(key)]?.value ?? given.expression,
    }));
    if (object.rest) known.push({ value: object.rest, expression: given.expression });
    if (object.labels.size > 0) known.push({ value: itemsOf(machine, given.value), expression: given.expression });
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
