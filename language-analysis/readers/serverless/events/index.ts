// Events of a function: a table by event type. An event type that is not in it is shown as a trigger of unknown kind.
import { say } from "../../../model/message.ts";
import type { Value } from "../../../model/value.ts";
import { dig, elements, word } from "../../walk-values.ts";
import type { EventReader, Service, ServiceFunction } from "../service.ts";
import { HTTP_EVENTS } from "./http.ts";
import { MESSAGE_EVENTS } from "./messages.ts";
import { addForeignEvent } from "./other-clouds.ts";
import { SCHEDULE_EVENTS } from "./schedules.ts";
import { STREAM_EVENTS } from "./streams.ts";
import { cloudOfService } from "../cloud.ts";
import { lookup } from "../../lookup.ts";

const EVENTS: Readonly<Record<string, EventReader>> = {
  ...HTTP_EVENTS,
  ...MESSAGE_EVENTS,
  ...SCHEDULE_EVENTS,
  ...STREAM_EVENTS,
};

const WORKFLOW_EVENTS: Readonly<Record<string, EventReader>> = { ...HTTP_EVENTS, ...SCHEDULE_EVENTS };

export function addServiceEvents(owner: ServiceFunction, service: Service): void {
  const isAws = cloudOfService(service.provider) === "aws";
  for (const item of elements(dig(owner.value, "events"))) {
    const found = typeOf(item, service);
    if (!found) {
      if (item.kind !== "unresolved") service.builder.invalid(`An event of ${owner.key}`, "a map", item.at);
      continue;
    }
    const event = { ...found, owner };
    const read = isAws ? lookup(EVENTS, event.type) : undefined;
    if (read) read(event, service);
    else addForeignEvent(event, service, isAws);
  }
}

/** Events that the plugin serverless-step-functions lets start a workflow. */
export function addWorkflowEvents(owner: ServiceFunction, service: Service): void {
  for (const item of elements(dig(owner.value, "events"))) {
    const found = typeOf(item, service);
    if (found) lookup(WORKFLOW_EVENTS, found.type)?.({ ...found, owner }, service);
  }
}

interface FoundEvent {
  readonly type: string;
  readonly value: Value | undefined;
  readonly at: Value["at"];
  readonly nameAt: Value["at"];
}

function typeOf(item: Value, { builder }: Service): FoundEvent | undefined {
  if (item.kind === "text") return { type: item.value, value: undefined, at: item.at, nameAt: item.at };
  if (item.kind !== "map") return undefined;
  const entry = item.entries.find(({ key }) => lookup(EVENTS, key)) ?? item.entries[0];
  if (!entry) return undefined;
  const { key, keyAt, value, at } = entry;
  if (value.kind !== "null" || item.entries.length === 1) return { type: key, value, at, nameAt: keyAt };
  // The settings are indented like the event itself: a mistake that the framework takes for settings all the same.
  builder.problem(
    "invalid-value",
    "warning",
    say("The settings of event {0} should be indented below it.", word(value) ?? key),
    keyAt,
  );
  return { type: key, value: item, at: item.at, nameAt: keyAt };
}
