// Sources that are polled: queues, streams, brokers.
import type { Trigger } from "../../../model/app-map.ts";
import type { Value } from "../../../model/value.ts";
import { addEventSourceMapping } from "../../event-sources.ts";
import { dig, logicalIdsIn, pattern, referencesIn, word } from "../../walk-values.ts";
import type { EventReader } from "../service.ts";
import { eventLabel, shortOr } from "../service.ts";

export const STREAM_EVENTS: Readonly<Record<string, EventReader>> = {
  sqs: polled("sqs"),
  stream: (event, service) => polled(streamService(event.value))(event, service),
  msk: polled("msk"),
  kafka: polled("kafka"),
  activemq: polled("mq"),
  rabbitmq: polled("mq"),
  documentdb: polled("documentdb"),
};

function polled(trigger: Trigger): EventReader {
  return (event, { builder, context }) => {
    addEventSourceMapping(
      builder,
      {
        target: event.owner.id,
        properties: event.value,
        source: trigger === "kafka" ? undefined : shortOr(event.value, "arn", "cluster"),
        key: `${event.owner.key} ${event.type}`,
        at: event.nameAt,
        label: eventLabel(event),
        trigger,
      },
      (logicalId) => context.resources.get(logicalId)?.type,
    );
  };
}

/** `type` of a stream event, or what its ARN and the names in it say; tables are the usual case. */
export function streamService(settings: Value | undefined): "dynamodb" | "kinesis" {
  const type = word(dig(settings, "type"));
  if (type === "dynamodb" || type === "kinesis") return type;
  const arn = shortOr(settings, "arn");
  const words = [pattern(arn), ...logicalIdsIn(arn)];
  for (const { to } of referencesIn(arn)) if (to.by === "export") words.push(pattern(to.name));
  return words.some((text) => text.toLowerCase().includes("kinesis")) ? "kinesis" : "dynamodb";
}
