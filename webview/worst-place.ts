import type { Drawing } from "./elements.ts";
import { groupKey, nodeKey } from "./elements.ts";
import type { GraphIndex } from "./graph-index.ts";
import { SEVERITIES } from "./kinds.ts";

/** Key of what is drawn with the most, and the most severe, findings; undefined when there are none. */
export function worstPlace(index: GraphIndex, drawing: Drawing): string | undefined {
  const drawn = new Set(drawing.nodes.map((node) => node.id));
  const scores = new Map<string, number[]>();
  const add = (key: string, severity: number) => {
    const counts = scores.get(key) ?? SEVERITIES.map(() => 0);
    counts[severity] = (counts[severity] ?? 0) + 1;
    scores.set(key, counts);
  };
  for (const { node, severity } of index.graph.findings) {
    const at = SEVERITIES.indexOf(severity);
    const card = nodeKey(index.folded.get(node) ?? node);
    const group = groupKey(index.nodes.get(node)?.group ?? "");
    if (drawn.has(card)) add(card, at);
    else if (drawn.has(group)) add(group, at);
  }
  let worst: string | undefined;
  for (const [key, counts] of scores) {
    const best = worst === undefined ? undefined : scores.get(worst);
    const differs = counts.findIndex((count, at) => count !== best?.[at]);
    if (!best || (differs >= 0 && (counts[differs] ?? 0) > (best[differs] ?? 0))) worst = key;
  }
  return worst;
}
