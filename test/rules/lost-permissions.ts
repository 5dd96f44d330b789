import type { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { useGrants, type UseGrant } from "../../language-analysis/graph/use-grants.ts";

/** What functions use and may use in `before`, and may no longer in `after`. */
export function lostPermissions(before: AppGraph, after: AppGraph): readonly string[] {
  const now = decisionsOf(after);
  return [...decisionsOf(before)].flatMap(([use, was]) =>
    was === "granted" && now.get(use) !== "granted" ? [use] : [],
  );
}

function decisionsOf(graph: AppGraph): ReadonlyMap<string, UseGrant["decision"]> {
  return new Map(
    graph.nodes("function").flatMap(({ id }) =>
      useGrants(graph, id).map(({ use, action, decision }) => {
        return [`${id} ${action} on ${JSON.stringify(use.resource)} for ${use.label}`, decision] as const;
      }),
    ),
  );
}
