// Calls of containers of dependency injection: what registers something under a token, and what asks for it.
import { injected, provided, tokenOf, wholeCradle } from "../interpret/injection.ts";
import type { CallArguments, CallSite, Machine, Provided } from "../interpret/machine.ts";
import { readProperty } from "../interpret/memory.ts";
import type { Value } from "../domain/value.ts";
import { joinAll, library, libraryPaths, UNDEFINED, UNKNOWN } from "../domain/value.ts";

type Form = Provided["form"];

const CONTAINER =
  /^(tsyringe\.(container|instance)|inversify\.Container\(\)|typedi\.Container|awilix\.createContainer\(\)|@nestjs\/core\.NestFactory\.\w+\(\))/;
/** Of inversify: `bind(token)`, and what is said of it next. */
const BOUND = /^inversify\.(Container\(\)\.)?(bind|rebind)\(\)/;
const BOUND_TO: Readonly<Record<string, Form>> = {
  to: "class",
  toConstantValue: "value",
  toDynamicValue: "factory",
  toFactory: "factory",
  toProvider: "factory",
  toService: "token",
};
/** Of awilix: what a name stands for; `asClass(A).singleton()` stays what it is. */
const RESOLVER = /^awilix\.as(Class|Function|Value)\(\)/;
/** Properties of a provider in tsyringe, typedi and NestJS. */
const PROVIDERS: readonly (readonly [string, Form])[] = [
  ["useClass", "class"],
  ["useValue", "value"],
  ["useFactory", "factory"],
  ["useToken", "token"],
  ["useExisting", "token"],
  ["type", "class"],
  ["value", "value"],
  ["factory", "factory"],
];

/** Undefined for everything that is no container. */
export function callContainer(
  machine: Machine,
  receiver: Value,
  name: string,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  const [path] = libraryPaths(receiver);
  if (path === undefined) return undefined;
  const [first, second] = args.positional;
  if (RESOLVER.test(path)) return receiver;
  if (BOUND.test(path)) return bind(machine, receiver, name, first, site);
  const isContainer = CONTAINER.test(path);
  if (isContainer && first) {
    if (/^(bind|rebind)$/.test(name)) return { ...library(`${path}.${name}()`), madeOf: first };
    if (name === "load") return load(machine, args, site);
    if (/^(register\w*|set)$/.test(name)) {
      register(machine, name, first, second, site);
      return receiver;
    }
    if (name === "build") return made(machine, first, site);
  }
  if (!/^(resolve|get)(Async|All)?$/.test(name) || !first) return undefined;
  const token = isContainer ? tokenOf(first) : undefined;
  const found = token === undefined ? undefined : provided(machine, token);
  return found ?? made(machine, first, site);
}

/** An object of a class that is asked for itself. */
function made(machine: Machine, { callables }: Value, site: CallSite): Value | undefined {
  const wanted = callables.filter((one) => one.kind === "class");
  return wanted.length > 0 ? joinAll(wanted.map((one) => injected(machine, one, site))) : undefined;
}

function provide(machine: Machine, token: Value | undefined, one: Provided): void {
  const key = token && tokenOf(token);
  if (key === undefined) return;
  const known = machine.provided.get(key) ?? [];
  const isKnown = known.some(({ form, site }) => form === one.form && site.node === one.site.node);
  if (!isKnown) machine.provided.set(key, [...known, one]);
}

function bind(machine: Machine, receiver: Value, name: string, given: Value | undefined, site: CallSite): Value {
  const { madeOf } = receiver;
  const form = BOUND_TO[name];
  if (form && given) provide(machine, madeOf, { form, value: given, site });
  if (name === "toSelf" && madeOf) provide(machine, madeOf, { form: "class", value: madeOf, site });
  return receiver;
}

/** `container.load(new ContainerModule((bind) => { ... }))`. */
function load(machine: Machine, { positional }: CallArguments, site: CallSite): Value {
  for (const { madeOf } of positional) {
    const bindOf = library("inversify.bind");
    if (madeOf) machine.call(madeOf, { positional: [bindOf], named: new Map() }, { ...site, arguments: [] });
  }
  return UNKNOWN;
}

function register(machine: Machine, name: string, first: Value, second: Value | undefined, site: CallSite): void {
  const isPlainValue = name === "registerInstance" || (name === "set" && second !== undefined);
  if (isPlainValue && second) return provide(machine, first, { form: "value", value: second, site });
  if (name === "registerSingleton" || name === "registerType")
    return provide(machine, first, { form: "class", value: second ?? first, site });
  const provider = second ?? first;
  if (second && libraryPaths(second).some((path) => RESOLVER.test(path))) return named(machine, first, second, site);
  for (const [property, form] of PROVIDERS) {
    const value = readProperty(machine, provider, property);
    if (provider.refs.length === 0 || value === UNDEFINED) continue;
    const token = second ? first : readProperty(machine, first, "id");
    provide(machine, token, { form, value, site });
  }
  if (second) return;
  // Of awilix: an object of names.
  for (const id of first.refs) {
    for (const [key, slot] of machine.state.get(id)?.slots ?? [])
      named(machine, { ...UNKNOWN, literals: [key] }, slot.value, site);
  }
}

function named(machine: Machine, name: Value, resolver: Value, site: CallSite): void {
  const kind = libraryPaths(resolver).flatMap((path) => RESOLVER.exec(path)?.[1] ?? [])[0];
  if (kind === undefined || !resolver.madeOf) return;
  const form: Form = kind === "Class" ? "class" : kind === "Value" ? "value" : "factory";
  provide(machine, name, { form, value: resolver.madeOf, isNamed: true, site });
}

/** What the library itself makes: resolvers and modules keep what they were made of, a container's `cradle` holds everything. */
export function containerValue(api: string, args: CallArguments): Value | undefined {
  const [first] = args.positional;
  const isKept = /^(awilix\.as(Class|Function|Value)|inversify\.(Async)?ContainerModule)$/.test(api);
  if (api === "inversify.bind" && first) return { ...library("inversify.bind()"), madeOf: first };
  return isKept && first ? { ...library(`${api}()`), madeOf: first } : undefined;
}

/** `container.cradle`. */
export function cradleOf(machine: Machine, container: Value, site: CallSite): Value | undefined {
  const isContainer = libraryPaths(container).some((path) =>
    /^awilix\.createContainer\(\)(\.createScope\(\))*$/.test(path),
  );
  return isContainer ? wholeCradle(machine, site) : undefined;
}
