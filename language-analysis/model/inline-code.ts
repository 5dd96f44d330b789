// Code that is written in a template. It is read like a file of its own, under a path that no file can have; ranges of its program are
// places in the template from the start, and the path is taken off when the analysis is done.
import type { SourceRange } from "./range.ts";

export interface InlineCode {
  /** As `inlinePath` makes it. */
  readonly path: string;
  readonly text: string;
  /** By line of `text`, where its parts stand in the template; in ascending order, the first at column 0. */
  readonly lines: readonly (readonly InlinePart[])[];
  /** The whole value in the template. */
  readonly at: SourceRange;
  readonly edit: InlineEdit;
}

/** From `column` of the text on, characters stand one by one from this place of the template on. */
export type InlinePart = readonly [column: number, templateLine: number, templateColumn: number];

/** Whether an edit of the code can be written into the template as it is, and what it must keep then. */
export interface InlineEdit {
  readonly isPossible: boolean;
  /** Columns before every line. */
  readonly indent: number;
  /** `${` would be replaced at deployment. */
  readonly isSubstituted: boolean;
}

const MARK = "/!inline/";

/** Virtual path of a function's inline code; `extension` with its dot. */
export function inlinePath(template: string, logicalId: string, extension: string): string {
  return `${template}${MARK}${logicalId}/index${extension}`;
}

/** The template of a virtual path; undefined for the path of a file. */
export function templateOfInline(path: string): string | undefined {
  const mark = path.indexOf(MARK);
  return mark < 0 ? undefined : path.slice(0, mark);
}
