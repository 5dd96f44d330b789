import { defineInjectionRule } from "../sas-1/injection-hits.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { SNIPPETS } from "./client-controlled-flow-snippets.ts";
import type { NodeId } from "../../model/app-map.ts";
import { isAdministration } from "./administration.ts";
import { recordsByKey } from "./records-by-key.ts";
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
  counts: (context, { node, source }) => !DECISION.test(source.path) || !isDecidedByStaff(context, node),
});

export const clientControlledFlow = defineRule({
  ...nextStep,
  *check(context) {
    yield* nextStep.check(context);
    yield* recordsOfOthers(context);
    yield* recordsByKey(context);
  },
});

/** Who may do what, and what something costs, is for administrators to say. */
const DECISION = /(^|\.)\w*(price|total|cost|discount|balance|roles?|permissions?|scopes?)(\.[SN])?$/i;

function isDecidedByStaff(context: RuleContext, id: NodeId): boolean {
  const node = context.graph.node(id);
  return node !== undefined && isAdministration(context, node);
}
