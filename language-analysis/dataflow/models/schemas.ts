// Validators: what a schema says of each field, and what is proven once data has passed it. A number, an identifier and a word of a list are
// harmless; a text of a certain length is not.
import { say } from "../../model/message.ts";
import { assume, provenWhen } from "../interpret/guards.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { changedLabels, itemsOf, readProperty } from "../interpret/memory.ts";
import { withBound } from "../interpret/bound.ts";
import { EMPTY_LIST, EMPTY_OBJECT, type Slot } from "../domain/heap.ts";
import { classKey, textKey } from "../domain/guard-keys.ts";
import { classBits, makeLabel, TEXT_BIT, type Labels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { joinValues, knownText, labelled, library, libraryPaths, NEVER, UNKNOWN } from "../domain/value.ts";
import {
  ASSERTING,
  BUILDERS,
  HARMLESS_RULES,
  JSON_VALIDATORS,
  JSON_TYPES,
  OPEN_FIELDS,
  OPEN_RULES,
  PATTERN_RULES,
  RESULT_PART,
  VALIDATING,
} from "../tables/schemas.ts";
import { asNumber } from "./numbers.ts";
import { patternOf } from "./patterns.ts";
import { provesHarmless } from "./regex.ts";

export type Shape =
  /** `open`: the schema lets anything through. */
  | { readonly kind: "harmless" | "text" | "unknown" | "open" }
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, Shape>; readonly isOpen?: boolean }
  | { readonly kind: "list"; readonly item: Shape };

const DEEPEST = 6;
const UNKNOWN_SHAPE: Shape = { kind: "unknown" };
const HARMLESS: Shape = { kind: "harmless" };
const OPEN: Shape = { kind: "open" };
/** Ends the path of a rule whose pattern lets harmless texts through only. */
export const SAFE_PATTERN = ".safePattern()";

/** Calls of schema libraries; undefined for others. */
export function callSchema(
  machine: Machine,
  api: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  if (BUILDERS.test(api)) return callBuilder(machine, api, receiver, args, site);
  if (api === "pydantic.Field") return fieldOf(args);
  const json = JSON_VALIDATORS.find((one) => one.api.test(api));
  if (!json) return undefined;
  const [first, second] = args.positional;
  const given = (name: string | undefined, index: number) =>
    (name === undefined ? undefined : args.named.get(name)) ?? args.positional[index];
  switch (json.form) {
    case "compile":
      return first && withBound(machine, library(`${api}()`), [first], new Map(), site);
    case "keep":
      return { ...library(`${api}()`), ...(first && { madeOf: first }) };
    case "compiled":
      return second && answered(machine, jsonShape(machine, first ?? UNKNOWN, 0), second);
    case "asks": {
      const schema = receiver?.madeOf ?? given(json.schema, 0);
      const data = receiver?.madeOf ? first : given(json.data, 1);
      return schema && data && answered(machine, jsonShape(machine, schema, 0), data);
    }
    case "throws": {
      const [schema, data] = [given(json.schema, 1), given(json.data, 0)];
      if (!schema || !data) return undefined;
      assume(
        machine,
        { ...UNKNOWN, guards: provenWhen(true, provenOf(machine, data, jsonShape(machine, schema, 0))) },
        true,
      );
      return UNKNOWN;
    }
  }
}

/** `Field(pattern="^[a-z]+$")`. */
function fieldOf({ named }: CallArguments): Value | undefined {
  const pattern = named.get("pattern") ?? named.get("regex");
  const source = pattern && knownText(pattern);
  return source !== undefined && provesHarmless(source, "") === "all"
    ? library(`pydantic.Field()${SAFE_PATTERN}`)
    : undefined;
}

/** Libraries whose schemas are made by chains of calls: `z.string().uuid()`. */
function callBuilder(
  machine: Machine,
  api: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  const [first, second] = args.positional;
  const name = api.slice(api.lastIndexOf(".") + 1);
  const isSchemaLast = second !== undefined && isSchema(second);
  const data = first && isSchema(first) && second ? second : first;
  const schema = isSchemaLast ? second : first && isSchema(first) && second ? first : receiver;
  if (ASSERTING.has(name) && schema && data && data !== schema) {
    assume(
      machine,
      { ...UNKNOWN, guards: provenWhen(true, provenOf(machine, data, shapeOf(machine, schema, 0))) },
      true,
    );
    return data;
  }
  if (VALIDATING.has(name) && schema && data && isSchema(schema)) {
    const shape = shapeOf(machine, schema, 0);
    const at = machine.place(site.at);
    const value = applied(machine, shape, data, site, api, { at, message: say("is validated by a schema") });
    const part = api.startsWith("zod") && !/^safe/.test(name) ? undefined : RESULT_PART[name];
    if (part === undefined || /^(yup|valibot)/.test(api)) return value;
    const keys = provenKeys(data.labels, shape);
    const failed = { ...UNKNOWN, guards: { whenTrue: new Set<string>(), whenFalse: new Set(keys) } };
    const passed = { ...UNKNOWN, guards: provenWhen(true, keys) };
    const slots = new Map<string, Slot>([
      [part, { value }],
      ["error", { value: failed }],
      ["success", { value: passed }],
    ]);
    return machine.allocate(site.arguments, { ...EMPTY_OBJECT, slots });
  }
  const [path] = receiver ? libraryPaths(receiver) : [];
  if (PATTERN_RULES.has(name) && first && path !== undefined) {
    const pattern = patternOf(first);
    const isProof = pattern !== undefined && provesHarmless(pattern.source, pattern.flags) === "all";
    return { ...library(isProof ? path + SAFE_PATTERN : path), ...(receiver?.madeOf && { madeOf: receiver.madeOf }) };
  }
  // Keys come first, where they are told: `z.record(z.string(), z.number())`.
  const part = name === "record" && second && isSchema(second) ? second : first;
  const isFields = part !== undefined && (part.refs.length > 0 || isSchema(part));
  const before = receiver?.madeOf;
  const madeOf = isFields ? (before && part ? joinParts(machine, before, part, site) : part) : before;
  return { ...library(`${api}()`), ...(madeOf && { madeOf }) };
}

