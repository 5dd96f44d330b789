// Buckets, topics, logs, devices, user pools, skills.
import type { Value } from "../../../model/value.ts";
import { deliveryOf } from "../../delivery.ts";
import { textValue } from "../../make-values.ts";
import { dig, elements, pattern, referencesIn, word } from "../../walk-values.ts";
import { addRedrive } from "../../subscriptions.ts";
import { alphaNumeric } from "../names.ts";
import type { EventReader, Service, ServiceEvent } from "../service.ts";
import { addImpliedNode, eventLabel, resourceNamed, shortOr } from "../service.ts";
import { isTrue } from "../../walk-values.ts";

export const MESSAGE_EVENTS: Readonly<Record<string, EventReader>> = {
  s3: addBucketEvent,
  sns: addTopicEvent,
  cloudwatchLog: addLogEvent,
  iot: addDeviceEvent,
  iotFleetProvisioning: (event, service) => addDeviceEvent(event, service),
  alexaSkill: (event, service) => addSkill(event, service, "appId"),
  alexaSmartHome: (event, service) => addSkill(event, service, "appId"),
  cognitoUserPool: addUserPoolEvent,
};

/** The framework makes the bucket unless it is `existing`, or `resources` declares one of the same name. */
function addBucketEvent(event: ServiceEvent, service: Service): void {
  const { builder } = service;
  const { value, at, nameAt, owner } = event;
  const bucket = shortOr(value, "bucket");
  if (!bucket) {
    builder.invalid(`${eventLabel(event)} of ${owner.key}`, "an event with a bucket", nameAt);
    return;
  }
  const shared = { at: nameAt, label: eventLabel(event), filter: dig(value, "rules") };
  const from =
    referencesIn(bucket).some(({ to }) => to.by === "logical-id") && bucket.kind === "reference"
      ? { value: bucket, kind: "store" as const, service: "s3" }
      : (declaredByName(service, "s3", bucket) ??
        addImpliedNode(service, {
          logicalId: `S3Bucket${alphaNumeric(pattern(bucket))}`,
          name: pattern(bucket),
          kind: "store",
          service: "s3",
          at,
          nameAt,
          physicalName: nameInProvider(service, bucket) ?? bucket,
          isExisting: isTrue(dig(value, "existing")),
        }));
  builder.addEdge({ from, to: owner.id, kind: "triggers", trigger: "s3", ...shared });
}

/** A bucket may be a key of `provider.s3`, where its real name and settings are. */
function nameInProvider({ provider }: Service, bucket: Value): Value | undefined {
  const key = word(bucket);
  return key === undefined ? undefined : dig(dig(dig(provider, "s3"), key), "name");
}

/** A node of this service with the same physical name. */
function declaredByName({ builder }: Service, service: string, name: Value): string | undefined {
  const wanted = pattern(name);
  if (wanted.replaceAll("*", "") === "") return undefined;
  for (const node of builder.allNodes()) {
    const physical = node.properties["physicalName"];
    if (node.service === service && physical && pattern(physical) === wanted && node.dialect !== "none") return node.id;
  }
  return undefined;
}

/** A topic by name (made by the framework), by ARN, or by reference. */
function addTopicEvent(event: ServiceEvent, service: Service): void {
  const { builder } = service;
  const { value, at, nameAt, owner } = event;
  const arn = value?.kind === "map" ? dig(value, "arn") : undefined;
  const name = value?.kind === "map" ? dig(value, "topicName") : value;
  const topic = arn ?? name;
  if (!topic) {
    builder.invalid(`${eventLabel(event)} of ${owner.key}`, "an event with a topic", nameAt);
    return;
  }
  const isName = !arn && topic.kind !== "reference" && !pattern(topic).startsWith("arn:");
  const from = isName
    ? (declaredByName(service, "sns", topic) ??
      addImpliedNode(service, {
        logicalId: `SNSTopic${alphaNumeric(pattern(topic))}`,
        name: pattern(topic),
        kind: "channel",
        service: "sns",
        at,
        nameAt,
        physicalName: topic,
      }))
    : { value: topic, kind: "channel" as const, service: "sns" };
  const delivery = deliveryOf(value, builder.nodeDialect);
  const shared = { at: nameAt, label: eventLabel(event), filter: dig(value, "filterPolicy"), delivery };
  builder.addEdge({ from, to: owner.id, kind: "triggers", trigger: "sns", ...shared });
  const { deadLetter } = delivery.settings;
  addRedrive(builder, from, deadLetter && resourceNamed(service, deadLetter), "redrivePolicy");
}

