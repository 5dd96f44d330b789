import { setProperty } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { property, textOf } from "../../model/value.ts";
import { GATEWAY_TIMEOUT_SECONDS } from "../facts/gateway-timeouts.ts";
import { defineRule } from "../rule.ts";

export const excessiveTimeout = defineRule({
  id: "SAS-8/excessive-timeout",
  title: "Function runs on after its caller has given up",
  severity: "low",
  why: "The gateway answers with an error after about half a minute; a function with a longer timeout goes on, holds its concurrency and is paid for, which makes every slow request a cheap attack.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
  mitigation:
    "Set the timeout a little above the slowest request that is answered, and hand longer work to a queue or workflow.",
  snippets: [
    {
      title: say("AWS SAM and CloudFormation"),
      language: "yaml",
      text: `SearchFunction:
  Type: AWS::Serverless::Function
  Properties:
    Timeout: 10`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `functions:
  search:
    handler: search.handler
    timeout: 10`,
    },
  ],
  *check({ graph }) {
    const seen = new Set<string>();
    for (const node of graph.nodes("function")) {
      const timeout = node.properties["timeoutSeconds"];
      if (node.provider !== "aws" || timeout?.kind !== "number") continue;
      // A durable function hands its answer out before it ends.
      if (property(node.body, "DurableConfig")) continue;
      const triggers = graph.triggersOf(node.id);
      const routes = triggers.filter(({ source }) => source.kind === "endpoint");
      // Another trigger may need the time.
      if (routes.length === 0 || routes.length < triggers.length) continue;
      const limits = routes.map(({ source }) => limitOf(source));
      const limit = Math.max(...limits);
      const [route] = routes;
      if (!route || timeout.value <= limit + 1) continue;
      const { file, start } = timeout.at;
      const place = `${file}:${start.line}:${start.character}`;
      // Globals and providers say it once for many functions.
      if (seen.has(place)) continue;
      seen.add(place);
      const edits = setProperty(node, "timeoutSeconds", Math.floor(limit));
      yield {
        on: node.id,
        at: timeout.at,
        key: `timeout ${node.logicalId}`,
        confidence: timeout.assumed === undefined ? "high" : "medium",
        message: say(
          "{0} may run for {1} seconds, but {2} gives up after {3}.",
          node.name,
          timeout.value,
          route.source.name,
          limit,
        ),
        fixes: edits
          ? [{ title: say("Stop {0} after {1} seconds", node.name, Math.floor(limit)), edits, isPreferred: true }]
          : [],
      };
    }
  },
});

/** Seconds until the route gives up; without end where that is not known. */
function limitOf({ properties }: MapNode): number {
  // The gateway passes on what comes as it comes, for up to 15 minutes.
  if (textOf(properties["responseMode"])?.toUpperCase() === "STREAM") return Infinity;
  const { timeoutSeconds, integrationMilliseconds } = properties;
  if (timeoutSeconds?.kind === "number") return timeoutSeconds.value;
  // Regional APIs may be allowed more than is usual.
  if (integrationMilliseconds)
    return integrationMilliseconds.kind === "number" ? integrationMilliseconds.value / 1000 : Infinity;
  return GATEWAY_TIMEOUT_SECONDS[textOf(properties["protocol"]) ?? ""] ?? Infinity;
}
