// Functions that a framework in the handler's code calls: each is run with what the framework gives it.
import type { Expression, ProgramFunction, ProgramModule, ProgramParameter } from "../model/program.ts";
import { EMPTY_OBJECT, type State } from "./domain/heap.ts";
import { makeLabel, singleLabel, type Label } from "./domain/label.ts";
import type { Closure, Value } from "./domain/value.ts";
import {
  callable,
  joinValues,
  knownText,
  labelled,
  library,
  libraryPaths,
  reference,
  UNKNOWN,
} from "./domain/value.ts";
import { classNamed, valueOfType } from "./interpret/instances.ts";
import type { Interpreter } from "./interpret/interpreter.ts";
import { classMember, itemsOf } from "./interpret/memory.ts";
import { takesSelf } from "./interpret/parameters.ts";
import type { RouteEntry } from "./interpret/machine.ts";
import { isApplicationClass, isOpenErrorType } from "./models/errors.ts";
import { registerMethods } from "./models/frameworks.ts";
import { typedParts } from "./models/route-paths.ts";
import { provenByRoute } from "./models/route-schemas.ts";
import { eventLabel, eventParts, placeOfParameter, requestParts } from "./sources/event-label.ts";
import type { EventSource } from "./sources/event-source.ts";
import { HARMLESS_FIELDS } from "./tables/fields.ts";
import { HARMLESS_PIPES, OWN_TYPES } from "./tables/frameworks.ts";

type Call = Expression & { readonly kind: "call" };

export function runRoutes(machine: Interpreter, source: EventSource): void {
  if (!requestParts(source)([])) return;
  machine.run(() => undefined);
  for (const { one, node } of [...machine.declared]) {
    const site = { module: one.module, node, callee: undefined, arguments: [], at: node.at };
    machine.atTopLevel(one.module, machine.topFrame(one.module.file), () => registerMethods(machine, one, site));
  }
  const entries = [...machine.routes.values()];
  // What a function for all requests leaves in them is there for those of their own.
  const prepared = new Map<State | undefined, State | undefined>();
  for (const entry of entries) {
    const from = entry.from;
    if (!prepared.has(from))
      prepared.set(
        from,
        afterHooks(
          machine,
          source,
          entries.filter((one) => one.isHook && one.from === from),
          from,
        ),
      );
    if (!entry.isHook) machine.run(() => runRoute(machine, source, entry), prepared.get(from));
  }
}

function afterHooks(
  machine: Interpreter,
  source: EventSource,
  hooks: readonly RouteEntry[],
  from: State | undefined,
): State | undefined {
  if (hooks.length === 0) return from;
  const end = machine.run(() => {
    for (const hook of hooks) machine.runBefore(() => runRoute(machine, source, hook));
  }, from);
  // A hook may be for some paths only: what it checks is not checked everywhere.
  end.guarded = from?.guarded ?? new Set();
  return end;
}

/** The functions of the route one after the other, on one request. */
function runRoute(machine: Interpreter, source: EventSource, entry: RouteEntry): void {
  const label = eventLabel(machine, source, machine.place(entry.site.at), "request", 0, requestParts(source));
  const typed = partsTyped(machine, entry.site).flatMap((name) =>
    PATH_PARTS.map((parts) => makeLabel({ ...label, path: [...parts, name] }).key),
  );
  machine.state.guarded = new Set([...machine.state.guarded, ...typed]);
  for (const earlier of entry.before) {
    machine.state.guarded = new Set([...machine.state.guarded, ...provenByRoute(machine, earlier, label)]);
    machine.runBefore(() => runFunctions(machine, source, entry, earlier));
  }
  runFunctions(machine, source, entry, entry.handler);
}

/** Where requests have the parts of their path. */
const PATH_PARTS: readonly (readonly string[])[] = [["params"], ["req", "param"], ["path_params"]];

/** What the path that the route is registered for says of its parts. */
function partsTyped(machine: Interpreter, { node }: RouteEntry["site"]): readonly string[] {
  return (node.kind === "call" ? node.arguments : []).flatMap(({ value }) =>
    typedParts(knownText(machine.lastValue(value) ?? UNKNOWN) ?? ""),
  );
}

function runFunctions(machine: Interpreter, source: EventSource, entry: RouteEntry, { callables }: Value): void {
  for (const one of callables) {
    const body = one.kind === "closure" ? one.module.functions[one.index] : undefined;
    if (one.kind === "closure" && body) runFunction(machine, source, entry, one, body);
  }
}

