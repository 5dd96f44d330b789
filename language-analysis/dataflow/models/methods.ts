// Methods by name, on values whose class is not known: texts, lists, dictionaries, parts of events.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import { beginningGuards, insideGuards, relativeGuards, stepGuards } from "../interpret/beginnings.ts";
import { assume, domainGuards, isChosen, provenKeys, provenWhen } from "../interpret/guards.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import {
  addItems,
  changedLabels,
  deepLabels,
  itemsOf,
  lookupGuards,
  readProperty,
  writeProperty,
} from "../interpret/memory.ts";
import { readNamed } from "../interpret/members.ts";
import { keyOf } from "../interpret/patterns.ts";
import { BRACE_PLACES, formattedPieces, withPieces } from "../interpret/text-pieces.ts";
import { afterText, intoMarkup, withText } from "../interpret/texts.ts";
import { EMPTY_LIST } from "../domain/heap.ts";
import { classBits, JOINED_BIT, joinLabels, mapLabels, RESOLVED_BIT, TEXT_BIT } from "../domain/label.ts";
import type { Guards, Value } from "../domain/value.ts";
import { guardsOf, joinAll, joinValues, knownText, labelled, NEVER, UNDEFINED, UNKNOWN } from "../domain/value.ts";
import { REQUEST_METHODS } from "../tables/frameworks.ts";
import { ANSWER_METHODS, CHARACTER_TESTS, TEXT_METHODS, TO_TEXT } from "../tables/text.ts";
import { checkMethodSinks } from "../sinks/methods.ts";
import { list, pair } from "./builtins.ts";
import { keysOf } from "./keys.ts";
import { argumentLabels, callCallbacks } from "./library.ts";
import { callFileMethod } from "./files.ts";
import { callRegexMethod } from "./patterns.ts";
import { callBack, isCallable } from "./promises.ts";
import { callSegments, KEPT_WITH_SLASHES } from "./segments.ts";

const KNOWN_METHODS: ReadonlySet<string> = new Set(
  "push unshift append appendleft add insert extend update set setdefault pop shift popleft find get forEach map filter some every findIndex flatMap reduce sort reverse slice concat flat join keys values entries items pipe".split(
    " ",
  ),
);

/** Methods that change letters or spaces alone. */
const PLAIN_METHODS: ReadonlySet<string> = new Set(
  "toUpperCase toLowerCase toLocaleUpperCase toLocaleLowerCase trim upper lower casefold strip".split(" "),
);

/** True when the method means the same whatever has it. */
export function isDataMethod(name: string): boolean {
  return KNOWN_METHODS.has(name) || TEXT_METHODS.has(name) || ANSWER_METHODS.has(name);
}

