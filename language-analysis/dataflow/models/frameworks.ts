// Frameworks inside a function: functions that they call with a request are noted where they are registered.
import type { CallArguments, CallSite, Machine, RouteEntry } from "../interpret/machine.ts";
import { injected } from "../interpret/injection.ts";
import { addModelMember, addModelMembers } from "../interpret/model-members.ts";
import { classMember, handedOn, itemsOf, readProperty, writeProperty } from "../interpret/memory.ts";
import type { ProgramFunction } from "../../model/program.ts";
import type { Callable, ClassValue, Value } from "../domain/value.ts";
import { knownText, library, libraryPaths, UNDEFINED, UNKNOWN } from "../domain/value.ts";
import {
  BODY_PARSERS,
  HOOKS,
  PLUGINS,
  ROUTE_DECORATORS,
  ROUTE_ROWS,
  WRAPPERS,
  type RouteRow,
} from "../tables/frameworks.ts";
import { containerValue } from "./containers.ts";
import { callBack } from "./promises.ts";

const DEEPEST = 5;
/** Source: Flask documentation, "About Responses": a text is sent as text/html. */
const PAGES = /^(flask\.(Flask|Blueprint)|bottle\.(Bottle|default_app|app))\(\)/;
const VERBS = ["get", "post", "put", "patch", "delete"];

/** Their functions are called one after the other. */
const IN_TURN: ReadonlySet<string> = new Set(["request", "context"]);
const CHAINED: ReadonlySet<string> = new Set(["request", "context", "error"]);

/** The result where a framework answers with the application itself, or the function that it wraps; undefined for other calls. */
export function callFramework(
  machine: Machine,
  api: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  const kept = containerValue(api, args);
  if (kept) return kept;
  noteModelMembers(machine, api, args);
  const [first] = args.positional;
  if (PLUGINS.test(api) && receiver && first) {
    callBack(machine, first, [receiver], site);
    return receiver;
  }
  if (api === "express.next") {
    if (args.positional.every(({ literals }) => literals?.every((one) => one === undefined))) machine.goOn();
    return UNKNOWN;
  }
  const argument = argumentOfHost(machine, api) ?? handOn(machine, api, receiver, args);
  if (argument) return argument;
  const row = registerRoutes(machine, api, args, site);
  if (WRAPPERS.test(api)) return wrapped(api, args);
  const isOnWrapped = receiver !== undefined && /^(@middy\/core|middy)\(\)/.test(api);
  if (isOnWrapped && first && libraryPaths(first).some((path) => BODY_PARSERS.test(path))) machine.parsesBody = true;
  if (isOnWrapped)
    return api.endsWith(".handler") && first
      ? { ...first, callables: [...first.callables, ...receiver.callables] }
      : receiver;
  const isChained = row !== undefined && CHAINED.has(row.gets) && receiver !== undefined && !/\.route$/.test(api);
  return isChained ? receiver : undefined;
}

/** `new Schema(fields, { statics })`, `schema.static("name", function)`. */
function noteModelMembers(machine: Machine, api: string, { positional: [first, second] }: CallArguments): void {
  if (!/^mongoose\b.*\bSchema(\(\)\.(static|method))?$/.test(api) || !first) return;
  const name = api.endsWith("Schema") ? undefined : knownText(first);
  if (name !== undefined && second) return addModelMember(machine, name, second);
  const holders = api.endsWith("Schema")
    ? ["statics", "methods"].map((key) => readOption(machine, second, key))
    : [first];
  for (const holder of holders) if (holder) addModelMembers(machine, holder);
}

function readOption(machine: Machine, options: Value | undefined, key: string): Value | undefined {
  return options && options.refs.length > 0 ? readProperty(machine, options, key) : undefined;
}

/** Functions among the arguments that the framework will call, when the API registers such. */
export function registerRoutes(
  machine: Machine,
  api: string,
  args: CallArguments,
  site: CallSite,
): RouteRow | undefined {
  const rows = ROUTE_ROWS.filter((one) => one.api.test(api));
  for (const { gets, functions } of rows) {
    // `use("/path", handle)` is for one path.
    const isHook = HOOKS.test(api) && (!api.endsWith(".use") || knownText(args.positional[0] ?? UNKNOWN) === undefined);
    const route = { form: gets, answersPages: PAGES.test(api), site, isHook, before: [] };
    const given = [...args.positional, ...args.named.values()];
    const handlers = given.map((value) => functionsIn(machine, value, functions, site, 0));
    if (IN_TURN.has(gets) && machine.module.language !== "python")
      registerInTurn(machine, { ...route, before: given.filter(isSchemaOfRoute) }, handlers.flat());
    else for (const some of handlers) register(machine, route, some);
  }
  return rows[0];
}

/** `router.post("/", authenticate, validate(schema), create)`: one after the other. */
function registerInTurn(
  machine: Machine,
  route: Omit<RouteEntry, "handler" | "key">,
  handlers: readonly Value[],
): void {
  const last = handlers.at(-1);
  if (last) register(machine, { ...route, before: [...route.before, ...handlers.slice(0, -1)] }, [last]);
}

/** Options with a schema, and validators of libraries. */
function isSchemaOfRoute(value: Value): boolean {
  return value.refs.length > 0 || (value.madeOf !== undefined && libraryPaths(value).length > 0);
}

