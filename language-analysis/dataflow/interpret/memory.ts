// Reading and writing parts of values: properties, items, everything inside.
import type { Expression, Statement } from "../../model/program.ts";
import type { SourceRange } from "../../model/range.ts";
import type { HeapObject, Slot } from "../domain/heap.ts";
import { EMPTY_OBJECT } from "../domain/heap.ts";
import { guardedBits, HOST_PARTS, hostKey } from "../domain/guard-keys.ts";
import type { Label, Labels } from "../domain/label.ts";
import { classBits, joinLabels, makeLabel, mapLabels, moreDoubt, partOf, TEXT_BIT, withStep } from "../domain/label.ts";
import type { Callable, Guards, Value } from "../domain/value.ts";
import {
  callable,
  joinAll,
  joinValues,
  labelled,
  library,
  NEVER,
  reference,
  UNDEFINED,
  UNKNOWN,
} from "../domain/value.ts";
import type { Message } from "../../model/message.ts";
import type { CallSite, Machine } from "./machine.ts";
import { modelMember, writeModelMember } from "./model-members.ts";
import { canonicalApi, environmentApis } from "../tables/api-names.ts";
import { secretVariable } from "../models/secrets.ts";
import { MAPPER_CLASSES } from "../tables/mapper-classes.ts";
import { REQUEST_API } from "../tables/requests.ts";
import { HANDED_ON } from "../tables/frameworks.ts";
import { ANSWER_MEMBERS } from "../tables/responses.ts";
import { HARMLESS_PROPERTIES } from "../tables/text.ts";

const SLOT_LIMIT = 128;
const DEEP_LIMIT = 300;

/** `value.property`; `key` undefined when it is not known which property. `at` is the whole access. */
export function readProperty(machine: Machine, value: Value, key: string | undefined, at?: SourceRange): Value {
  if (key === undefined) return itemsOf(machine, value, at);
  if (key === "__dict__" && value.refs.length > 0) return { ...NEVER, refs: value.refs };
  const results: Value[] = [];
  if (value.labels.size > 0 && !HARMLESS_PROPERTIES.has(key)) {
    const parts = mapLabels(value.labels, (label) =>
      isPathPart(machine, label, key)
        ? makeLabel({ ...label, harmless: label.harmless | classBits(["path"]) })
        : partOf(label, key, at),
    );
    results.push(labelled(parts));
  }
  for (const id of value.refs) {
    const object = machine.state.get(id);
    if (object) results.push(readObject(machine, object, key, value, at));
  }
  for (const one of value.callables) results.push(readCallable(machine, one, key, value, at));
  if (value.literals === undefined || value.literals.some((one) => typeof one === "string")) results.push(UNKNOWN);
  if (results.length === 0) return UNDEFINED;
  const found = joinAll(results);
  return HOST_PARTS.has(key) ? withHost(found, value.labels) : found;
}

/** `urlsplit(url).netloc`: where it is empty, the address leads to no other host. */
function withHost(host: Value, addresses: Labels): Value {
  const keys = [...addresses.values()].map(({ origin, path }) => hostKey(origin.id, path));
  return keys.length === 0 ? host : { ...host, guards: { whenTrue: new Set(), whenFalse: new Set(keys) } };
}

const PATH_PARTS: ReadonlySet<string> = new Set(["name", "stem", "suffix"]);

/** `Path(key).name`: a text has such a part only as a path, and it leads into no other folder. */
function isPathPart(machine: Machine, { harmless }: Label, key: string): boolean {
  return machine.module.language === "python" && PATH_PARTS.has(key) && (harmless & TEXT_BIT) !== 0;
}