function runFunction(
  machine: Interpreter,
  source: EventSource,
  entry: RouteEntry,
  one: Closure,
  body: ProgramFunction,
): void {
  const { module } = one;
  const at = placeOfParameter(module, body, takesSelf(module, body) ? 1 : 0);
  machine.answersPages = entry.answersPages;
  const label = eventLabel(machine, source, at, "request", 0, requestParts(source));
  const request = IN_TURN.has(entry.form) ? requestObject(machine, label) : labelled(singleLabel(label));
  const event = () => labelled(singleLabel(eventLabel(machine, source, at, "event", 0, eventParts(source, module))));
  const positional = argumentsOf(machine, entry, one, body, { request, event });
  machine.invoke(one, { positional, named: new Map() }, undefined, one.self);
}

const IN_TURN: ReadonlySet<RouteEntry["form"]> = new Set(["request", "context", "error"]);

/** The request as an object in which functions leave things for those that come after them. */
function requestObject(machine: Interpreter, label: Label): Value {
  const id = machine.objectId("request");
  const known = machine.state.get(id) ?? EMPTY_OBJECT;
  machine.state.set(id, { ...known, labels: singleLabel(label) });
  return reference(id);
}

interface Sources {
  readonly request: Value;
  readonly event: () => Value;
}

function argumentsOf(
  machine: Interpreter,
  entry: RouteEntry,
  { module }: Closure,
  body: ProgramFunction,
  { request, event }: Sources,
): readonly Value[] {
  const { form, site } = entry;
  const at = placeOfParameter(module, body, 0);
  const object = (parts: Readonly<Record<string, Value>>): Value =>
    machine.allocate(body, {
      ...EMPTY_OBJECT,
      slots: new Map(Object.entries(parts).map(([name, value]) => [name, { value }])),
    });
  switch (form) {
    case "request": {
      const usual = [request, library("express.response"), library("express.next")];
      // `(request, response, next)`; a handler of four is for errors.
      return body.parameters.length === 4
        ? [machine.errorValue(body, placeOfParameter(module, body, 0)), ...usual]
        : usual;
    }
    case "context":
      return [contextOf(request), library("express.next")];
    case "error": {
      const error = errorOf(machine, entry, body, module);
      if (module.language !== "python")
        return [error, contextOf(request), library("express.response"), library("express.next")];
      const own = takesSelf(module, body) ? body.parameters.slice(1) : body.parameters;
      return own.length > 1 ? [request, error] : [error];
    }
    case "parts":
    case "view": {
      const own = takesSelf(module, body) ? body.parameters.slice(1) : body.parameters;
      return own.map((parameter, index) =>
        form === "view" && index === 0 ? request : partFor(machine, module, body, parameter, request, site),
      );
    }
    case "resolver":
      return [UNKNOWN, request, UNKNOWN, UNKNOWN];
    case "input":
      return [object({ input: request })];
    case "middleware":
      return [joinValues(object({ event: event(), error: machine.errorValue(body, at) }), library("middy.request"))];
    case "chat":
      return [request, request];
    case "app":
      return [library("aws_lambda_powertools.event_handler.Router()"), library("express.next")];
    case "event":
      return [event(), library("lambda.context")];
    case "record":
      return [recordOf(machine, body, event())];
    case "skill": {
      const envelope = event();
      return [object({ requestEnvelope: envelope, request_envelope: envelope })];
    }
  }
}

/** The request, and what answers it. */
function contextOf(request: Value): Value {
  return joinValues(request, library("express.response"));
}

/** What a handler of errors gets: nothing to hide where it is registered for those of the framework and the app alone, which are made for callers. */
function errorOf(machine: Interpreter, { site }: RouteEntry, body: ProgramFunction, module: ProgramModule): Value {
  const { node } = site;
  const types = (node.kind === "call" ? node.arguments : []).flatMap(({ value }) => machine.lastValue(value) ?? []);
  const kinds = types.filter((type) => !type.callables.some((one) => one.kind === "closure"));
  if (kinds.length > 0 && kinds.every((type) => isOpenErrorType(type) || isApplicationClass(type))) return UNKNOWN;
  return machine.errorValue(body, placeOfParameter(module, body, takesSelf(module, body) ? 1 : 0));
}

/** One record of the event. */
function recordOf(machine: Interpreter, body: ProgramFunction, event: Value): Value {
  const label = [...event.labels.values()][0];
  if (!label) return UNKNOWN;
  const record = makeLabel({ ...label, path: ["Records", "*"] });
  return machine.allocate(body, { ...EMPTY_OBJECT, labels: singleLabel(record) });
}

const WHOLE = /^_?(request|req|ctx|c)$/i;

