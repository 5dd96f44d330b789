// Objects of the app's own classes: by their constructor, by their declared fields, or as a framework makes them.
import type { ProgramField, ProgramModule } from "../../model/program.ts";
import type { Slot } from "../domain/heap.ts";
import type { Labels } from "../domain/label.ts";
import { joinLabels, NO_LABELS, TEXT_BIT } from "../domain/label.ts";
import type { Callable, ClassValue, Closure, Value } from "../domain/value.ts";
import { joinAll, labelled, libraryPaths, UNDEFINED, UNKNOWN } from "../domain/value.ts";
import { asNumber } from "../models/numbers.ts";
import { loadedBySchemaClass, SAFE_PATTERN } from "../models/schemas.ts";
import {
  HARMLESS_DECORATORS,
  HARMLESS_FIELDS,
  MODEL_FACTORIES,
  TEXT_DECORATORS,
  TEXT_FIELDS,
} from "../tables/fields.ts";
import type { CallArguments, CallSite, Machine } from "./machine.ts";
import { changedLabels, classMember, deepLabels, readProperty } from "./memory.ts";

const DEEPEST = 3;

/** `new C(...)`, `C(...)`. */
export function construct(
  machine: Machine,
  one: ClassValue,
  args: CallArguments,
  site: CallSite,
  node: object = site.node,
): Value {
  if (isEnumeration(machine, one)) return UNKNOWN;
  const self = machine.allocate(node, { shape: "object", slots: new Map(), labels: NO_LABELS, prototype: one });
  const name = one.module.language === "python" ? "__init__" : "constructor";
  const constructor = classMember(machine, one, name, self);
  if (constructor) machine.call({ ...constructor, labels: NO_LABELS, refs: [] }, args, site);
  else fillFields(machine, one, self, args, site);
  return self;
}

/** `new Order(...)` where `Order` is a plain function: what it fills, or what it gives instead. */
export function constructBy(machine: Machine, one: Closure, args: CallArguments, site: CallSite): Value {
  const slots = new Map<string, Slot>();
  const self = machine.allocate(site.node, { shape: "object", slots, labels: NO_LABELS, prototype: one });
  const given = machine.invoke(one, args, site, self);
  return given.refs.length > 0 || given.callables.length > 0 ? given : self;
}

/** Data classes and models: what is given becomes a field, by name or by place. */
function fillFields(machine: Machine, one: ClassValue, self: Value, args: CallArguments, site: CallSite): void {
  const fields = fieldsOf(machine, one);
  const slots = new Map<string, Slot>();
  let labels: Labels = NO_LABELS;
  args.positional.forEach((value, index) => {
    const field = fields[index];
    if (field) slots.set(field.name, { value });
    else labels = joinLabels(labels, deepLabels(machine, value));
  });
  for (const [name, value] of args.named) slots.set(name, { value });
  const more = args.keywords;
  if (more) {
    for (const { name } of fields) if (!slots.has(name)) slots.set(name, { value: readProperty(machine, more, name) });
    if (fields.length === 0) labels = joinLabels(labels, more.labels);
  }
  if (isModel(machine, one)) {
    for (const field of fields) {
      const given = slots.get(field.name);
      if (given) slots.set(field.name, { value: fieldValue(machine, one, field, given.value, site, 0) });
    }
  }
  const id = self.refs[0];
  if (id !== undefined) machine.state.set(id, { shape: "object", slots, labels, prototype: one });
}

/** Declared fields, those of the bases first. */
function fieldsOf(machine: Machine, one: ClassValue, depth = 0): readonly ProgramField[] {
  const own = one.module.classes[one.index]?.fields ?? [];
  if (depth > DEEPEST) return own;
  const names = new Set(own.map(({ name }) => name));
  const inherited = basesOf(machine, one).flatMap((base) =>
    base.kind === "class" ? fieldsOf(machine, base, depth + 1) : [],
  );
  return [...inherited.filter(({ name }) => !names.has(name)), ...own];
}

function basesOf(machine: Machine, one: ClassValue): readonly Callable[] {
  return machine.state.get(one.object)?.slots.get("<bases>")?.value.callables ?? [];
}

/** Types of its fields are checked when it is made. */
export function isModel(machine: Machine, one: ClassValue, depth = 0): boolean {
  return basesOf(machine, one).some((base) =>
    base.kind === "library"
      ? /(^|\.)(BaseModel|BaseSettings|SQLModel|RootModel|Struct)$/.test(base.path)
      : base.kind === "class" && depth < DEEPEST && isModel(machine, base, depth + 1),
  );
}

