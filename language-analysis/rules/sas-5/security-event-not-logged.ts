import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule } from "../rule.ts";
import { silentRefusalsOf } from "./refusals.ts";
import { SNIPPETS } from "./security-event-not-logged-snippets.ts";

export const securityEventNotLogged = defineRule({
  id: "SAS-5/security-event-not-logged",
  title: "Refused caller that no log tells of",
  severity: "low",
  why: "Someone who tries passwords, tokens or other people's records leaves no trace when refusals are not logged: no alarm can count them, and nobody can tell afterwards what was tried.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
  mitigation:
    "Log each refusal with the caller's address, the identity that was claimed and the reason, and no token or password.",
  snippets: SNIPPETS,
  *check(context) {
    const seen = new Set<string>();
    for (const { place, file, owners } of reachedPlaces(context, silentRefusalsOf)) {
      const owner = owners.find((node) => isAsked(context.graph, node));
      if (!owner || seen.has(`${owner.id}|${file}`)) continue;
      seen.add(`${owner.id}|${file}`);
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: `${file} ${place.what}`,
        confidence: "medium",
        message: say("{0} refuses a caller ({1}) and logs nothing of it.", owner.name, place.what),
        related: alsoRunBy(owners),
      };
    }
  },
});

/** The internet asks it, or an API does before it lets a request through. */
function isAsked(graph: AppGraph, node: MapNode): boolean {
  return (
    graph.publicEndpointsOf(node.id).length > 0 ||
    graph.triggersOf(node.id).some(({ edge }) => edge.trigger === "authorizer")
  );
}
