import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode, Trigger } from "../../model/app-map.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { plainText, property } from "../../model/value.ts";
import { filesRunBy } from "../code-owners.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { isIdempotent, repeatedEffectsOf, type RepeatedEffect } from "./repeated-effects.ts";
import { SNIPPETS } from "./not-idempotent-snippets.ts";

/** Sources that deliver an event at least once. Source: Lambda Developer Guide, "Understanding retry behavior". */
const AT_LEAST_ONCE: readonly Trigger[] = [
  "sqs",
  "sns",
  "s3",
  "dynamodb",
  "kinesis",
  "event",
  "iot",
  "kafka",
  "msk",
  "mq",
  "documentdb",
  "ses",
];

export const notIdempotent = defineRule({
  id: "SAS-9/not-idempotent",
  title: "Event that may come twice is acted on twice",
  severity: "low",
  why: "Queues, topics and streams deliver an event at least once, and a failed batch comes again as a whole: a payment, a row or a count in it is then made twice.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html",
  mitigation:
    "Give each event a key and remember it before acting: an idempotency key for the payment, a conditional write, or the idempotency utility of Powertools for AWS Lambda.",
  snippets: SNIPPETS,
  *check(context) {
    const worst = new Map<string, { readonly rank: number; readonly hit: Hit }>();
    for (const { place, file, owners } of reachedPlaces(context, repeatedEffectsOf)) {
      const found = owners.flatMap((node) => {
        const source = repeatingSource(context.graph, node);
        return source && !checks(context, node) ? [{ node, source }] : [];
      });
      const [first] = found;
      if (!first) continue;
      const { node, source } = first;
      const rank = RANKS.indexOf(place.kind);
      // The steps of one payment are one finding.
      if ((worst.get(node.id)?.rank ?? RANKS.length) <= rank) continue;
      worst.set(node.id, {
        rank,
        hit: {
          on: node.id,
          at: rangeOf(file, place.at),
          key: `${place.kind} ${place.api}`,
          confidence: "medium",
          severity: place.kind === "message" ? "info" : "low",
          message: messageOf(place, node.name, source.name),
          related: [
            { at: source.nameAt, message: say("{0} may deliver an event more than once.", source.name) },
            ...alsoRunBy(found.map((one) => one.node)),
          ],
        },
      });
    }
    for (const { hit } of worst.values()) yield hit;
  },
});

const RANKS: readonly RepeatedEffect["kind"][] = ["payment", "insert", "counter", "message"];

/** The source that repeats events; none when the function is asked over HTTP as well, or when a FIFO queue drops what comes twice. */
function repeatingSource(graph: AppGraph, node: MapNode): MapNode | undefined {
  const triggers = graph.triggersOf(node.id);
  return triggers.find(({ edge, source }) => edge.trigger && AT_LEAST_ONCE.includes(edge.trigger) && !isFifo(source))
    ?.source;
}

function isFifo({ body, properties }: MapNode): boolean {
  return (
    plainText(property(body, "FifoQueue"))?.toLowerCase() === "true" ||
    plainText(properties["physicalName"])?.endsWith(".fifo") === true
  );
}

function checks(context: RuleContext, node: MapNode): boolean {
  return filesRunBy(context, node.id).some((file) => {
    const module = context.code.get(file)?.module;
    return module !== undefined && isIdempotent(module);
  });
}

function messageOf({ kind, api }: RepeatedEffect, name: string, source: string): Message {
  switch (kind) {
    case "payment":
      return say("{0} moves money again when {1} delivers an event twice ({2}).", name, source, api);
    case "insert":
      return say("{0} adds a second row when {1} delivers an event twice.", name, source);
    case "message":
      return say("{0} writes to people again when {1} delivers an event twice ({2}).", name, source, api);
    case "counter":
      return say("{0} counts an event twice when {1} delivers it twice.", name, source);
  }
}
