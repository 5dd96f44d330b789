import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule } from "../rule.ts";
import { outboundCallsOf } from "./outbound-calls.ts";
import { SNIPPETS } from "./outbound-without-timeout-snippets.ts";

export const outboundWithoutTimeout = defineRule({
  id: "SAS-8/outbound-without-timeout",
  title: "Outbound call without a timeout",
  severity: "low",
  why: "A host that does not answer keeps the function waiting, and billed, until its own timeout; slow answers to many requests use up the concurrency of the account.",
  source:
    "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_client_timeouts.html",
  mitigation: "Give every call to another host a timeout well below the function's own.",
  snippets: SNIPPETS,
  *check(context) {
    for (const { place, file, owners } of reachedPlaces(context, outboundCallsOf)) {
      const [owner] = owners;
      const timeout = owner.properties["timeoutSeconds"];
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: place.api,
        confidence: "high",
        message: say(
          "{0} calls another host with {1} and would wait for its answer without end.",
          owner.name,
          place.api,
        ),
        reasons:
          timeout?.kind === "number" ? [say("The function itself gives up after {0} seconds.", timeout.value)] : [],
        related: alsoRunBy(owners),
        fixes: place.edits.length > 0 ? [{ title: say("Give up after ten seconds"), edits: place.edits }] : [],
      };
    }
  },
});
