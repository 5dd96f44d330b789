// At a call that the map knows: what of its arguments is tainted and where it goes, and what a read brings in.
import { say } from "../../model/message.ts";
import type { NodeId } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { FlowStep, TaintSource } from "../../model/taint.ts";
import type { Label, Labels } from "../domain/label.ts";
import { CLASS_BITS, makeLabel, NO_LABELS, singleLabel, stepsOf } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { itemsOf, readProperty } from "../interpret/memory.ts";
import { fileContent, contentOfFile } from "../models/files.ts";
import { type PartName, SENDS, STORED_READS, TRANSFERS } from "../tables/sends.ts";
import type { CallLink } from "./call-links.ts";
import { type Known, knownOf, UNKNOWN_DATA } from "./known.ts";
import { ANYTHING, type Sent } from "./filters.ts";
import { partMatches, storedPath } from "./paths.ts";
import { sentOf } from "./sent-facts.ts";
import { type Input, openParts } from "./signed-links.ts";
import { updatedAttributes } from "./update-expression.ts";
import type { Sending, Upstream, Wire } from "./wire.ts";
import { mayBeEqual } from "./known.ts";

const MOST_HOPS = 8;
const MOST_STEPS = 40;
const MOST_PARTS = 60;

interface TaintedPart {
  readonly path: readonly string[];
  readonly label: Label;
}

/** The arguments of the operation by name, however the SDK takes them. */
export function inputOf(machine: Machine, args: CallArguments, site: CallSite, receiver?: Value): Input {
  const [first] = args.positional;
  const object = first?.madeOf ?? first;
  const method = site.callee?.kind === "member" && typeof site.callee.property === "string" ? site.callee.property : "";
  return (name) => {
    const named = args.named.get(name);
    if (named) return named;
    if (name === "Key" && receiver?.madeOf) return readProperty(machine, receiver.madeOf, "Key");
    const transferred = Object.hasOwn(TRANSFERS, method) ? TRANSFERS[method] : undefined;
    if (transferred && args.positional.length > 0) {
      const { client, bucket, object: own } = transferred;
      const isClient = args.positional.length > 2 || args.named.has("Bucket");
      const at = (receiver?.madeOf ? own : isClient ? client : bucket).indexOf(name);
      return at < 0 ? undefined : args.positional[at];
    }
    if (!object || object.refs.length === 0) return args.keywords ? itemsOf(machine, args.keywords) : undefined;
    const value = readProperty(machine, object, name);
    return value.labels.size === 0 && value.literals?.length === 1 && value.literals[0] === undefined
      ? undefined
      : value;
  };
}

/** What the call hands on is noted. */
export function noteSending(
  machine: Machine,
  wire: Wire,
  links: readonly CallLink[],
  input: Input,
  site: CallSite,
  isLink: boolean,
): void {
  const at = machine.place(site.at);
  wire.noteCall(at);
  for (const link of links) {
    const parts = SENDS[`${link.service}.${link.operation.toLowerCase()}`];
    if (!parts || link.isForbidden) continue;
    const send = (part: Sending["part"], found: readonly TaintedPart[], sent: Sent) => {
      for (const { path, label } of found) {
        const upstream = upstreamOf(wire, label, link.target.id, {
          at: machine.place(site.at),
          message: say("is handed to {0} by `{1}`", link.target.name, link.operation),
        });
        if (upstream) wire.send({ target: link.target.id, part, path, sent, upstream });
      }
    };
    const open = isLink ? openParts(parts, input) : [];
    if (open.length > 0) openByLink(machine, wire, link, open, sentOf(machine, link, input), site);
    for (const { part, from } of parts) {
      for (const { value, entry } of open.includes(part) ? [] : argumentsAt(machine, input, from)) {
        send(part, taintedParts(machine, value), sentOf(machine, link, input, entry, value));
      }
      if (part === "content") send(part, fileParts(machine, input), sentOf(machine, link, input));
    }
    for (const { path, value } of updatedAttributes(machine, link, input))
      send("item", taintedParts(machine, value, path), ANYTHING);
  }
}

interface GivenPart {
  readonly value: Value;
  /** The item of a list of several that it is a part of. */
  readonly entry?: Value;
}

/** Each entry of a batch is a message of its own. */
function argumentsAt(machine: Machine, input: Input, [name = "", ...rest]: readonly string[]): readonly GivenPart[] {
  const given = input(name);
  let found: readonly GivenPart[] = given ? [{ value: given }] : [];
  for (const key of rest) {
    found = found.flatMap(({ value, entry }): readonly GivenPart[] => {
      if (key !== "*") return [{ value: readProperty(machine, value, key), ...(entry && { entry }) }];
      return entriesIn(machine, value).map((one) => ({ value: one, entry: entry ?? one }));
    });
  }
  return found;
}

const MOST_ENTRIES = 10;

/** Entries one by one where the list is known, else as one that may be any of them. */
function entriesIn(machine: Machine, value: Value): readonly Value[] {
  const objects = value.labels.size > 0 ? [] : value.refs.map((id) => machine.state.get(id));
  const isKnown = objects.length > 0 && objects.every((one) => one && !one.rest && one.labels.size === 0);
  const slots = isKnown ? objects.flatMap((one) => (one ? [...one.slots.values()] : [])) : [];
  return slots.length > 0 && slots.length <= MOST_ENTRIES ? slots.map((one) => one.value) : [itemsOf(machine, value)];
}