/** What one function of a request leaves for the next, by calls. */
function handOn(machine: Machine, api: string, receiver: Value | undefined, args: CallArguments): Value | undefined {
  const shared = () => handedOn(machine, "flask.g");
  if (api.endsWith(".append_context")) {
    for (const [name, value] of args.named) writeProperty(machine, shared() ?? UNKNOWN, name, value);
    return UNKNOWN;
  }
  const [name, value] = args.positional;
  const key = name && knownText(name);
  if (key === undefined) return undefined;
  if (api === "express.response.set" && value) writeProperty(machine, shared() ?? UNKNOWN, key, value);
  if (api !== "express.response.get") return undefined;
  const left = readProperty(machine, shared() ?? UNKNOWN, key);
  // Of the request: `ctx.get("x-name")`.
  return left === UNDEFINED && receiver ? readProperty(machine, { ...receiver, callables: [] }, key) : left;
}

/** `host.switchToHttp().getResponse()` of NestJS. */
function argumentOfHost(machine: Machine, api: string): Value | undefined {
  switch (api) {
    case "express.response.switchToHttp":
      return library(`${api}()`);
    case "express.response.switchToHttp().getResponse":
      return library("express.response");
    case "express.response.switchToHttp().getRequest":
      return machine.request;
    default:
      return undefined;
  }
}

/** The function that is wrapped, which still can be asked for what the library adds. */
function wrapped(api: string, args: CallArguments): Value | undefined {
  const functions = args.positional.flatMap((value) => value.callables.filter((one) => one.kind === "closure"));
  const made: Callable = { kind: "library", key: `l:${api}()`, path: `${api}()` };
  return functions.length === 0
    ? undefined
    : { labels: new Map(), refs: [], literals: [], callables: [...functions, made] };
}

function functionsIn(
  machine: Machine,
  value: Value,
  names: "arguments" | readonly string[],
  site: CallSite,
  depth: number,
): readonly Value[] {
  const own = value.callables.filter((one) => one.kind === "closure");
  const views = names === "arguments" ? methodsOfViews(machine, value, site) : [];
  const isPlain = names === "arguments" || (names.includes("resolvers") && depth > 0);
  const found =
    own.length > 0 && isPlain ? [{ ...value, callables: own, refs: [] }] : membersOf(machine, value, names, site);
  if (depth > DEEPEST || value.refs.length === 0) return [...found, ...views];
  if (names === "arguments")
    return [...found, ...functionsIn(machine, itemsOfLists(machine, value), names, site, DEEPEST + 1)];
  return [...found, ...functionsOfObject(machine, value, names, site, depth)];
}

/** Methods of these names, of classes that stand for their objects. */
function membersOf(
  machine: Machine,
  value: Value,
  names: "arguments" | readonly string[],
  site: CallSite,
): readonly Value[] {
  if (names === "arguments") return [];
  return value.callables.flatMap((one) => {
    if (one.kind !== "class") return [];
    const self = injected(machine, one, site);
    return names.flatMap((name) => classMember(machine, one, name, self) ?? []);
  });
}

function itemsOfLists(machine: Machine, value: Value): Value {
  return itemsOf(machine, { ...value, refs: value.refs.filter((id) => machine.state.get(id)?.shape === "list") });
}

/** Functions under the wanted names, however deep; below `resolvers` all that are functions. */
function functionsOfObject(
  machine: Machine,
  value: Value,
  names: readonly string[],
  site: CallSite,
  depth: number,
): readonly Value[] {
  return value.refs.flatMap((id): readonly Value[] => {
    const object = machine.state.get(id);
    if (!object) return [];
    const own: Value = { ...value, refs: [id], callables: [] };
    const isAll = names.includes("resolvers");
    const members = names.flatMap((name) => {
      const member = object.slots.has(name) || object.prototype ? readProperty(machine, own, name) : undefined;
      if (!member) return [];
      if (isAll) return functionsIn(machine, member, names, site, depth + 1);
      return member.callables.some((one) => one.kind === "closure") ? [member] : [];
    });
    const inner = [...object.slots].flatMap(([name, slot]) => {
      if (names.includes(name) || (isAll && depth === 0)) return [];
      const isLazy = name === "fields" && slot.value.callables.length > 0;
      const read = isLazy ? callBack(machine, slot.value, [], site) : slot.value;
      return functionsIn(machine, read, names, site, depth + 1);
    });
    const rest = object.rest ? functionsIn(machine, object.rest, names, site, depth + 1) : [];
    return [...members, ...inner, ...rest];
  });
}

/** Classes whose methods are named after the methods of HTTP. */
function methodsOfViews(machine: Machine, value: Value, site: CallSite): readonly Value[] {
  return value.callables.flatMap((one) => {
    if (one.kind !== "class") return [];
    const self = injected(machine, one, site);
    return VERBS.flatMap((verb) => classMember(machine, one, verb, self) ?? []);
  });
}

function register(machine: Machine, route: Omit<RouteEntry, "handler" | "key">, handlers: readonly Value[]): void {
  for (const handler of handlers) {
    const key = [...route.before, handler].map(({ callables }) => callables.map((one) => one.key).join()).join(">");
    machine.routes.set(key, { ...route, handler, key });
  }
}

/** `@Get() find(@Query("q") q) {}` in a class that the framework makes an object of. */
export function registerMethods(machine: Machine, one: ClassValue, site: CallSite): void {
  const methods = one.module.classes[one.index]?.methods ?? [];
  const routes = methods.flatMap((index) => {
    const body = one.module.functions[index];
    return body && isRoute(machine, body) ? [body.name] : [];
  });
  if (routes.length === 0) return;
  const self = injected(machine, one, site);
  for (const name of routes) {
    const method = classMember(machine, one, name, self);
    if (method) register(machine, { form: "parts", answersPages: false, site, isHook: false, before: [] }, [method]);
  }
}

function isRoute(machine: Machine, body: ProgramFunction): boolean {
  // Those of the parameters, too: what they name is asked for later.
  const paths = (body.decorators ?? []).flatMap((decorator) => libraryPaths(machine.evaluate(decorator)));
  return paths.some((path) => ROUTE_DECORATORS.test(path));
}
