import { defineInjectionRule } from "../sas-1/injection-hits.ts";
import { defineRule } from "../rule.ts";
import { endlessPaging } from "./endless-paging.ts";
import { wholeTableScans } from "./whole-table-scan.ts";
import { SNIPPETS } from "./unbounded-work-snippets.ts";

const byData = defineInjectionRule({
  id: "SAS-8/unbounded-work",
  title: "The amount of work has no limit",
  severity: "medium",
  why: "A large number in the input buys many rounds, much memory or a long wait, which the account pays for and other callers wait behind.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
  mitigation: "Set an upper limit before the number is used.",
  snippets: SNIPPETS,
  sinks: ["work"],
  reaches: "decides how much work is done",
});

export const unboundedWork = defineRule({
  ...byData,
  *check(context) {
    yield* byData.check(context);
    yield* wholeTableScans(context);
    yield* endlessPaging(context);
  },
});
