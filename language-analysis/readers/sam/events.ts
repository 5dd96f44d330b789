// Events of SAM functions and state machines, one entry for each type.
// Source: AWS SAM Developer Guide, "EventSource" of AWS::Serverless::Function and of AWS::Serverless::StateMachine.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Trigger } from "../../model/app-map.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { stageSettings } from "../cloudformation/api-stages.ts";
import { deliveryOf } from "../delivery.ts";
import { addEndpoint } from "../endpoints.ts";
import { addEventSourceMapping } from "../event-sources.ts";
import { nodeReference, textValue } from "../make-values.ts";
import { definitionsOf, methodName } from "../openapi.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { addRule } from "../rules.ts";
import { addRedrive } from "../subscriptions.ts";
import { dig, entriesOf, firstOf, isTrue, pattern, word } from "../walk-values.ts";
import type { SamApi } from "./api-model.ts";
import { apiOfEvent, isInternetFacing, samAccess } from "./api-model.ts";
import { addMadeChannel } from "./made-channels.ts";
import { isSet } from "./roles.ts";
import { lookup } from "../lookup.ts";

export interface SamEvent {
  readonly name: string;
  readonly properties: Value | undefined;
  /** The event's entry, and its name. */
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly owner: Resource;
  readonly globals: Value | undefined;
}

type EventReader = (event: SamEvent, context: TemplateContext) => void;

const EVENTS: Readonly<Record<string, EventReader>> = {
  Api: (event, context) => addRoute(event, context, "Api"),
  HttpApi: (event, context) => addRoute(event, context, "HttpApi"),
  WebSocket: addWebsocketRoute,
  S3: (event, context) =>
    addSimple(event, context, "s3", "store", "s3", dig(event.properties, "Bucket"), dig(event.properties, "Filter")),
  SNS: addTopicEvent,
  SQS: polled("sqs", "Queue"),
  Kinesis: polled("kinesis", "Stream"),
  DynamoDB: polled("dynamodb", "Stream"),
  MSK: polled("msk", "Stream"),
  MQ: polled("mq", "Broker"),
  DocumentDB: polled("documentdb", "Cluster"),
  SelfManagedKafka: polled("kafka", "None"),
  Schedule: addScheduleEvent,
  ScheduleV2: addScheduleEvent,
  CloudWatchEvent: addRuleEvent,
  EventBridgeRule: addRuleEvent,
  CloudWatchLogs: (event, context) =>
    addSimple(
      event,
      context,
      "logs",
      "store",
      "logs",
      dig(event.properties, "LogGroupName"),
      dig(event.properties, "FilterPattern"),
    ),
  IoTRule: addTopicRule,
  AlexaSkill: addSkill,
  Cognito: (event, context) =>
    addSimple(event, context, "cognito", "identity", "cognito", dig(event.properties, "UserPool"), undefined),
};

export function addEvents(resource: Resource, globals: Value | undefined, context: TemplateContext): void {
  for (const entry of entriesOf(dig(resource.properties, "Events"))) addEvent(entry, resource, globals, context);
}

function addEvent(entry: ValueEntry, owner: Resource, globals: Value | undefined, context: TemplateContext): void {
  const { builder } = context;
  const type = word(dig(entry.value, "Type"));
  const read = lookup(EVENTS, type);
  if (!read) {
    if (entry.value.kind === "null") return;
    builder.problem(
      "unsupported-resource",
      "warning",
      say("Event {0} of {1} has a type that is not known: {2}.", entry.key, owner.logicalId, type ?? "none"),
      entry.keyAt,
    );
    return;
  }
  read(
    {
      name: entry.key,
      properties: dig(entry.value, "Properties"),
      at: entry.at,
      nameAt: entry.keyAt,
      owner,
      globals,
    },
    context,
  );
}

function labelOf({ name }: SamEvent): string {
  return `Events.${name}`;
}

/** The id that SAM gives to what it makes for an event. */
function keyOf({ owner, name }: SamEvent): string {
  return `${owner.logicalId}${name}`;
}

