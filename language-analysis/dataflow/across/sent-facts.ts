// What filters of events may look at, as far as the call that sends the data shows it.
import type { Value } from "../domain/value.ts";
import type { Machine } from "../interpret/machine.ts";
import { readProperty } from "../interpret/memory.ts";
import type { CallLink } from "./call-links.ts";
import { ANYTHING, type Sent } from "./filters.ts";
import { type Known, knownOf, UNKNOWN_DATA } from "./known.ts";
import type { Input } from "./signed-links.ts";

const text = (...texts: readonly string[]): Known => ({ kind: "text", texts: texts.map((one) => [one]) });
const map = (entries: Readonly<Record<string, Known>>, isWhole = false): Known => ({ kind: "map", entries, isWhole });

/** `entry`: of a batch the item, `item`: the attributes that are written. */
export function sentOf(machine: Machine, { service }: CallLink, input: Input, entry?: Value, item?: Value): Sent {
  const given = (name: string) => (entry ? readProperty(machine, entry, name) : input(name));
  return sentBy(
    service,
    (name) => knownOf(machine, given(name)),
    item ? knownOf(machine, item) : UNKNOWN_DATA,
    (name) => isGiven(given(name)),
  );
}

/** What filters may look at, of the arguments of a call or of a task. */
export function sentBy(
  service: string,
  known: (name: string) => Known,
  item: Known,
  isGivenAs: (name: string) => boolean,
): Sent {
  switch (service) {
    case "s3": {
      const key = known("Key");
      const detail = map({ object: map({ key }) });
      return {
        ...ANYTHING,
        key,
        event: map({ source: text("aws.s3"), "detail-type": text("Object Created"), detail }),
      };
    }
    case "sns": {
      const attributes = attributesOf(known("MessageAttributes"), isGivenAs("MessageAttributes"));
      return { ...ANYTHING, body: known("Message"), attributes };
    }
    case "sqs":
      return { ...ANYTHING, body: known("MessageBody"), event: map({ body: known("MessageBody") }) };
    case "kinesis":
      return { ...ANYTHING, event: map({ data: known("Data"), partitionKey: known("PartitionKey") }) };
    case "dynamodb":
      return {
        ...ANYTHING,
        event: map({ eventName: text("INSERT", "MODIFY"), dynamodb: map({ NewImage: imageOf(item) }) }),
      };
    case "events":
      return {
        ...ANYTHING,
        event: map({ source: known("Source"), "detail-type": known("DetailType"), detail: known("Detail") }),
      };
    default:
      return ANYTHING;
  }
}

/** Type words of DynamoDB's own attribute format. Source: DynamoDB API reference, "AttributeValue". */
const TYPED = /^(S|N|B|BOOL|NULL|M|L|SS|NS|BS)$/;

/** The item as the stream shows it: plain values with their type. */
function imageOf(item: Known): Known {
  if (item.kind !== "map") return UNKNOWN_DATA;
  const entries = Object.entries(item.entries).map(([name, value]): [string, Known] => [name, typed(value)]);
  return map(Object.fromEntries(entries), item.isWhole);
}

function typed(value: Known): Known {
  switch (value.kind) {
    case "text":
      return map({ S: value });
    case "number":
      return map({ N: text(String(value.value)) });
    case "map": {
      const keys = Object.keys(value.entries);
      const isTyped = keys.length === 1 && TYPED.test(keys[0] ?? "");
      return isTyped ? value : map({ M: imageOf(value) });
    }
    default:
      return UNKNOWN_DATA;
  }
}

/** Message attributes are written with their type; a message without any is known to have none. */
function attributesOf(attributes: Known, isGiven: boolean): Known {
  if (attributes.kind !== "map") return isGiven ? UNKNOWN_DATA : map({}, true);
  const entries = Object.entries(attributes.entries).map(([name, one]): [string, Known] => {
    const { StringValue: value = UNKNOWN_DATA, DataType: type } = one.kind === "map" ? one.entries : {};
    return [name, isList(type) && value.kind === "text" ? UNKNOWN_DATA : value];
  });
  return map(Object.fromEntries(entries), attributes.isWhole);
}

/** `String.Array`: any of its texts may match. */
function isList(type: Known | undefined): boolean {
  return type?.kind === "text" && type.texts.some(([first]) => first?.startsWith("String.Array") === true);
}

function isGiven(value: Value | undefined): boolean {
  return (
    value !== undefined && !(value.labels.size === 0 && value.literals?.length === 1 && value.literals[0] === undefined)
  );
}