function addLogEvent(event: ServiceEvent, service: Service): void {
  const { value, nameAt, at, owner } = event;
  for (const group of elements(shortOr(value, "logGroup"))) {
    const from =
      group.kind === "reference"
        ? { value: group, kind: "store" as const, service: "logs" }
        : (declaredByName(service, "logs", group) ??
          addImpliedNode(service, {
            logicalId: `log group ${pattern(group)}`,
            name: pattern(group),
            kind: "store",
            service: "logs",
            at,
            nameAt,
            physicalName: group,
            isExisting: true,
          }));
    service.builder.addEdge({
      from,
      to: owner.id,
      kind: "triggers",
      trigger: "logs",
      at: nameAt,
      label: eventLabel(event),
      filter: dig(value, "filter"),
    });
  }
}

function addDeviceEvent(event: ServiceEvent, service: Service): void {
  const { value, nameAt, at, owner } = event;
  const sql = dig(value, "sql");
  const name = word(dig(value, "name"));
  const from = addImpliedNode(service, {
    logicalId: `${owner.key} ${event.type} ${name ?? (sql ? pattern(sql) : "")}`.trim(),
    name: name ?? `${owner.key} topic rule`,
    kind: "channel",
    service: "iot",
    at,
    nameAt,
    properties: sql ? { filter: sql } : {},
  });
  const shared = { at: nameAt, label: eventLabel(event), filter: sql };
  service.builder.addEdge({ from, to: owner.id, kind: "triggers", trigger: "iot", ...shared });
}

function addSkill(event: ServiceEvent, service: Service, property: string): void {
  const { value, nameAt, at, owner } = event;
  const skill = shortOr(value, property);
  const from = addImpliedNode(service, {
    logicalId: `${owner.key} ${event.type}`,
    name: event.type === "alexaSkill" ? "Alexa skill" : "Alexa smart home skill",
    kind: "external",
    service: "alexa",
    at,
    nameAt,
    properties: { host: textValue("alexa-appkit.amazon.com", nameAt), ...(skill && { skill }) },
  });
  const shared = { at: nameAt, label: eventLabel(event) };
  service.builder.addEdge({ from, to: owner.id, kind: "triggers", trigger: "alexa", ...shared });
}

/** The framework makes the pool under a fixed logical id; `resources` may add settings under the same id. */
function addUserPoolEvent(event: ServiceEvent, service: Service): void {
  const { builder } = service;
  const { value, at, nameAt, owner } = event;
  const pool = dig(value, "pool");
  const name = pool ? pattern(pool) : "";
  const isExisting = isTrue(dig(value, "existing"));
  const declared = isExisting && pool ? declaredByName(service, "cognito", pool) : undefined;
  const from =
    declared ??
    addImpliedNode(service, {
      logicalId: `CognitoUserPool${alphaNumeric(name)}`,
      name,
      kind: "identity",
      service: "cognito",
      at,
      nameAt,
      physicalName: pool,
      isExisting,
      properties: { identityType: textValue("user-pool", nameAt) },
    });
  const label = word(dig(value, "trigger")) ?? eventLabel(event);
  builder.addEdge({ from, to: owner.id, kind: "triggers", trigger: "cognito", at: nameAt, label });
}
