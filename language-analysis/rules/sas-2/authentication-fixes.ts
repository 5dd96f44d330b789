// Edits that put an authorizer in front of a route: the one its neighbours use, else IAM.
import type { AppGraph } from "../../graph/app-graph.ts";
import { removeEntry, setEntry, setProperty } from "../../graph/edits.ts";
import { isOpenApi } from "../../graph/spelling.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { property, textOf, type MapValue, type Value } from "../../model/value.ts";

export function authenticationFixes(graph: AppGraph, endpoint: MapNode): Fix[] {
  const own = neighbourFix(graph, endpoint);
  const edits = setProperty(endpoint, "authentication", "iam");
  const iam: Fix[] = edits ? [{ title: say("Require IAM authentication for {0}", endpoint.name), edits }] : [];
  return own ? [own, ...iam] : iam;
}

/** What a neighbour on the same API does: names an authorizer, or leaves it to the API's default by saying nothing. */
function neighbourFix(graph: AppGraph, endpoint: MapNode): Fix | undefined {
  const { body } = endpoint;
  if (!body) return undefined;
  for (const neighbour of guardedEndpoints(graph, endpoint.group)) {
    if (neighbour.id === endpoint.id || !sameApi(neighbour, endpoint)) continue;
    const written = authorizerName(neighbour.body);
    const path = authorizerPath(endpoint);
    const edits =
      written !== undefined
        ? path && setEntry(body, path, written)
        : neighbour.body && !property(neighbour.body, "Auth") && property(body, "Auth")
          ? removeEntry(body, "Auth")
          : undefined;
    if (edits) {
      return {
        title: say("Use the authorizer of {0} for {1}", neighbour.name, endpoint.name),
        edits,
        isPreferred: true,
      };
    }
  }
  return undefined;
}

/** By group. */
const GUARDED = new WeakMap<AppGraph, ReadonlyMap<string, readonly MapNode[]>>();

function guardedEndpoints(graph: AppGraph, group: string): readonly MapNode[] {
  let guarded = GUARDED.get(graph);
  if (!guarded) {
    const groups = new Map<string, MapNode[]>();
    for (const endpoint of graph.nodes("endpoint").filter(isGuarded)) {
      const known = groups.get(endpoint.group);
      if (known) known.push(endpoint);
      else groups.set(endpoint.group, [endpoint]);
    }
    GUARDED.set(graph, (guarded = groups));
  }
  return guarded.get(group) ?? [];
}

function isGuarded(endpoint: MapNode): boolean {
  return ["cognito", "jwt", "lambda"].includes(textOf(endpoint.properties["authentication"]) ?? "");
}

function sameApi(a: MapNode, b: MapNode): boolean {
  if (a.group !== b.group || a.dialect !== b.dialect) return false;
  if (textOf(a.properties["protocol"]) !== textOf(b.properties["protocol"])) return false;
  const key = (node: MapNode) => referenceKey(node.properties["api"]);
  return key(a) === key(b);
}

function referenceKey(value: Value | undefined): string {
  return value?.kind === "reference" && value.to.by === "logical-id" ? value.to.logicalId : (textOf(value) ?? "");
}

function authorizerPath(endpoint: MapNode): readonly string[] | undefined {
  const { dialect, type } = endpoint;
  if (isOpenApi(endpoint)) return undefined;
  if (dialect === "serverless" && !type.startsWith("AWS::")) return ["authorizer"];
  return dialect === "sam" && !type.startsWith("AWS::Api") ? ["Auth", "Authorizer"] : undefined;
}

/** The setting as a one-line value that can be repeated; undefined when it is more than a name. */
function authorizerName(body: MapValue | undefined): string | { readonly name: string } | undefined {
  const sam = textOf(property(property(body, "Auth"), "Authorizer"));
  if (sam !== undefined && sam !== "NONE") return sam;
  const serverless = property(body, "authorizer");
  if (serverless?.kind === "map") {
    const name = textOf(property(serverless, "name"));
    return name !== undefined && serverless.entries.length === 1 ? { name } : undefined;
  }
  return textOf(serverless);
}
