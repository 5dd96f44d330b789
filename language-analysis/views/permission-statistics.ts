// How much is known of what functions use of IAM, and how often they lack it: for `graph --stats`.
import { graphOf, type AppGraph } from "../graph/app-graph.ts";
import { useGrants, type UseGrant } from "../graph/use-grants.ts";
import { usedPermissions } from "../graph/used-permissions.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import { row, share } from "./statistics-rows.ts";

/** Functions whose code is found and that call AWS: only of these there is something to say. */
export function permissionLines({ map }: AnalysisResult): readonly string[] {
  const graph = graphOf(map);
  const functions = graph.nodes("function").filter(({ handler }) => handler);
  const complete = functions.filter(({ id }) => isResolved(graph, id)).length;
  const gaps = new Map<string, number>();
  for (const { id } of functions) {
    const kinds = new Set(usedPermissions(graph, id).gaps.map(({ what }) => what));
    for (const kind of kinds) gaps.set(kind, (gaps.get(kind) ?? 0) + 1);
  }
  const counts = { granted: 0, missing: 0, denied: 0, unknown: 0 };
  const calls = new Map<string, UseGrant["decision"]>();
  for (const { id } of functions) {
    if (graph.rolesOf(id).length === 0) continue;
    for (const { use, decision } of useGrants(graph, id)) {
      if (use.source !== "code" || use.isOptional) continue;
      const key = `${id}|${use.at.file}|${use.at.start.line}|${use.at.start.character}|${use.label}`;
      calls.set(key, worse(calls.get(key), decision));
    }
  }
  for (const decision of calls.values()) counts[decision]++;
  if (functions.length === 0) return [];
  return [
    "",
    "Permissions used",
    row("fully resolved", share(complete, functions.length, gaps)),
    row("calls granted", share(counts.granted, calls.size, new Map([["unknown", counts.unknown]]))),
    row("grant missing", share(counts.missing + counts.denied, calls.size, new Map())),
  ];
}

/** Every call is known with its actions and the resource it works on. */
function isResolved(graph: AppGraph, id: string): boolean {
  const { isComplete, uses } = usedPermissions(graph, id);
  const calls = uses.filter(({ source }) => source === "code");
  return isComplete && calls.every(({ resource, confidence }) => resource.kind !== "unknown" && confidence !== "low");
}

const ORDER: readonly UseGrant["decision"][] = ["denied", "missing", "unknown", "granted"];

function worse(a: UseGrant["decision"] | undefined, b: UseGrant["decision"]): UseGrant["decision"] {
  return a !== undefined && ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}