/** Content of the file that is uploaded. */
function fileParts(machine: Machine, input: Input): readonly TaintedPart[] {
  const body = input("Body");
  const path = input("Filename");
  const object = input("Fileobj");
  const opened = body ?? object ?? path;
  // A stream in memory is its content.
  const content = (opened && contentOfFile(machine, opened)) ?? (path && fileContent(machine, path)) ?? object;
  return content ? taintedParts(machine, content) : [];
}

/** Tainted texts within the value, with the way to them; what was serialized is looked at as it was before. */
function taintedParts(machine: Machine, value: Value, path: readonly string[] = [], depth = 0): readonly TaintedPart[] {
  if (value.madeOf && depth < 6) return taintedParts(machine, value.madeOf, path, depth + 1);
  const found: TaintedPart[] = [];
  const add = (labels: Labels, at: readonly string[]) => {
    for (const label of labels.values()) if (!machine.state.guarded.has(label.key)) found.push({ path: at, label });
  };
  add(value.labels, path);
  if (depth > 5) return found;
  for (const id of value.refs) {
    const object = machine.state.get(id);
    if (!object) continue;
    add(object.labels, path);
    for (const [key, slot] of object.slots)
      found.push(...taintedParts(machine, slot.value, [...path, key.startsWith("<") ? "*" : key], depth + 1));
    if (object.rest) found.push(...taintedParts(machine, object.rest, [...path, "*"], depth + 1));
    if (found.length > MOST_PARTS) return found.slice(0, MOST_PARTS);
  }
  return found;
}

/** What a function answers goes to those that wait for it. */
export function noteAnswer(machine: Machine, value: Value, at: SourceRange): void {
  const { wire } = machine;
  if (!wire?.isAsked) return;
  const step = { at, message: say("is what {0} answers", wire.name) };
  for (const { path, label } of taintedParts(machine, value)) {
    const upstream = upstreamOf(wire, label, undefined, step);
    if (upstream) wire.send({ target: wire.node, part: "answer", path, sent: ANYTHING, upstream });
  }
}

function upstreamOf(wire: Wire, label: Label, target: NodeId | undefined, step: FlowStep): Upstream | undefined {
  const { origin } = label;
  if (origin.kind !== "event" && origin.kind !== "stored") return undefined;
  const shown = label.path.slice(0, label.shown ?? label.path.length);
  const facts = origin.part(label.path) ?? origin.part(shown) ?? origin.part([]);
  if (!facts) return undefined;
  const before = facts.upstream;
  const own = stepsOf(label.trace);
  const through = [...(before?.through ?? []), wire.node, ...(target === undefined ? [] : [target])];
  if (through.length > MOST_HOPS) return undefined;
  const steps = [...(before?.steps ?? []), ...own, step];
  const source: TaintSource = before?.source ?? {
    kind: origin.kind,
    ...(facts.trigger && { trigger: facts.trigger }),
    trust: facts.trust,
    path: shown.join("."),
    node: wire.node,
    at: own[0]?.at ?? step.at,
  };
  const doubt = Math.min(2, Math.max(label.doubt, origin.doubt, before?.doubt ?? 0)) as 0 | 1 | 2;
  return {
    source,
    steps: steps.slice(0, MOST_STEPS),
    through,
    harmless: (label.harmless & CLASS_BITS) | (before?.harmless ?? 0),
    doubt,
  };
}

/** Whoever gets a link to upload with chooses these parts. */
function openByLink(
  machine: Machine,
  wire: Wire,
  link: CallLink,
  parts: readonly PartName[],
  sent: Sent,
  site: CallSite,
): void {
  if (!wire.sender || parts.length === 0) return;
  const at = machine.place(site.at);
  const steps = [{ at, message: say("A link to put objects into {0} is handed out", link.target.name) }];
  const upstream = {
    source: { ...wire.sender, at },
    steps,
    through: [wire.node, link.target.id],
    harmless: 0,
    doubt: 0 as const,
  };
  for (const part of parts) wire.send({ target: link.target.id, part, path: [], sent, upstream });
}

/** Labels of what a read brings; undefined when the map does not know what the call reads. */
export function storedLabels(
  machine: Machine,
  wire: Wire,
  link: CallLink,
  input: Input,
  site: CallSite,
): Labels | undefined {
  const part = STORED_READS[`${link.service}.${link.operation.toLowerCase()}`];
  if (!part) return undefined;
  if (link.isForbidden) return NO_LABELS;
  const key = part === "content" ? knownOf(machine, input("Key")) : UNKNOWN_DATA;
  const there = wire.storedIn(link.target.id).filter((one) => one.part === part && isRead(one, key));
  if (there.length === 0) return NO_LABELS;
  const at = machine.place(site.at);
  const origin = machine.origin(`stored ${link.target.id} ${machine.siteOf(site.node)}`, (id) => ({
    id,
    kind: "stored",
    doubt: 0,
    part: (path) => {
      const inside = storedPath(part, path);
      const one = inside && there.find((sending) => partMatches(sending.path, inside, false));
      if (!one) return undefined;
      const { upstream } = one;
      const { source, harmless, doubt } = upstream;
      return {
        trust: source.trust,
        ...(source.trigger && { trigger: source.trigger }),
        upstream,
        harmless,
        ...(doubt > 0 && { doubt }),
      };
    },
  }));
  const message = say("is read from {0} by `{1}`", link.target.name, link.operation);
  const trace = { before: undefined, length: 1, at, message };
  return singleLabel(makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: 0, trace }));
}

/** A key that the code does not spell out is that of the object that has started the function. */
function isRead({ sent, startsOthers }: Sending, read: Known): boolean {
  if (read.kind !== "text") return startsOthers !== true;
  return sent.key.kind !== "text" || sent.key.texts.some((one) => read.texts.some((other) => mayBeEqual(one, other)));
}
