import type { AppGraph } from "../../graph/app-graph.ts";
import { getAtt } from "../../graph/edit-text.ts";
import { addResource, setEntry } from "../../graph/edits.ts";
import type { Fix } from "../../model/finding.ts";
import type { MapNode, Trigger } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { defineRule, type Hit } from "../rule.ts";
import { valueAt } from "../settings/read.ts";
import { failureDestination, polledSourcesOf, STREAMS, type PolledSource } from "../settings/polled-sources.ts";

/** Triggers whose events Lambda keeps itself and tries three times. Source: Lambda Developer Guide, "Asynchronous invocation". */
const ASYNCHRONOUS: readonly Trigger[] = ["s3", "sns", "event", "schedule", "iot", "ses", "logs", "other"];

/** Kept for two weeks, the longest that a queue keeps messages. Source: Amazon SQS Developer Guide, "Message retention period". */
const FOR_FAILED = { SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 };

/** For the quick fix, of a record that fails. */
const ATTEMPTS = 5;

export const noFailureDestination = defineRule({
  id: "SAS-5/no-failure-destination",
  title: "Failed events are lost without a trace",
  severity: "medium",
  why: "An event that a function fails on is tried again a few times and then dropped: an attack that makes it fail, and every order or payment in it, disappears unseen. Destinations that are set up outside of the workspace are not seen.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  mitigation:
    "Give the function a failure destination or dead-letter queue, the queue a redrive policy, and the stream an on-failure destination.",
  snippets: [
    {
      title: say("AWS SAM: events that are sent to the function"),
      language: "yaml",
      text: `NotifyFunction:
  Type: AWS::Serverless::Function
  Properties:
    EventInvokeConfig:
      DestinationConfig:
        OnFailure: { Type: SQS, Destination: !GetAtt FailedEvents.Arn }`,
    },
    {
      title: say("CloudFormation: a queue"),
      language: "yaml",
      text: `OrderQueue:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt FailedOrders.Arn
      maxReceiveCount: 5`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `functions:
  notify:
    handler: notify.handler
    destinations:
      onFailure: arn:aws:sqs:eu-central-1:123456789012:failed-events`,
    },
  ],
  *check({ graph }) {
    for (const node of graph.nodes("function")) {
      if (node.provider !== "aws" || node.service !== "lambda" || node.undeclared || node.declaredElsewhere) continue;
      const hit = queueOrStreamHit(graph, node) ?? asynchronousHit(graph, node);
      if (hit) yield hit;
    }
  },
});

/** The worst of them: one finding for each function. */
function queueOrStreamHit(graph: AppGraph, node: MapNode): Hit | undefined {
  for (const polled of polledSourcesOf(graph, node)) {
    const { source, trigger, edge, at } = polled;
    const shared = { on: node.id, at, key: `${trigger} ${source.logicalId}`, edge: edge.id } as const;
    if (trigger === "sqs") {
      if (source.declaredElsewhere || source.type === "" || hasDeadLetters(graph, source)) continue;
      return {
        ...shared,
        confidence: "high",
        message: say(
          "Messages that {0} fails on stay in {1} until they expire: the queue has no dead-letter queue.",
          node.name,
          source.name,
        ),
        related: [{ at: source.nameAt, message: say("{0} is declared here.", source.name) }],
        fixes: queueFixes(source),
      };
    }
    if (STREAMS.includes(trigger) && failureDestination(polled) === undefined) {
      return {
        ...shared,
        confidence: "high",
        severity: isBounded(polled) ? "medium" : "low",
        message: isBounded(polled)
          ? say("Records that {0} gives up on are lost.", node.name)
          : say("A record that {0} fails on blocks {1} until it expires, and is lost then.", node.name, source.name),
        fixes: streamFixes(node, polled),
      };
    }
  }
  return undefined;
}

function isBounded(polled: PolledSource): boolean {
  return (
    polled.setting("MaximumRetryAttempts") !== undefined || polled.setting("MaximumRecordAgeInSeconds") !== undefined
  );
}

