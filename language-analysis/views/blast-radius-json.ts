// What each function's takeover would reach, and who would reach each store, for the JSON report.
import { graphOf } from "../graph/app-graph.ts";
import { blastRadius, whoReaches, type BlastEntry } from "../graph/blast-radius.ts";
import type { AppMap } from "../model/app-map.ts";

/** Most nodes listed for one; `counts` and `reached` speak of all of them. */
const MOST_LISTED = 50;

export function toBlastRadiusJson(map: AppMap): readonly object[] {
  const graph = graphOf(map);
  return graph.nodes("function").flatMap(({ id, name }) => {
    const { entries, counts, everywhere } = blastRadius(graph, id);
    if (entries.length === 0 && everywhere.length === 0) return [];
    return [
      {
        node: id,
        name,
        reached: entries.length,
        counts,
        everywhere: everywhere.map(({ service, actions }) => ({ service, actions })),
        nodes: entries.slice(0, MOST_LISTED).map((entry) => ({ node: entry.node, ...wayOf(entry) })),
      },
    ];
  });
}

/** The reverse: for each store and secret whose takeover reaches it. */
export function toReachersJson(map: AppMap): readonly object[] {
  const graph = graphOf(map);
  return [...graph.nodes("store"), ...graph.nodes("secret")].flatMap(({ id, name }) => {
    const reachers = whoReaches(graph, id);
    if (reachers.length === 0) return [];
    const listed = reachers.slice(0, MOST_LISTED).map(({ node, entry }) => ({ node, ...wayOf(entry) }));
    return [{ node: id, name, reached: reachers.length, by: listed }];
  });
}

function wayOf({ access, how, confidence, path }: BlastEntry): object {
  return {
    access,
    how,
    confidence,
    path: path.map(({ from, to, by, label, at }) => ({
      from,
      to,
      by,
      label,
      file: at.file,
      line: at.start.line + 1,
    })),
  };
}
