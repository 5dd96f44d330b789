// What leaves the analysis: rules need every written value of a resource, shells only the references in them (for hovers).
// The bodies are most of a result; without the rest it crosses to the editor's thread, and comes from the disk, several times faster.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapNode } from "../model/app-map.ts";
import { remembered, type Memo } from "../model/memo.ts";
import type { MapValue, Value } from "../model/value.ts";

/**
 * The result with bodies cut down to the branches that end in a reference; nodes without any lose their body. Settings and the places of
 * policies, which only rules and their fixes ask for, stay behind. With a memo each node is cut once.
 */
export function leanResult(result: AnalysisResult, memo?: Memo): AnalysisResult {
  const known = remembered(memo, "lean nodes", () => new WeakMap<MapNode, MapNode>());
  const nodes = result.map.nodes.map((node) => {
    let lean = known.get(node);
    if (!lean) known.set(node, (lean = leanNode(node)));
    return lean;
  });
  const edges = result.map.edges.map((edge) => {
    const { delivery, ...rest } = edge;
    return delivery ? rest : edge;
  });
  const { statements, usage, sensitivity } = result.map;
  return {
    ...result,
    map: { nodes, edges, statements, ...(usage && { usage }), ...(sensitivity && { sensitivity }) },
  };
}

function leanNode(node: MapNode): MapNode {
  if (!node.body && !node.effective && !node.policyPlace) return node;
  const { body, ...others } = node;
  const rest: MapNode & { effective?: Value; policyPlace?: unknown } = others;
  delete rest.effective;
  delete rest.policyPlace;
  if (!body) return rest;
  const lean = references(body) as MapValue | undefined;
  return lean ? { ...rest, body: lean } : rest;
}

/** The value itself when it is a reference, a value of the same kind that holds the references in it, or nothing. */
function references(value: Value): Value | undefined {
  switch (value.kind) {
    case "reference":
      return value;
    case "list": {
      const items = allReferences(value.items);
      return items.length > 0 ? { kind: "list", at: value.at, items } : undefined;
    }
    case "map": {
      const entries = value.entries.flatMap((entry) => {
        const inner = references(entry.value);
        return inner ? [{ ...entry, value: inner }] : [];
      });
      return entries.length > 0 ? { kind: "map", at: value.at, entries } : undefined;
    }
    case "join": {
      const parts = allReferences(value.parts);
      return parts.length > 0 ? { kind: "join", at: value.at, parts } : undefined;
    }
    case "choice": {
      const options = allReferences(value.options);
      return options.length > 0 ? { kind: "choice", at: value.at, condition: value.condition, options } : undefined;
    }
    case "text":
    case "number":
    case "boolean":
    case "null":
    case "unresolved":
      return undefined;
  }
}

function allReferences(values: readonly Value[]): Value[] {
  return values.flatMap((value) => references(value) ?? []);
}
