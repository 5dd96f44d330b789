// The policy that allows a function what its code and its configuration need, and nothing else.
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { UsageGap } from "../model/usage.ts";
import type { AppGraph } from "./app-graph.ts";
import type { Intrinsic } from "./edit-text.ts";
import { spelledResources } from "./resource-spelling.ts";
import { needsOf } from "./role-use.ts";

export interface NeededStatement {
  /** Sorted. */
  readonly actions: readonly string[];
  /** An ARN, `*`, or a reference to what the function's own template declares. */
  readonly resource: string | Intrinsic;
  /** Why the resource is `*` though the actions know resources. */
  readonly open?: string;
  /** What needs it, in the order of the code. */
  readonly because: readonly { readonly label: string; readonly at: SourceRange }[];
}

export interface LeastPrivilege {
  readonly function: MapNode;
  /** Sorted by resource. */
  readonly statements: readonly NeededStatement[];
  /** Why the code may need more than that. */
  readonly gaps: readonly UsageGap[];
}

/** Undefined for what is no function of the map. Permissions that only some settings need are left out. */
export function leastPrivilege(graph: AppGraph, functionId: NodeId): LeastPrivilege | undefined {
  const node = graph.node(functionId);
  if (node?.kind !== "function") return undefined;
  const { uses, gaps } = needsOf(graph, functionId);
  const byResource = new Map<string, Draft>();
  for (const use of uses) {
    if (use.isOptional && use.source === "configuration") continue;
    for (const action of use.actions) {
      for (const { text: resource, open } of spelledResources(graph, node.group, use.resource, action)) {
        const key = `${typeof resource === "string" ? resource : `${resource.name} ${resource.argument}`}|${open ?? ""}`;
        let draft = byResource.get(key);
        if (!draft) byResource.set(key, (draft = { resource, open, actions: new Set(), because: new Map() }));
        draft.actions.add(action);
        draft.because.set(`${use.label} ${JSON.stringify(use.at)}`, { label: use.label, at: use.at });
      }
    }
  }
  const statements = [...byResource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { actions, resource, open, because }]) => ({
      actions: [...actions].sort(),
      resource,
      ...(open === undefined ? {} : { open }),
      because: [...because.values()],
    }));
  return { function: node, statements, gaps };
}

interface Draft {
  readonly resource: string | Intrinsic;
  readonly open: string | undefined;
  readonly actions: Set<string>;
  readonly because: Map<string, { readonly label: string; readonly at: SourceRange }>;
}
