import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { keptStateOf, type KeptState } from "./kept-state.ts";
import { SNIPPETS } from "./warm-container-state-snippets.ts";

export const warmContainerState = defineRule({
  id: "SAS-3/warm-container-state",
  title: "Data of one invocation left for the next",
  severity: "medium",
  why: "An instance serves one caller after the other: what a module's variable, a timer or a thread keeps from one invocation is there in the next one, which may be another customer's.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  mitigation:
    "Keep what belongs to a request in variables of the handler; empty what must live longer at the start of each invocation, and end what was started before answering.",
  snippets: SNIPPETS,
  *check(context) {
    for (const { place, file, owners } of reachedPlaces(context, keptStateOf)) {
      const [owner] = owners;
      const exposure = exposureOf(context.graph, owner);
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: `${place.kind} ${place.name}`,
        confidence: "medium",
        severity: exposure.reach === "events" || exposure.reach === "nothing" ? "low" : "medium",
        message: messageOf(place, owner.name),
        reasons: [exposure.reason],
        related: [
          ...(place.readAt ? [{ at: rangeOf(file, place.readAt), message: say("It is read here.") }] : []),
          ...alsoRunBy(owners),
        ],
      };
    }
  },
});

function messageOf({ kind, name }: KeptState, where: string): Message {
  switch (kind) {
    case "list":
      return say("{0} adds data of each event to {1}, which the next invocation still finds.", where, name);
    case "variable":
      return say("{0} sets {1} only on some of its ways, so that the one before may still be there.", where, name);
    case "entry":
      return say(
        "{0} keeps data of an event in {1}, where a later invocation reads it before it is set again.",
        where,
        name,
      );
    case "timer":
      return say("{0} starts a timer that goes on in later invocations.", where);
    case "thread":
      return say("{0} starts a thread and does not wait for its end.", where);
    case "process":
      return say("{0} starts a process that outlives the invocation.", where);
  }
}
