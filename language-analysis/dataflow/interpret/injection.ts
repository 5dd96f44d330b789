// Containers of dependency injection: what is registered under a token, and objects that get what their constructor asks for. Sources: README pages
// of tsyringe, inversify, typedi and awilix; NestJS documentation, "Custom providers".
import type { Expression, ProgramFunction, ProgramModule, ProgramParameter } from "../../model/program.ts";
import { containsRange, rangeOf } from "../../model/range.ts";
import { EMPTY_OBJECT, type Slot } from "../domain/heap.ts";
import type { ClassValue, Value } from "../domain/value.ts";
import { joinAll, knownText, UNDEFINED, UNKNOWN } from "../domain/value.ts";
import { classNamed, construct } from "./instances.ts";
import type { CallSite, Machine, Provided } from "./machine.ts";
import { classMember, readProperty } from "./memory.ts";

const DEEPEST = 6;
const NO_NAMES: ReadonlyMap<string, Value> = new Map();
const INJECTS = /^(inject|Inject|injectAll|multiInject|lazyInject)$/;

/** What stands for a token: a class, a text, or a symbol by its text. */
export function tokenOf({ callables, ...value }: Value): string | undefined {
  const type = callables.find((one) => one.kind === "class");
  return type?.key ?? knownText({ callables, ...value });
}

/** What the container gives for the token; undefined when nothing is registered under it. */
export function provided(machine: Machine, token: string, depth = 0): Value | undefined {
  const all = machine.provided.get(token);
  if (!all || depth > DEEPEST) return undefined;
  return joinAll(all.map((one) => madeBy(machine, one, token, depth)));
}

function madeBy(machine: Machine, { form, value, site }: Provided, token: string, depth: number): Value {
  switch (form) {
    case "value":
      return value;
    case "token":
      return provided(machine, tokenOf(value) ?? "", depth + 1) ?? UNKNOWN;
    case "factory": {
      const cradle = cradleFor(machine, bodyOf(value)?.parameters ?? [], site, depth);
      return machine.call(value, { positional: cradle, named: NO_NAMES }, { ...site, arguments: [] });
    }
    case "class": {
      const types = value.callables.filter((one) => one.kind === "class");
      return joinAll(types.map((one) => (one.key === token ? constructed : injected)(machine, one, site, depth + 1)));
    }
  }
}

/** An object as a framework makes it: by what is registered for its class, or what its constructor asks for. */
export function injected(machine: Machine, one: ClassValue, site: CallSite, depth = 0): Value {
  return provided(machine, one.key, depth) ?? constructed(machine, one, site, depth);
}

function constructed(machine: Machine, one: ClassValue, site: CallSite, depth: number): Value {
  const name = one.module.language === "python" ? "__init__" : "constructor";
  const body = bodyOf(classMember(machine, one, name, undefined));
  const parameters = (body?.parameters ?? []).filter(
    ({ pattern }) => pattern.kind !== "name" || pattern.name !== "self",
  );
  const open = parameters.map((parameter) => ({
    parameter,
    token: injectedToken(machine, one.module, body, parameter),
  }));
  const cradle = cradleFor(machine, parameters, site, depth);
  const positional = open.map(({ parameter, token }, index) => {
    const own = token === undefined ? undefined : provided(machine, token, depth + 1);
    if (own) return own;
    const type = classNamed(machine, one.module, parameter.typeName);
    if (type && depth < DEEPEST) return injected(machine, type, site, depth + 1);
    // Interfaces are gone when the code runs; a container that knows their names goes by what is registered under them.
    const named = parameter.typeName === undefined ? undefined : provided(machine, parameter.typeName, depth + 1);
    return named ?? cradle[index] ?? UNKNOWN;
  });
  const node = one.module.classes[one.index] ?? site.node;
  const arguments_ = { positional, named: NO_NAMES };
  return construct(machine, one, arguments_, { ...site, arguments: [] }, node);
}

function bodyOf(value: Value | undefined): ProgramFunction | undefined {
  const closure = value?.callables.find((one) => one.kind === "closure");
  return closure?.kind === "closure" ? closure.module.functions[closure.index] : undefined;
}

/** `@inject("Orders") orders`: what the decorator names. */
function injectedToken(
  machine: Machine,
  module: ProgramModule,
  body: ProgramFunction | undefined,
  { at }: ProgramParameter,
): string | undefined {
  for (const decorator of body?.decorators ?? []) {
    if (decorator.kind !== "call" || decorator.callee.kind !== "name" || !INJECTS.test(decorator.callee.name)) continue;
    const [first] = decorator.arguments;
    if (first && containsRange(rangeOf(module.file, at), rangeOf(module.file, decorator.at)))
      return tokenOf(globalValue(machine, module, first.value));
  }
  return undefined;
}

/** A name, a part of one, or a text, as the top level of the module knows it. */
function globalValue(machine: Machine, module: ProgramModule, expression: Expression): Value {
  if (expression.kind === "literal" && typeof expression.value === "string") {
    return { ...UNKNOWN, literals: [expression.value] };
  }
  if (expression.kind === "name") return machine.globalOf(module, expression.name) ?? UNKNOWN;
  if (expression.kind !== "member" || typeof expression.property !== "string") return UNKNOWN;
  return readProperty(machine, globalValue(machine, module, expression.object), expression.property);
}

/** Of awilix: an object with all that is registered, or each parameter by its own name. */
function cradleFor(
  machine: Machine,
  parameters: readonly ProgramParameter[],
  site: CallSite,
  depth: number,
): readonly Value[] {
  if (depth >= DEEPEST || ![...machine.provided.values()].some((all) => all.some(({ isNamed }) => isNamed))) return [];
  const [first, ...others] = parameters.map(({ pattern }) => pattern);
  if (first?.kind === "object" && others.length === 0) {
    const slots = first.properties.map(({ key }): [string, Slot] => [
      key,
      { value: provided(machine, key, depth + 1) ?? UNDEFINED },
    ]);
    return [machine.allocate(first, { ...EMPTY_OBJECT, slots: new Map(slots) })];
  }
  return parameters.map(({ pattern }, index) => {
    const own = pattern.kind === "name" ? provided(machine, pattern.name, depth + 1) : undefined;
    return own ?? (index === 0 && others.length === 0 ? wholeCradle(machine, site, depth) : UNKNOWN);
  });
}

/** Everything that is registered by a name. */
export function wholeCradle(machine: Machine, site: CallSite, depth = 0): Value {
  const slots = new Map<string, Slot>();
  for (const [name, all] of machine.provided) {
    if (all.some(({ isNamed }) => isNamed)) slots.set(name, { value: provided(machine, name, depth + 2) ?? UNKNOWN });
  }
  return machine.allocate(site.node, { ...EMPTY_OBJECT, slots });
}
