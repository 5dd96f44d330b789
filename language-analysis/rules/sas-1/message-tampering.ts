import type { NodeId } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { RuleContext } from "../rule.ts";
import { webhookCodeOf } from "../sas-2/webhook-senders.ts";
import { defineInjectionRule } from "./injection-hits.ts";
import { isValidatedByConsumers } from "./message-consumers.ts";
import { SNIPPETS } from "./message-tampering-snippets.ts";

export const messageTampering = defineInjectionRule({
  id: "SAS-1/message-tampering",
  title: "Event data is passed on unchecked",
  severity: "medium",
  why: "The next function takes its messages for the app's own: what the caller wrote gets there past every check of the front door.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Input_Validation_Cheat_Sheet.html",
  mitigation:
    "Validate the input against a schema before it is sent on, and send only the fields that the consumer needs.",
  snippets: SNIPPETS,
  sinks: ["message"],
  reaches: "is passed on unchecked",
  // What comes from inside has been taken in before: that place is the one to check at.
  milder: ({ source }) =>
    source.trigger === "cognito"
      ? say("The user pool has checked the form of what users say of themselves.")
      : undefined,
  counts: (context, path) =>
    path.source.trust !== "internal" &&
    !isSigned(context, path.source.node ?? path.node) &&
    !isValidatedByConsumers(context, path),
});

/** A webhook whose signature is checked: its sender has written it, and nobody has changed it on the way. */
function isSigned(context: RuleContext, id: NodeId): boolean {
  const node = context.graph.node(id);
  return node !== undefined && webhookCodeOf(context, node).isChecked;
}
