// Events of other clouds and event types that are not known: the trigger is shown, with as much as its name tells.
import { say } from "../../../model/message.ts";
import type { Trigger } from "../../../model/app-map.ts";
import { addEndpoint, unknownAuthentication } from "../../endpoints.ts";
import { textValue } from "../../make-values.ts";
import { addRule } from "../../rules.ts";
import { firstOf, pattern, word } from "../../walk-values.ts";
import { cloudOfService } from "../cloud.ts";
import type { Service, ServiceEvent } from "../service.ts";
import { eventLabel, shortOr } from "../service.ts";

const SCHEDULES = new Set(["schedule", "timer", "cron"]);
const HTTP = new Set(["http", "httpapi", "apigw", "https", "webhook", "trigger-http"]);

export function addForeignEvent(event: ServiceEvent, service: Service, isAws: boolean): void {
  const { builder } = service;
  const { type, value, at, nameAt, owner } = event;
  const word_ = type.toLowerCase();
  if (isAws) {
    builder.unresolved(
      "unsupported-type",
      `event ${type} of ${owner.key}`,
      say("Event {0} of {1} is of a type that is not analysed.", type, owner.key),
      nameAt,
    );
  }
  if (HTTP.has(word_)) {
    addForeignRoute(event, service);
    return;
  }
  if (SCHEDULES.has(word_)) {
    const schedule = shortOr(value, "rate", "schedule", "cron") ?? textValue("", nameAt);
    const key = `${owner.key} ${type} ${pattern(schedule)}`;
    const provider = cloudOfService(service.provider);
    addRule(builder, {
      key,
      provider,
      name: pattern(schedule),
      type: "",
      at,
      nameAt,
      schedule,
      targets: [],
      targetNode: owner.id,
    });
    return;
  }
  const name = shortOr(value, "resource", "queue", "topic", "path", "name", "eventType", "trigger", "rule");
  const id = builder.addMadeNode({
    key: `${owner.key} ${type} ${name ? pattern(name) : ""}`.trim(),
    kind: "channel",
    provider: cloudOfService(service.provider),
    service: word_,
    name: name ? pattern(name) : `${type} of ${owner.key}`,
    logicalId: `${owner.key} ${type}`,
    at,
    nameAt,
    properties: name ? { physicalName: name } : {},
    declaredElsewhere: true,
  });
  const trigger: Trigger = word_ === "event" ? "event" : "other";
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger, at: nameAt, label: eventLabel(event) });
}

function addForeignRoute(event: ServiceEvent, { builder, provider }: Service): void {
  const { value, at, nameAt, owner, type } = event;
  const method = (word(firstOf(value, "method", "methods")) ?? "ANY").toUpperCase();
  const written = shortOr(value, "path", "route");
  const path = written?.kind === "text" ? written : textValue(`/${owner.key}`, written?.at ?? nameAt);
  const name = `${method} ${pattern(path)}`;
  const id = addEndpoint(builder, {
    key: `${owner.key} ${name}`,
    name,
    logicalId: `${owner.key} ${type}`,
    type: "",
    service: "http",
    provider: cloudOfService(provider),
    at,
    nameAt,
    protocol: "http",
    method: textValue(method, nameAt),
    path,
    access: { authentication: unknownAuthentication("what the platform asks of callers", nameAt) },
    isPublic: true,
  });
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "api", at: nameAt, label: eventLabel(event) });
}