/** `a.extend({ b })`: the fields of both. */
function joinParts(machine: Machine, before: Value, more: Value, site: CallSite): Value {
  const added = more.refs.length > 0 ? more : (more.madeOf ?? more);
  const slots = new Map<string, Slot>();
  for (const id of [...before.refs, ...added.refs])
    for (const [key, slot] of machine.state.get(id)?.slots ?? []) slots.set(key, slot);
  return slots.size === 0 ? before : machine.allocate(site.arguments, { ...EMPTY_OBJECT, slots });
}

function isSchema(value: Value): boolean {
  return libraryPaths(value).some((path) => BUILDERS.test(path));
}

export function shapeOf(machine: Machine, schema: Value, depth: number): Shape {
  if (depth > DEEPEST) return UNKNOWN_SHAPE;
  const { refs, madeOf } = schema;
  if (refs.length > 0 && libraryPaths(schema).length === 0) return fieldsShape(machine, schema, depth);
  const [path = ""] = libraryPaths(schema);
  if (OPEN_FIELDS.test(path) && madeOf) {
    const fields = shapeOf(machine, madeOf, depth + 1);
    return fields.kind === "object" ? { ...fields, isOpen: true } : fields;
  }
  if (OPEN_RULES.test(path)) return OPEN;
  if (HARMLESS_RULES.test(path)) return HARMLESS;
  if (/\.record\(\)/.test(path)) {
    const isHarmless = madeOf !== undefined && shapeOf(machine, madeOf, depth + 1).kind === "harmless";
    return isHarmless ? UNKNOWN_SHAPE : OPEN;
  }
  if (madeOf && /\.(array|items|of|tuple|set)\(\)/.test(path)) {
    const item = madeOf.refs.length > 0 ? itemsOf(machine, madeOf) : madeOf;
    return { kind: "list", item: shapeOf(machine, item, depth + 1) };
  }
  if (madeOf) return shapeOf(machine, madeOf, depth + 1);
  return /\.string\(\)/.test(path) ? { kind: "text" } : UNKNOWN_SHAPE;
}

function fieldsShape(machine: Machine, object: Value, depth: number): Shape {
  const fields = new Map<string, Shape>();
  for (const id of object.refs)
    for (const [key, { value }] of machine.state.get(id)?.slots ?? [])
      fields.set(key, shapeOf(machine, value, depth + 1));
  return { kind: "object", fields };
}

/** JSON Schema, and the like of Cerberus (`allowed`, `regex`, fields at the top). */
export function jsonShape(machine: Machine, schema: Value, depth: number): Shape {
  if (depth > DEEPEST || schema.refs.length === 0) return UNKNOWN_SHAPE;
  const read = (name: string): Value | undefined => {
    const has = schema.refs.some((id) => machine.state.get(id)?.slots.has(name));
    return has ? readProperty(machine, schema, name) : undefined;
  };
  const text = (name: string): string | undefined => {
    const value = read(name);
    return value && knownText(value);
  };
  const type = text("type");
  if (read("enum") ?? read("const") ?? read("allowed")) return HARMLESS;
  if (type !== undefined && JSON_TYPES.has(type)) return HARMLESS;
  const pattern = text("pattern");
  if (pattern !== undefined && provesHarmless(pattern, "") === "all") return HARMLESS;
  const whole = text("regex");
  if (whole !== undefined && provesHarmless(whole, "", "both") === "all") return HARMLESS;
  if (/^(uuid|date|date-time|time|ipv4|ipv6)$/.test(text("format") ?? "")) return HARMLESS;
  const items = read("items");
  if (items) return { kind: "list", item: jsonShape(machine, items, depth + 1) };
  const properties = read("properties") ?? (type === "dict" ? read("schema") : undefined);
  const fields = properties ?? (type === undefined ? schema : undefined);
  if (!fields) return type === "string" ? { kind: "text" } : UNKNOWN_SHAPE;
  const shapes = fields.refs.flatMap((id) =>
    [...(machine.state.get(id)?.slots ?? [])].map(([key, { value }]): [string, Shape] => [
      key,
      jsonShape(machine, value, depth + 1),
    ]),
  );
  return { kind: "object", fields: new Map(shapes) };
}

