import type { AppGraph } from "../../graph/app-graph.ts";
import { sub } from "../../graph/edit-text.ts";
import { replaceValue, setProperty } from "../../graph/edits.ts";
import type { MapEdge, MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { property, textOf } from "../../model/value.ts";
import { blocks, isPubliclyWritable, onlyReads, publicStatements } from "../public-access.ts";
import { openSendStatements } from "../resource-access.ts";
import { defineRule, type Hit } from "../rule.ts";
import { powerOf } from "../severity.ts";
import { SNIPPETS } from "./unauthenticated-event-source-snippets.ts";

export const unauthenticatedEventSource = defineRule({
  id: "SAS-2/unauthenticated-event-source",
  title: "Anyone can send the events that start a function",
  severity: "critical",
  why: "An event source that everybody may write to is an entry point without a login: the function runs, with its role, on whatever a stranger puts there.",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
  mitigation:
    "Let only the services and roles that produce the events write to the source: a principal or `aws:SourceArn` in its policy, and the public access block for buckets.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const source of [...graph.nodes("channel"), ...graph.nodes("store")]) {
      const started = startedBy(graph, source);
      const [first] = started;
      if (!first) continue;
      if (source.kind === "store") {
        if (isPubliclyWritable(graph, source)) yield storeHit(graph, source, first);
      } else {
        for (const statement of openSendStatements(graph, source)) yield channelHit(graph, source, statement, started);
      }
    }
  },
});

interface Started {
  readonly node: MapNode;
  readonly edge: MapEdge;
}

/** Functions and workflows that the source starts, through subscribed queues and rules, too. */
function startedBy(graph: AppGraph, source: MapNode): readonly Started[] {
  const found: Started[] = [];
  const seen = new Set([source.id]);
  for (const id of seen) {
    if (seen.size > 50) break;
    for (const edge of graph.edgesFrom(id, "triggers", "publishes", "connects")) {
      const node = graph.node(edge.to);
      if (!node) continue;
      if (edge.kind === "triggers") found.push({ node, edge });
      else if (node.kind === "channel" && !isDeadLetter(edge)) seen.add(node.id);
    }
  }
  return found;
}

function isDeadLetter({ evidence }: MapEdge): boolean {
  return evidence.some(({ label }) => /redrive|dead/i.test(label));
}

function channelHit(graph: AppGraph, source: MapNode, statement: OwnedStatement, started: readonly Started[]): Hit {
  const [first] = started;
  return {
    on: source.id,
    at: statement.at,
    key: `policy ${first?.node.id ?? ""}`,
    confidence: "high",
    message: say("Anyone can send to {0}, which starts {1}.", source.name, first?.node.name ?? ""),
    reasons: started.slice(0, 3).flatMap(({ node }) => (node.kind === "function" ? powerOf(graph, node) : [])),
    related: started
      .slice(0, 3)
      .map(({ node }) => ({ at: node.nameAt, message: say("{0} runs on each event.", node.name) })),
    fixes: ownAccountFixes(source, statement),
  };
}

/** At the wire from bucket to function: that the bucket is public is a finding of its own, at its policy or ACL. */
function storeHit(graph: AppGraph, source: MapNode, { node, edge }: Started): Hit {
  const [evidence] = edge.evidence;
  const [statement] = publicStatements(graph, source).filter((one) => !onlyReads(one));
  return {
    on: source.id,
    at: evidence?.at ?? source.nameAt,
    key: `store ${node.id}`,
    edge: edge.id,
    confidence: "high",
    message: say(
      "Anyone can write to {0}, and with it start {1} on a content of their choice.",
      source.name,
      node.name,
    ),
    reasons: node.kind === "function" ? powerOf(graph, node) : [],
    related: [
      { at: statement?.at ?? source.nameAt, message: say("{0} is open to everybody here.", source.name) },
      { at: node.nameAt, message: say("{0} runs on each event.", node.name) },
    ],
    fixes: blockFixes(source),
  };
}

function blockFixes(source: MapNode): Fix[] {
  if (source.properties["publicAccessBlock"] || blocks(source, "BlockPublicPolicy")) return [];
  const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
  const edits = setProperty(source, "publicAccessBlock", all);
  return edits ? [{ title: say("Block public access to {0}", source.name), edits }] : [];
}

const OWN_ACCOUNT = sub("arn:aws:iam::${AWS::AccountId}:root");

function ownAccountFixes(source: MapNode, { origin }: OwnedStatement): Fix[] {
  const principal = origin.kind === "statement" ? property(origin.value, "Principal") : undefined;
  const everybody = principal?.kind === "map" ? property(principal, "AWS") : principal;
  if (!principal || !everybody || textOf(everybody) !== "*") return [];
  const edits = replaceValue(everybody.at, principal.kind === "map" ? OWN_ACCOUNT : { AWS: OWN_ACCOUNT });
  return [{ title: say("Let only this account send to {0}", source.name), edits, isPreferred: true }];
}