export function callMethod(machine: Machine, data: Value, name: string, args: CallArguments, site: CallSite): Value {
  const [first = UNDEFINED, second] = args.positional;
  const byPattern = callRegexMethod(machine, data, name, args, site);
  if (byPattern) return byPattern;
  checkMethodSinks(machine, data, name, args, site);
  const byFile = callFileMethod(machine, data, name, args);
  if (byFile) return byFile;
  switch (name) {
    case "push":
    case "unshift":
    case "append":
    case "appendleft":
    case "add":
      addItems(machine, data, joinAll([...args.positional, args.spread ?? NEVER]));
      return name === "add" ? data : UNKNOWN;
    case "insert":
      addItems(machine, data, second ?? UNKNOWN);
      return UNDEFINED;
    case "extend":
      addItems(machine, data, itemsOf(machine, first));
      return UNDEFINED;
    case "update":
      if (data.refs.length === 0) break;
      copyInto(machine, data, first, args);
      return UNDEFINED;
    case "set":
    case "setdefault":
      if (second) writeProperty(machine, data, keyOf(first), second);
      return name === "set" ? data : joinValues(readProperty(machine, data, keyOf(first)), second ?? UNDEFINED);
    case "get":
    case "pop":
      if (args.positional.length === 0)
        return name === "pop" ? itemsOf(machine, data) : textOf(machine, data, args, site);
      return withLookup(
        machine,
        data,
        first,
        joinAll([readNamed(machine, data, first, machine.place(site.at)), second ?? NEVER]),
        second === undefined,
      );
    case "shift":
    case "popleft":
      return joinValues(itemsOf(machine, data), UNDEFINED);
    case "forEach":
    case "map":
    case "flatMap":
    case "filter":
    case "find":
    case "findLast":
    case "some":
    case "every":
    case "findIndex":
      if (isCallable(first)) return withEachItem(machine, data, name, first, site);
      if (name !== "find") break;
      return UNKNOWN;
    case "reduce":
    case "reduceRight":
      return reduced(machine, data, first, second, site);
    case "sort":
    case "reverse":
      if (data.refs.length > 0) return data;
      break;
    case "slice":
    case "splice":
    case "flat":
    case "concat":
    case "copy":
      if (data.refs.length === 0) break;
      return copied(machine, data, name === "concat" ? args : undefined, site);
    case "keys":
      return list(machine, site, keysOf(machine, data));
    case "values":
      return data.refs.length === 0 ? data : list(machine, site, itemsOf(machine, data));
    case "entries":
    case "items":
      return list(machine, site, pair(machine, site, keysOf(machine, data), itemsOf(machine, data)));
    case "startsWith":
    case "startswith": {
      const guards = beginningGuards(machine, data, first);
      return guards ? { ...UNKNOWN, guards } : UNKNOWN;
    }
    case "endsWith":
    case "endswith": {
      const guards = domainGuards(data, first);
      return guards ? { ...UNKNOWN, guards } : UNKNOWN;
    }
    case "resolve":
      if (machine.module.language !== "python") break;
      return resolvedPath(machine, data, args, site);
    case "relative_to":
      if (!isChosen(deepLabels(machine, first))) assume(machine, { ...UNKNOWN, guards: relativeGuards(data) }, true);
      break;
    case "is_relative_to":
      return isChosen(deepLabels(machine, first)) ? UNKNOWN : { ...UNKNOWN, guards: insideGuards(data) };
    case "includes":
    case "has":
    case "indexOf":
    case "index":
    case "hasOwnProperty":
    case "contains":
    case "__contains__":
      return membership(machine, data, name, first);
  }
  const segments = callSegments(machine, data, name, args, site);
  if (segments) return segments;
  if (CHARACTER_TESTS.has(name)) return { ...UNKNOWN, guards: provenWhen(true, data.labels.keys()) };
  if (ANSWER_METHODS.has(name)) return UNKNOWN;
  const result = TEXT_METHODS.has(name)
    ? textOf(machine, data, args, site, name)
    : unknownMethod(machine, data, name, args, site);
  callCallbacks(machine, args, result, site);
  return result;
}

/** `path.resolve()`: its `..` are worked out. */
function resolvedPath(machine: Machine, path: Value, args: CallArguments, site: CallSite): Value {
  const labels = joinLabels(deepLabels(machine, path), argumentLabels(machine, args));
  return labelled(changedLabels(machine, labels, site.node, { harmless: RESOLVED_BIT }));
}

/** Text made of the receiver's and the arguments' texts. */
function textOf(machine: Machine, data: Value, args: CallArguments, site: CallSite, name = ""): Value {
  const all = joinLabels(deepLabels(machine, data), argumentLabels(machine, args));
  const written = [data, ...args.positional].map(knownText).filter((one) => one !== undefined);
  const labels = intoMarkup(machine, all, written, site.node);
  const template = name === "format" ? knownText(data) : undefined;
  const harmless =
    (TO_TEXT.has(name) ? TEXT_BIT : 0) |
    (name === "replace" && dropsSlashes(machine, args) ? classBits(["path", "object-key"]) : 0) |
    (doublesQuotes(machine, name, args) ? classBits(["sql"]) : 0) |
    ((template !== undefined && !/^\s*\{[^{}]*\}\s*$/.test(template)) || isFilledIn(machine, data, args, name)
      ? JOINED_BIT
      : 0);
  // What the template says before its first place holds for all of them: `https://host/{}`.
  const start = template?.split(BRACE_PLACES)[0] ?? "";
  const around = template === undefined ? labels : afterText(withText(labels, template), start);
  const isPart = name === "format" || name === "join";
  const plain = args.positional.length === 0 && PLAIN_METHODS.has(name) ? name : undefined;
  const step = isPart ? { at: machine.place(site.at), message: say("becomes part of a text") } : {};
  const glue = name === "join" ? (machine.module.language === "python" ? data : args.positional[0]) : undefined;
  const keep = glue && knownText(glue)?.includes("/") ? KEPT_WITH_SLASHES : ~0;
  const text = labelled(changedLabels(machine, around, site.node, { ...step, cuts: true, keep, harmless, plain }));
  if (name !== "format") return text;
  return withPieces(text, formattedPieces(knownText(data), BRACE_PLACES, args.positional));
}

