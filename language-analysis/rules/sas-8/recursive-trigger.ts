import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry } from "../../graph/edits.ts";
import type { Confidence, MapEdge, MapNode } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { Value } from "../../model/value.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { itemsOf, textOf } from "../../model/value.ts";
import { valueAt, valuesAt } from "../settings/read.ts";
import { writtenKeys, type WrittenKey } from "./written-keys.ts";

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
    const { graph } = context;
    for (const node of graph.nodes("function")) {
      for (const { edge: trigger, source } of graph.triggersOf(node.id)) {
        if (!["store", "channel"].includes(source.kind)) continue;
        const hit = loopHit(context, node, source, trigger);
        if (hit) yield hit;
      }
    }
  },
});

/** What the function writes to comes back to it, directly or through one or two channels. */
function loopHit(context: RuleContext, node: MapNode, source: MapNode, trigger: MapEdge): Hit | undefined {
  const { graph } = context;
  const write = writesTo(graph, node, source);
  if (!write || (source.service === "s3" && !changesObjects(write)) || !startsOnWrite(source, trigger))
    return undefined;
  const keys = source.service === "s3" ? writtenKeys(context, write) : [];
  const passing = keys.length === 0 ? "unknown" : filterLets(trigger.filter, keys);
  if (passing === "no") return undefined;
  const hasFilter = trigger.filter !== undefined && trigger.filter.kind !== "null";
  // A pattern or policy looks at what is in the message, which is not known here.
  if (hasFilter && source.service !== "s3") return undefined;
  if (source.service === "sqs" && graph.edgesTo(source.id, "writes", "publishes").every(({ from }) => from === node.id))
    return undefined;
  const observed = write.evidence.find(({ kind }) => kind === "observed") ?? write.evidence[0];
  const isSure = passing === "yes" || (!hasFilter && write.confidence === "high");
  const confidence: Confidence = isSure ? (write.confidence === "high" ? "high" : "medium") : "low";
  return {
    on: node.id,
    at: observed?.at ?? node.nameAt,
    key: `loop ${source.logicalId}`,
    edge: write.id,
    confidence,
    severity: severityOf(confidence, source),
    message: say("{0} writes to {1}, which starts {0} again.", node.name, source.name),
    reasons:
      passing === "unknown" && hasFilter ? [say("Whether the filter lets through what it writes is not known.")] : [],
    related: [
      { at: trigger.evidence[0]?.at ?? source.nameAt, message: say("{0} starts {1} here.", source.name, node.name) },
    ],
    fixes: keys.length > 0 && !hasFilter ? fixesOf(node, trigger, keys) : [],
  };
}

function severityOf(confidence: Confidence, { service }: MapNode): Severity {
  if (confidence === "low" || service === "sqs") return "medium";
  return confidence === "high" && service !== "dynamodb" ? "critical" : "high";
}

function writesTo(graph: AppGraph, node: MapNode, source: MapNode): MapEdge | undefined {
  const edges = graph
    .edgesFrom(node.id, "writes", "publishes")
    .filter(({ evidence }) =>
      evidence.some(({ kind, label }) => kind !== "granted" && !/^(onfailure|deadletter|onerror)/i.test(label)),
    );
  const direct = edges.find(({ to }) => to === source.id);
  if (direct) return direct;
  // Through a bucket's or topic's own notifications into the channel that triggers.
  return edges.find(({ to }) =>
    graph.edgesFrom(to, "publishes").some((next) => next.to === source.id && next.filter === undefined),
  );
}

function changesObjects({ actions = [] }: MapEdge): boolean {
  return (
    actions.length === 0 || actions.some((action) => /^s3:(Put|Copy|Create|Complete|Upload|Restore)/i.test(action))
  );
}

/** Removal events are not started by what is put there. */
function startsOnWrite(source: MapNode, trigger: MapEdge): boolean {
  const labels = JSON.stringify(trigger.filter ?? null);
  return !(source.service === "s3" && /ObjectRemoved/.test(labels) && !/ObjectCreated/.test(labels));
}

/** Whether one of the keys passes the prefix and suffix rules of the trigger. */
function filterLets(filter: Value | undefined, keys: readonly WrittenKey[]): "yes" | "no" | "unknown" {
  const rules = rulesOf(filter);
  if (rules.length === 0) return "yes";
  const answers = keys.map((key) => {
    const each = rules.map(({ name, value }) => {
      if (value === undefined) return "unknown";
      return name === "prefix" ? startsWith(key, value) : endsWith(key, value);
    });
    return each.includes("no") ? "no" : each.includes("unknown") ? "unknown" : "yes";
  });
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

interface FilterRule {
  readonly name: "prefix" | "suffix";
  readonly value: string | undefined;
}

/** `Rules` of a bucket notification (Name and Value), or of the Serverless Framework (`prefix: uploads/`). */
function rulesOf(filter: Value | undefined): readonly FilterRule[] {
  const lists = [
    filter,
    valueAt(filter, "S3Key.Rules"),
    valueAt(filter, "Rules"),
    valueAt(filter, "Key.FilterRules"),
    valueAt(filter, "Filter.S3Key.Rules"),
  ];
  return lists.flatMap((list) =>
    itemsOf(list).flatMap((item): FilterRule[] => {
      const name = textOf(valueAt(item, "Name"))?.toLowerCase();
      if (name === "prefix" || name === "suffix") return [{ name, value: textOf(valueAt(item, "Value")) }];
      return (["prefix", "suffix"] as const).flatMap((key) => {
        const [value] = valuesAt(item, key);
        return value ? [{ name: key, value: textOf(value) }] : [];
      });
    }),
  );
}

function startsWith({ start, isWhole }: WrittenKey, prefix: string): "yes" | "no" | "unknown" {
  if (start.startsWith(prefix)) return "yes";
  return isWhole || !prefix.startsWith(start) ? "no" : "unknown";
}

function endsWith({ end, isWhole }: WrittenKey, suffix: string): "yes" | "no" | "unknown" {
  if (end.endsWith(suffix)) return "yes";
  return isWhole || !suffix.endsWith(end) ? "no" : "unknown";
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
