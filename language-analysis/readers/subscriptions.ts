// Subscriptions of topics: to whom a topic hands its messages, and the queue for those that it can't hand over.
// Source: CloudFormation Template Reference, AWS::SNS::Subscription; SAM and Serverless use the same settings.
import type { SourceRange } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import { deliveryOf } from "./delivery.ts";
import type { End, FragmentBuilder } from "./fragment-builder.ts";
import { lookup } from "./lookup.ts";
import { dig, pattern, word } from "./walk-values.ts";

export interface SubscriptionDraft {
  readonly topic: End;
  readonly properties: Value | undefined;
  readonly at: SourceRange;
  readonly label: string;
}

export function addSubscription(builder: FragmentBuilder, { topic, properties, at, label }: SubscriptionDraft): void {
  const value = dig(properties, "Endpoint");
  const shared = { from: topic, at, label, filter: dig(properties, "FilterPolicy") };
  const delivery = deliveryOf(properties, builder.nodeDialect);
  const protocol = word(dig(properties, "Protocol"))?.toLowerCase();
  if (protocol === "lambda") {
    const to = { value, kind: "function" as const, service: "lambda" };
    builder.addEdge({ ...shared, to, kind: "triggers", trigger: "sns", delivery });
  } else if (protocol === "sqs" || protocol === "firehose") {
    builder.addEdge({ ...shared, to: { value, kind: "channel", service: protocol }, kind: "publishes" });
  }
  const outside = lookup(OUTSIDE, protocol);
  if (outside !== undefined && value) {
    const to = addOutside(builder, outside, value, at);
    builder.addEdge({ from: topic, to, kind: "connects", at, label, filter: shared.filter });
  }
  addRedrive(builder, topic, delivery.settings["deadLetter"], "RedrivePolicy");
}

/** What stands outside of the app, by protocol; as services of external nodes. */
const OUTSIDE: Readonly<Record<string, string>> = {
  http: "http",
  https: "http",
  email: "email",
  "email-json": "email",
  sms: "sms",
  application: "push",
};

/** `value` is its whole address. */
export function addOutside(
  builder: FragmentBuilder,
  service: string,
  value: Value,
  at: SourceRange,
  name = pattern(value),
): string {
  return builder.addMadeNode({
    key: `subscriber ${service} ${name}`,
    kind: "external",
    provider: "any",
    service,
    logicalId: name,
    at,
    nameAt: value.at,
    properties: { host: value },
  });
}

/** Messages that no attempt hands over go from the topic to a queue. */
export function addRedrive(builder: FragmentBuilder, topic: End, queue: Value | undefined, label: string): void {
  if (!queue) return;
  const to = { value: queue, kind: "channel" as const, service: "sqs" };
  builder.addEdge({ from: topic, to, kind: "connects", at: queue.at, label });
}
