// Fields of a GraphQL API that another template declares: they ask of their callers what the API asks.
import type { FragmentNode } from "../model/fragment.ts";
import type { MapIndex } from "./map-index.ts";
import type { Resolver } from "./resolver.ts";

/** The node itself where it knows, or where its API is not known either. */
export function withDoorOfApi(node: FragmentNode, index: MapIndex, resolver: Resolver): FragmentNode {
  const { api, authentication } = node.properties;
  if (node.service !== "appsync" || !api || authentication?.kind !== "unresolved") return node;
  const place = { group: node.group, at: node.nameAt };
  const [only, ...others] = resolver.resolve(api, { kind: "endpoint", service: "apigateway" }, place).targets;
  const found = only && others.length === 0 ? index.nodes.get(only.node)?.properties["authentication"] : undefined;
  return found ? { ...node, properties: { ...node.properties, authentication: found } } : node;
}