function readObject(machine: Machine, object: HeapObject, key: string, self: Value, at?: SourceRange): Value {
  const slot = object.slots.get(key);
  if (slot) return bindSelf(slot.value, self);
  const results: Value[] = [];
  if (object.prototype) {
    const member = classMember(machine, object.prototype, key, self);
    if (member) return accessed(machine, member);
  }
  if (object.labels.size > 0) {
    if (HARMLESS_PROPERTIES.has(key) && object.shape === "list") return UNKNOWN;
    results.push(labelled(mapLabels(object.labels, (label) => partOf(label, key, at))));
  }
  if (object.shape === "list" && !/^-?\d+$/.test(key)) return results.length > 0 ? joinAll(results) : UNKNOWN;
  if (object.rest) results.push(object.rest);
  if (object.shape === "list" && key.startsWith("-"))
    results.push(...[...object.slots.values()].map(({ value }) => value));
  return results.length === 0 ? UNDEFINED : joinAll(results);
}

/** Reading a property that is a function runs it. */
function accessed(machine: Machine, member: Value): Value {
  const [one] = member.callables;
  const body = one?.kind === "closure" ? one.module.functions[one.index] : undefined;
  const node = body?.body[0];
  if (!node || one?.kind !== "closure" || body?.accessor === undefined) return member;
  const site: CallSite = { module: one.module, node, callee: undefined, arguments: [], at: body.at };
  return machine.call(member, { positional: [], named: new Map() }, site);
}

/** Functions read from an object know it as `this`. */
function bindSelf(value: Value, self: Value): Value {
  if (!value.callables.some((one) => one.kind === "closure" && !one.self)) return value;
  const callables = value.callables.map((one) => (one.kind === "closure" && !one.self ? { ...one, self } : one));
  return { ...value, callables };
}

/** The object that holds the methods of what `new` makes with the function. */
function prototypeOf(machine: Machine, { key }: Callable): number {
  const id = machine.objectId(`prototype ${key}`);
  if (!machine.state.get(id)) machine.state.set(id, EMPTY_OBJECT);
  return id;
}

