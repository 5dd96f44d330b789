import { defineInjectionRule } from "../sas-1/injection-hits.ts";
import { defineRule } from "../rule.ts";
import { SNIPPETS } from "./client-controlled-flow-snippets.ts";
import { recordsOfOthers } from "./records-of-others.ts";

const nextStep = defineInjectionRule({
  id: "SAS-9/client-controlled-flow",
  title: "Event data chooses the next step or the record",
  severity: "high",
  why: "The caller steers the app past the steps that were meant to come first: another function, workflow, table or account is as good as the one the app expects.",
  source: "https://owasp.org/Top10/A04_2021-Insecure_Design/",
  mitigation:
    "Look the next step up in a list of your own by what the caller sends, and take whose record it is from the claims of the authorizer.",
  snippets: SNIPPETS,
  sinks: ["flow-control"],
  reaches: "chooses what comes next",
});

export const clientControlledFlow = defineRule({
  ...nextStep,
  *check(context) {
    yield* nextStep.check(context);
    yield* recordsOfOthers(context);
  },
});
