// Where and how a finding is accepted by an edit: a comment above it, or an entry of the configuration where there are no comments.
import type { Finding } from "../model/finding.ts";
import { findSuppressions } from "./suppressions.ts";

/** The settings that edits write to, at the top of the workspace. */
export const CONFIGURATION_FILE = ".serverless-atlas.yml";

export interface IgnoreComment {
  /** The comment goes on a line of its own before this one. */
  readonly line: number;
  /** The line up to the reason, indentation included. */
  readonly beforeReason: string;
  /** What closes the comment, if anything. */
  readonly afterReason: string;
}

const HASH = /\.(?:ya?ml|template|py|toml|txt|tf)$|(?:^|\/)(?:Dockerfile|\.env[^/]*)$/i;
const SLASHES = /\.(?:[cm]?[jt]sx?|jsonc|java|go|cs)$/i;

/** Undefined where a comment can't stand: JSON, or a text of several lines that would swallow it. */
export function ignoreComment(text: string, finding: Pick<Finding, "rule" | "at">): IgnoreComment | undefined {
  const { file, start } = finding.at;
  const marker = HASH.test(file) ? "# " : SLASHES.test(file) ? "// " : undefined;
  const lines = text.split(/\r\n|\r|\n/);
  if (marker === undefined || start.line >= lines.length) return undefined;
  const line = marker === "// " ? lineOutsideTemplates(lines, start.line) : start.line;
  const indent = /^\s*/.exec(lines[line] ?? "")?.[0] ?? "";
  const comment = { line, beforeReason: `${indent}${marker}atlas-ignore ${finding.rule} -- `, afterReason: "" };
  // The proof: with a reason in it, the comment speaks of the finding's line, which is one further down by then.
  const edited = [...lines.slice(0, line), `${comment.beforeReason}reason`, ...lines.slice(line)];
  const isCovered = findSuppressions(file, edited.join("\n")).value.some(
    ({ at, lines: covered }) =>
      at.start.line === line && covered && covered[0] <= start.line + 1 && start.line + 1 <= covered[1],
  );
  return isCovered ? comment : undefined;
}

/** The text of a new or extended `.serverless-atlas.yml` up to the reason, and where it goes. */
export interface IgnoreEntryEdit {
  readonly line: number;
  readonly beforeReason: string;
  readonly afterReason: string;
}

/** `text` is the configuration as it is; undefined when there is none. */
export function ignoreEntry(text: string | undefined, finding: Pick<Finding, "rule" | "id">): IgnoreEntryEdit {
  const entry = `  - rule: ${finding.rule}\n    finding: "${finding.id}"\n    reason: `;
  const lines = (text ?? "").split(/\r\n|\r|\n/);
  const section = lines.findIndex((line) => /^ignore:\s*(?:#.*)?$/.test(line));
  if (section >= 0) return { line: section + 1, beforeReason: entry, afterReason: "\n" };
  const isWhole = lines.at(-1) === "";
  const line = isWhole ? lines.length - 1 : lines.length;
  return { line, beforeReason: `${isWhole ? "" : "\n"}ignore:\n${entry}`, afterReason: "\n" };
}

/** Template literals may span lines: the line where the one around `line` begins. */
function lineOutsideTemplates(lines: readonly string[], line: number): number {
  let opened: number | undefined;
  for (let each = 0; each < line; each++) {
    const ticks = (lines[each] ?? "").replace(/\\`/g, "").split("`").length - 1;
    if (ticks % 2 === 1) opened = opened === undefined ? each : undefined;
  }
  return opened ?? line;
}

/** The configuration with the baseline named in it; undefined when it names one, `file` or another. */
export function withBaseline(text: string | undefined, file: string): string | undefined {
  const present = text ?? "";
  if (/^baseline:/m.test(present)) return undefined;
  return `${present}${present === "" || present.endsWith("\n") ? "" : "\n"}baseline: ${file}\n`;
}