/** An object of the class made of data from outside: each field is what the data has under its name, as far as its type lets it be. */
export function instanceOf(machine: Machine, one: ClassValue, data: Value, site: CallSite, depth = 0): Value {
  const fields = fieldsOf(machine, one);
  if (fields.length === 0) return data;
  const slots = new Map<string, Slot>();
  for (const field of fields) {
    const value = readProperty(machine, data, field.name);
    slots.set(field.name, { value: fieldValue(machine, one, field, value, site, depth) });
  }
  const node = machine.objectId(`instance ${one.key} ${machine.siteOf(site.node)} ${depth}`);
  machine.state.set(node, { shape: "object", slots, labels: NO_LABELS, prototype: one });
  return { ...UNKNOWN, literals: [], refs: [node] };
}

function fieldValue(
  machine: Machine,
  one: ClassValue,
  field: ProgramField,
  value: Value,
  site: CallSite,
  depth: number,
): Value {
  return isSafeField(machine, one, field.name) ? UNKNOWN : typed(machine, one.module, field, value, site, depth);
}

function typed(
  machine: Machine,
  module: ProgramModule,
  { typeName, decorators }: Omit<ProgramField, "name">,
  value: Value,
  site: CallSite,
  depth: number,
): Value {
  if (value === UNDEFINED) return value;
  const isHarmless =
    (typeName !== undefined && HARMLESS_FIELDS.has(typeName)) ||
    decorators?.some((one) => HARMLESS_DECORATORS.has(one));
  if (isHarmless) return asNumber(machine, deepLabels(machine, value), site.node);
  const isText =
    (typeName !== undefined && TEXT_FIELDS.has(typeName)) || decorators?.some((one) => TEXT_DECORATORS.has(one));
  if (isText && value.labels.size > 0)
    return labelled(changedLabels(machine, value.labels, site.node, { harmless: TEXT_BIT }));
  const type = classNamed(machine, module, typeName);
  if (!type) return value;
  if (isEnumeration(machine, type)) return UNKNOWN;
  return depth < DEEPEST && value.refs.length === 0 ? instanceOf(machine, type, value, site, depth + 1) : value;
}

/** `code: str = Field(pattern="^[a-z]+$")`. */
function isSafeField(machine: Machine, one: ClassValue, name: string): boolean {
  const declared = machine.state.get(one.object)?.slots.get(name)?.value;
  return declared !== undefined && libraryPaths(declared).some((path) => path.endsWith(SAFE_PATTERN));
}

function isEnumeration(machine: Machine, one: ClassValue): boolean {
  return basesOf(machine, one).some(
    (base) => base.kind === "library" && /(^|\.)(Int|Str)?(Enum|Flag)$/.test(base.path),
  );
}

/** The class that a type's name means in the module. */
export function classNamed(
  machine: Machine,
  module: ProgramModule,
  typeName: string | undefined,
): ClassValue | undefined {
  const [type] = typeName === undefined ? [] : (machine.globalOf(module, typeName)?.callables ?? []);
  return type?.kind === "class" ? type : undefined;
}

/** A parameter or field of the type, which a framework fills with data from outside. */
export function valueOfType(
  machine: Machine,
  module: ProgramModule,
  typeName: string | undefined,
  data: Value,
  site: CallSite,
): Value {
  return typed(machine, module, typeName === undefined ? {} : { typeName }, data, site, 0);
}

/** `Order.parse_obj(data)`: an object of the class, made by a library. */
export function modelOf(
  machine: Machine,
  receiver: Value,
  name: string,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  const [first] = args.positional;
  if ((name === "load" || name === "loads") && first) return loadedBySchema(machine, receiver, first, site);
  if (!MODEL_FACTORIES.has(name) || !first) return undefined;
  const classes = receiver.callables.filter((one) => one.kind === "class");
  if (classes.length === 0 || classes.some((one) => classMember(machine, one, name, undefined))) return undefined;
  return joinAll(classes.map((one) => instanceOf(machine, one, first, site)));
}

/** `OrderSchema().load(data)` of marshmallow. */
function loadedBySchema(machine: Machine, receiver: Value, data: Value, site: CallSite): Value | undefined {
  const [prototype] = receiver.refs.flatMap((id) => machine.state.get(id)?.prototype ?? []);
  if (prototype?.kind !== "class") return undefined;
  const isSchema = basesOf(machine, prototype).some((base) => base.kind === "library" && /\bSchema$/.test(base.path));
  const record = machine.state.get(prototype.object);
  return isSchema && record ? loadedBySchemaClass(machine, record.slots, data, site) : undefined;
}

/** `plainToInstance(Order, data)` of class-transformer. */
export function transformed(machine: Machine, args: CallArguments, site: CallSite): Value | undefined {
  const [type, data] = args.positional;
  const one = type?.callables.find((callable) => callable.kind === "class");
  return one && data ? instanceOf(machine, one, data, site) : undefined;
}
