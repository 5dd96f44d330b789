// Everything that a function needs of IAM: what its code calls, and what its triggers, network and logging do in its name.
import type { NodeId } from "../model/app-map.ts";
import { say } from "../model/message.ts";
import type { FunctionUsage, UsageGap, UsedPermission } from "../model/usage.ts";
import type { AppGraph } from "./app-graph.ts";
import { configurationNeeds } from "./configuration-needs.ts";
import { keyUses } from "./encryption-keys.ts";
import { layerGaps } from "./layer-gaps.ts";

export interface UsedPermissions {
  /** The code's calls first, then what the configuration needs. */
  readonly uses: readonly UsedPermission[];
  readonly gaps: readonly UsageGap[];
  /** No gap: nothing else is called, so what is granted beyond `uses` is not used. A use's own resource may still be unknown. */
  readonly isComplete: boolean;
}

const USAGES = new WeakMap<AppGraph, ReadonlyMap<NodeId, FunctionUsage>>();

export function usedPermissions(graph: AppGraph, functionId: NodeId): UsedPermissions {
  let usages = USAGES.get(graph);
  if (!usages) USAGES.set(graph, (usages = new Map((graph.map.usage ?? []).map((usage) => [usage.node, usage]))));
  const node = graph.node(functionId);
  const own = usages.get(functionId);
  const needs = node ? configurationNeeds(graph, node) : [];
  const gaps = [...(own?.gaps ?? []), ...(node ? layerGaps(node) : [])];
  const calls = (own?.uses ?? []).flatMap((use) => [use, ...keyUses(graph, use)]);
  if (own || !node) return { uses: [...calls, ...needs], gaps, isComplete: own !== undefined && gaps.length === 0 };
  const message = say("The code of {0} is not known.", node.name);
  return { uses: needs, gaps: [{ what: "handler", message, at: node.nameAt }], isComplete: false };
}
