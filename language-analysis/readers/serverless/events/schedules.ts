// Schedules and rules of the event bus.
import type { Value } from "../../../model/value.ts";
import { deliveryOf } from "../../delivery.ts";
import { textValue } from "../../make-values.ts";
import { addRule } from "../../rules.ts";
import { dig, elements, pattern, word } from "../../walk-values.ts";
import type { EventReader, Service, ServiceEvent } from "../service.ts";
import { shortOr } from "../service.ts";

export const SCHEDULE_EVENTS: Readonly<Record<string, EventReader>> = {
  schedule: addSchedules,
  eventBridge: (event, service) => {
    const { value } = event;
    const schedule = dig(value, "schedule");
    const match = dig(value, "pattern");
    if (schedule) addOne(event, service, { schedule });
    if (match || !schedule)
      addOne(event, service, { pattern: match ?? value ?? textValue("", event.nameAt), bus: dig(value, "eventBus") });
  },
  cloudwatchEvent: (event, service) => {
    const { value } = event;
    addOne(event, service, { pattern: dig(value, "event") ?? value ?? textValue("", event.nameAt) });
  },
};

/** A rate or a list of rates; each is a schedule of its own. */
function addSchedules(event: ServiceEvent, service: Service): void {
  const rates = elements(shortOr(event.value, "rate"));
  for (const schedule of rates) addOne(event, service, { schedule });
  if (rates.length === 0) addOne(event, service, { schedule: textValue("", event.nameAt) });
}

function addOne(
  { value, at, nameAt, owner, type }: ServiceEvent,
  { builder }: Service,
  rule: { readonly schedule?: Value; readonly pattern?: Value; readonly bus?: Value | undefined },
): void {
  const named = word(dig(value, "name"));
  const what = named ?? (rule.schedule ? pattern(rule.schedule) : patternKey(rule.pattern));
  addRule(builder, {
    key: `${owner.key} ${type} ${what}`.trim(),
    name: named ?? (rule.schedule ? pattern(rule.schedule) : `${owner.key} rule`),
    type: "",
    at,
    nameAt,
    ...rule,
    enabled: dig(value, "enabled"),
    input: dig(value, "input"),
    targets: [],
    targetNode: owner.id,
    delivery: deliveryOf(value, builder.nodeDialect),
    deadLetters: elements(dig(value, "deadLetterQueueArn")),
    body: value?.kind === "map" ? value : undefined,
  });
}

/** Tells the rules of one function apart: sources and detail types of the pattern. */
function patternKey(match: Value | undefined): string {
  const parts = ["source", "detail-type"].flatMap((key) => elements(dig(match, key)).map((item) => pattern(item)));
  return parts.join(" ");
}
