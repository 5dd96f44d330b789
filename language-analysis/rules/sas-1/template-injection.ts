import { defineInjectionRule } from "./injection-hits.ts";
import { say } from "../../model/message.ts";
import { spanOf } from "../../model/range.ts";
import { templateContextEdits } from "./template-context.ts";
import { SNIPPETS } from "./template-injection-snippets.ts";

export const templateInjection = defineInjectionRule({
  id: "SAS-1/template-injection",
  title: "Event data is compiled as a template",
  severity: "high",
  why: "Template languages call functions: a template of the sender's choice runs code in the function.",
  source:
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/07-Input_Validation_Testing/18-Testing_for_Server-side_Template_Injection",
  mitigation: "Keep the template constant and hand the input over as its context.",
  snippets: SNIPPETS,
  sinks: ["template"],
  reaches: "is compiled as a template",
  fixesOf: (module, { sink }) => {
    const edits = templateContextEdits(module, spanOf(sink.callAt));
    return edits ? [{ title: say("Hand the values over as the template's context"), edits }] : [];
  },
});
