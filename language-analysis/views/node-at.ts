import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapNode } from "../model/app-map.ts";
import { containsPosition, containsRange, type Position, type SourceRange } from "../model/range.ts";

/** The node whose declaration or handler code holds the position; the innermost when several do. */
export function nodeAt(result: Pick<AnalysisResult, "map">, file: string, position: Position): MapNode | undefined {
  let best: { node: MapNode; at: SourceRange } | undefined;
  for (const node of result.map.nodes) {
    for (const at of [node.at, node.handler?.bodyAt ?? node.handler?.at]) {
      if (at?.file !== file || !containsPosition(fromLineStart(at), position)) continue;
      if (!best || containsRange(best.at, at)) best = { node, at };
    }
  }
  return best?.node;
}

/** A cursor in the indentation of the first line belongs to what the line declares. */
function fromLineStart({ file, start, end }: SourceRange): SourceRange {
  return { file, start: { line: start.line, character: 0 }, end };
}
