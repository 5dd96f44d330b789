// One function of the map: runs its handler with an event as its triggers deliver it, and collects what reaches a sink.
import type { HandlerLocation } from "../model/app-map.ts";
import type { ProgramFunction, ProgramModule } from "../model/program.ts";
import { say } from "../model/message.ts";
import { rangeOf } from "../model/range.ts";
import type { SourceRange } from "../model/range.ts";
import type { Wire } from "./across/wire.ts";
import { EMPTY_OBJECT } from "./domain/heap.ts";
import type { Label, PartFacts } from "./domain/label.ts";
import { makeLabel, singleLabel } from "./domain/label.ts";
import type { Value } from "./domain/value.ts";
import { labelled, library, UNKNOWN } from "./domain/value.ts";
import { Interpreter } from "./interpret/interpreter.ts";
import type { Limits } from "./interpret/interpreter.ts";
import type { SinkHit } from "./interpret/machine.ts";
import type { Program } from "./program.ts";
import type { EventSource } from "./sources/event-source.ts";
import { isTextPart } from "./tables/event-shapes.ts";
import { CHALICE_PARTS, REQUEST_FACTS } from "./tables/requests.ts";

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
  const request = eventLabel(machine, source, handler.at, "request", 0, requestPart(source));
  if (source.part([])) machine.request = labelled(singleLabel(request));
  if (handler.functionIndex > 0) runHandler(machine, module, handler, source);
  // Routes of Chalice are functions of the map, each with its own request.
  if (!handler.framework) runRoutes(machine, source);
  return { hits: machine.hits, source, isExhausted: machine.isExhausted };
}

function runHandler(
  machine: Interpreter,
  module: ProgramModule,
  { functionIndex: index, confidence, framework }: HandlerLocation,
  source: EventSource,
): void {
  const doubt = confidence === "low" ? 1 : 0;
  const body = module.functions[index];
  if (!body) return;
  const frame = machine.topFrame(module.file);
  const isMethod = module.language === "python" && body.classIndex !== undefined;
  const parameter = body.parameters[isMethod ? 1 : 0];
  const at = rangeOf(module.file, parameter?.at ?? body.nameAt);
  const part = framework === "chalice-event" ? chalicePart(source) : (path: readonly string[]) => source.part(path);
  const label = eventLabel(machine, source, at, "event", doubt, part);
  const event = source.part([]) ? eventObject(machine, body, label) : UNKNOWN;
  const positional =
    framework === "chalice-route"
      ? body.parameters.map(() => pathParameter(machine, source, at))
      : [event, library("lambda.context"), library("lambda.callback")];
  const closure = { kind: "closure" as const, key: "handler", module, index, frame };
  const self = machine.allocate(body.nameAt, EMPTY_OBJECT);
  machine.run(() => machine.invoke(closure, { positional, named: new Map() }, undefined, isMethod ? self : undefined));
}

/** A part of the route's path. */
function pathParameter(machine: Interpreter, source: EventSource, at: SourceRange): Value {
  if (!source.part(["pathParameters"])) return UNKNOWN;
  return labelled(singleLabel(eventLabel(machine, source, at, "path", 0, () => source.part(["pathParameters"]))));
}

/** Chalice's own event objects, as the parts of the event that they stand for. */
function chalicePart(source: EventSource): (path: readonly string[]) => PartFacts | undefined {
  return (path) => {
    if (path.length === 0) return source.part([]);
    const name = path.find((one) => !/^(\d+|\*|Records)$/.test(one));
    if (name === undefined) return source.part([]);
    const [place] = source.triggers.flatMap((trigger) => CHALICE_PARTS[trigger]?.[name] ?? []);
    const rest = path.slice(path.indexOf(name) + 1);
    return place ? source.part([...place.split("."), ...rest]) : undefined;
  };
}

function eventObject(machine: Interpreter, body: object, label: Label): Value {
  return machine.allocate(body, { ...EMPTY_OBJECT, labels: singleLabel(label) });
}

function eventLabel(
  machine: Interpreter,
  source: EventSource,
  at: Label["trace"]["at"],
  key: string,
  doubt: 0 | 1,
  part: (path: readonly string[]) => PartFacts | undefined,
): Label {
  const isEvent = key === "event";
  const origin = machine.origin(key, (id) => ({
    id,
    kind: "event",
    doubt,
    part,
    ...(isEvent && { isText: isTextPart }),
  }));
  const facts = part([]);
  const message = source.isKnown
    ? say("The event of the {0} trigger arrives", source.triggers.join(", ") || "calling function's")
    : say("The event arrives; what triggers the function is not known");
  const trace = { before: undefined, length: 1, at, message, isAccess: true as const };
  return makeLabel({
    origin,
    path: [],
    change: 0,
    harmless: 0,
    doubt: facts?.doubt && doubt === 0 ? facts.doubt : doubt,
    trace,
  });
}

/** What a sender chooses of a request that a framework makes of the event. */
function requestPart(source: EventSource): (path: readonly string[]) => PartFacts | undefined {
  return (path) => {
    if (REQUEST_FACTS.has(path[0] ?? "")) return undefined;
    return source.part(["body"]) ?? source.part([]);
  };
}

/** Handlers that a web framework in the function calls with its requests. */
function runRoutes(machine: Interpreter, source: EventSource): void {
  const part = requestPart(source);
  if (!part([])) return;
  for (const { handler, framework } of [...machine.routes.values()]) {
    for (const one of handler.callables) {
      if (one.kind !== "closure") continue;
      const body = one.module.functions[one.index];
      if (!body) continue;
      const at = rangeOf(one.module.file, body.parameters[0]?.at ?? body.nameAt);
      const request = labelled(singleLabel(eventLabel(machine, source, at, "request", 0, part)));
      const positional =
        framework === "express" ? expressArguments(machine, body, at, request) : body.parameters.map(() => request);
      machine.run(() => machine.invoke(one, { positional, named: new Map() }, undefined));
    }
  }
}

/** `(request, response, next)`; a handler of four is for errors. */
function expressArguments(
  machine: Interpreter,
  body: ProgramFunction,
  at: SourceRange,
  request: Value,
): readonly Value[] {
  const usual = [request, library("express.response"), library("express.next")];
  return body.parameters.length === 4 ? [machine.errorValue(body, at, 0), ...usual] : usual;
}
