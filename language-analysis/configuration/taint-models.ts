// `taint:` of `.serverless-atlas.yml`: what users say of the functions of their own libraries.
import type { TaintModels } from "../model/configuration.ts";
import type { DataNode, MapEntry } from "../model/tree.ts";
import type { Span } from "../model/range.ts";
import { SINK_CLASSES, TRUSTS, type SinkClass } from "../model/taint.ts";

/** What reading needs of the configuration's reader. */
interface Reader {
  entriesOf(node: DataNode | undefined, what: string): readonly MapEntry[];
  itemsOf(node: DataNode, what: string): readonly DataNode[];
  textOf(node: DataNode, what: string): string | undefined;
  unknownKey(entry: MapEntry, allowed: string): void;
  report(at: Span, template: string, ...args: string[]): void;
}

const LISTS = ["sources", "sinks", "sanitizers", "propagators"] as const;
const KEYS: Readonly<Record<(typeof LISTS)[number], readonly string[]>> = {
  sources: ["api", "trust"],
  sinks: ["api", "class", "argument"],
  sanitizers: ["api", "protects"],
  propagators: ["api"],
};

type Writable = { -readonly [K in keyof TaintModels]: TaintModels[K][number][] };

export function readTaintModels(reader: Reader, node: DataNode): TaintModels {
  const models: Writable = { sources: [], sinks: [], sanitizers: [], propagators: [] };
  for (const entry of reader.entriesOf(node, "taint")) {
    const list = LISTS.find((one) => one === entry.key);
    if (!list) {
      reader.unknownKey(entry, LISTS.join(", "));
      continue;
    }
    for (const item of reader.itemsOf(entry.value, entry.key)) readModel(reader, models, list, item);
  }
  return models;
}

function readModel(reader: Reader, models: Writable, list: (typeof LISTS)[number], item: DataNode): void {
  const given = new Map<string, DataNode>();
  for (const entry of reader.entriesOf(item, `An entry of ${list}`)) {
    if (KEYS[list].includes(entry.key)) given.set(entry.key, entry.value);
    else reader.unknownKey(entry, KEYS[list].join(", "));
  }
  const name = given.get("api");
  const api = name && reader.textOf(name, "api");
  if (api === undefined) {
    if (!name) reader.report(item.at, "This entry names no api.");
    return;
  }
  const text = (key: string): string | undefined => {
    const value = given.get(key);
    return value && reader.textOf(value, key);
  };
  switch (list) {
    case "sources": {
      const trust = text("trust") ?? "internet";
      const known = TRUSTS.find((one) => one === trust);
      if (known) models.sources.push({ api, trust: known });
      else reader.report(item.at, "The trust must be one of {0}.", TRUSTS.join(", "));
      return;
    }
    case "sinks": {
      const sinkClass = classOf(reader, text("class"), item);
      const argument = Number(text("argument") ?? "0");
      if (!Number.isInteger(argument) || argument < 0)
        reader.report(item.at, "The argument must be a place: 0 is the first.");
      else if (sinkClass) models.sinks.push({ api, class: sinkClass, argument });
      return;
    }
    case "sanitizers": {
      const listed = given.get("protects");
      const protects = listed
        ? reader
            .itemsOf(listed, "protects")
            .flatMap((one) => classOf(reader, reader.textOf(one, "protects"), one) ?? [])
        : SINK_CLASSES;
      models.sanitizers.push({ api, protects });
      return;
    }
    case "propagators":
      models.propagators.push({ api });
  }
}

function classOf(reader: Reader, word: string | undefined, at: DataNode): SinkClass | undefined {
  const known = SINK_CLASSES.find((one) => one === word);
  if (!known) reader.report(at.at, "The class must be one of {0}.", SINK_CLASSES.join(", "));
  return known;
}
