import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { touchedBy } from "../severity.ts";
import { SNIPPETS } from "./api-key-as-only-authentication-snippets.ts";

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE", "ANY", "*"]);

export const apiKeyAsOnlyAuthentication = defineRule({
  id: "SAS-2/api-key-as-only-authentication",
  title: "API key as the only authentication",
  severity: "low",
  why: "API keys meter the use of an API; they name no user, do not expire, travel in every request and end up in clients and logs.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  mitigation: "Keep the key for the usage plan and add IAM, a Cognito or JWT authorizer, or a Lambda authorizer.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const endpoint of graph.nodes("endpoint")) {
      const authentication = endpoint.properties["authentication"];
      if (textOf(authentication) !== "api-key" || !authentication || !isChangingRoute(graph, endpoint)) continue;
      const functions = graph.edgesFrom(endpoint.id, "triggers").flatMap((edge) => graph.node(edge.to) ?? []);
      const [target] = functions;
      yield {
        on: endpoint.id,
        at: authentication.at,
        key: "api key",
        confidence: authentication.assumed === undefined ? "high" : "medium",
        message: target
          ? say("An API key is all that {0} asks for before it runs {1}.", endpoint.name, target.name)
          : say("An API key is all that {0} asks for.", endpoint.name),
        reasons: functions.flatMap((node) =>
          [...touchedBy(graph, node.id, "writes"), ...touchedBy(graph, node.id, "publishes")]
            .slice(0, 3)
            .map((one) => say("{0} writes to {1}.", node.name, one.target.name)),
        ),
      };
    }
  },
});

/** AppSync counts a key as no authentication: its keys are made for clients, and a finding of SAS-2/unauthenticated-endpoint. */
function isChangingRoute(graph: AppGraph, { id, properties, service }: MapNode): boolean {
  const method = textOf(properties["method"])?.toUpperCase() ?? "";
  return (
    service !== "appsync" &&
    CHANGING.has(method) &&
    textOf(properties["protocol"]) !== "api" &&
    graph.edgesTo(id, "connects").some((edge) => graph.node(edge.from)?.kind === "public")
  );
}
