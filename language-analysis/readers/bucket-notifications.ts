// Event notifications of a bucket to functions, queues, topics and the event bus.
import type { Value } from "../model/value.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";
import { dig, elements, firstOf } from "./walk-values.ts";

export function addBucketNotifications(
  builder: FragmentBuilder,
  bucket: string,
  configuration: Value | undefined,
): void {
  for (const one of elements(dig(configuration, "LambdaConfigurations"))) {
    builder.addEdge({
      from: bucket,
      to: { value: dig(one, "Function"), kind: "function", service: "lambda" },
      kind: "triggers",
      trigger: "s3",
      at: one.at,
      label: "LambdaConfigurations",
      filter: dig(one, "Filter"),
    });
  }
  for (const [list, property, service] of [
    ["QueueConfigurations", "Queue", "sqs"],
    ["TopicConfigurations", "Topic", "sns"],
  ] as const) {
    for (const one of elements(dig(configuration, list))) {
      builder.addEdge({
        from: bucket,
        to: { value: firstOf(one, property), kind: "channel", service },
        kind: "publishes",
        at: one.at,
        label: list,
        filter: dig(one, "Filter"),
      });
    }
  }
}
