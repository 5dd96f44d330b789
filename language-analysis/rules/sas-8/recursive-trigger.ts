import { setEntry } from "../../graph/edits.ts";
import { filtersOf, type Confidence, type MapEdge, type MapNode } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { valueAt } from "../settings/read.ts";
import { decidesFirst } from "./decisions-in-code.ts";
import { circlesOf, hopsOf, placeOf, startsWith, type Hop } from "./trigger-hops.ts";
import type { WrittenKey } from "./written-keys.ts";

/** Prefix that the quick fix suggests; it has to be where uploads go. */
const UPLOADS = "uploads/";

export const recursiveTrigger = defineRule({
  id: "SAS-8/recursive-trigger",
  title: "Function starts itself again",
  severity: "critical",
  why: "A function that writes to what triggers it starts itself, again and again, as wide as the account allows, until someone notices the bill. Lambda stops some of these loops (SQS, SNS, S3) after about sixteen rounds, and none of the others.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
  mitigation:
    "Write to another bucket, table or topic, or let a filter (prefix, suffix, filter policy, event pattern) keep out what the function writes itself.",
  snippets: [
    {
      title: say("AWS SAM: only uploads start the function"),
      language: "yaml",
      text: `Events:
  Upload:
    Type: S3
    Properties:
      Bucket: !Ref ImageBucket
      Events: s3:ObjectCreated:*
      Filter:
        S3Key:
          Rules:
            - { Name: prefix, Value: uploads/ }`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `events:
  - s3:
      bucket: images
      event: s3:ObjectCreated:*
      rules:
        - prefix: uploads/`,
    },
  ],
  *check(context) {
    const hops = hopsOf(context);
    for (const hop of hops) if (hop.from.id === hop.to.id) yield loopHit(context, hop);
    for (const circle of circlesOf(hops)) yield circleHit(context, circle);
  },
});

/** Several functions that start each other in turn. */
function circleHit(context: RuleContext, circle: readonly [Hop, ...Hop[]]): Hit {
  const [first] = circle;
  const isGuarded = circle.some(({ write, source }) => decidesFirst(context, write, source));
  const isSure = circle.every(({ confidence }) => confidence === "high") && !isGuarded;
  const names = circle.map(({ from, source }) => `${from.name} → ${source.name}`).join(" → ");
  return {
    on: first.from.id,
    at: placeOf(first.write) ?? first.from.nameAt,
    key: `circle ${circle.map(({ source }) => source.logicalId).join(" ")}`,
    edge: first.write.id,
    confidence: isSure ? "high" : "low",
    severity: isSure ? "high" : "medium",
    message: say("{0} starts itself again through other functions: {1} → {0}.", first.from.name, names),
    reasons: isGuarded ? [say("The code on the way decides whether it writes, which may well end the loop.")] : [],
    related: circle.map(({ to, source, trigger }) => ({
      at: trigger.evidence[0]?.at ?? source.nameAt,
      message: say("{0} starts {1} here.", source.name, to.name),
    })),
  };
}

/** What the function writes to comes back to it, directly or through one or two channels. */
function loopHit(context: RuleContext, hop: Hop): Hit {
  const { from: node, source, write, trigger, keys } = hop;
  const isGuarded = decidesFirst(context, write, source);
  const confidence = isGuarded && hop.confidence === "high" ? "medium" : hop.confidence;
  return {
    on: node.id,
    at: placeOf(write) ?? node.nameAt,
    key: `loop ${source.logicalId}`,
    edge: write.id,
    confidence,
    severity: isGuarded ? "medium" : severityOf(confidence, source),
    message: say("{0} writes to {1}, which starts {0} again.", node.name, source.name),
    reasons: [
      ...(hop.isFilterUnknown ? [say("Whether the filter lets through what it writes is not known.")] : []),
      ...(isGuarded ? [say("Its code decides whether it writes, which may well end the loop.")] : []),
    ],
    related: [
      {
        at: trigger.evidence[0]?.at ?? source.nameAt,
        message: say("{0} starts {1} here.", source.name, node.name),
      },
    ],
    fixes: keys.length > 0 && filtersOf(trigger).length === 0 ? fixesOf(node, trigger, keys) : [],
  };
}

function severityOf(confidence: Confidence, { service }: MapNode): Severity {
  if (confidence === "low" || service === "sqs") return "medium";
  return confidence === "high" && service !== "dynamodb" ? "critical" : "high";
}

/** A prefix on the event of a SAM function; elsewhere the notification stands with the bucket. */
function fixesOf(node: MapNode, trigger: MapEdge, keys: readonly WrittenKey[]): Fix[] {
  if (keys.some((key) => startsWith(key, UPLOADS) !== "no")) return [];
  const label = trigger.evidence.find(({ kind }) => kind === "declared")?.label.replace(/^Events\./, "") ?? "";
  const event =
    node.type === "AWS::Serverless::Function" ? valueAt(node.body, `Events.${label}.Properties`) : undefined;
  if (event?.kind !== "map" || valueAt(event, "Filter")) return [];
  const edits = setEntry(event, ["Filter", "S3Key", "Rules"], [{ Name: "prefix", Value: UPLOADS }]);
  return edits ? [{ title: say("Let only objects below {0} start {1}", UPLOADS, node.name), edits }] : [];
}
