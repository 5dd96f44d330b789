// One function of the map: runs its handler with an event as its triggers deliver it, and collects what reaches a sink.
import type { HandlerLocation } from "../model/app-map.ts";
import type { ProgramFunction, ProgramModule, ProgramParameter } from "../model/program.ts";
import type { SourceRange } from "../model/range.ts";
import type { Wire } from "./across/wire.ts";
import { EMPTY_OBJECT } from "./domain/heap.ts";
import { makeLabel, singleLabel } from "./domain/label.ts";
import type { Closure, Value } from "./domain/value.ts";
import { labelled, library, UNKNOWN } from "./domain/value.ts";
import { calledInstances } from "./interpret/calls.ts";
import { classNamed, instanceOf, isModel } from "./interpret/instances.ts";
import { Interpreter } from "./interpret/interpreter.ts";
import type { Limits } from "./interpret/interpreter.ts";
import type { SinkHit } from "./interpret/machine.ts";
import { readProperty } from "./interpret/memory.ts";
import { takesSelf } from "./interpret/parameters.ts";
import type { Program } from "./program.ts";
import { runRoutes } from "./run-routes.ts";
import { envelopeParts } from "./sources/envelopes.ts";
import { eventLabel, eventParts, placeOfParameter, requestParts, type Parts } from "./sources/event-label.ts";
import type { EventSource } from "./sources/event-source.ts";
import { CHALICE_PARTS } from "./tables/requests.ts";

export interface HandlerAnalysis {
  readonly hits: readonly SinkHit[];
  readonly source: EventSource;
  readonly isExhausted: boolean;
}

export function analyzeHandler(
  handler: HandlerLocation,
  source: EventSource,
  program: Program,
  limits: Limits,
  wire?: Wire,
): HandlerAnalysis | undefined {
  const module = program.module(handler.file);
  if (!module) return undefined;
  const machine = new Interpreter(program, module, limits, wire);
  const request = eventLabel(machine, source, handler.at, "request", 0, requestParts(source));
  if (source.part([])) machine.request = labelled(singleLabel(request));
  runHandler(machine, module, handler, source);
  // Routes of Chalice are functions of the map, each with its own request.
  if (!handler.framework) runRoutes(machine, source);
  return { hits: machine.hits, source, isExhausted: machine.isExhausted };
}

/** What the platform finds under the exported name, with all that wraps it; then the function alone, where it has not run by that. */
function runHandler(machine: Interpreter, module: ProgramModule, handler: HandlerLocation, source: EventSource): void {
  const { functionIndex: index, framework } = handler;
  const located = index > 0 ? module.functions[index] : undefined;
  machine.entered.clear();
  for (const one of framework ? [] : exportedFunctions(machine, handler)) {
    const body = one.module.functions[one.index];
    if (body) runFunction(machine, one, body, handler, source);
  }
  if (!located || machine.entered.has(located)) return;
  const frame = machine.topFrame(module.file);
  const self = takesSelf(module, located) ? machine.allocate(located.nameAt, EMPTY_OBJECT) : undefined;
  const closure: Closure = { kind: "closure", key: "handler", module, index, frame, ...(self && { self }) };
  runFunction(machine, closure, located, handler, source);
}

function exportedFunctions(machine: Interpreter, { exported }: HandlerLocation): readonly Closure[] {
  if (!exported) return [];
  const [name = "", ...more] = exported.name.split(".");
  const first = machine.moduleExport(exported.file, name);
  const value = first && more.reduce((object, property) => readProperty(machine, object, property), first);
  if (!value) return [];
  return [...value.callables, ...calledInstances(machine, value)].filter((one) => one.kind === "closure");
}

function runFunction(
  machine: Interpreter,
  one: Closure,
  body: ProgramFunction,
  handler: HandlerLocation,
  source: EventSource,
): void {
  const { module } = one;
  const doubt = handler.confidence === "low" ? 1 : 0;
  const given = one.bound?.positional.length ?? 0;
  const first = given + (one.self && takesSelf(module, body) ? 1 : 0);
  const at = placeOfParameter(module, body, first);
  const inside = envelopeParts(body, (path) => source.part(path));
  const part = inside ?? (handler.framework === "chalice-event" ? chaliceParts(source) : eventParts(source, module));
  const event = eventOf(machine, one, body, first, source, { at, doubt, part });
  const passed =
    handler.framework === "chalice-route"
      ? body.parameters.map((one) => pathParameter(machine, source, at, one))
      : [event, library("lambda.context"), library("lambda.callback")];
  const positional = [...(one.bound?.positional ?? []), ...passed];
  machine.run(() => machine.invoke(one, { positional, named: one.bound?.named ?? new Map() }, undefined, one.self));
}

/** An object whose parts come from outside; of a model that the parameter's type names, only its fields. */
function eventOf(
  machine: Interpreter,
  { module }: Closure,
  body: ProgramFunction,
  index: number,
  source: EventSource,
  { at, doubt, part }: { readonly at: SourceRange; readonly doubt: 0 | 1; readonly part: Parts },
): Value {
  if (!source.part([])) return UNKNOWN;
  const label = eventLabel(machine, source, at, "event", doubt, part);
  const model = classNamed(machine, module, body.parameters[index]?.typeName);
  const node = body.body[0];
  if (model && node && isModel(machine, model)) {
    const site = { module, node, callee: undefined, arguments: [], at: body.at };
    return instanceOf(machine, model, labelled(singleLabel(label)), site);
  }
  return machine.allocate(body, { ...EMPTY_OBJECT, labels: singleLabel(label) });
}

/** A part of the route's path, named like the parameter. */
function pathParameter(
  machine: Interpreter,
  source: EventSource,
  at: SourceRange,
  { pattern }: ProgramParameter,
): Value {
  if (!source.part(["pathParameters"])) return UNKNOWN;
  const path = ["pathParameters", ...(pattern.kind === "name" ? [pattern.name] : [])];
  const label = eventLabel(machine, source, at, "path", 0, () => source.part(["pathParameters"]));
  return labelled(singleLabel(makeLabel({ ...label, path })));
}

/** Chalice's own event objects, as the parts of the event that they stand for. */
function chaliceParts(source: EventSource): Parts {
  return (path) => {
    if (path.length === 0) return source.part([]);
    const name = path.find((one) => !/^(\d+|\*|Records)$/.test(one));
    if (name === undefined) return source.part([]);
    const [place] = source.triggers.flatMap((trigger) => CHALICE_PARTS[trigger]?.[name] ?? []);
    const rest = path.slice(path.indexOf(name) + 1);
    return place ? source.part([...place.split("."), ...rest]) : undefined;
  };
}
