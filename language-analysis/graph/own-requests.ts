// Requests that a function sends to an API of the app itself: its environment has the address, and the code reads it.
import type { MapNode, NodeId } from "../model/app-map.ts";
import { rangeOf } from "../model/range.ts";
import { property, textOf } from "../model/value.ts";
import type { MapDraft } from "./map-draft.ts";
import type { MapIndex } from "./map-index.ts";
import type { Programs, Reached } from "./reach.ts";

const ADDRESS = /^https?:\/\/([^/?#]+)\/[^/?#]+\/([^?#]+)/;

export function addOwnRequests(
  node: MapNode,
  reached: Reached,
  programs: Programs,
  index: MapIndex,
  draft: MapDraft,
): void {
  const environment = node.properties["environment"];
  if (environment?.kind !== "map") return;
  for (const [file, functions] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const { name, functionIndex, at } of programs.file(file)?.facts.environmentReads ?? []) {
      if (name === undefined || !(functions.has(functionIndex) || functionIndex === 0)) continue;
      const value = property(environment, name);
      if (!value) continue;
      for (const { text } of index.names.of(value)) {
        for (const endpoint of endpointsAt(text, index)) {
          draft.edges.add({
            from: node.id,
            to: endpoint,
            kind: "connects",
            evidence: { kind: "observed", at: rangeOf(file, at), label: `HTTP, ${name}` },
            confidence: "medium",
            reason: `the address is in its environment variable ${name}`,
          });
        }
      }
    }
  }
}

/** Routes of the app's own APIs at the address; its first part is the stage. */
function endpointsAt(text: string, index: MapIndex): readonly NodeId[] {
  const [, host = "", path = ""] = ADDRESS.exec(text) ?? [];
  const api = index.names.leading(host);
  if (api?.mark.kind !== "node" || !/^\.execute-api\./.test(api.rest)) return [];
  const id = api.mark.node;
  return [...index.nodes.values()].flatMap((one) => {
    if (one.kind !== "endpoint" || textOf(one.properties["method"]) === "OPTIONS" || !belongsTo(one, id)) return [];
    return isSamePath(textOf(one.properties["path"]) ?? "", path) ? [one.id] : [];
  });
}

function belongsTo(endpoint: Pick<MapNode, "id" | "properties">, api: NodeId): boolean {
  const own = endpoint.properties["api"];
  if (own?.kind === "reference" && own.to.by === "logical-id") return `${own.to.file}#${own.to.logicalId}` === api;
  return textOf(own) === api || endpoint.id.startsWith(`${api} `);
}

function isSamePath(route: string, path: string): boolean {
  const [a, b] = [segments(route), segments(path)];
  return a.length === b.length && a.every((part, at) => part === b[at] || /^\{.*\}$/.test(part));
}

function segments(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}
