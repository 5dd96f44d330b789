// Documents written as JSON text inside of a template (definitions, policies): parts that are references (Fn::Sub,
// DefinitionSubstitutions) are put back after parsing.
import { rangeOf } from "../model/range.ts";
import type { SourceRange } from "../model/range.ts";
import type { DataNode } from "../model/tree.ts";
import type { Value, ValueEntry } from "../model/value.ts";
import { parseJson } from "../syntax/json.ts";
import { joinValues, listValue, mapValue, nullValue, textValue } from "./make-values.ts";
import { dig } from "./walk-values.ts";

/** Stands for reference number n inside of the text: a private-use character on both sides, never part of a definition. */
const MARK = /\uE000(\d+)\uE000/g;
const SUBSTITUTION = /\$\{([A-Za-z0-9_]+)\}/g;
const MAXIMUM_DEPTH = 100;

/** The text as a value tree, every range that of the text as a whole; undefined when it is no JSON map. */
export function valueOfJsonText(text: Value, substitutions: Value | undefined): Value | undefined {
  const parts = text.kind === "join" ? text.parts : text.kind === "text" ? [text] : [];
  const references: Value[] = [];
  const marked = parts
    .map((part) => (part.kind === "text" ? part.value : `\uE000${references.push(part) - 1}\uE000`))
    .join("");
  if (!marked.trimStart().startsWith("{")) return undefined;
  const { root } = parseJson(text.at.file, marked);
  if (root?.type !== "map") return undefined;
  const toValue = (content: string, at: SourceRange): Value => {
    const pieces: Value[] = [];
    let end = 0;
    for (const match of content.matchAll(MARK)) {
      pieces.push(substituted(content.slice(end, match.index), substitutions, at));
      const reference = references[Number(match[1])];
      if (reference) pieces.push(reference);
      end = match.index + match[0].length;
    }
    pieces.push(substituted(content.slice(end), substitutions, at));
    return joinValues(pieces, at);
  };
  return convert(root, () => text.at, toValue, 0);
}

/** The tree of a definition file, with ranges in that file. */
export function valueOfTree(root: DataNode, file: string, substitutions: Value | undefined): Value {
  return convert(
    root,
    (node) => rangeOf(file, node.at),
    (text, at) => substituted(text, substitutions, at),
    0,
  );
}

function convert(
  node: DataNode,
  rangeOfNode: (node: DataNode) => SourceRange,
  toValue: (text: string, at: SourceRange) => Value,
  depth: number,
): Value {
  const at = rangeOfNode(node);
  if (depth > MAXIMUM_DEPTH) return nullValue(at);
  const inner = (child: DataNode): Value => convert(child, rangeOfNode, toValue, depth + 1);
  switch (node.type) {
    case "scalar":
      if (typeof node.value === "number") return { kind: "number", value: node.value, at };
      if (typeof node.value === "boolean") return { kind: "boolean", value: node.value, at };
      return node.value === null ? nullValue(at) : toValue(node.text, at);
    case "list":
      return listValue(node.items.map(inner), at);
    case "map":
      return mapValue(
        node.entries.map(({ key, value }): ValueEntry => {
          const made = inner(value);
          return { key, keyAt: made.at, value: made, at: made.at };
        }),
        at,
      );
  }
}

/** The same value with its `${Name}` replaced; of what is nested too deeply, as it is. */
export function withSubstitutions(value: Value, substitutions: Value | undefined, depth = 0): Value {
  if (!substitutions || depth > MAXIMUM_DEPTH) return value;
  const inner = (part: Value): Value => withSubstitutions(part, substitutions, depth + 1);
  switch (value.kind) {
    case "text":
      return value.value.includes("${") ? substituted(value.value, substitutions, value.at) : value;
    case "list":
      return { ...value, items: value.items.map(inner) };
    case "map":
      return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: inner(entry.value) })) };
    case "join":
      return joinValues(value.parts.map(inner), value.at);
    case "choice":
      return { ...value, options: value.options.map(inner) };
    case "number":
    case "boolean":
    case "null":
    case "reference":
    case "unresolved":
      return value;
  }
}

function substituted(text: string, substitutions: Value | undefined, at: SourceRange): Value {
  const parts: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(SUBSTITUTION)) {
    const value = dig(substitutions, match[1] ?? "");
    if (!value) continue;
    parts.push(textValue(text.slice(end, match.index), at), value);
    end = match.index + match[0].length;
  }
  parts.push(textValue(text.slice(end), at));
  return joinValues(parts, at);
}
