import type { AppGraph } from "../../graph/app-graph.ts";
import { addResource } from "../../graph/edits.ts";
import { ref } from "../../graph/edit-text.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { isMap, property, textOf } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { SNIPPETS } from "./default-gateway-errors-snippets.ts";

export const defaultGatewayErrors = defineRule({
  id: "SAS-10/default-gateway-errors",
  title: "Gateway answers that name the account and the API",
  severity: "info",
  why: "To a caller whom IAM refuses, a REST API says by default which role or user may not invoke which resource, account and API id included.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html",
  mitigation: "Declare a gateway response for ACCESS_DENIED, or for all 4xx, with a text of your own.",
  snippets: SNIPPETS,
  *check({ graph }) {
    const seen = new Set<string>();
    for (const endpoint of graph.nodes("endpoint")) {
      const { authentication, protocol } = endpoint.properties;
      if (textOf(protocol) !== "rest" || textOf(authentication) !== "iam" || !authentication) continue;
      const api = apiOf(graph, endpoint);
      // An API that SAM makes has no declaration to which a response could be added.
      if (!api?.body || seen.has(api.id) || hasResponses(graph, api)) continue;
      seen.add(api.id);
      yield {
        on: api.id,
        at: api.nameAt,
        key: "gateway responses",
        confidence: "high",
        message: say("{0} tells callers whom IAM refuses which account and API they called.", api.name),
        related: [{ at: authentication.at, message: say("{0} is guarded by IAM.", endpoint.name) }],
        fixes: fixesOf(api),
      };
    }
  },
});

function apiOf(graph: AppGraph, { properties }: MapNode): MapNode | undefined {
  const { api } = properties;
  if (api?.kind !== "reference" || api.to.by !== "logical-id") return undefined;
  return graph.node(`${api.to.file}#${api.to.logicalId}`);
}

function hasResponses(graph: AppGraph, api: MapNode): boolean {
  return (
    graph.settingsOf(api.id, "AWS::ApiGateway::GatewayResponse").length > 0 ||
    isMap(property(api.body, "GatewayResponses"))
  );
}

function fixesOf(api: MapNode): Fix[] {
  const edits = addResource(api, `${api.logicalId}AccessDenied`, "AWS::ApiGateway::GatewayResponse", {
    RestApiId: ref(api.logicalId),
    ResponseType: "ACCESS_DENIED",
    StatusCode: "403",
    ResponseTemplates: { "application/json": '{"message": "Forbidden"}' },
  });
  return edits ? [{ title: say("Answer refused callers of {0} with a text of your own", api.name), edits }] : [];
}
