// The sections of a template that give names their meaning: Parameters, Mappings, Resources.
import { rangeOf } from "../../model/range.ts";
import type { DataNode, MapEntry, MapNode } from "../../model/tree.ts";
import type { Located, TemplateParameter } from "./scope.ts";

export function entryOf(node: DataNode | undefined, key: string): MapEntry | undefined {
  return node?.type === "map" ? node.entries.findLast((entry) => entry.key === key) : undefined;
}

export function childOf(node: DataNode | undefined, key: string): DataNode | undefined {
  return entryOf(node, key)?.value;
}

export function childMap(node: DataNode | undefined, key: string): MapNode | undefined {
  const child = childOf(node, key);
  return child?.type === "map" ? child : undefined;
}

/** The text of a scalar child; undefined for everything else. */
export function childText(node: DataNode | undefined, key: string): string | undefined {
  const child = childOf(node, key);
  return child?.type === "scalar" ? child.text : undefined;
}

const SECRET =
  /(?:pass(?:word|wd|phrase|code)?|pwd|pw|secret|token|api_?key|private_?key|access_?key|credentials?)\d*$/i;

export function readParameters(section: DataNode | undefined, file: string): Map<string, TemplateParameter> {
  const parameters = new Map<string, TemplateParameter>();
  if (section?.type !== "map") return parameters;
  for (const { key, value, at } of section.entries) {
    const written = childOf(value, "Default");
    const isHidden = childText(value, "NoEcho")?.toLowerCase() === "true";
    parameters.set(key, {
      name: key,
      type: childText(value, "Type") ?? "String",
      default: written && { node: written, file },
      at: rangeOf(file, at),
      ...(!isHidden && SECRET.test(key) && { isEchoed: true as const }),
    });
  }
  return parameters;
}

export function readMappings(
  section: DataNode | undefined,
  file: string,
): Map<string, ReadonlyMap<string, ReadonlyMap<string, Located>>> {
  const mappings = new Map<string, ReadonlyMap<string, ReadonlyMap<string, Located>>>();
  for (const map of entriesOfNode(section)) {
    const top = new Map<string, ReadonlyMap<string, Located>>();
    for (const first of entriesOfNode(map.value)) {
      const second = new Map<string, Located>();
      for (const entry of entriesOfNode(first.value))
        second.set(entry.key, { node: entry.value, file: map.file ?? file });
      top.set(first.key, second);
    }
    mappings.set(map.key, top);
  }
  return mappings;
}

export function entriesOfNode(node: DataNode | undefined): readonly MapEntry[] {
  return node?.type === "map" ? node.entries : [];
}
