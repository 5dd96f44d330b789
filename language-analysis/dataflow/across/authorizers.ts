// What a function as an authorizer says of the caller, in the requests that it lets in. Sources: API Gateway developer guide, "Output from an API Gateway
// Lambda authorizer", "Lambda authorizers for HTTP APIs"; AppSync developer guide, "AWS_LAMBDA authorization".
import type { AppGraph } from "../../graph/app-graph.ts";
import type { NodeId } from "../../model/app-map.ts";
import type { Route } from "./routes.ts";

/** Is the function an authorizer? */
export function isAuthorizer(graph: AppGraph, id: NodeId): boolean {
  return graph.edgesTo(id, "triggers").some(({ trigger }) => trigger === "authorizer");
}

/** Functions behind the endpoints whose callers the function lets in. */
export function authorizedRoutes(graph: AppGraph, id: NodeId): readonly Route[] {
  return graph
    .edgesTo(id, "triggers")
    .filter(({ trigger }) => trigger === "authorizer")
    .flatMap(({ from }) => graph.edgesFrom(from, "authenticates"))
    .flatMap((entry) =>
      graph
        .edgesFrom(entry.to, "triggers")
        .map((next): Route => ({ consumer: next.to, trigger: next.trigger, edges: [entry, next] })),
    );
}

/** Places in the request of a part of the authorizer's answer. */
export function contextPlaces([first = "", ...rest]: readonly string[]): readonly (readonly string[])[] {
  const context = ["requestContext", "authorizer"];
  switch (first) {
    case "context":
      return rest.length === 0
        ? [context]
        : [
            [...context, ...rest],
            [...context, "lambda", ...rest],
          ];
    case "principalId":
      return [[...context, "principalId"]];
    case "resolverContext":
      return [["identity", "resolverContext", ...rest]];
    default:
      return [];
  }
}
