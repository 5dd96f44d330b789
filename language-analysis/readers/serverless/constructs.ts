// Plugin serverless-lift: `constructs`, each a small stack of its own. Source: its documentation, a page for each construct.
import type { NodeKind } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { addEndpoint, authenticationValue } from "../endpoints.ts";
import { PUBLIC } from "../fragment-builder.ts";
import { lookup } from "../lookup.ts";
import { nodeReference, textValue } from "../make-values.ts";
import { addImpliedStatement } from "../policies/documents.ts";
import { dig, entriesOf, isTrue, mapsOf, pattern, word } from "../walk-values.ts";
import type { Service, ServiceFunction } from "./service.ts";

interface ConstructSpec {
  readonly kind: NodeKind;
  readonly service: string;
  /** What the plugin lets all functions of the service do with it. */
  readonly actions?: readonly string[];
  /** Setting that holds a function. */
  readonly worker?: string;
  readonly wire?: (entry: ValueEntry, id: string, service: Service) => void;
}

/** Constructs that carry only the network. */
const SILENT_CONSTRUCTS: ReadonlySet<string> = new Set(["vpc"]);

const CONSTRUCTS: Readonly<Record<string, ConstructSpec>> = {
  queue: {
    kind: "channel",
    service: "sqs",
    // The worker is one of the service's functions: the framework lets its role poll, as for any queue that is an event.
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"],
    worker: "worker",
    wire: wireQueue,
  },
  storage: {
    kind: "store",
    service: "s3",
    actions: ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:ListBucket"],
  },
  "database/dynamodb-single-table": {
    kind: "store",
    service: "dynamodb",
    actions: [
      "dynamodb:GetItem",
      "dynamodb:BatchGetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:ConditionCheckItem",
      "dynamodb:PutItem",
      "dynamodb:DeleteItem",
      "dynamodb:UpdateItem",
      "dynamodb:BatchWriteItem",
    ],
  },
  webhook: { kind: "channel", service: "events", worker: "authorizer", wire: wireWebhook },
  "static-website": { kind: "store", service: "s3", wire: wireWebsite },
  "single-page-app": { kind: "store", service: "s3", wire: wireWebsite },
  "server-side-website": { kind: "store", service: "s3", wire: wireWebsite },
};

function constructs(service: Service): readonly (ValueEntry & { readonly spec: ConstructSpec | undefined })[] {
  return entriesOf(service.section("constructs")).map((entry) => ({
    ...entry,
    spec: lookup(CONSTRUCTS, word(dig(entry.value, "type"))),
  }));
}

/** The id of a construct's node after `file#`. */
export function constructKey(name: string): string {
  return `construct ${name}`;
}

/** Functions that constructs hold: they take the provider's settings like all others. */
export function constructFunctions(section: Value | undefined, file: string): readonly ServiceFunction[] {
  return entriesOf(section).flatMap(({ key, value }) => {
    const setting = lookup(CONSTRUCTS, word(dig(value, "type")))?.worker;
    const [map] = mapsOf(value);
    const entry = setting === undefined ? undefined : map?.entries.find((candidate) => candidate.key === setting);
    if (!entry || entry.value.kind !== "map") return [];
    const name = `${key}${setting === "worker" ? "Worker" : "Authorizer"}`;
    const { value: body, at, keyAt } = entry;
    return [{ key: name, id: `${file}#${name}`, at, nameAt: keyAt, value: body, body }];
  });
}

export function addConstructNodes(service: Service): void {
  const { builder } = service;
  for (const { key, keyAt, value, at, spec } of constructs(service)) {
    if (!spec) {
      const subject = `construct ${key}`;
      const type = word(dig(value, "type")) ?? "";
      if (SILENT_CONSTRUCTS.has(type)) continue;
      builder.unresolved(
        "unsupported-type",
        subject,
        say("{0} is a {1}, which is not analysed.", subject, type),
        keyAt,
      );
      continue;
    }
    builder.addNode({
      id: builder.idOf(constructKey(key)),
      kind: spec.kind,
      provider: "aws",
      service: spec.service,
      name: key,
      logicalId: key,
      type: "",
      dialect: "serverless",
      group: builder.file,
      at,
      nameAt: keyAt,
      properties: {},
      ...(value.kind === "map" && { body: value }),
    });
  }
}

/** After the roles: all that share the service's role may use the constructs. */
export function wireConstructs(service: Service, sharedRole: string): void {
  const { builder } = service;
  for (const entry of constructs(service)) {
    const { key, keyAt, spec } = entry;
    if (!spec) continue;
    const id = builder.idOf(constructKey(key));
    spec.wire?.(entry, id, service);
    if (spec.actions && builder.node(sharedRole)) {
      addImpliedStatement(builder, sharedRole, `construct ${key}`, keyAt, spec.actions, [nodeReference(id, keyAt)]);
    }
  }
}

function wireQueue({ key, keyAt, at }: ValueEntry, id: string, { builder, functions }: Service): void {
  const worker = functions.get(`${key}Worker`)?.id;
  if (worker !== undefined) {
    builder.addEdge({ from: id, to: worker, kind: "triggers", trigger: "sqs", at: keyAt, label: "worker" });
  }
  const failed = builder.addMadeNode({
    key: `${constructKey(key)} dlq`,
    kind: "channel",
    service: "sqs",
    name: `${key} dead-letter queue`,
    logicalId: `${key} dlq`,
    at,
    nameAt: keyAt,
  });
  builder.addEdge({ from: id, to: failed, kind: "connects", at: keyAt, label: "dead-letter queue" });
}

function wireWebhook({ key, keyAt, value, at }: ValueEntry, id: string, { builder, functions }: Service): void {
  const path = dig(value, "path");
  const method = (word(dig(value, "method")) ?? "POST").toUpperCase();
  const name = `${method} ${path ? pattern(path) : "/"}`;
  const authorizer = functions.get(`${key}Authorizer`);
  const open = dig(value, "insecure");
  const access = authorizer
    ? authenticationValue("lambda", authorizer.nameAt)
    : authenticationValue("none", isTrue(open) ? (open?.at ?? keyAt) : keyAt);
  const endpoint = addEndpoint(builder, {
    key: `http ${name}`,
    name,
    logicalId: name,
    type: "",
    at,
    nameAt: keyAt,
    protocol: "http",
    method: textValue(method, keyAt),
    ...(path && { path }),
    access: { authentication: access },
    isPublic: true,
    body: value.kind === "map" ? value : undefined,
  });
  builder.addEdge({ from: endpoint, to: id, kind: "publishes", at: keyAt, label: "webhook" });
  if (authorizer) {
    const link = { kind: "triggers", trigger: "authorizer", at: authorizer.nameAt, label: "authorizer" } as const;
    builder.addEdge({ from: endpoint, to: authorizer.id, ...link });
  }
}

function wireWebsite({ key, keyAt, value, at }: ValueEntry, id: string, { builder }: Service): void {
  const front = builder.addMadeNode({
    key: `${constructKey(key)} cdn`,
    kind: "external",
    service: "cloudfront",
    name: `${key} CloudFront`,
    logicalId: `${key} cdn`,
    at,
    nameAt: keyAt,
  });
  builder.addEdge({ from: PUBLIC, to: front, kind: "connects", at: keyAt, label: "internet" });
  builder.addEdge({ from: front, to: id, kind: "connects", at: keyAt, label: word(dig(value, "type")) ?? "website" });
}
