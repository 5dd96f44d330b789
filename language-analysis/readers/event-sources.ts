// Event source mappings: sources that Lambda polls for a function. What kind of source it is follows from the resource that it
// names, from its ARN, or from a setting that only one kind has.
import type { NodeKind, Trigger } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import type { End, FragmentBuilder } from "./fragment-builder.ts";
import { deliveryOf } from "./delivery.ts";
import { addTarget } from "./targets.ts";
import { alternatives, dig, firstOf, logicalIdsIn, pattern } from "./walk-values.ts";

interface PolledSource {
  readonly trigger: Trigger;
  readonly kind: NodeKind;
  readonly service: string;
  readonly types: RegExp;
  /** Service field of the ARN. */
  readonly arn: string;
  /** Settings that only mappings of this source have. */
  readonly settings: readonly string[];
}

/** Source: CloudFormation Template Reference, AWS::Lambda::EventSourceMapping. */
const POLLED_SOURCES: readonly PolledSource[] = [
  {
    trigger: "dynamodb",
    kind: "store",
    service: "dynamodb",
    types: /^AWS::(DynamoDB::|Serverless::SimpleTable)/,
    arn: "dynamodb",
    settings: [],
  },
  { trigger: "sqs", kind: "channel", service: "sqs", types: /^AWS::SQS::/, arn: "sqs", settings: ["ScalingConfig"] },
  { trigger: "kinesis", kind: "channel", service: "kinesis", types: /^AWS::Kinesis::/, arn: "kinesis", settings: [] },
  {
    trigger: "kafka",
    kind: "channel",
    service: "kafka",
    types: /^$/,
    arn: "",
    settings: ["SelfManagedEventSource", "KafkaBootstrapServers"],
  },
  {
    trigger: "msk",
    kind: "channel",
    service: "msk",
    types: /^AWS::MSK::/,
    arn: "kafka",
    settings: ["AmazonManagedKafkaEventSourceConfig", "Topics"],
  },
  { trigger: "mq", kind: "channel", service: "mq", types: /^AWS::AmazonMQ::/, arn: "mq", settings: ["Queues"] },
  {
    trigger: "documentdb",
    kind: "store",
    service: "docdb",
    types: /^AWS::DocDB::/,
    arn: "rds",
    settings: ["DocumentDBEventSourceConfig"],
  },
];

export interface MappingDraft {
  readonly target: End;
  /** The mapping's own settings: filters, batch size, ... */
  readonly properties: Value | undefined;
  /** ARN of the source; absent for self-managed Kafka. */
  readonly source: Value | undefined;
  /** Id after `file#` for a source that has no declaration anywhere. */
  readonly key: string;
  readonly at: SourceRange;
  readonly label: string;
  /** Known from the place where it is written (an SQS event of SAM). */
  readonly trigger?: Trigger;
}

export function addEventSourceMapping(
  builder: FragmentBuilder,
  draft: MappingDraft,
  typeOf: (logicalId: string) => string | undefined,
): void {
  addFailureDestination(builder, draft);
  const sources = alternatives(draft.source);
  if (sources.length === 0) {
    addSelfManaged(builder, draft);
    return;
  }
  for (const source of sources) {
    const polled = findPolled(draft, source, typeOf);
    builder.addEdge({
      from: { value: sourceReference(source, typeOf), ...(polled && { kind: polled.kind, service: polled.service }) },
      to: draft.target,
      kind: "triggers",
      trigger: draft.trigger ?? polled?.trigger ?? "other",
      at: draft.at,
      label: draft.label,
      filter: filterOf(draft.properties),
      delivery: deliveryOf(draft.properties, builder.nodeDialect),
      ...(!polled && !draft.trigger && { confidence: "low" as const, reason: "the event source is not known" }),
    });
  }
}

function findPolled(
  { trigger, properties }: MappingDraft,
  source: Value,
  typeOf: (logicalId: string) => string | undefined,
): PolledSource | undefined {
  if (trigger) return POLLED_SOURCES.find((candidate) => candidate.trigger === trigger);
  const types = logicalIdsIn(source).map((id) => typeOf(id) ?? "");
  const byType = POLLED_SOURCES.find((candidate) => types.some((type) => type !== "" && candidate.types.test(type)));
  if (byType) return byType;
  const service = /^arn:[^:]*:([a-z0-9-]+):/.exec(pattern(source))?.[1];
  return (
    POLLED_SOURCES.find((candidate) => candidate.arn !== "" && candidate.arn === service) ??
    POLLED_SOURCES.find((candidate) => candidate.settings.some((name) => dig(properties, name) !== undefined))
  );
}

/** A join that holds one resource stands for that resource (an ARN put together around its name). */
function sourceReference(source: Value, typeOf: (logicalId: string) => string | undefined): Value {
  if (source.kind !== "join") return source;
  const known = source.parts.filter(
    (part) => part.kind === "reference" && part.to.by === "logical-id" && typeOf(part.to.logicalId) !== undefined,
  );
  const [only] = known;
  return known.length === 1 && only ? only : source;
}

/** Self-managed Kafka: the cluster is declared nowhere; the mapping's own settings are all that is known of it. */
function addSelfManaged(builder: FragmentBuilder, draft: MappingDraft): void {
  const servers = firstOf(
    draft.properties,
    "SelfManagedEventSource.Endpoints.KafkaBootstrapServers",
    "KafkaBootstrapServers",
    "bootstrapServers",
  );
  const isKafka = draft.trigger === "kafka" || servers !== undefined;
  const id = builder.addMadeNode({
    key: `${draft.key} source`,
    kind: "channel",
    provider: isKafka ? "any" : "aws",
    service: isKafka ? "kafka" : (draft.trigger ?? "events"),
    name: `${draft.label} source`,
    logicalId: draft.key,
    at: draft.at,
    properties: servers ? { servers } : {},
    declaredElsewhere: true,
  });
  builder.addEdge({
    from: id,
    to: draft.target,
    kind: "triggers",
    trigger: draft.trigger ?? (isKafka ? "kafka" : "other"),
    at: draft.at,
    label: draft.label,
    filter: filterOf(draft.properties),
    delivery: deliveryOf(draft.properties, builder.nodeDialect),
  });
}

/** Batches that fail for good are sent on in the function's name. */
function addFailureDestination(builder: FragmentBuilder, { target: from, properties }: MappingDraft): void {
  const destination = deliveryOf(properties, builder.nodeDialect).settings["onFailure"];
  if (!destination) return;
  addTarget(builder, { from, at: destination.at, label: "OnFailure", trigger: "other", isStep: true }, destination);
}

function filterOf(settings: Value | undefined): Value | undefined {
  return firstOf(settings, "FilterCriteria", "filterPatterns");
}