function addRoute(event: SamEvent, context: TemplateContext, section: "Api" | "HttpApi"): void {
  const { builder } = context;
  const { properties, nameAt, at, owner, globals } = event;
  const isRest = section === "Api";
  const apiValue = dig(properties, isRest ? "RestApiId" : "ApiId");
  const api = apiOfEvent(context, globals, section, apiValue);
  const method = dig(properties, "Method");
  const path = dig(properties, "Path");
  const verb = upper(method) ?? "ANY";
  const name = path ? `${verb === "*" ? "ANY" : verb} ${pattern(path)}` : "$default";
  const auth = dig(properties, "Auth");
  const key = `${api.key} ${name}`.trimStart();
  const link = { to: owner.id, kind: "triggers", trigger: "api", at: nameAt, label: labelOf(event) } as const;
  if (path && isPermissionAlone(context, api.properties, pattern(path))) return;
  if (path && isSecuredByDefinition(context, api.properties, pattern(path), verb)) {
    // The API's own definition declares the route, with its authentication; it is read with the API.
    builder.addEdge({ from: builder.idOf(key), ...link });
    return;
  }
  const stage = stageSettings(context, samStage(api), { verb, path: path ? pattern(path) : "$default" });
  const id = addEndpoint(builder, {
    key,
    name,
    logicalId: keyOf(event),
    type: api.type,
    at,
    nameAt,
    protocol: isRest ? "rest" : "http",
    method: textValue(verb, method?.at ?? nameAt),
    ...(path && { path }),
    access: samAccess(builder, api, auth, nameAt),
    isPublic: isInternetFacing(api, auth),
    properties: {
      api: apiValue ?? (api.id === undefined ? undefined : nodeReference(api.id, nameAt)),
      requestValidation: firstOf(properties, "RequestModel", "RequestParameters"),
      cors: firstOf(api.properties, "Cors", "CorsConfiguration"),
      throttling: eventThrottling(properties) ?? stage["throttling"] ?? dig(api.properties, "Auth.UsagePlan.Throttle"),
      accessLog: stage["accessLog"],
      executionLog: stage["executionLog"],
      integrationMilliseconds: dig(properties, "TimeoutInMillis"),
      responseMode: dig(properties, "ResponseTransferMode"),
    },
    body: entryBody(properties),
    condition: owner.condition,
  });
  builder.addEdge({ from: id, ...link });
}

/** HttpApi events may set it for their own route. */
function eventThrottling(properties: Value | undefined): Value | undefined {
  const settings = dig(properties, "RouteSettings");
  return firstOf(settings, "ThrottlingRateLimit", "ThrottlingBurstLimit") && settings;
}

/** `Path: /*` beside a definition of the API: the definition has the routes, and the event only lets all of them call the function. */
function isPermissionAlone(context: TemplateContext, api: Value | undefined, path: string): boolean {
  return path.includes("*") && definitionsOfApi(context, api).length > 0;
}

function definitionsOfApi(context: TemplateContext, api: Value | undefined): readonly Value[] {
  return definitionsOf(context, { definition: dig(api, "DefinitionBody"), location: dig(api, "DefinitionUri") });
}

function isSecuredByDefinition(context: TemplateContext, api: Value | undefined, path: string, verb: string): boolean {
  return definitionsOfApi(context, api).some((definition) => {
    const methods = entriesOf(dig(definition, "paths")).find((entry) => entry.key === path);
    const operation = entriesOf(methods?.value).find(({ key }) => methodName(key) === verb);
    if (!operation) return false;
    return [operation.value, definition].some((part) => dig(part, "security") ?? dig(part, "x-amazon-apigateway-auth"));
  });
}

function upper(value: Value | undefined): string | undefined {
  return word(value)?.toUpperCase();
}

function entryBody(properties: Value | undefined): (Value & { readonly kind: "map" }) | undefined {
  return properties?.kind === "map" ? properties : undefined;
}

/** The API as the stage that SAM makes for it. */
function samStage({ key, properties, type }: SamApi): Pick<Resource, "logicalId" | "properties" | "type"> {
  return { logicalId: key, properties, type };
}

function addWebsocketRoute(event: SamEvent, { builder }: TemplateContext): void {
  const { properties, nameAt, at, owner } = event;
  const key = firstOf(properties, "RouteKey", "Route");
  const name = key ? pattern(key) : event.name;
  const id = addEndpoint(builder, {
    key: `${pattern(dig(properties, "ApiId"))} ${name}`,
    name,
    logicalId: keyOf(event),
    type: "AWS::Serverless::WebSocketApi",
    at,
    nameAt,
    protocol: "websocket",
    isPublic: true,
    properties: { api: dig(properties, "ApiId") },
  });
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "api", at: nameAt, label: labelOf(event) });
}

function addSimple(
  event: SamEvent,
  { builder }: TemplateContext,
  trigger: Trigger,
  kind: "store" | "channel" | "identity",
  service: string,
  value: Value | undefined,
  filter: Value | undefined,
): void {
  if (!isSet(value)) builder.invalid(labelOf(event), "an event with a source", event.nameAt);
  const { owner, nameAt } = event;
  const from = { value, kind, service };
  builder.addEdge({ from, to: owner.id, kind: "triggers", trigger, at: nameAt, label: labelOf(event), filter });
}

function polled(trigger: Trigger, property: string): EventReader {
  return (event, { builder, resources }) => {
    addEventSourceMapping(
      builder,
      {
        target: event.owner.id,
        properties: event.properties,
        source: dig(event.properties, property),
        key: keyOf(event),
        at: event.nameAt,
        label: labelOf(event),
        trigger,
      },
      (logicalId) => resources.get(logicalId)?.type,
    );
  };
}