interface Step {
  readonly at: ReturnType<Machine["place"]>;
  readonly message: ReturnType<typeof say>;
}

/** The data as it comes out of validation. */
function applied(machine: Machine, shape: Shape, data: Value, site: CallSite, key: string, step: Step): Value {
  const harmless = classBits(["nosql", "message"]);
  switch (shape.kind) {
    case "harmless":
      return asNumber(machine, data.labels, site.node);
    case "text":
      return labelled(changedLabels(machine, data.labels, site.node, { ...step, harmless: harmless | TEXT_BIT }));
    case "unknown": {
      const changed = labelled(changedLabels(machine, data.labels, site.node, { ...step, harmless }));
      return data.refs.length > 0 ? { ...data, labels: changed.labels } : changed;
    }
    case "open": {
      const changed = labelled(changedLabels(machine, data.labels, site.node, step));
      return data.refs.length > 0 ? { ...data, labels: changed.labels } : changed;
    }
    case "list": {
      const item = applied(machine, shape.item, itemsOf(machine, data), site, `${key}.*`, step);
      return objectAt(machine, site, key, { ...EMPTY_LIST, rest: joinValues(item, UNKNOWN) });
    }
    case "object": {
      const slots = new Map<string, Slot>();
      for (const [name, inner] of shape.fields)
        slots.set(name, {
          value: applied(machine, inner, readProperty(machine, data, name), site, `${key}.${name}`, step),
        });
      // What the schema does not name may still be there.
      const rest = shape.isOpen ? step : { ...step, harmless };
      const labels = changedLabels(machine, data.labels, site.node, rest);
      return objectAt(machine, site, key, { ...EMPTY_OBJECT, slots, labels });
    }
  }
}

function objectAt(machine: Machine, site: CallSite, key: string, object: typeof EMPTY_OBJECT): Value {
  const id = machine.objectId(`validated ${machine.siteOf(site.node)} ${key}`);
  machine.state.set(id, object);
  return { ...NEVER, refs: [id] };
}

/** The same for an object that code has put together: what its own fields hold. */
function provenOf(machine: Machine, data: Value, shape: Shape, depth = 0): readonly string[] {
  const own = provenKeys(data.labels, shape, depth);
  if (depth > DEEPEST) return own;
  const inner = data.refs.flatMap((id): readonly string[] => {
    const object = machine.state.get(id);
    if (!object || shape.kind !== "object") return object ? provenKeys(object.labels, shape, depth) : [];
    // Fields that stand under names that are not known: only that each has the form that is asked for.
    const rest = object.rest && !shape.isOpen ? provenKeys(object.rest.labels, UNKNOWN_SHAPE) : [];
    const fields = [...shape.fields].flatMap(([name, field]) => {
      const slot = object.slots.get(name);
      return slot ? provenOf(machine, slot.value, field, depth + 1) : [];
    });
    return [...provenKeys(object.labels, shape, depth), ...rest, ...fields];
  });
  return [...own, ...inner];
}

/** Guards on the data itself: its harmless fields are harmless, and it has the shape that is asked for. */
export function provenKeys(labels: Labels, shape: Shape, depth = 0): readonly string[] {
  return [...labels.values()].flatMap((label): readonly string[] => {
    if (shape.kind === "harmless") return [label.key];
    if (shape.kind === "open") return [];
    const isOpen = shape.kind === "object" && shape.isOpen === true;
    const own = isOpen
      ? [textKey(label.key)]
      : [textKey(label.key), classKey("message", label.key), classKey("nosql", label.key)];
    if (shape.kind !== "object" || depth > DEEPEST) return own;
    const inner = [...shape.fields].flatMap(([name, field]) => {
      const part = makeLabel({ ...label, path: [...label.path, name] });
      return provenKeys(new Map([[part.key, part]]), field, depth + 1);
    });
    return [...own, ...inner];
  });
}

function answered(machine: Machine, shape: Shape, data: Value): Value {
  return { ...UNKNOWN, guards: provenWhen(true, provenOf(machine, data, shape)) };
}

/** `OrderSchema().load(data)`: fields are attributes of the class. */
export function loadedBySchemaClass(
  machine: Machine,
  record: ReadonlyMap<string, Slot>,
  data: Value,
  site: CallSite,
): Value {
  const fields = new Map<string, Shape>();
  for (const [name, { value }] of record) {
    const [path] = libraryPaths(value);
    if (path === undefined || !/^(marshmallow|wtforms|ma)\b/.test(path)) continue;
    fields.set(name, HARMLESS_RULES.test(path) ? HARMLESS : { kind: "text" });
  }
  const step = { at: machine.place(site.at), message: say("is validated by a schema") };
  return applied(machine, { kind: "object", fields }, data, site, "load", step);
}
