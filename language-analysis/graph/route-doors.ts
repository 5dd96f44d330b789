// What a route asks of its callers. Websocket callers are authenticated once, when they connect: what `$connect` asks for holds for all
// routes of the API. Source: Amazon API Gateway, "Control access to WebSocket APIs".
import type { MapNode } from "../model/app-map.ts";
import { oncePer } from "../model/memo.ts";
import { textOf, type Value } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";

/** Logical id, or id on the map, of the API of a route. */
export function apiIdOf({ properties }: MapNode): string | undefined {
  const { api } = properties;
  return api?.kind === "reference" && api.to.by === "logical-id" ? api.to.logicalId : textOf(api);
}

/** A websocket route that only those reach who are connected. */
export function isInsideConnection({ properties, name }: MapNode): boolean {
  if (textOf(properties["protocol"]) !== "websocket") return false;
  return ![textOf(properties["method"]), textOf(properties["path"]), name].some((text) => text?.includes("$connect"));
}

/** How callers of the route have shown who they are; undefined where nothing is said of it. */
export function doorOf(graph: AppGraph, route: MapNode): Value | undefined {
  const own = route.properties["authentication"];
  if (!isInsideConnection(route)) return own;
  return connectRoutes(graph).get(`${route.group} ${apiIdOf(route) ?? ""}`)?.properties["authentication"] ?? own;
}

const connectRoutes = oncePer(
  (graph: AppGraph): ReadonlyMap<string, MapNode> =>
    new Map(
      graph
        .nodes("endpoint")
        .filter((node) => textOf(node.properties["protocol"]) === "websocket" && !isInsideConnection(node))
        .map((node) => [`${node.group} ${apiIdOf(node) ?? ""}`, node]),
    ),
);