/** What a framework puts into the parameter: a part of the request under its name, in the form that its type asks for. */
function partFor(
  machine: Interpreter,
  module: ProgramModule,
  body: ProgramFunction,
  parameter: ProgramParameter,
  request: Value,
  site: RouteEntry["site"],
  depth = 0,
): Value {
  const { typeName, pattern } = parameter;
  const isPython = module.language === "python";
  const { default: initial } = parameter;
  if (isPython && initial?.kind === "call" && /Depends|Security/.test(nameOfCallee(initial.callee)))
    return dependencyFor(machine, module, parameter, initial, request, site, depth);
  if (typeName !== undefined && OWN_TYPES.test(typeName)) return library("express.response");
  if (isPython && typeName !== undefined && HARMLESS_FIELDS.has(typeName)) return UNKNOWN;
  const decorators = decoratorsOf(body, parameter);
  if (isPiped(machine, decorators)) return UNKNOWN;
  if (pattern.kind === "name" && partsTyped(machine, site).includes(pattern.name)) return UNKNOWN;
  const named = decorators.map(partNamed).find((one) => one !== undefined);
  const name = named ?? (pattern.kind === "name" ? pattern.name : "");
  const isWhole = name === "" || WHOLE.test(name) || /(^|\.)\w*Request$/.test(typeName ?? "");
  const labels = [...request.labels.values()].map((label) => (isWhole ? label : makeLabel({ ...label, path: [name] })));
  const part = labelled(new Map(labels.map((label) => [label.key, label])));
  return isWhole ? part : valueOfType(machine, module, typeName, part, site);
}

const DEEPEST = 4;

/** `store: Store = Depends(store_of)`: what the function gives, or an object of the class, with parts of the request as it asks for them. */
function dependencyFor(
  machine: Interpreter,
  module: ProgramModule,
  { typeName }: ProgramParameter,
  { arguments: [first] }: Call,
  request: Value,
  site: RouteEntry["site"],
  depth: number,
): Value {
  if (depth >= DEEPEST) return UNKNOWN;
  let given = UNKNOWN;
  machine.atTopLevel(module, machine.topFrame(module.file), () => {
    const type = first ? undefined : classNamed(machine, module, typeName);
    const target = first ? machine.evaluate(first.value) : type ? callable(type) : UNKNOWN;
    const [one] = target.callables;
    const made = one?.kind === "class" ? classMember(machine, one, "__init__", undefined)?.callables[0] : one;
    const body = made?.kind === "closure" ? made.module.functions[made.index] : undefined;
    if (!body || made?.kind !== "closure") return;
    const own = takesSelf(made.module, body) ? body.parameters.slice(1) : body.parameters;
    const positional = own.map((each) => partFor(machine, made.module, body, each, request, site, depth + 1));
    const result = machine.call(target, { positional, named: new Map() }, { ...site, arguments: [] });
    const isList = result.refs.some((id) => machine.state.get(id)?.shape === "list");
    // What a generator yields is given.
    given = isList ? joinValues(result, itemsOf(machine, result)) : result;
  });
  return given;
}

function nameOfCallee(callee: { readonly kind: string; readonly name?: string; readonly property?: unknown }): string {
  return callee.name ?? (typeof callee.property === "string" ? callee.property : "");
}

/** Calls that decorate the parameter. */
function decoratorsOf(body: ProgramFunction, parameter: ProgramParameter): readonly Call[] {
  const [startLine, startCharacter, endLine, endCharacter] = parameter.at;
  return (body.decorators ?? []).flatMap((decorator) => {
    const [line, character] = decorator.at;
    const isAfter = line > startLine || (line === startLine && character >= startCharacter);
    const isBefore = line < endLine || (line === endLine && character <= endCharacter);
    return isAfter && isBefore && decorator.kind === "call" ? [decorator] : [];
  });
}

/** `@Query("page") wanted`, `@Body() order`: the part that the decorator names, whatever the parameter is called. */
function partNamed({ callee, arguments: [first] }: Call): string | undefined {
  if (first?.value.kind === "literal" && typeof first.value.value === "string") return first.value.value;
  return !first && nameOfCallee(callee) === "Body" ? "body" : undefined;
}

/** `@Query("page", ParseIntPipe) page: number`. */
function isPiped(machine: Interpreter, decorators: readonly Call[]): boolean {
  return decorators.some((decorator) =>
    decorator.arguments.some(({ value }) =>
      libraryPaths(machine.lastValue(value) ?? UNKNOWN).some((path) => HARMLESS_PIPES.test(path)),
    ),
  );
}