function hasDeadLetters(graph: AppGraph, queue: MapNode): boolean {
  if (queue.properties["deadLetter"]) return true;
  // A queue of its own kind for every queue: what takes dead letters needs none.
  return graph
    .edgesTo(queue.id, "connects", "publishes")
    .some(({ evidence }) => evidence.some(({ label }) => /redrive|dead|dlq|onfailure/i.test(label)));
}

function asynchronousHit(graph: AppGraph, node: MapNode): Hit | undefined {
  const trigger = graph
    .triggersOf(node.id)
    .find(
      ({ edge, source }) =>
        edge.trigger &&
        ASYNCHRONOUS.includes(edge.trigger) &&
        !["workflow", "identity", "endpoint", "external"].includes(source.kind),
    );
  if (!trigger || hasDestination(graph, node)) return undefined;
  const isSchedule = trigger.edge.trigger === "schedule";
  return {
    on: node.id,
    at: node.nameAt,
    key: "asynchronous",
    confidence: "high",
    // The next run of a schedule often makes up for the one that failed.
    severity: isSchedule ? "info" : "low",
    edge: trigger.edge.id,
    message: say("Events from {0} that {1} fails on are dropped after three attempts.", trigger.source.name, node.name),
    fixes: functionFixes(node),
  };
}

function queueFixes(queue: MapNode): Fix[] {
  const name = `${queue.logicalId}Failed`;
  const policy = { deadLetterTargetArn: getAtt(name, "Arn"), maxReceiveCount: 5 };
  const edits = queue.body && setEntry(queue.body, ["RedrivePolicy"], policy);
  const added = addResource(queue, name, "AWS::SQS::Queue", FOR_FAILED);
  return edits && added
    ? [{ title: say("Keep what fails in a queue of its own, {0}", name), edits: [...edits, ...added] }]
    : [];
}

/** On the event of a SAM function, whose role SAM lets send there; an event source mapping of its own takes a statement too. */
function streamFixes(node: MapNode, polled: PolledSource): Fix[] {
  const { body } = polled;
  if (node.type !== "AWS::Serverless::Function" || !body) return [];
  const name = `${node.logicalId}Failed`;
  const destination = { Type: "SQS", Destination: getAtt(name, "Arn") };
  const edits = setEntry(body, ["DestinationConfig", "OnFailure"], destination);
  // Without an end to the attempts nothing gets there before it expires.
  const bounded = isBounded(polled) ? [] : setEntry(body, ["MaximumRetryAttempts"], ATTEMPTS);
  const added = addResource(node, name, "AWS::SQS::Queue", FOR_FAILED);
  return edits && bounded && added
    ? [{ title: say("Keep what fails in a queue of its own, {0}", name), edits: [...edits, ...bounded, ...added] }]
    : [];
}

/** SAM lets the function's role send to the destination; elsewhere that takes a statement too. */
function functionFixes(node: MapNode): Fix[] {
  if (node.type !== "AWS::Serverless::Function" || !node.body) return [];
  const name = `${node.logicalId}Failed`;
  const destination = { Type: "SQS", Destination: getAtt(name, "Arn") };
  const edits = setEntry(node.body, ["EventInvokeConfig", "DestinationConfig", "OnFailure"], destination);
  const added = addResource(node, name, "AWS::SQS::Queue", FOR_FAILED);
  return edits && added
    ? [{ title: say("Keep what fails in a queue of its own, {0}", name), edits: [...edits, ...added] }]
    : [];
}

function hasDestination(graph: AppGraph, node: MapNode): boolean {
  const { deadLetter, asynchronous } = node.properties;
  if (deadLetter || valueAt(asynchronous, "DestinationConfig.OnFailure")) return true;
  if (valueAt(node.body, "destinations.onFailure") || valueAt(node.body, "onError")) return true;
  if (
    graph
      .settingsOf(node.id, "AWS::Lambda::EventInvokeConfig")
      .some(({ body }) => valueAt(body, "DestinationConfig.OnFailure"))
  )
    return true;
  return graph
    .edgesFrom(node.id)
    .some(({ evidence }) => evidence.some(({ label }) => /^(onfailure|deadletter)/i.test(label)));
}
