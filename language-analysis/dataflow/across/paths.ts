// Paths into events and stored data: which of them mean the same place.
import type { Trigger } from "../../model/app-map.ts";
import type { PartName } from "../tables/sends.ts";

/** Type words of DynamoDB's own attribute format. Source: DynamoDB API reference, "AttributeValue". */
const TYPE_WORDS: ReadonlySet<string> = new Set(["S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL"]);

/** One may lie within the other. Indexes and `*` mean any item. */
export function partMatches(sent: readonly string[], read: readonly string[], isLoose: boolean): boolean {
  const [a, b] = [withoutTypes(sent), withoutTypes(read)];
  const length = isLoose ? 0 : Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (!isSamePart(a[at] ?? "", b[at] ?? "")) return false;
  return true;
}

export function isSamePart(a: string, b: string): boolean {
  return a === b || a === "*" || b === "*" || (/^\d+$/.test(a) && /^\d+$/.test(b));
}

function withoutTypes(path: readonly string[]): readonly string[] {
  return path.some((one) => TYPE_WORDS.has(one)) ? path.filter((one) => !TYPE_WORDS.has(one)) : path;
}

const CONTAINERS: Readonly<Record<PartName, RegExp>> = {
  content: /^(Body|body|_body|\*)$/,
  key: /^(Contents|Key|key|\*|\d+)$/,
  body: /^(Messages|Message|Body|body|Records|Data|\*|\d+)$/,
  subject: /^$/,
  attributes: /^$/,
  item: /^(Item|Items|Attributes|Responses)$/,
  answer: /^(Payload|\*)$/,
};

/** Parts of an answer that the service makes. */
const METADATA: ReadonlySet<string> = new Set(
  "ResponseMetadata $metadata ETag ContentLength LastModified VersionId content_length last_modified e_tag Count ScannedCount LastEvaluatedKey ConsumedCapacity MessageId ReceiptHandle StatusCode FunctionError LogResult ExecutedVersion".split(
    " ",
  ),
);

/** `path` of an answer as the place in the stored part; undefined for what the service adds. */
export function storedPath(part: PartName, path: readonly string[]): readonly string[] | undefined {
  const [first = ""] = path;
  if (METADATA.has(first)) return undefined;
  let at = 0;
  while (at < path.length && CONTAINERS[part].test(path[at] ?? "")) at += 1;
  if (part !== "item" || at === 0) return path.slice(at);
  // `Items.0.name`, `Responses.Orders.0.name`
  if (path[0] === "Responses") at += 1;
  if (path[0] !== "Item" && path[0] !== "Attributes" && /^(\d+|-\d+|\*)$/.test(path[at] ?? "")) at += 1;
  return path.slice(at);
}

const records = (...path: readonly string[]): readonly string[] => ["Records", "*", ...path];

/** Where each part of what is sent stands in the event of the trigger. */
const PLACES: Readonly<Partial<Record<Trigger, Readonly<Partial<Record<PartName, readonly (readonly string[])[]>>>>>> =
  {
    s3: { key: [records("s3", "object", "key")] },
    sns: {
      body: [records("Sns", "Message")],
      subject: [records("Sns", "Subject")],
      attributes: [records("Sns", "MessageAttributes")],
    },
    sqs: { body: [records("body")], attributes: [records("messageAttributes")] },
    dynamodb: {
      item: [records("dynamodb", "NewImage"), records("dynamodb", "OldImage"), records("dynamodb", "Keys")],
    },
    kinesis: { body: [records("kinesis", "data")] },
    event: { body: [["detail"]], key: [["detail", "object", "key"]] },
    iot: { body: [[]] },
    api: { body: [["body"]] },
  };

/** Main part of events that wrap what came from elsewhere: a topic's message in a queue. */
const WRAPPED: Readonly<Partial<Record<Trigger, readonly string[]>>> = {
  sqs: records("body"),
  sns: records("Sns", "Message"),
  event: ["detail"],
  kinesis: records("kinesis", "data"),
};

export interface EventPlace {
  readonly path: readonly string[];
  readonly isLoose: boolean;
}

/** `isDirect`: the function's trigger is what the data was sent to. */
export function eventPlaces(trigger: Trigger | undefined, part: PartName, isDirect: boolean): readonly EventPlace[] {
  if (trigger === undefined) return part === "content" ? [] : [{ path: [], isLoose: !isDirect }];
  const places = isDirect || trigger === "event" ? PLACES[trigger]?.[part] : undefined;
  if (places) return places.map((path) => ({ path, isLoose: false }));
  if (isDirect || part === "content") return [];
  return [{ path: WRAPPED[trigger] ?? [], isLoose: true }];
}