/** With SqsSubscription SAM puts a queue between topic and function. */
function addTopicEvent(event: SamEvent, context: TemplateContext): void {
  const { builder } = context;
  const { properties, nameAt, at, owner } = event;
  const topic = { value: dig(properties, "Topic"), kind: "channel" as const, service: "sns" };
  const subscription = dig(properties, "SqsSubscription");
  const filter = dig(properties, "FilterPolicy");
  const label = labelOf(event);
  if (!subscription || (subscription.kind !== "map" && !isTrue(subscription))) {
    const delivery = deliveryOf(properties, builder.nodeDialect);
    builder.addEdge({
      from: topic,
      to: owner.id,
      kind: "triggers",
      trigger: "sns",
      at: nameAt,
      label,
      filter,
      delivery,
    });
    addRedrive(builder, topic, delivery.settings["deadLetter"], "RedrivePolicy");
    return;
  }
  const declared = dig(subscription, "QueueArn");
  const key = `${keyOf(event)}Queue`;
  const queue = declared
    ? { value: declared, kind: "channel" as const, service: "sqs" }
    : addMadeChannel(builder, key, "sqs", at);
  builder.addEdge({ from: topic, to: queue, kind: "publishes", at: nameAt, label, filter });
  const delivery = deliveryOf(subscription, builder.nodeDialect);
  builder.addEdge({ from: queue, to: owner.id, kind: "triggers", trigger: "sqs", at: nameAt, label, delivery });
}

/** A dead-letter queue by ARN, or one that SAM makes. */
function deadLettersOf(event: SamEvent, { builder }: TemplateContext): readonly (Value | string)[] {
  const settings = dig(event.properties, "DeadLetterConfig");
  const declared = dig(settings, "Arn");
  if (!settings || declared) return declared ? [declared] : [];
  const key = word(dig(settings, "QueueLogicalId")) ?? `${keyOf(event)}Queue`;
  return [addMadeChannel(builder, key, "sqs", settings.at)];
}

function addScheduleEvent(event: SamEvent, context: TemplateContext): void {
  const { builder } = context;
  const { properties, nameAt, at, owner } = event;
  addRule(builder, {
    key: keyOf(event),
    name: event.name,
    type: "",
    at,
    nameAt,
    schedule: firstOf(properties, "Schedule", "ScheduleExpression") ?? textValue("", nameAt),
    enabled: firstOf(properties, "Enabled", "State"),
    input: dig(properties, "Input"),
    targets: [],
    targetNode: owner.id,
    role: dig(properties, "RoleArn"),
    delivery: deliveryOf(properties, builder.nodeDialect),
    deadLetters: deadLettersOf(event, context),
    body: entryBody(properties),
    condition: owner.condition,
  });
}

function addRuleEvent(event: SamEvent, context: TemplateContext): void {
  const { builder } = context;
  const { properties, nameAt, at, owner } = event;
  addRule(builder, {
    key: keyOf(event),
    name: event.name,
    type: "",
    at,
    nameAt,
    pattern: dig(properties, "Pattern") ?? textValue("", nameAt),
    bus: dig(properties, "EventBusName"),
    enabled: firstOf(properties, "Enabled", "State"),
    input: dig(properties, "Input"),
    targets: [],
    targetNode: owner.id,
    delivery: deliveryOf(properties, builder.nodeDialect),
    deadLetters: deadLettersOf(event, context),
    body: entryBody(properties),
    condition: owner.condition,
  });
}

function addTopicRule(event: SamEvent, { builder }: TemplateContext): void {
  const { properties, nameAt, at, owner } = event;
  const sql = dig(properties, "Sql");
  const id = builder.idOf(keyOf(event));
  builder.addNode({
    id,
    kind: "channel",
    provider: "aws",
    service: "iot",
    name: event.name,
    logicalId: keyOf(event),
    type: "",
    dialect: builder.nodeDialect,
    group: builder.file,
    at,
    nameAt,
    properties: sql ? { filter: sql } : {},
  });
  builder.addEdge({
    from: id,
    to: owner.id,
    kind: "triggers",
    trigger: "iot",
    at: nameAt,
    label: labelOf(event),
    filter: sql,
  });
}

function addSkill(event: SamEvent, { builder }: TemplateContext): void {
  const { properties, nameAt, at, owner } = event;
  const id = builder.idOf(keyOf(event));
  const skill = dig(properties, "SkillId");
  builder.addNode({
    id,
    kind: "external",
    provider: "any",
    service: "alexa",
    name: event.name,
    logicalId: keyOf(event),
    type: "",
    dialect: builder.nodeDialect,
    group: builder.file,
    at,
    nameAt,
    properties: { host: textValue("alexa-appkit.amazon.com", nameAt), ...(skill && { skill }) },
  });
  builder.addEdge({ from: id, to: owner.id, kind: "triggers", trigger: "alexa", at: nameAt, label: labelOf(event) });
}
