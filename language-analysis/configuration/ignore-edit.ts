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

/** How comments are written, by file; lock files have none that would last. */
const COMMENTS: readonly (readonly [file: RegExp, open: string, close: string])[] = [
  [/\.(?:ya?ml|template|py|toml|txt|in|tf|tfvars|sh|bash|zsh|ps1|rb|conf|cfg|ini|properties|env)$/i, "# ", ""],
  [/(?:^|\/)(?:Dockerfile[^/]*|Pipfile|Makefile|Procfile|\.env[^/]*|\.npmrc|\.pypirc|\.netrc)$/i, "# ", ""],
  [/\.(?:[cm]?[jt]sx?|jsonc|java|go|cs|fs|kts?|scala|groovy|gradle|rs|swift|php|bicep|mod)$/i, "// ", ""],
  [/\.(?:xml|(?:cs|fs)proj|html?)$/i, "<!-- ", " -->"],
  [/\.sql$/i, "-- ", ""],
];

/** Undefined where a comment can't stand: JSON, or a text of several lines that would swallow it. */
export function ignoreComment(text: string, finding: Pick<Finding, "rule" | "at">): IgnoreComment | undefined {
  const { file, start } = finding.at;
  const [, open, close] = COMMENTS.find(([pattern]) => pattern.test(file)) ?? [];
  const lines = text.split(/\r\n|\r|\n/);
  if (open === undefined || close === undefined || start.line >= lines.length) return undefined;
  // A template in JSON, whatever its file is called.
  if (open === "# " && /^\s*\{/.test(text)) return undefined;
  const line = open === "// " ? lineOutsideTemplates(lines, start.line) : start.line;
  const indent = /^\s*/.exec(lines[line] ?? "")?.[0] ?? "";
  const comment = { line, beforeReason: `${indent}${open}atlas-ignore ${finding.rule} -- `, afterReason: close };
  // The proof: with a reason in it, the comment speaks of the finding's line, which is one further down by then.
  const edited = [...lines.slice(0, line), `${comment.beforeReason}reason${close}`, ...lines.slice(line)];
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
