// The vocabulary of fixes: rules say what to change on a node, this file knows where and in which style. Edits are made from
// ranges and layouts alone; an edit that can't be made with certainty is undefined, never a guess.
import type { MapNode } from "../model/app-map.ts";
import type { TextEdit } from "../model/finding.ts";
import type { Position, SourceRange } from "../model/range.ts";
import { comparePositions } from "../model/range.ts";
import type { ListValue, MapValue, Value, ValueEntry } from "../model/value.ts";
import { entryText, spaces, valueText, type EditValue, type Style } from "./edit-text.ts";
import { spell } from "./spelling.ts";

/**
 * Sets a normalised property (names in `model/properties.ts`) of the node in its own dialect. Undefined when the dialect can't
 * say it, or the node has no body that we can write to.
 */
export function setProperty(node: MapNode, property: string, value: EditValue): readonly TextEdit[] | undefined {
  const spelled = spell(node, property, value);
  return spelled && node.body ? setEntry(node.body, spelled.path, spelled.value) : undefined;
}

/** Sets `map.path[0].path[1]...`: replaces what is there, else adds to the deepest map on the way. */
export function setEntry(map: MapValue, path: readonly string[], value: EditValue): readonly TextEdit[] | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const entry = map.entries.find((candidate) => candidate.key === key);
  if (!entry) return addEntry(map, key, nest(rest, value));
  if (rest.length > 0 && entry.value.kind === "map") {
    // A reference or an include stands elsewhere: writing there would change other places too.
    return isWithin(entry.value.at, map.at) ? setEntry(entry.value, rest, value) : undefined;
  }
  if (!isWithin(entry.value.at, map.at)) return undefined;
  return replaceEntryValue(map, entry, nest(rest, value));
}

function nest(path: readonly string[], value: EditValue): EditValue {
  return path.reduceRight<EditValue>((inner, key) => ({ [key]: inner }), value);
}

/** Adds `key: value` after the last entry, in the map's own style. Undefined for a map whose layout is not known. */
export function addEntry(map: MapValue, key: string, value: EditValue): readonly TextEdit[] | undefined {
  const { layout } = map;
  if (!layout) return undefined;
  const [line, character] = layout.insertAt;
  const at = emptyRange(map.at.file, { line, character });
  if (layout.style === "yaml-block") {
    const text = entryText(key, value, "yaml-block", layout.indent);
    return layout.isEmpty ? undefined : [{ at, newText: `\n${spaces(layout.indent)}${text}` }];
  }
  return [{ at, newText: inBrackets(map, entryText(key, value, layout.style, layout.indent)) }];
}

/** Adds an item at the end of the list. */
export function addListItem(list: ListValue, value: EditValue): readonly TextEdit[] | undefined {
  const { layout } = list;
  if (!layout) return undefined;
  const [line, character] = layout.insertAt;
  const at = emptyRange(list.at.file, { line, character });
  if (layout.style === "yaml-block") {
    const text = valueText(value, "yaml-block", layout.indent + 2);
    return layout.isEmpty ? undefined : [{ at, newText: `\n${spaces(layout.indent)}- ${text}` }];
  }
  return [{ at, newText: inBrackets(list, valueText(value, layout.style, layout.indent)) }];
}

/** Comma, line break and indentation for one more entry of a bracketed collection. */
function inBrackets({ layout, at }: MapValue | ListValue, text: string): string {
  if (!layout) return text;
  const isOneLine = at.start.line === at.end.line;
  if (layout.isEmpty) return layout.style === "json" || isOneLine ? ` ${text} ` : text;
  return isOneLine ? `, ${onOneLine(text)}` : `,\n${spaces(layout.indent)}${text}`;
}

/** Strings in JSON and in quotes hold no line breaks of their own. */
function onOneLine(text: string): string {
  return text.replace(/\n */g, " ");
}

function replaceEntryValue(map: MapValue, entry: ValueEntry, value: EditValue): readonly TextEdit[] {
  const { value: old, keyAt } = entry;
  const style = map.layout?.style ?? styleOf(map.at.file);
  const empty = entryText(entry.key, "", style, 0);
  const written = entryText(entry.key, value, style, keyAt.start.character).slice(empty.length - ' ""'.length);
  const isBlock =
    style === "yaml-block" && (old.kind === "map" || old.kind === "list") && old.layout?.style === "yaml-block";
  // Blocks have lines of their own and a missing value has no place: then all behind the colon is replaced.
  if (!isBlock && old.kind !== "null" && !written.startsWith("\n")) {
    return [{ at: old.at, newText: written.trimStart() }];
  }
  const start = { line: keyAt.end.line, character: keyAt.end.character + 1 };
  return [{ at: { file: map.at.file, start, end: old.at.end }, newText: written }];
}

