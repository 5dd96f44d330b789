// Where an integration, a rule or a destination leads: a function, a workflow, a channel, a store, found in the value that names it.
import type { Delivery, Trigger } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { ReferenceValue, Value } from "../model/value.ts";
import type { End, FragmentBuilder } from "./fragment-builder.ts";
import { textValue } from "./make-values.ts";
import { alternatives, pattern, referencesIn } from "./walk-values.ts";
import { lookup } from "./lookup.ts";

/** What an ARN's service field says about the resource. */
const KIND_OF_ARN: Readonly<Record<string, { kind: "function" | "workflow" | "channel" | "store"; service: string }>> =
  {
    lambda: { kind: "function", service: "lambda" },
    states: { kind: "workflow", service: "states" },
    sqs: { kind: "channel", service: "sqs" },
    sns: { kind: "channel", service: "sns" },
    kinesis: { kind: "channel", service: "kinesis" },
    events: { kind: "channel", service: "events" },
    firehose: { kind: "channel", service: "firehose" },
    dynamodb: { kind: "store", service: "dynamodb" },
    s3: { kind: "store", service: "s3" },
    logs: { kind: "store", service: "logs" },
  };

/**
 * The function behind a value: the ARN of a function, or an API's integration URI
 * (`arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations`). Absent when it is no function.
 */
export function functionIn(builder: FragmentBuilder, value: Value): Value | undefined {
  const references = referencesIn(value).filter((reference) => isLogical(reference));
  const isFunction = (reference: ReferenceValue): boolean => nodeOfReference(builder, reference)?.kind === "function";
  const found = references.find(isFunction);
  if (found) return found;
  const text = pattern(value);
  const arn = /functions\/(arn:[^/]+?)\/invocations/.exec(text)?.[1];
  if (arn !== undefined) {
    if (value.kind === "join") return withoutFrame(value.parts) ?? textValue(arn, value.at);
    return textValue(arn, value.at);
  }
  if (/^arn:[^:]*:lambda:/.test(text) || /:function:/.test(text)) return value;
  if (text.includes(":lambda:path/")) return withoutFrame(value.kind === "join" ? value.parts : [value]);
  // Something that is declared elsewhere: a parameter, an import, an output.
  return value.kind === "reference" && value.to.by !== "logical-id" && value.to.by !== "pseudo" ? value : undefined;
}

/** The part of an integration URI between `functions/` and `/invocations`. */
function withoutFrame(parts: readonly Value[]): Value | undefined {
  const inner = parts.find(
    (part) => part.kind === "reference" && part.to.by !== "pseudo" && part.to.by !== "stored-value",
  );
  return inner;
}

function isLogical({ to }: ReferenceValue): boolean {
  return to.by === "logical-id" || to.by === "stack-output";
}

function nodeOfReference(builder: FragmentBuilder, { to }: ReferenceValue): ReturnType<FragmentBuilder["node"]> {
  return to.by === "logical-id" ? builder.node(builder.idOf(to.logicalId)) : undefined;
}

export interface Link {
  readonly from: End;
  readonly at: SourceRange;
  readonly label: string;
  readonly trigger: Trigger;
  readonly filter?: Value | undefined;
  /** How a function or workflow is handed the events. */
  readonly delivery?: Delivery | undefined;
  /** The source calls its target as a step of its own work (a pipe, a workflow): `invokes` instead of `triggers`. */
  readonly isStep?: true;
}

/**
 * Links a source to the target that `value` names: a function or workflow is triggered, a channel published to, a store written.
 * A value that says nothing about its target becomes a trigger of something to be found by the linker only when it is a reference.
 */
export function addTarget(builder: FragmentBuilder, link: Link, value: Value | undefined): void {
  for (const option of alternatives(value)) addOneTarget(builder, link, option);
}

function addOneTarget(builder: FragmentBuilder, link: Link, value: Value): void {
  const { from, at, label, filter, trigger, delivery } = link;
  const draft = { from, at, label, filter };
  const call = link.isStep ? ({ kind: "invokes" } as const) : ({ kind: "triggers", trigger, delivery } as const);
  const target = functionIn(builder, value);
  const known = target?.kind === "reference" ? nodeOfReference(builder, target) : undefined;
  if (target && (known?.kind === "function" || /:lambda:|:function:/.test(pattern(value)))) {
    builder.addEdge({ ...draft, to: { value: target, kind: "function", service: "lambda" }, ...call });
    return;
  }
  for (const reference of referencesIn(value)) {
    const node = nodeOfReference(builder, reference);
    if (!node) continue;
    switch (node.kind) {
      case "function":
      case "workflow":
        builder.addEdge({ ...draft, to: node.id, ...call });
        return;
      case "channel":
        builder.addEdge({ ...draft, to: node.id, kind: "publishes" });
        return;
      case "store":
        builder.addEdge({ ...draft, to: node.id, kind: "writes" });
        return;
      case "endpoint":
      case "external":
        builder.addEdge({ ...draft, to: node.id, kind: "connects" });
        return;
      case "schedule":
      case "secret":
      case "identity":
      case "role":
      case "public":
        break;
    }
  }
  const service = /^arn:[^:]*:([a-z0-9-]+):/.exec(pattern(value))?.[1];
  const byArn = lookup(KIND_OF_ARN, service);
  if (byArn) {
    const to = { value, ...byArn };
    if (byArn.kind === "function" || byArn.kind === "workflow") {
      builder.addEdge({ ...draft, to, ...call });
    } else {
      builder.addEdge({ ...draft, to, kind: byArn.kind === "store" ? "writes" : "publishes" });
    }
    return;
  }
  if (value.kind === "reference" && value.to.by !== "pseudo") {
    const { to } = value;
    if (to.by === "logical-id" && to.file === builder.file) return;
    builder.addEdge({ ...draft, to: { value }, ...call, confidence: "low", reason: "target unknown" });
  }
}
