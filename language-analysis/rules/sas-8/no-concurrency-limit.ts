import type { AppGraph } from "../../graph/app-graph.ts";
import { setProperty } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import type { Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { exposureOf, type Exposure } from "../severity.ts";
import { SNIPPETS } from "./no-concurrency-limit-snippets.ts";

/** A start for the quick fix, to be adjusted to the load: enough for some hundred short requests a second. */
const SUGGESTED_LIMIT = 20;
const SLOW_SECONDS = 30;
const FEW = 5;
/** More functions of a template than these make one finding. */
const MANY = 3;

export const noConcurrencyLimit = defineRule({
  id: "SAS-8/no-concurrency-limit",
  title: "Internet-facing function without a concurrency limit",
  severity: "medium",
  why: "Functions scale until the account's limit: a flood of requests becomes a bill, and starves every other function of the account.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  mitigation: "Reserve a concurrency for the function that covers its real load, and throttle the API in front of it.",
  snippets: SNIPPETS,
  *check({ graph }) {
    const open = new Map<string, OpenFunction[]>();
    for (const node of graph.nodes("function")) {
      if (node.provider !== "aws" || node.undeclared || node.declaredElsewhere) continue;
      const limit = node.properties["reservedConcurrency"];
      if (limit) {
        const hit = lowLimitHit(graph, node, limit);
        if (hit) yield hit;
        continue;
      }
      const exposure = exposureOf(graph, node);
      if (exposure.reach === "events" || exposure.reach === "nothing") continue;
      const endpoints = graph.publicEndpointsOf(node.id).map(({ endpoint }) => endpoint);
      const isThrottled = endpoints.every((endpoint) => endpoint.properties["throttling"] !== undefined);
      const severity = severityOf(exposure, isThrottled);
      const alike = `${node.at.file} ${severity} ${exposure.reach === "unknown"}`;
      const one = { node, exposure, endpoints, isThrottled, severity };
      const list = open.get(alike);
      if (list) list.push(one);
      else open.set(alike, [one]);
    }
    for (const list of open.values()) {
      const [first] = list;
      if (first && list.length > MANY) yield manyHit(first, list);
      else for (const one of list) yield openHit(one);
    }
  },
});

interface OpenFunction {
  readonly node: MapNode;
  readonly exposure: Exposure;
  readonly endpoints: readonly MapNode[];
  readonly isThrottled: boolean;
  readonly severity: Severity;
}

function openHit({ node, exposure, endpoints, isThrottled, severity }: OpenFunction): Hit {
  return {
    on: node.id,
    at: node.nameAt,
    key: "reservedConcurrency",
    confidence: exposure.reach === "unknown" ? "medium" : "high",
    severity,
    message: say("{0} is reachable from the internet and may use the whole concurrency of the account.", node.name),
    reasons: [exposure.reason, ...(isThrottled ? [say("The API in front of it is throttled.")] : []), ...costOf(node)],
    related: endpoints
      .slice(0, 3)
      .map((endpoint) => ({ at: endpoint.nameAt, message: say("{0} starts it.", endpoint.name) })),
    fixes: fixesOf([node]),
  };
}

/** Nobody has set limits here: one decision, not one for each function. */
function manyHit(first: OpenFunction, all: readonly OpenFunction[]): Hit {
  const { related, ...hit } = openHit(first);
  return {
    ...hit,
    message: say(
      "{0} and {1} more functions are reachable from the internet, and each may use the whole concurrency of the account.",
      first.node.name,
      all.length - 1,
    ),
    related: [
      ...(related ?? []),
      ...all.slice(1).map(({ node }) => ({ at: node.nameAt, message: say("{0} has no limit, too.", node.name) })),
    ],
    fixes: fixesOf(all.map(({ node }) => node)),
  };
}

/** So few at a time that a handful of slow requests shuts everybody else out. Zero is how a function is switched off. */
function lowLimitHit(graph: AppGraph, node: MapNode, limit: Value): Hit | undefined {
  if (limit.kind !== "number" || limit.value < 1 || limit.value > FEW) return undefined;
  const endpoints = graph.publicEndpointsOf(node.id);
  const open = endpoints.find(({ authenticated }) => authenticated === false);
  if (!open || endpoints.every(({ endpoint }) => endpoint.properties["throttling"] !== undefined)) return undefined;
  return {
    on: node.id,
    at: limit.at,
    key: "reservedConcurrency few",
    confidence: limit.assumed === undefined ? "high" : "medium",
    severity: "low",
    message: say(
      "{0} takes {1} requests at a time: whoever keeps as many slow ones going shuts all others out.",
      node.name,
      limit.value,
    ),
    reasons: [
      say("Anyone on the internet can invoke {0} through {1}, which is not throttled.", node.name, open.endpoint.name),
    ],
  };
}

function severityOf({ reach }: Exposure, isThrottled: boolean): Severity {
  return reach === "authenticated" || isThrottled ? "low" : "medium";
}

function costOf(node: MapNode): Message[] {
  const timeout = node.properties["timeoutSeconds"];
  return timeout?.kind === "number" && timeout.value >= SLOW_SECONDS
    ? [say("One request may run for {0} seconds.", timeout.value)]
    : [];
}

function fixesOf(nodes: readonly MapNode[]): Fix[] {
  const edits = nodes.map((node) => setProperty(node, "reservedConcurrency", SUGGESTED_LIMIT));
  const [first] = nodes;
  if (!first || edits.some((one) => one === undefined)) return [];
  const title =
    nodes.length === 1
      ? say("Limit {0} to {1} concurrent executions", first.name, SUGGESTED_LIMIT)
      : say("Limit each of {0} functions to {1} concurrent executions", nodes.length, SUGGESTED_LIMIT);
  return [{ title, edits: edits.flatMap((one) => one ?? []) }];
}
