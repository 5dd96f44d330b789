// What the map says of the calls in a function's code: which node each works on, and whether the function may do that.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode, NodeId } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import { isForbidden } from "./permission.ts";

export interface CallLink {
  readonly target: MapNode;
  /** As in `operations.ts`: `s3`, `events`. */
  readonly service: string;
  /** Operation of the API reference: `PutObject`. */
  readonly operation: string;
  readonly isForbidden: boolean;
}

/** By `placeKey` of the call. */
export type CallLinks = ReadonlyMap<string, readonly CallLink[]>;

export function placeKey({ file, start, end }: SourceRange): string {
  return `${file}:${start.line}:${start.character}:${end.line}:${end.character}`;
}

const WORDS: Readonly<Record<string, string>> = {
  stepfunctions: "states",
  eventbridge: "events",
  "e-mail (ses)": "ses",
};

const cache = new WeakMap<AppGraph, Map<NodeId, CallLinks>>();

export function callLinksOf(graph: AppGraph, node: MapNode): CallLinks {
  let known = cache.get(graph);
  if (!known) cache.set(graph, (known = new Map<NodeId, CallLinks>()));
  let links = known.get(node.id);
  if (!links) known.set(node.id, (links = findLinks(graph, node)));
  return links;
}

const texts = new WeakMap<CallLinks, string>();

/** Equal for links that mean the same. */
export function keyOfLinks(links: CallLinks): string {
  let text = texts.get(links);
  if (text === undefined) {
    const parts = [...links].map(([place, all]) => {
      const each = all.map((one) => [one.target.id, one.target.name, one.service, one.operation, one.isForbidden]);
      return [place, each];
    });
    texts.set(links, (text = links.size === 0 ? "" : JSON.stringify(parts)));
  }
  return text;
}

function findLinks(graph: AppGraph, node: MapNode): CallLinks {
  const links = new Map<string, CallLink[]>();
  for (const edge of graph.edgesFrom(node.id, "reads", "writes", "publishes", "invokes", "connects")) {
    const target = graph.node(edge.to);
    if (!target) continue;
    for (const { kind, label, at } of edge.evidence) {
      if (kind !== "observed") continue;
      const dot = label.lastIndexOf(".");
      const name = label.slice(0, dot).toLowerCase();
      const service = WORDS[name] ?? name;
      const operation = label.slice(dot + 1);
      const link = {
        target,
        service,
        operation,
        isForbidden: isForbidden(graph, node, { service, operation }, target),
      };
      const key = placeKey(at);
      const others = links.get(key);
      if (others) others.push(link);
      else links.set(key, [link]);
    }
  }
  return links;
}
