import { defineInjectionRule } from "./injection-hits.ts";
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
  counts: (_context, { source }) => source.trust !== "internal",
});
