// The label of what a handler, or a function that a framework calls, is given.
import { say } from "../../model/message.ts";
import { rangeOf, type SourceRange } from "../../model/range.ts";
import type { ProgramFunction, ProgramModule } from "../../model/program.ts";
import type { Label, PartFacts } from "../domain/label.ts";
import { makeLabel } from "../domain/label.ts";
import type { Machine } from "../interpret/machine.ts";
import { isTextPart } from "../tables/event-shapes.ts";
import { REQUEST_FACTS } from "../tables/requests.ts";
import type { EventSource } from "./event-source.ts";

export type Parts = (path: readonly string[]) => PartFacts | undefined;

/** `key` tells origins apart; that of the handler's own event is `event`. */
export function eventLabel(
  machine: Machine,
  source: EventSource,
  at: SourceRange,
  key: string,
  doubt: 0 | 1,
  part: Parts,
): Label {
  const origin = machine.origin(key, (id) => ({
    id,
    kind: "event",
    doubt,
    part,
    ...(key === "event" && {
      isText: (path) => isTextPart(path) && !(machine.parsesBody && path[0] === "body"),
    }),
  }));
  const facts = part([]);
  const message = source.isKnown
    ? say("The event of the {0} trigger arrives", source.triggers.join(", ") || "calling function's")
    : say("The event arrives; what triggers the function is not known");
  const trace = { before: undefined, length: 1, at, message, isAccess: true as const };
  return makeLabel({
    origin,
    path: [],
    change: 0,
    harmless: 0,
    doubt: facts?.doubt && doubt === 0 ? facts.doubt : doubt,
    trace,
  });
}

/** What a sender chooses of a request that a framework makes of the event. */
export function requestParts(source: EventSource): Parts {
  return (path) => {
    if (REQUEST_FACTS.has(path[0] ?? "")) return undefined;
    return source.part(["body"]) ?? source.part(["arguments"]) ?? source.part([]);
  };
}

/** Data classes for Python name the parts of an event in words with underscores: `event.records[0].s3.get_object.key`. */
export function eventParts(source: EventSource, module: ProgramModule): Parts {
  if (module.language !== "python") return (path) => source.part(path);
  return (path) => {
    if (!path.some((one) => PYTHON_PART.test(one))) return source.part(path);
    // Events of Kafka have `records` by themselves.
    return source.part(nativePath(path)) ?? (path[0] === "records" ? source.part(path) : undefined);
  };
}

const PYTHON_PART = /^(records|sns)$|_/;

/** Names of data classes that are no plain translation. Source: Powertools for AWS Lambda (Python), "Event Source Data Classes". */
const NATIVE: Readonly<Record<string, readonly string[] | undefined>> = {
  records: ["Records"],
  sns: ["Sns"],
  get_object: ["object"],
  json_body: ["body"],
  decoded_body: ["body"],
  new_image: ["NewImage"],
  old_image: ["OldImage"],
  sns_message: ["Records", "*", "Sns", "Message"],
  object_key: ["Records", "*", "s3", "object", "key"],
  data_as_text: ["data"],
  data_as_json: ["data"],
  data_as_bytes: ["data"],
  detail_type: ["detail-type"],
  raw_event: [],
};

/** Below what the sender writes freely, names are the sender's own. */
function nativePath(path: readonly string[]): readonly string[] {
  return path.flatMap((name, index) => {
    const plain = name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
    // Messages of a topic spell their parts with a capital.
    const inMessage = path[index - 1] === "sns" && plain !== "*";
    return NATIVE[name] ?? (inMessage ? plain.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : plain);
  });
}

/** Where the parameter stands, or the function's name when it has none. */
export function placeOfParameter(module: ProgramModule, body: ProgramFunction, index: number): SourceRange {
  return rangeOf(module.file, body.parameters[index]?.at ?? body.nameAt);
}
