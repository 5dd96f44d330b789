// Looks whether the arguments of a library call reach something that interprets or discloses them.
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { deepLabels, itemsOf } from "../interpret/memory.ts";
import { checkAnswerObject, checkHeaderCall, checkHttpResponse } from "../interpret/response.ts";
import type { Labels } from "../domain/label.ts";
import { joinLabels, NO_LABELS, stepsOf } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { fileContent } from "../models/files.ts";
import { JAVASCRIPT_SINK_PATTERNS, JAVASCRIPT_SINKS } from "../tables/javascript-sinks.ts";
import { PYTHON_SINK_PATTERNS, PYTHON_SINKS } from "../tables/python-sinks.ts";
import { ANSWER_ARGUMENTS, PLAIN_ANSWERS } from "../tables/responses.ts";
import type { PatternSink, SinkRow, TextSink } from "../tables/schema.ts";
import { givenAt, optionHolds, partsOf, type Given } from "./given.ts";
import { checkProcess } from "./process.ts";
import { reportLabels } from "./report.ts";

const rowsByApi = new Map<string, SinkRow[]>();
for (const row of [...JAVASCRIPT_SINKS, ...PYTHON_SINKS]) {
  for (const api of row.apis) rowsByApi.set(api, [...(rowsByApi.get(api) ?? []), row]);
}
const patternsByModule = new Map<string, PatternSink[]>();
for (const pattern of [...JAVASCRIPT_SINK_PATTERNS, ...PYTHON_SINK_PATTERNS]) {
  for (const name of pattern.modules) patternsByModule.set(name, [...(patternsByModule.get(name) ?? []), pattern]);
}

/** Names of packages with a dot in them. */
const dottedModules = [...patternsByModule.keys()].filter((name) => name.includes("."));

/** `mysql2/promise` of `mysql2/promise.createPool().query`. */
function moduleOf(api: string): string {
  const dotted = dottedModules.find((name) => api.startsWith(name) && !/^[\w/-]/.test(api.slice(name.length)));
  if (dotted !== undefined) return dotted;
  const end = api.search(/[.([]/);
  return end < 0 ? api : api.slice(0, end);
}

/** True when a table speaks of the library. */
export function hasSinks(api: string): boolean {
  return patternsByModule.has(moduleOf(api));
}

/** True for calls that send a request to an address. */
export function isRequest(api: string): boolean {
  const module = moduleOf(api);
  const called = api.slice(module.length);
  return (
    (rowsByApi.get(api) ?? []).some((row) => row.class === "ssrf") ||
    (patternsByModule.get(module) ?? []).some(({ rest, row }) => row.class === "ssrf" && rest.test(called))
  );
}

/** True when the call only gives its arguments out: nothing comes back. */
export function checkSinks(
  machine: Machine,
  api: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): boolean {
  let isOutput = false;
  checkAnswer(machine, api, args, site);
  checkHeaderCall(machine, api, args, site);
  checkAnswerObject(machine, api, args, site);
  if (PLAIN_ANSWERS.test(api)) machine.withdraw("html", machine.place(site.at));
  for (const row of machine.program.models.sinksOf(api)) checkText(machine, api, row, receiver, args, site);
  for (const row of rowsByApi.get(api) ?? []) {
    if (row.kind === "process") checkProcess(machine, api, row, args, site);
    else checkText(machine, api, row, receiver, args, site);
    isOutput ||= row.kind === "everything";
  }
  const module = moduleOf(api);
  const called = api.slice(module.length);
  for (const { rest, unless, row } of patternsByModule.get(module) ?? []) {
    if (!rest.test(called) || unless?.test(called)) continue;
    checkText(machine, api, row, receiver, args, site);
    isOutput ||= row.kind === "everything" && row.only === undefined;
    // Markup in a log is read by nobody's browser.
    if (row.class === "log") machine.withdraw("html", machine.place(site.at));
  }
  return isOutput;
}

/** Markup that the template was put together from in the steps before. */
function withdrawMarkup(machine: Machine, labels: Labels): void {
  for (const { trace } of labels.values()) for (const { at } of stepsOf(trace)) machine.withdraw("html", at);
}

/** `callback(null, { statusCode, headers, body })`. */
function checkAnswer(machine: Machine, api: string, args: CallArguments, site: CallSite): void {
  const index = ANSWER_ARGUMENTS[api];
  const answer = index === undefined ? undefined : givenAt({ index }, args, site);
  if (answer) checkHttpResponse(machine, api, answer.value, answer.expression, site);
}

function checkText(
  machine: Machine,
  api: string,
  row: Omit<TextSink, "apis">,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): void {
  if (row.unlessGiven !== undefined && args.named.has(row.unlessGiven)) return;
  const holds = row.when ? optionHolds(machine, row.when, args) : "yes";
  if (holds === "no") return;
  // Who writes the template writes its markup, too.
  if (row.class === "template") machine.withdraw("html", machine.place(site.at));
  for (const one of givenTo(machine, row, receiver, args, site)) {
    const own = labelsFor(machine, row.kind, one.value, row.literalUnder);
    const labels = row.reads ? joinLabels(own, fileLabels(machine, one.value)) : own;
    if (row.class === "template") withdrawMarkup(machine, labels);
    reportLabels(machine, api, row, labels, one, site, holds === "maybe" ? 1 : 0);
  }
}

/** Keywords that say how something is written, and are not written. */
const OF_THE_CALL: ReadonlySet<string> = new Set([
  "exc_info",
  "stack_info",
  "stacklevel",
  "file",
  "sep",
  "end",
  "flush",
]);

/** What was written to the file at the path. */
function fileLabels(machine: Machine, path: Value): Labels {
  const content = path.refs.length === 0 && path.literals?.length !== 0 ? fileContent(machine, path) : undefined;
  return content ? deepLabels(machine, content) : NO_LABELS;
}

function givenTo(
  machine: Machine,
  { argument }: Omit<TextSink, "apis">,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): readonly Given[] {
  if (argument === "receiver") {
    const expression = site.callee?.kind === "member" ? site.callee.object : site.callee;
    return receiver ? [{ value: receiver, expression }] : [];
  }
  if (argument !== "all") {
    const one = givenAt(argument, args, site);
    return one ? partsOf(machine, argument, one) : [];
  }
  const given = args.positional.map((value, index): Given => ({ value, expression: site.arguments[index]?.value }));
  for (const [name, value] of args.named) {
    if (!OF_THE_CALL.has(name))
      given.push({ value, expression: site.arguments.find((one) => one.name === name)?.value });
  }
  return args.spread ? [...given, { value: args.spread, expression: site.arguments.at(-1)?.value }] : given;
}

/** What of the value counts for a sink of this kind. */
export function labelsFor(
  machine: Machine,
  kind: TextSink["kind"],
  value: Value,
  literalUnder?: ReadonlySet<string>,
): Labels {
  if (kind === "value" || kind === "everything") return deepLabels(machine, value, literalUnder);
  if (value.refs.length === 0) return value.labels;
  if (kind === "whole" || kind === "shape") {
    const own = value.refs.map((id) => machine.state.get(id)?.labels ?? NO_LABELS);
    return own.reduce(joinLabels, value.labels);
  }
  // A list that takes the place of a text is joined to one.
  return joinLabels(value.labels, itemsOf(machine, value).labels);
}
