import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry, setProperty } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { failureDestination, polledSourcesOf, STREAMS, type PolledSource } from "../settings/polled-sources.ts";

/** Defaults of the platform. Sources: SQS API Reference (CreateQueue), Lambda API Reference (CreateFunction). */
const VISIBILITY_SECONDS = 30;
const TIMEOUT_SECONDS = 3;
/** How many times the timeout AWS advises the visibility to be. Source: Lambda Developer Guide, "Using Lambda with Amazon SQS". */
const ADVISED_FACTOR = 6;
const MANY_RECEIVES = 100;

export const unboundedRetry = defineRule({
  id: "SAS-8/unbounded-retry",
  title: "Failing messages are tried again and again",
  severity: "medium",
  why: "One message that makes the function fail, sent by mistake or on purpose, keeps it running: the same message is worked on twice at a time, a stream stands still behind it, and every attempt is paid for.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  mitigation:
    "Make the queue's visibility timeout six times the function's timeout, set a small maxReceiveCount, and limit attempts and age for streams.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM: queue"),
      language: "yaml",
      text: `OrderQueue:
  Type: AWS::SQS::Queue
  Properties:
    VisibilityTimeout: 360
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt FailedOrders.Arn
      maxReceiveCount: 5`,
    },
    {
      title: say("AWS SAM: stream"),
      language: "yaml",
      text: `Events:
  Changes:
    Type: DynamoDB
    Properties:
      Stream: !GetAtt OrdersTable.StreamArn
      StartingPosition: LATEST
      MaximumRetryAttempts: 5
      BisectBatchOnFunctionError: true`,
    },
    {
      title: say("Serverless Framework: stream"),
      language: "yaml",
      text: `events:
  - stream:
      arn: !GetAtt OrdersTable.StreamArn
      maximumRetryAttempts: 5
      bisectBatchOnFunctionError: true`,
    },
  ],
  *check({ graph }) {
    for (const node of graph.nodes("function")) {
      if (node.provider !== "aws" || node.undeclared || node.declaredElsewhere) continue;
      for (const polled of polledSourcesOf(graph, node)) {
        const hit = polled.trigger === "sqs" ? queueHit(graph, node, polled) : streamHit(node, polled);
        if (hit) yield hit;
      }
    }
  },
});

const numberOf = (value: Value | undefined, fallback: number): number | undefined => {
  if (value === undefined) return fallback;
  if (value.kind === "number") return value.value;
  const parsed = value.kind === "text" ? Number(value.value) : NaN;
  return Number.isFinite(parsed) ? parsed : undefined;
};

function queueHit(_graph: AppGraph, node: MapNode, { source, edge }: PolledSource): Hit | undefined {
  if (source.declaredElsewhere || source.type !== "AWS::SQS::Queue") return undefined;
  const { visibilityTimeoutSeconds, maxReceiveCount } = source.properties;
  const visibility = numberOf(visibilityTimeoutSeconds, VISIBILITY_SECONDS);
  const timeout = numberOf(node.properties["timeoutSeconds"], node.dialect === "serverless" ? 6 : TIMEOUT_SECONDS);
  const shared = { on: source.id, edge: edge.id, confidence: "high" } as const;
  if (visibility !== undefined && timeout !== undefined && visibility < timeout) {
    const edits = setProperty(source, "visibilityTimeoutSeconds", timeout * ADVISED_FACTOR);
    const fixes: Fix[] = edits
      ? [{ title: say("Hide messages for {0} seconds", timeout * ADVISED_FACTOR), edits, isPreferred: true }]
      : [];
    return {
      ...shared,
      at: visibilityTimeoutSeconds?.at ?? source.nameAt,
      key: `visibility ${node.logicalId}`,
      message: say(
        "A message of {0} comes back after {1} seconds while {2} may still work on it for {3}.",
        source.name,
        visibility,
        node.name,
        timeout,
      ),
      related: [{ at: node.nameAt, message: say("{0} has a timeout of {1} seconds.", node.name, timeout) }],
      fixes,
    };
  }
  const receives = maxReceiveCount && numberOf(maxReceiveCount, 0);
  if (receives === undefined || receives < MANY_RECEIVES || !maxReceiveCount) return undefined;
  const edits = setProperty(source, "maxReceiveCount", 5);
  return {
    ...shared,
    at: maxReceiveCount.at,
    key: "maxReceiveCount",
    severity: "low",
    message: say("{0} delivers a message that fails {1} times before it gives up.", source.name, receives),
    fixes: edits ? [{ title: say("Give up after {0} attempts", 5), edits }] : [],
  };
}

/** Without a failure destination the record is lost as well: that is told by SAS-5/no-failure-destination. */
function streamHit(node: MapNode, polled: PolledSource): Hit | undefined {
  if (!STREAMS.includes(polled.trigger) || failureDestination(polled) === undefined) return undefined;
  const attempts = polled.setting("MaximumRetryAttempts");
  if (polled.setting("MaximumRecordAgeInSeconds") && !attempts) return undefined;
  if (attempts && numberOf(attempts, 0) !== -1) return undefined;
  const edits = polled.body && setEntry(polled.body, [polled.spell("MaximumRetryAttempts")], 5);
  return {
    on: node.id,
    at: attempts?.at ?? polled.at,
    key: `attempts ${polled.source.logicalId}`,
    edge: polled.edge.id,
    confidence: "high",
    severity: "low",
    message: say("{0} tries a record of {1} that fails until it expires.", node.name, polled.source.name),
    fixes: edits ? [{ title: say("Try {0} times", 5), edits, isPreferred: true }] : [],
  };
}
