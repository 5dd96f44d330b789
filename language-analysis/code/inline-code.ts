// Puts the program of inline code where it stands in its template: every range of it is a place there.
import type { CodeFile } from "../model/code-facts.ts";
import type { InlineCode, InlinePart } from "../model/inline-code.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import { rangeOf, spanOf, type Span } from "../model/range.ts";

export function placeInlineCode(
  { value, problems }: Outcome<CodeFile | undefined>,
  inline: InlineCode,
): Outcome<CodeFile | undefined> {
  const template = inline.at.file;
  const placed = problems.map(({ at, ...problem }): Problem => {
    return { ...problem, at: rangeOf(template, placedSpan(spanOf(at), inline)) };
  });
  if (!value) return { value, problems: placed };
  const { edit } = inline;
  const code = placedData({ ...value, module: { ...value.module, problems: [] } }, inline);
  return { value: { ...code, inline: edit }, problems: placed };
}

/** The same plain data with all spans placed; nothing but a span is a list of four numbers in it. */
function placedData<T>(data: T, inline: InlineCode): T {
  if (Array.isArray(data)) {
    const isSpan = data.length === 4 && data.every((item) => typeof item === "number");
    return (
      isSpan ? placedSpan(data as unknown as Span, inline) : data.map((item: unknown) => placedData(item, inline))
    ) as T;
  }
  if (typeof data !== "object" || data === null) return data;
  const placed: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(data)) placed[key] = placedData<unknown>(item, inline);
  return placed as T;
}

function placedSpan([startLine, startColumn, endLine, endColumn]: Span, inline: InlineCode): Span {
  const [line, column] = placed(startLine, startColumn, inline);
  const [lastLine, lastColumn] = placed(endLine, endColumn, inline);
  const isOrdered = lastLine > line || (lastLine === line && lastColumn >= column);
  return isOrdered ? [line, column, lastLine, lastColumn] : [line, column, line, column];
}

function placed(line: number, column: number, { lines, at }: InlineCode): readonly [line: number, column: number] {
  const parts: readonly InlinePart[] = lines[Math.min(line, lines.length - 1)] ?? [];
  const part = parts.findLast(([from]) => from <= column) ?? parts[0];
  return part ? [part[1], part[2] + column - part[0]] : [at.start.line, at.start.character];
}
