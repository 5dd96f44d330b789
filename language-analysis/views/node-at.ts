import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapNode } from "../model/app-map.ts";
import { containsPosition, containsRange, type Position, type SourceRange } from "../model/range.ts";

interface Candidate {
  readonly node: MapNode;
  readonly at: SourceRange;
}

/** The node whose declaration or handler code holds the position; the innermost when several do. */
export function nodeAt(result: Pick<AnalysisResult, "map">, file: string, position: Position): MapNode | undefined {
  let best: Candidate | undefined;
  for (const node of result.map.nodes) {
    for (const at of [node.at, node.handler?.bodyAt ?? node.handler?.at]) {
      if (at?.file !== file || !containsPosition(fromLineStart(at), position)) continue;
      if (!best || isCloser({ node, at }, best)) best = { node, at };
    }
  }
  return best?.node;
}

/** A cursor in the indentation of the first line belongs to what the line declares. */
function fromLineStart({ file, start, end }: SourceRange): SourceRange {
  return { file, start: { line: start.line, character: 0 }, end };
}

/** Smaller is closer. A role that is made for a function stands at the function's own place: the function is meant. */
function isCloser(a: Candidate, b: Candidate): boolean {
  if (!containsRange(b.at, a.at)) return false;
  return containsRange(a.at, b.at) ? b.node.kind === "role" : true;
}
