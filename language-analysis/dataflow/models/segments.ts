// Parts of a path: what is split off at slashes has none and so leads into no other folder. Sources: Python library reference, `os.path.split`,
// `str.rsplit`, `str.rpartition`; Node.js API, `path.parse`; MDN, `String.prototype.split`.
import type { Expression } from "../../model/program.ts";
import { EMPTY_LIST, EMPTY_OBJECT } from "../domain/heap.ts";
import { classBits, TEXT_BIT } from "../domain/label.ts";
import { knownText, labelled, type Value } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { changedLabels, deepLabels } from "../interpret/memory.ts";
import { patternOf } from "./patterns.ts";

const IS_SEGMENT = classBits(["path"]);
/** What a text keeps that is put together with slashes. */
export const KEPT_WITH_SLASHES = ~IS_SEGMENT;

const FROM_LEFT: ReadonlySet<string> = new Set(["split", "partition"]);
const FROM_RIGHT: ReadonlySet<string> = new Set(["rsplit", "rpartition"]);
const CUTS: ReadonlySet<string> = new Set(["slice", "substring", "substr"]);

/** `key.split("/")`, `key.rsplit("/", 1)`, `key.slice(key.lastIndexOf("/") + 1)`; undefined for other methods and separators. */
export function callSegments(
  machine: Machine,
  data: Value,
  name: string,
  { positional: [first, limit] }: CallArguments,
  site: CallSite,
): Value | undefined {
  if (!first || deepLabels(machine, data).size === 0) return undefined;
  if (CUTS.has(name))
    return !limit && isAfterLastSlash(site.arguments[0]?.value) ? segmentOf(machine, data, site) : undefined;
  const isLeft = FROM_LEFT.has(name);
  if ((!isLeft && !FROM_RIGHT.has(name)) || !isSlash(first)) return undefined;
  const isPair = name.endsWith("partition") || (limit !== undefined && machine.module.language === "python");
  if (!isPair) return segmentOf(machine, data, site);
  const [segment, rest] = [segmentOf(machine, data, site), restOf(machine, data, site)];
  return sequence(machine, site, isLeft ? [segment, rest] : [rest, segment]);
}

/** `os.path.split(path)`, `path.parse(path)`; undefined for other functions. */
export function callPathParts(machine: Machine, api: string, args: CallArguments, site: CallSite): Value | undefined {
  const [path] = args.positional;
  if (!path || deepLabels(machine, path).size === 0) return undefined;
  const [segment, rest] = [segmentOf(machine, path, site), restOf(machine, path, site)];
  switch (api) {
    case "os.path.split":
    case "posixpath.split":
    case "ntpath.split":
      return sequence(machine, site, [rest, segment]);
    case "path.parse":
    case "path.posix.parse":
    case "path.win32.parse": {
      const parts = { base: segment, name: segment, ext: segment, dir: rest, root: rest };
      const slots = new Map(Object.entries(parts).map(([key, value]) => [key, { value }]));
      return machine.allocate(site.arguments, { ...EMPTY_OBJECT, slots });
    }
    default:
      return undefined;
  }
}

function isSlash(separator: Value): boolean {
  const pattern = patternOf(separator)?.source;
  return (
    knownText(separator) === "/" || (pattern !== undefined && /^(\\\/|\/|\[(\\\\)?\\?\/(\\\\)?\])\+?$/.test(pattern))
  );
}

/** `name.lastIndexOf("/") + 1`. */
function isAfterLastSlash(start: Expression | undefined): boolean {
  if (start?.kind !== "binary" || start.operator !== "+" || start.left.kind !== "call") return false;
  const { callee, arguments: given } = start.left;
  const [separator] = given;
  return (
    callee.kind === "member" &&
    callee.property === "lastIndexOf" &&
    separator?.value.kind === "literal" &&
    separator.value.value === "/"
  );
}

function segmentOf(machine: Machine, data: Value, site: CallSite): Value {
  return partOf(machine, data, site, TEXT_BIT | IS_SEGMENT);
}

function restOf(machine: Machine, data: Value, site: CallSite): Value {
  return partOf(machine, data, site, TEXT_BIT);
}

function partOf(machine: Machine, data: Value, site: CallSite, harmless: number): Value {
  return labelled(changedLabels(machine, deepLabels(machine, data), site.node, { cuts: true, harmless }));
}

/** First and last, also counted from the end. */
function sequence(machine: Machine, site: CallSite, [first, last]: readonly [Value, Value]): Value {
  const slots = new Map([
    ["0", { value: first }],
    ["1", { value: last }],
    ["2", { value: last }],
    ["-1", { value: last }],
    ["-2", { value: first }],
  ]);
  return machine.allocate(site.arguments, { ...EMPTY_LIST, slots });
}
