// Resources that only stand for another one: found on the raw tree, because evaluation needs to know them.
import type { DataNode, MapEntry } from "../../model/tree.ts";
import type { ResourceTable } from "../resource.ts";
import { standInProperty } from "./read-resources.ts";
import { childOf } from "./sections.ts";

export function readStandIns(
  resources: readonly MapEntry[],
  table: ResourceTable,
  resourceTypes: ReadonlyMap<string, string>,
): Map<string, string> {
  const standIns = new Map<string, string>();
  for (const { key, value } of resources) {
    const property = standInProperty(table, resourceTypes.get(key) ?? "");
    if (property === undefined) continue;
    const target = firstName(childOf(childOf(value, "Properties"), property), 0);
    if (target !== undefined && target !== key && resourceTypes.has(target)) standIns.set(key, target);
  }
  return standIns;
}

/** The first logical id in `!Ref X`, `!GetAtt X.Arn`, `!Sub ${X}`, whichever way it is written. */
function firstName(node: DataNode | undefined, depth: number): string | undefined {
  if (!node || depth > 8) return undefined;
  switch (node.type) {
    case "scalar": {
      const { tag, text } = node;
      if (tag === "!Ref" || tag === "!GetAtt") return text.split(".")[0];
      return /\$\{([A-Za-z0-9]+)(\.[^}]*)?\}/.exec(text)?.[1];
    }
    case "list": {
      const [first] = node.items;
      if (node.tag === "!GetAtt" && first?.type === "scalar") return first.text;
      return firstOfAll(node.items, depth);
    }
    case "map": {
      const [only] = node.entries;
      if (only?.key === "Ref" && only.value.type === "scalar") return only.value.text;
      if (only?.key === "Fn::GetAtt") {
        if (only.value.type === "scalar") return only.value.text.split(".")[0];
        const [first] = only.value.type === "list" ? only.value.items : [];
        return first?.type === "scalar" ? first.text : undefined;
      }
      return firstOfAll(
        node.entries.map((entry) => entry.value),
        depth,
      );
    }
  }
}

function firstOfAll(nodes: readonly DataNode[], depth: number): string | undefined {
  for (const node of nodes) {
    const name = firstName(node, depth + 1);
    if (name !== undefined) return name;
  }
  return undefined;
}
