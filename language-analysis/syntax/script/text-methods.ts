// Methods of texts, lists and objects on known values. Each is computed here; nothing of the script runs.
import type { Known, KnownEntry, ListKnown, MapKnown, Plain, Site } from "./known.ts";
import { isAbsent, MAXIMUM_ITEMS, plain, textOf } from "./known.ts";

const MAXIMUM_LENGTH = 20_000;

type TextMethod = (text: string, words: readonly Plain[]) => Plain | readonly string[];

const asText = (value: Plain): string => String(value);
const asNumber = (value: Plain): number | undefined => (value === undefined ? undefined : Number(value));

const TEXT_METHODS: Readonly<Record<string, TextMethod>> = {
  split: (text, [separator]) => (separator === undefined ? [text] : text.split(asText(separator))),
  substring: (text, [from, to]) => text.substring(Number(from), asNumber(to)),
  slice: (text, [from, to]) => text.slice(asNumber(from), asNumber(to)),
  substr: (text, [from, length]) => text.slice(Number(from)).slice(0, asNumber(length)),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  toLocaleLowerCase: (text) => text.toLowerCase(),
  toLocaleUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  concat: (text, words) => text + words.map(asText).join(""),
  startsWith: (text, [part]) => text.startsWith(asText(part)),
  endsWith: (text, [part]) => text.endsWith(asText(part)),
  includes: (text, [part]) => text.includes(asText(part)),
  indexOf: (text, [part]) => text.indexOf(asText(part)),
  lastIndexOf: (text, [part]) => text.lastIndexOf(asText(part)),
  charAt: (text, [index]) => text.charAt(Number(index ?? 0)),
  at: (text, [index]) => text.at(Number(index ?? 0)),
  replace: (text, [what, by]) => text.replace(asText(what), () => asText(by)),
  replaceAll: (text, [what, by]) => text.split(asText(what)).join(asText(by)),
};

/** Undefined when the method is not known, or an argument is not. */
export function textMethod(text: string, name: string, given: readonly Known[], site: Site): Known | undefined {
  const words: Plain[] = [];
  for (const word of given) {
    if (word.kind !== "plain" || word.isPartial) return undefined;
    words.push(word.value);
  }
  const method = Object.hasOwn(TEXT_METHODS, name) ? TEXT_METHODS[name] : undefined;
  if (!method || text.length > MAXIMUM_LENGTH) return undefined;
  const result = method(text, words);
  if (typeof result === "string" && result.length > MAXIMUM_LENGTH) return undefined;
  if (typeof result !== "object" || result === null) return plain(result, site);
  return { kind: "list", items: result.map((part) => plain(part, site)), site };
}

/** Single characters and classes of them, anchors, repetition: such a pattern is valid, and with one repetition quick on every text. */
const PLAIN_PATTERN =
  /^\^?(?:(?:[\w\s@:,;<>=!#%&~'"`-]|\\[\\/.wWdDsS^$|()[\]{}*+?-]|\[\^?(?:a-z|A-Z|0-9|[\w\s.@:,;#/]|\\[\\/.wWdDsS-])+-?\])[+*]?)+\$?$/;
const FLAGS = /^(?!.*(.).*\1)[gims]*$/;

/** `replace` with a pattern literal; undefined for patterns that are more than characters, classes and one repetition. */
export function replacePattern(text: string, literal: string, by: string): string | undefined {
  const end = literal.lastIndexOf("/");
  const source = literal.slice(1, end);
  const flags = literal.slice(end + 1);
  if (source.length > 100 || text.length > 2_000 || !PLAIN_PATTERN.test(source) || !FLAGS.test(flags)) return undefined;
  const repetitions = source.replace(/\\./g, "").match(/[*+]/g) ?? [];
  return repetitions.length > 1 ? undefined : text.replace(new RegExp(source, flags), by);
}

export function listMethod(list: ListKnown, name: string, given: readonly Known[], site: Site): Known | undefined {
  const [first] = given;
  switch (name) {
    case "join": {
      const texts = list.items.map((item) =>
        item.kind === "plain" && !item.isPartial ? asText(item.value ?? "") : undefined,
      );
      if (texts.includes(undefined)) return undefined;
      const text = texts.join(first ? (textOf(first) ?? ",") : ",");
      return text.length > MAXIMUM_LENGTH ? undefined : plain(text, site);
    }
    case "concat":
      return {
        kind: "list",
        items: [...list.items, ...given.flatMap((part) => (part.kind === "list" ? part.items : [part]))].slice(
          0,
          MAXIMUM_ITEMS,
        ),
        site,
      };
    case "flat":
      return {
        kind: "list",
        items: list.items.flatMap((part) => (part.kind === "list" ? part.items : [part])).slice(0, MAXIMUM_ITEMS),
        site,
      };
    case "slice": {
      const [from, to] = given.map((part) => (part.kind === "plain" ? asNumber(part.value) : undefined));
      return { kind: "list", items: list.items.slice(from, to), site };
    }
    case "reverse":
      return { kind: "list", items: list.items.toReversed(), site };
    case "pop":
      return list.items.at(-1);
    case "shift":
      return list.items[0];
    case "at": {
      const index = first?.kind === "plain" ? Number(first.value) : NaN;
      return Number.isInteger(index) ? (list.items.at(index) ?? plain(undefined, site)) : undefined;
    }
    case "includes": {
      if (first?.kind !== "plain" || first.isPartial) return undefined;
      if (list.items.some((item) => item.kind !== "plain" || item.isPartial)) return undefined;
      return plain(
        list.items.some((item) => item.kind === "plain" && item.value === first.value),
        site,
      );
    }
    default:
      return undefined;
  }
}

/** `Object.keys`, `Object.assign` and the like. */
export function objectFunction(name: string, given: readonly Known[], site: Site): Known | undefined {
  const [first] = given;
  switch (name) {
    case "Object.keys":
      return first?.kind === "map"
        ? { kind: "list", items: [...first.entries].map(([key, entry]) => plain(key, entry.keySite)), site }
        : undefined;
    case "Object.values":
      return first?.kind === "map"
        ? { kind: "list", items: [...first.entries.values()].map((entry) => entry.value), site }
        : undefined;
    case "Object.entries":
      return first?.kind === "map"
        ? {
            kind: "list",
            items: [...first.entries].map(([key, entry]) => ({
              kind: "list",
              items: [plain(key, entry.keySite), entry.value],
              site: entry.keySite,
            })),
            site,
          }
        : undefined;
    case "Object.freeze":
      return first;
    case "Object.assign": {
      const entries = new Map<string, KnownEntry>();
      for (const part of given) {
        if (part.kind === "map") for (const [key, entry] of part.entries) entries.set(key, entry);
        else if (!isAbsent(part)) return undefined;
      }
      return { kind: "map", entries, site } satisfies MapKnown;
    }
    case "Object.fromEntries": {
      if (first?.kind !== "list") return undefined;
      const entries = new Map<string, KnownEntry>();
      for (const pair of first.items) {
        const [key, value] = pair.kind === "list" ? pair.items : [];
        const text = textOf(key);
        if (text === undefined || !key || !value) return undefined;
        entries.set(text, { keySite: key.site, at: key.site.at, value });
      }
      return { kind: "map", entries, site };
    }
    case "Promise.resolve":
      return first;
    default:
      return undefined;
  }
}
