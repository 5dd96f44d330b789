import { defineInjectionRule } from "../sas-1/injection-hits.ts";
import { SNIPPETS } from "./client-controlled-flow-snippets.ts";

export const clientControlledFlow = defineInjectionRule({
  id: "SAS-9/client-controlled-flow",
  title: "Event data chooses the next step",
  severity: "high",
  why: "The caller steers the app past the steps that were meant to come first: another function, workflow, table or queue is as good as the one the app expects.",
  source: "https://owasp.org/Top10/A04_2021-Insecure_Design/",
  mitigation: "Look the next step up in a list of your own by what the caller sends.",
  snippets: SNIPPETS,
  sinks: ["flow-control"],
  reaches: "chooses what comes next",
});
