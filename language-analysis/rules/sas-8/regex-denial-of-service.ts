import { defineInjectionRule } from "../sas-1/injection-hits.ts";
import { escapedForPattern } from "../sas-1/guards.ts";
import { SNIPPETS } from "./regex-denial-of-service-snippets.ts";

export const regexDenialOfService = defineInjectionRule({
  id: "SAS-8/regex-denial-of-service",
  title: "Event data meets a regular expression of exponential cost",
  severity: "high",
  why: "A text of some dozen characters keeps the function busy until its timeout; each such call is paid for and takes one of the concurrent executions.",
  source: "https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS",
  mitigation:
    "Write the expression so that each character can be matched in one way only, limit the length of the text first, and never compile input as an expression.",
  snippets: SNIPPETS,
  sinks: ["regex"],
  reaches: "meets a regular expression that can take exponential time",
  fixesOf: escapedForPattern,
});
