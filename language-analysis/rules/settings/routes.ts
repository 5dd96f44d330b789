// The routes of an API, looked up once for all rules.
import type { AppGraph } from "../../graph/app-graph.ts";
import { apiIdOf } from "../../graph/route-doors.ts";
import type { MapNode } from "../../model/app-map.ts";
import { textOf } from "../../model/value.ts";

const ROUTES = new WeakMap<AppGraph, ReadonlyMap<string, readonly MapNode[]>>();

export const isApi = ({ properties }: MapNode): boolean => textOf(properties["protocol"]) === "api";

/** Routes of the same template whose `api` is this one. */
export function routesOf(graph: AppGraph, api: MapNode): readonly MapNode[] {
  let index = ROUTES.get(graph);
  if (!index) ROUTES.set(graph, (index = indexOf(graph)));
  return [
    ...(index.get(`${api.group} ${api.logicalId}`) ?? []),
    ...(api.id === api.logicalId ? [] : (index.get(`${api.group} ${api.id}`) ?? [])),
  ];
}

function indexOf(graph: AppGraph): ReadonlyMap<string, readonly MapNode[]> {
  const index = new Map<string, MapNode[]>();
  for (const route of graph.nodes("endpoint")) {
    if (isApi(route)) continue;
    const api = apiIdOf(route);
    if (api === undefined) continue;
    const key = `${route.group} ${api}`;
    const known = index.get(key);
    if (known) known.push(route);
    else index.set(key, [route]);
  }
  return index;
}

/** Whether callers of the route have to show who they are; false also where that is not known. */
export function asksWho({ properties }: MapNode): boolean {
  return !["none", ""].includes(textOf(properties["authentication"]) ?? "");
}
