// Queues and topics that SAM makes where a destination or a dead-letter queue names none.
// Source: AWS SAM Developer Guide, "OnSuccess", "OnFailure" and "DeadLetterConfig" of events.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";

/** Gives the node's id; its place is what implies it. */
export function addMadeChannel(builder: FragmentBuilder, key: string, service: "sqs" | "sns", at: SourceRange): string {
  return builder.addMadeNode({ key, kind: "channel", service, at });
}

/** True when no target is named, or none under some condition (`AWS::NoValue`). */
export function mayBeMade(target: Value | undefined): boolean {
  return target === undefined || target.kind === "null" || (target.kind === "choice" && target.options.some(mayBeMade));
}