/** Replaces the value at `at` by a scalar or a one-line collection; `style` is taken from the file's name when absent. */
export function replaceValue(at: SourceRange, value: EditValue, style: Style = styleOf(at.file)): readonly TextEdit[] {
  return [{ at, newText: onOneLine(valueText(value, style === "yaml-block" ? "yaml-flow" : style, 0)) }];
}

/** Files that are neither `.json` nor YAML by name may hold either: JSON's spelling is right in both. */
function styleOf(file: string): Style {
  return /\.ya?ml$/.test(file) ? "yaml-block" : "json";
}

/**
 * Takes the entry out, with its line. The last entry of a map leaves `{}`. Undefined when the map has no such key, or its layout
 * is not known.
 */
export function removeEntry(map: MapValue, key: string): readonly TextEdit[] | undefined {
  return removePart(map, map.entries, (entry) => entry.key === key, "{}");
}

/** Takes an item out of a list; the last one leaves `[]`. */
export function removeListItem(list: ListValue, item: Value): readonly TextEdit[] | undefined {
  return removePart(list, list.items, (candidate) => candidate === item, "[]");
}

function removePart<T extends { readonly at: SourceRange }>(
  collection: MapValue | ListValue,
  parts: readonly T[],
  isWanted: (part: T) => boolean,
  empty: string,
): readonly TextEdit[] | undefined {
  const index = parts.findIndex(isWanted);
  const part = parts[index];
  if (!part || !collection.layout) return undefined;
  const { file } = collection.at;
  const previous = parts[index - 1];
  const next = parts[index + 1];
  if (!previous && !next) return [{ at: collection.at, newText: empty }];
  if (collection.layout.style !== "yaml-block") {
    const range = next
      ? { start: part.at.start, end: next.at.start }
      : { start: previous?.at.end ?? part.at.start, end: part.at.end };
    return [{ at: { file, ...range }, newText: "" }];
  }
  if (!previous && next) return [{ at: { file, start: part.at.start, end: next.at.start }, newText: "" }];
  const { start, end } = part.at;
  const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const whole = { start: { line: start.line, character: 0 }, end: { line: lastLine + 1, character: 0 } };
  return [{ at: { file, ...whole }, newText: "" }];
}

/**
 * Adds a template resource after the declaration of `node`. Undefined for nodes that no CloudFormation-like template declares,
 * or whose declaration has another one's shape (no body).
 */
export function addResource(
  node: MapNode,
  logicalId: string,
  type: string,
  properties: { readonly [key: string]: EditValue },
): readonly TextEdit[] | undefined {
  const layout = node.body?.layout;
  if (!node.type.startsWith("AWS::") || !layout || node.nameAt.file !== node.at.file) return undefined;
  const value = Object.keys(properties).length === 0 ? { Type: type } : { Type: type, Properties: properties };
  const indent = node.nameAt.start.character;
  const [line, character] = layout.insertAt;
  // The body is the last part of most declarations: then a comment behind it stays where it is.
  const end = line === node.at.end.line && character > node.at.end.character ? { line, character } : node.at.end;
  if (layout.style === "json") {
    const text = entryText(logicalId, value, "json", indent);
    return [{ at: emptyRange(node.at.file, end), newText: `,\n${spaces(indent)}${text}` }];
  }
  if (layout.style === "yaml-flow" && node.at.start.line === node.at.end.line) return undefined;
  const text = entryText(logicalId, value, "yaml-block", indent);
  return [{ at: emptyRange(node.at.file, end), newText: `\n\n${spaces(indent)}${text}` }];
}

function emptyRange(file: string, position: Position): SourceRange {
  return { file, start: position, end: position };
}

export function isWithin(inner: SourceRange, outer: SourceRange): boolean {
  return (
    inner.file === outer.file &&
    comparePositions(outer.start, inner.start) <= 0 &&
    comparePositions(inner.end, outer.end) <= 0
  );
}