/** Text of the app with others' text in it: `RULES.replace("{name}", name)`, `[RULES, remarks].join(" ")`, `"\\n".join(lines)`. */
function isFilledIn(machine: Machine, data: Value, { positional: [first] }: CallArguments, name: string): boolean {
  const own = knownText(data);
  if (name === "replace" || name === "replaceAll") return own !== undefined && own !== (first && knownText(first));
  if (name !== "join") return false;
  const list = machine.module.language === "python" ? first : data;
  return (list?.refs ?? []).some((id) => {
    const object = machine.state.get(id);
    const items = [...(object?.slots.values() ?? [])].map(({ value }) => value);
    return [...items, ...(object?.rest ? [object.rest] : [])].some(({ literals }) =>
      literals?.some((one) => typeof one === "string" && /\w/.test(one)),
    );
  });
}

/** `name.replace("/", "_")` in Python, which replaces all of them. */
function dropsSlashes(machine: Machine, { positional: [from, to] }: CallArguments): boolean {
  if (machine.module.language !== "python" || !from || !to) return false;
  return knownText(from) === "/" && /^[^/]*$/.test(knownText(to) ?? "/");
}

/** Quotes around the name of a table or column, twice where they stand in it: `name.replace("`", "``")`, `name.replaceAll('"', '""')`. */
function doublesQuotes(machine: Machine, name: string, { positional: [from, to] }: CallArguments): boolean {
  if (!from || !to) return false;
  const isPython = machine.module.language === "python";
  const all = name === "replaceAll" || (isPython && name === "replace") ? knownText(from) : undefined;
  const pattern = name === "replace" && from.regex?.flags.includes("g") ? from.regex.source : undefined;
  const quote = all ?? pattern;
  return quote !== undefined && /^[`"\]]$/.test(quote) && knownText(to) === quote + quote;
}

function unknownMethod(machine: Machine, data: Value, name: string, args: CallArguments, site: CallSite): Value {
  const at = machine.place(site.at);
  const message = say("passes through `{0}`", name === "" ? "a function that is not known" : name);
  if (REQUEST_METHODS.has(name) && isDelivered(data)) return requestPart(machine, data, name, args, at);
  const own = changedLabels(machine, deepLabels(machine, data), site.node, { at, message, doubt: 1 });
  const given = changedLabels(machine, argumentLabels(machine, args), site.node, { at, message, doubt: 1 });
  return labelled(joinLabels(own, given));
}

/** A request or an event, as it has come. */
function isDelivered({ labels, refs }: Value): boolean {
  return (
    refs.length === 0 && [...labels.values()].every(({ origin, change }) => origin.kind === "event" && change === 0)
  );
}

/** `c.req.query("name")`, `app.current_event.get_header_value(name="X")`. */
function requestPart(machine: Machine, data: Value, method: string, args: CallArguments, at: SourceRange): Value {
  const whole = readProperty(machine, data, method, at);
  const name = args.positional[0] ?? args.named.get("name");
  const key = name && keyOf(name);
  return key === undefined ? whole : readProperty(machine, whole, key, at);
}

function copyInto(machine: Machine, data: Value, source: Value, args: CallArguments): void {
  for (const id of source.refs) {
    for (const [key, slot] of machine.state.get(id)?.slots ?? [])
      writeProperty(machine, data, key, slot.value, slot.at);
    const rest = machine.state.get(id)?.rest;
    if (rest) addItems(machine, data, rest);
  }
  for (const [key, value] of args.named) writeProperty(machine, data, key, value);
  if (source.labels.size > 0) addItems(machine, data, itemsOf(machine, source));
}

function withEachItem(machine: Machine, data: Value, name: string, callback: Value, site: CallSite): Value {
  const item = itemsOf(machine, data, machine.place(site.callee?.kind === "member" ? site.callee.object.at : site.at));
  let result = NEVER;
  machine.branch([
    () => undefined,
    () => {
      result = callBack(machine, callback, [item, UNKNOWN, data], site);
    },
  ]);
  switch (name) {
    case "map":
      return list(machine, site, result);
    case "flatMap":
      return list(machine, site, joinValues(itemsOf(machine, result), result.refs.length > 0 ? NEVER : result));
    case "filter":
      return list(machine, site, provenItem(item, result));
    case "find":
    case "findLast":
      return { ...joinValues(provenItem(item, result), UNDEFINED), ...foundGuards(item, result) };
    case "some":
      return { ...UNKNOWN, ...foundGuards(item, result) };
    case "every":
      return { ...UNKNOWN, guards: { whenTrue: guardsOf(result).whenTrue, whenFalse: new Set() } };
    default:
      return UNKNOWN;
  }
}

/** Some item has passed the test: what that says of other values holds. */
function foundGuards(item: Value, answer: Value): { readonly guards?: Guards } {
  const { whenTrue } = guardsOf(answer);
  if (whenTrue === "all") return {};
  const proven = [...whenTrue].filter((key) => !item.labels.has(key));
  return proven.length === 0 ? {} : { guards: provenWhen(true, proven) };
}

/** An item for which the callback answered yes. */
function provenItem(item: Value, answer: Value): Value {
  const { whenTrue } = guardsOf(answer);
  if (whenTrue === "all" || whenTrue.size === 0) return item;
  return { ...item, labels: mapLabels(item.labels, (label) => (whenTrue.has(label.key) ? undefined : label)) };
}

function reduced(machine: Machine, data: Value, callback: Value, start: Value | undefined, site: CallSite): Value {
  const item = itemsOf(machine, data);
  let result = start ?? item;
  for (let round = 0; round < 2; round++) {
    const before = result;
    machine.branch([
      () => undefined,
      () => {
        result = joinValues(before, callBack(machine, callback, [before, item, UNKNOWN, data], site));
      },
    ]);
  }
  return result;
}

function copied(machine: Machine, data: Value, more: CallArguments | undefined, site: CallSite): Value {
  const [only, ...others] = data.refs;
  const object = only === undefined || others.length > 0 || more ? undefined : machine.state.get(only);
  if (object && (site.callee?.kind !== "member" || site.callee.property !== "splice") && site.arguments.length === 0) {
    return { ...machine.allocate(site.node, object), labels: data.labels };
  }
  const items = [itemsOf(machine, data)];
  for (const value of more?.positional ?? []) items.push(value.refs.length > 0 ? itemsOf(machine, value) : value);
  return machine.allocate(site.node, { ...EMPTY_LIST, rest: joinAll([...items, UNKNOWN]) });
}

/** `COMMANDS.get(name)`: when something is there, the name is one of the keys. */
function withLookup(machine: Machine, data: Value, key: Value, found: Value, isPlain: boolean): Value {
  const guards = isPlain ? lookupGuards(machine, data, key) : undefined;
  return guards ? { ...found, guards } : found;
}

/** `ALLOWED.includes(x)`: when it holds, x is one of the items. */
function membership(machine: Machine, data: Value, name: string, value: Value): Value {
  const guards = stepGuards(data, knownText(value));
  if (guards) return name.startsWith("index") ? { ...UNKNOWN, found: guards } : { ...UNKNOWN, guards };
  if (value.labels.size === 0 || isChosen(deepLabels(machine, data))) return UNKNOWN;
  const proven = provenWhen(true, provenKeys(value.labels));
  return name.startsWith("index") ? { ...UNKNOWN, found: proven } : { ...UNKNOWN, guards: proven };
}
