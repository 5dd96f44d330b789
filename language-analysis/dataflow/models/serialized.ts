// Texts that keep their parts: serialized objects that are parsed again, paths that are joined.
import type { Labels } from "../domain/label.ts";
import { joinLabels, NO_LABELS, RESOLVED_BIT } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { labelled, UNKNOWN } from "../domain/value.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { changedLabels, deepLabels } from "../interpret/memory.ts";
import { appendPieces, textPieces, withPieces } from "../interpret/text-pieces.ts";
import { KEPT_WITH_SLASHES } from "./segments.ts";

/** `JSON.stringify`, `JSON.parse`, `os.path.join`, ...; undefined for other functions. */
export function callText(machine: Machine, api: string, args: CallArguments, site: CallSite): Value | undefined {
  const [first] = args.positional;
  switch (api) {
    case "JSON.stringify":
    case "json.dumps":
      return first && serialized(machine, first, site);
    case "JSON.parse":
    case "json.loads":
      return first?.madeOf;
    case "os.path.join":
    case "posixpath.join":
      return joinedPath(machine, args, site, 0);
    case "path.join":
      return joinedPath(machine, args, site, RESOLVED_BIT);
    default:
      return undefined;
  }
}

function serialized(machine: Machine, value: Value, site: CallSite): Value {
  const labels = changedLabels(machine, deepLabels(machine, value), site.node);
  return value.refs.length > 0 ? { ...labelled(labels), madeOf: value } : labelled(labels);
}

function joinedPath(machine: Machine, args: CallArguments, site: CallSite, harmless: number): Value {
  const texts = args.positional.map(textPieces);
  const pieces = texts.reduce<readonly string[]>((path, text, index) => {
    if (index === 0) return text;
    const isOpen = path.at(-1)?.endsWith("/") === true;
    return appendPieces(isOpen ? path : appendPieces(path, ["/"]), text);
  }, []);
  const given = args.positional.reduce<Labels>((all, one) => joinLabels(all, deepLabels(machine, one)), NO_LABELS);
  const labels = changedLabels(machine, given, site.node, { harmless });
  if (args.spread) {
    // Several parts that are harmless by themselves lead anywhere.
    const spread = { harmless, keep: KEPT_WITH_SLASHES };
    return labelled(joinLabels(labels, changedLabels(machine, deepLabels(machine, args.spread), site.node, spread)));
  }
  return withPieces(labels.size === 0 ? UNKNOWN : labelled(labels), pieces.length === 0 ? ["", ""] : pieces);
}