/** A method or attribute of a class or its bases; undefined when there is none. */
export function classMember(
  machine: Machine,
  prototype: Callable,
  key: string,
  self: Value | undefined,
  depth = 0,
): Value | undefined {
  if (prototype.kind === "closure") {
    const slot = machine.state.get(prototypeOf(machine, prototype))?.slots.get(key);
    return slot && self ? withSelf(slot.value, self) : slot?.value;
  }
  if (prototype.kind === "library") return inheritedMember(prototype.path, key);
  if (prototype.kind !== "class" || depth > 8) return undefined;
  const record = machine.state.get(prototype.object);
  const slot = record?.slots.get(key);
  if (slot) return self ? withSelf(slot.value, self) : slot.value;
  const bases = record?.slots.get("<bases>")?.value.callables ?? [];
  for (const base of bases) {
    const found = classMember(machine, base, key, self, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** What classes of mappers hand down to the app's own: `Person.query()`, `this.createQueryBuilder()`. */
function inheritedMember(path: string, key: string): Value | undefined {
  return MAPPER_CLASSES.test(path) && /^[a-z$]/i.test(key) && key !== "constructor"
    ? library(`${path}.${key}`)
    : undefined;
}

export function withSelf(value: Value, self: Value): Value {
  return {
    ...value,
    callables: value.callables.map((one) => (one.kind === "closure" ? { ...one, self } : one)),
  };
}

function readCallable(machine: Machine, one: Callable, key: string, whole: Value, at?: SourceRange): Value {
  switch (one.kind) {
    case "library": {
      if (one.path === "express.response" && !ANSWER_MEMBERS.has(key)) return UNKNOWN;
      const added = modelMember(machine, one.path, key, whole);
      if (added) return added;
      const path = canonicalApi(`${one.path}.${key}`);
      const value = joinValues(library(path), environmentApis.has(one.path) ? writtenVariable(machine, key) : NEVER);
      const shared = handedOn(machine, path);
      if (shared) return shared;
      if (REQUEST_API.test(path) && machine.request) return joinValues(machine.request, value);
      if (environmentApis.has(path)) return environmentValue(machine, value, at);
      const secret = at && /\.env(?:iron)?$/.test(one.path) ? secretVariable(machine, path, at) : undefined;
      return secret ? { ...value, labels: secret, literals: undefined } : value;
    }
    case "module":
      return machine.moduleExport(one.file, key) ?? UNKNOWN;
    case "class":
      return key === "prototype" ? callable(one) : (classMember(machine, one, key, callable(one)) ?? UNKNOWN);
    case "super":
      return (
        one.bases.map((base) => classMember(machine, base, key, one.self)).find((found) => found !== undefined) ??
        UNKNOWN
      );
    case "closure":
      if (key === "prototype") return reference(prototypeOf(machine, one));
      // Of every function it is the one that makes functions of text.
      if (key === "constructor") return library("Function");
      return key === "bind" || key === "__proto__" || key === "call" || key === "apply" ? whole : UNKNOWN;
  }
}

/** The object in which functions of one request leave things for each other. */
export function handedOn(machine: Machine, path: string): Value | undefined {
  if (!HANDED_ON.test(path)) return undefined;
  const id = machine.objectId("handed on");
  if (!machine.state.get(id)) machine.state.set(id, EMPTY_OBJECT);
  return reference(id);
}

/** The whole environment of the process: its single variables are configuration, all of them at once are a leak. */
function environmentValue(machine: Machine, value: Value, at = machine.place([0, 0, 0, 0])): Value {
  const origin = machine.origin("environment", (id) => ({
    id,
    kind: "environment",
    doubt: 0,
    part: (path) => (path.length === 0 || path[0] === "*" ? { trust: "internal" } : undefined),
  }));
  const label = makeLabel({
    origin,
    path: [],
    change: 0,
    harmless: 0,
    doubt: 0,
    trace: {
      before: undefined,
      length: 1,
      at,
      message: { template: "All environment variables are read", args: [] },
      isAccess: true,
    },
  });
  return { ...value, labels: new Map([[label.key, label]]) };
}

const ENVIRONMENT = "variables of the environment";

/** What the code itself has put into a variable of the environment. */
export function writtenVariable(machine: Machine, name: string | undefined): Value {
  const variables = machine.state.get(machine.objectId(ENVIRONMENT));
  return (name === undefined ? undefined : variables?.slots.get(name)?.value) ?? variables?.rest ?? NEVER;
}

/** Any item of a list, any value of an object. */
export function itemsOf(machine: Machine, value: Value, at?: SourceRange): Value {
  const results: Value[] = [];
  if (value.labels.size > 0) results.push(labelled(mapLabels(value.labels, (label) => partOf(label, "*", at))));
  for (const id of value.refs) {
    const object = machine.state.get(id);
    if (!object) continue;
    for (const { value: item } of object.slots.values()) results.push(item);
    if (object.rest) results.push(object.rest);
    if (object.labels.size > 0) results.push(labelled(mapLabels(object.labels, (label) => partOf(label, "*", at))));
  }
  for (const one of value.callables) {
    if (one.kind === "library") results.push(library(canonicalApi(`${one.path}[]`)));
    // `Store[Order]`, a generic class with its arguments.
    if (one.kind === "class" && one.module.language === "python") results.push(callable(one));
  }
  if (value.literals === undefined || value.literals.some((one) => typeof one === "string")) results.push(UNKNOWN);
  return results.length === 0 ? NEVER : joinAll(results);
}

/** What the app's own table proves of a key for which it holds something. */
export function lookupGuards(machine: Machine, table: Value, key: Value): Guards | undefined {
  if (key.labels.size === 0 || table.refs.length === 0 || table.labels.size > 0) return undefined;
  const isOwn = table.refs.every((id) => {
    const object = machine.state.get(id);
    return object?.shape === "object" && object.labels.size === 0 && object.slots.size > 0 && !object.prototype;
  });
  return isOwn ? { whenTrue: new Set(key.labels.keys()), whenFalse: new Set() } : undefined;
}

/** Writes to every object that `target` may be; to the only one it overwrites, to several it adds. */
export function writeProperty(
  machine: Machine,
  target: Value,
  key: string | undefined,
  value: Value,
  at?: SourceRange,
): void {
  const isOnly = target.refs.length === 1;
  for (const id of target.refs) {
    const object = machine.state.get(id);
    if (!object) continue;
    machine.state.set(id, key === undefined ? added(object, value) : written(object, key, value, isOnly, at));
  }
  for (const one of target.callables) {
    if (one.kind === "class" && key !== undefined) {
      const record = machine.state.get(one.object);
      if (record) machine.state.set(one.object, written(record, key, value, true, at));
    }
    if (one.kind === "library") writeModelMember(machine, one.path, key, value);
    if (one.kind === "library" && environmentApis.has(one.path)) {
      const id = machine.objectId(ENVIRONMENT);
      const variables = machine.state.get(id) ?? EMPTY_OBJECT;
      machine.state.set(id, key === undefined ? added(variables, value) : written(variables, key, value, false, at));
    }
  }
}

function written(object: HeapObject, key: string, value: Value, overwrite: boolean, at?: SourceRange): HeapObject {
  const known = object.slots.get(key);
  if (!known && object.slots.size >= SLOT_LIMIT) return added(object, value);
  const next = overwrite || !known ? value : joinValues(known.value, value);
  const slots = new Map(object.slots);
  const slot: Slot = at ? { value: next, at } : { value: next };
  slots.set(key, slot);
  return { ...object, slots };
}

function added(object: HeapObject, value: Value): HeapObject {
  const rest = object.rest ? joinValues(object.rest, value) : value;
  return rest === object.rest ? object : { ...object, rest };
}

/** Adds items to lists, as `push` does. */
export function addItems(machine: Machine, target: Value, items: Value): void {
  writeProperty(machine, target, undefined, items);
}

/** Labels of the value and of everything that can be reached from it, but not what stands under the names of `except`. */
export function deepLabels(machine: Machine, value: Value, except?: ReadonlySet<string>): Labels {
  if (value.refs.length === 0) return value.labels;
  let labels = value.labels;
  const seen = new Set<number>();
  const open = [...value.refs];
  for (let id = open.pop(); id !== undefined && seen.size < DEEP_LIMIT; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const object = machine.state.get(id);
    if (!object) continue;
    labels = joinLabels(labels, object.labels);
    const values = [...object.slots].flatMap(([key, slot]) => (except?.has(key) ? [] : [slot.value]));
    if (object.rest) values.push(object.rest);
    for (const inner of values) {
      labels = joinLabels(labels, inner.labels);
      open.push(...inner.refs);
    }
  }
  return labels;
}

function changeOf(
  machine: Machine,
  label: Label,
  change: number,
  { plain, isSame }: { readonly plain?: string | undefined; readonly isSame?: boolean },
): number {
  if (isSame) return label.change;
  return plain === undefined ? change : -machine.objectId(`${plain} ${label.change}`);
}

/** Labels after a change of the text at `node`: a check on the changed text says nothing about the original. */
export function changedLabels(
  machine: Machine,
  labels: Labels,
  node: Expression | Statement,
  options: {
    at?: SourceRange;
    message?: Message;
    doubt?: number;
    harmless?: number;
    keep?: number;
    cuts?: boolean;
    /** Method that changes letters or spaces alone: the same text again is the same value. */
    plain?: string | undefined;
    /** The text is the same: a check on either holds for both. */
    isSame?: boolean;
  } = {},
): Labels {
  if (labels.size === 0) return labels;
  const change = machine.siteOf(node);
  const changedAt = machine.place(node.at);
  return mapLabels(labels, (label: Label) => {
    if (machine.state.guarded.has(label.key)) return undefined;
    // What an unknown function gives back is seldom the secret that it was given.
    if (options.doubt && label.origin.kind === "secret") return undefined;
    const stepped = options.at && options.message ? withStep(label, options.at, options.message) : label;
    return makeLabel({
      ...stepped,
      writtenAt: undefined,
      change: changeOf(machine, label, change, options),
      plainOf: options.isSame ? label.plainOf : options.plain === undefined ? undefined : (label.plainOf ?? label.key),
      changedAt,
      doubt: moreDoubt(label.doubt, options.doubt ?? 0),
      harmless:
        ((label.harmless | guardedBits(machine.state.guarded, label)) & (options.keep ?? ~0)) | (options.harmless ?? 0),
      ...(options.cuts && { shown: label.shown ?? label.path.length }),
    });
  });
}
