// Values and nodes straight from a text, without a reader: what edits and references need, nothing more.
import type { Dialect, MapNode, NodeKind } from "../../language-analysis/model/app-map.ts";
import { rangeOf, startOfFile, type SourceRange } from "../../language-analysis/model/range.ts";
import type { DataNode } from "../../language-analysis/model/tree.ts";
import { property, type MapValue, type Reference, type Value } from "../../language-analysis/model/value.ts";
import { parseDocument } from "../../language-analysis/syntax/document.ts";

export function toValue(file: string, node: DataNode): Value {
  const at = rangeOf(file, node.at);
  if (node.type === "list") {
    return {
      kind: "list",
      items: node.items.map((item) => toValue(file, item)),
      at,
      ...(node.layout && { layout: node.layout }),
    };
  }
  if (node.type === "map") {
    const entries = node.entries.map((entry) => ({
      key: entry.key,
      keyAt: rangeOf(file, entry.keyAt),
      value: toValue(file, entry.value),
      at: rangeOf(file, entry.at),
    }));
    return { kind: "map", entries, at, ...(node.layout && { layout: node.layout }) };
  }
  if (node.value === null) return { kind: "null", at };
  if (typeof node.value === "number") return { kind: "number", value: node.value, at };
  if (typeof node.value === "boolean") return { kind: "boolean", value: node.value, at };
  return { kind: "text", value: node.text, at };
}

export function readMap(file: string, text: string): MapValue {
  const { root } = parseDocument(file, text);
  const value = root && toValue(file, root);
  if (value?.kind !== "map") throw new Error("the text of a test holds a map");
  return value;
}

/** The first resource of a template as a node; its body is `Properties`, or for `functions:` the function's own map. */
export function firstNode(file: string, text: string, kind: NodeKind, dialect: Dialect = "sam"): MapNode {
  const root = readMap(file, text);
  const resources = property(root, dialect === "serverless" ? "functions" : "Resources");
  const entry = resources?.kind === "map" ? resources.entries[0] : undefined;
  if (!entry) throw new Error("the template of a test has a resource");
  const body = dialect === "serverless" ? entry.value : property(entry.value, "Properties");
  const type = property(entry.value, "Type");
  return {
    ...node(file, entry.key, kind),
    dialect,
    type: type?.kind === "text" ? type.value : "",
    at: entry.at,
    nameAt: entry.keyAt,
    ...(body?.kind === "map" ? { body } : {}),
  };
}

export function node(file: string, logicalId: string, kind: NodeKind, service = "lambda"): MapNode {
  const at = startOfFile(file);
  return {
    id: `${file}#${logicalId}`,
    kind,
    provider: "aws",
    service,
    name: logicalId,
    logicalId,
    type: "",
    dialect: "sam",
    group: file,
    at,
    nameAt: at,
    properties: {},
  };
}

export const somewhere: SourceRange = startOfFile("template.yaml");

export const text = (value: string, at = somewhere): Value => ({ kind: "text", value, at });
export const refer = (to: Reference, at = somewhere): Value => ({ kind: "reference", to, at });
export const resource = (file: string, logicalId: string, attribute?: string): Value =>
  refer({ by: "logical-id", file, logicalId, ...(attribute === undefined ? {} : { attribute }) });
export const pseudo = (name: string): Value => refer({ by: "pseudo", name });
export const joined = (...parts: readonly (Value | string)[]): Value => ({
  kind: "join",
  parts: parts.map((part) => (typeof part === "string" ? text(part) : part)),
  at: somewhere,
});
export const mapOf = (parts: Readonly<Record<string, Value>>): MapValue => ({
  kind: "map",
  entries: Object.entries(parts).map(([key, value]) => ({ key, keyAt: value.at, value, at: value.at })),
  at: somewhere,
});
