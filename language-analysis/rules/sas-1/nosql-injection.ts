import { defineInjectionRule } from "./injection-hits.ts";
import { say } from "../../model/message.ts";
import { expressionValueEdits } from "./expression-values.ts";
import { madeText } from "./guards.ts";
import { SNIPPETS } from "./nosql-injection-snippets.ts";

export const nosqlInjection = defineInjectionRule({
  id: "SAS-1/nosql-injection",
  title: "Event data shapes a database query",
  severity: "high",
  why: "An object in place of a text brings its own operators: a filter of the sender's choice returns or deletes every record.",
  source:
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/07-Input_Validation_Testing/05.6-Testing_for_NoSQL_Injection",
  mitigation:
    "Make sure that each value of a filter is a text or number, and keep expressions constant; values belong into the expression values.",
  snippets: SNIPPETS,
  sinks: ["nosql"],
  reaches: "shapes a database query",
  fixesOf: (module, path) => {
    const edits = expressionValueEdits(module, path);
    return edits ? [{ title: say("Pass it beside the expression"), edits }] : madeText(module, path);
  },
});
