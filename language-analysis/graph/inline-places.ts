// The last step of an analysis: what stands in inline code names the template as its file.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { Evidence, HandlerLocation, MapEdge, MapNode } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { Finding, Fix, TextEdit } from "../model/finding.ts";
import { templateOfInline, type InlineEdit } from "../model/inline-code.ts";
import { oncePer, remembered, type Memo } from "../model/memo.ts";
import { compareRanges, type SourceRange } from "../model/range.ts";

type Code = ReadonlyMap<string, CodeFile>;
type Places = Pick<AnalysisResult, "map" | "problems" | "unresolved">;

/** The result as it is when there is no inline code. */
export function placeInTemplates<T extends Places>(result: T, code: Code, memo?: Memo): T {
  if (!hasInlineCode(code)) return result;
  const known = remembered(memo, "inline places", () => new WeakMap<object, object>());
  const once =
    <O extends object>(place: (one: O) => O) =>
    (one: O): O => {
      let placed = known.get(one) as O | undefined;
      if (!placed) known.set(one, (placed = place(one)));
      return placed;
    };
  const { map } = result;
  const byPlace = <O extends { readonly at: SourceRange }>(list: readonly O[]) =>
    list.map(atTemplate).sort((a, b) => compareRanges(a.at, b.at));
  return {
    ...result,
    map: {
      ...map,
      nodes: map.nodes.map(once(placedNode)),
      edges: map.edges.map(once(placedEdge)),
      ...(map.sensitivity && {
        sensitivity: map.sensitivity.map((one) => ({ ...one, evidence: one.evidence.map(atTemplate) })),
      }),
    },
    problems: byPlace(result.problems),
    unresolved: byPlace(result.unresolved),
  };
}

function hasInlineCode(code: Code): boolean {
  for (const { inline } of code.values()) if (inline) return true;
  return false;
}

/** Fixes that can't be written into the template are left out. */
export function placeFindings(findings: readonly Finding[], code: Code): readonly Finding[] {
  if (!hasInlineCode(code)) return findings;
  return findings
    .map((finding) =>
      speaksOfInline(finding)
        ? {
            ...atTemplate(finding),
            related: finding.related.map(atTemplate),
            steps: finding.steps.map(atTemplate),
            fixes: finding.fixes.flatMap((fix) => placedFix(fix, code) ?? []),
          }
        : finding,
    )
    .sort((a, b) => compareRanges(a.at, b.at));
}

const speaksOfInline = oncePer(({ at, related, steps, fixes }: Finding): boolean => {
  const isPlaced = (one: { readonly at: SourceRange }) => isInline(one.at);
  return (
    isInline(at) || related.some(isPlaced) || steps.some(isPlaced) || fixes.some((fix) => fix.edits.some(isPlaced))
  );
});

function placedFix(fix: Fix, code: Code): Fix | undefined {
  const isPossible = fix.edits.every((edit) => {
    const inline = code.get(edit.at.file)?.inline;
    return !inline || canBeWritten(edit, inline);
  });
  return isPossible ? { ...fix, edits: fix.edits.map(atTemplate) } : undefined;
}

function canBeWritten({ newText }: TextEdit, { isPossible, indent, isSubstituted }: InlineEdit): boolean {
  if (!isPossible || (isSubstituted && newText.includes("${"))) return false;
  const lines = newText.split("\n").slice(1);
  return lines.every((line) => line.trim() === "" || line.startsWith(" ".repeat(indent)));
}

function placedNode(node: MapNode): MapNode {
  const { handler } = node;
  return handler && isInline(handler.at) ? { ...node, handler: placedHandler(handler) } : node;
}

function placedHandler({ at, bodyAt, ...handler }: HandlerLocation): HandlerLocation {
  const file = templateOfInline(handler.file) ?? handler.file;
  return { ...handler, file, at: inTemplate(at), ...(bodyAt && { bodyAt: inTemplate(bodyAt) }) };
}

function placedEdge(edge: MapEdge): MapEdge {
  if (!edge.evidence.some(({ at }) => isInline(at))) return edge;
  return { ...edge, evidence: edge.evidence.map((one): Evidence => atTemplate(one)) };
}

function atTemplate<O extends { readonly at: SourceRange }>(one: O): O {
  return isInline(one.at) ? { ...one, at: inTemplate(one.at) } : one;
}

function isInline({ file }: SourceRange): boolean {
  return templateOfInline(file) !== undefined;
}

function inTemplate(at: SourceRange): SourceRange {
  return { ...at, file: templateOfInline(at.file) ?? at.file };
}
