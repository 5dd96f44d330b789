// Finds `atlas-ignore SAS-n/name -- reason` in comments of any language, and in strings of JSON, which has no comments.
import { say } from "../model/message.ts";
import type { Suppression } from "../model/configuration.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import { rangeOf, type SourceRange } from "../model/range.ts";

const WORD = "atlas-ignore";
/** What may stand between the start of a comment and the word. */
const COMMENT_START = /(?:#|\/\/|\/\*|<!--|^\s*\*|^\s*--)[\s*#/!-]*$/;
const RULES = /^\s+((?:SAS-(?:10|[1-9])\/(?:[a-z][a-z0-9-]*|\*))(?:\s*,\s*SAS-(?:10|[1-9])\/(?:[a-z][a-z0-9-]*|\*))*)/;
const REASON = /^\s*(?:--|—|:)\s*(.*)$/;
const COMMENT_ONLY = /^\s*(?:#|\/\/|\/\*|\*|<!--|--)/;

/**
 * A comment at the end of a line speaks of that line, a comment on a line of its own of the next one, both together with the block
 * of deeper indented lines below it. One without a rule or without a reason accepts nothing and is a problem.
 */
export function findSuppressions(file: string, text: string): Outcome<readonly Suppression[]> {
  if (!text.includes(WORD)) return { value: [], problems: [] };
  const isJson = /\.jsonc?$/i.test(file);
  const isYaml = /\.ya?ml$/i.test(file);
  const lines = text.split(/\r\n|\r|\n/);
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  lines.forEach((line, number) => {
    for (let from = line.indexOf(WORD); from >= 0; from = line.indexOf(WORD, from + WORD.length)) {
      const before = line.slice(0, from);
      const isInString = isJson && /"\s*(?:\/\/\s*)?$/.test(before);
      if (!isInString && (!COMMENT_START.test(before) || isQuoted(before, isYaml))) continue;
      const after = line.slice(from + WORD.length);
      const named = RULES.exec(after);
      const at = rangeOf(file, [number, from, number, from + WORD.length + (named?.[0].length ?? 0)]);
      if (!named) {
        problems.push(invalid(at, 'This comment names no rule. Write "atlas-ignore SAS-n/name -- reason".'));
        continue;
      }
      const reason = reasonIn(after.slice(named[0].length), isInString, before);
      if (reason === "") {
        problems.push(
          invalid(at, "This comment accepts nothing because it gives no reason. Add two dashes and the reason."),
        );
        continue;
      }
      const rules = (named[1] ?? "").split(",").map((rule) => rule.trim());
      const covered = isInString ? undefined : coveredLines(lines, number, before);
      suppressions.push({ rules, reason, at, ...(covered && { lines: covered }) });
    }
  });
  return { value: suppressions, problems };
}

/** The mark of the comment stands inside a text that was opened before it. */
function isQuoted(before: string, isYaml: boolean): boolean {
  if (COMMENT_ONLY.test(before)) return false;
  let open: string | undefined;
  for (let at = 0; at < before.length; at++) {
    const character = before[at] ?? "";
    if (open === undefined) open = opensText(before, at, isYaml) ? character : undefined;
    else if (character === open) open = undefined;
    else if (character === "\\") at++;
  }
  return open !== undefined;
}

/** In YAML a quote opens a text only where a value begins. */
function opensText(line: string, at: number, isYaml: boolean): boolean {
  const character = line[at] ?? "";
  return isYaml ? /["']/.test(character) && /^$|[\s[{,:"']/.test(line[at - 1] ?? "") : /["'`]/.test(character);
}

function reasonIn(text: string, isInString: boolean, before: string): string {
  const found = REASON.exec(text)?.[1] ?? "";
  if (isInString) return found.replace(/(?<!\\)".*$/, "").trim();
  if (/\/\*[^/]*$/.test(before) || /^\s*\*/.test(before)) return found.replace(/\*\/.*$/, "").trim();
  return found.replace(/-->.*$/, "").trim();
}

/** The line that is meant and the lines below it that are indented more deeply. */
function coveredLines(lines: readonly string[], number: number, before: string): readonly [number, number] {
  let first = number;
  if (COMMENT_ONLY.test(before)) {
    // A comment of several lines ends before the code does begin; several comments may speak of one line.
    first = number + 1;
    while (first < lines.length && (isBlank(lines[first]) || COMMENT_ONLY.test(lines[first] ?? ""))) first++;
  }
  const indent = indentOf(lines[first]);
  let last = first;
  for (let next = first + 1; next < lines.length; next++) {
    if (isBlank(lines[next])) continue;
    if (indentOf(lines[next]) <= indent) break;
    last = next;
  }
  return [first, last];
}

function indentOf(line: string | undefined): number {
  return line === undefined ? 0 : line.length - line.trimStart().length;
}

function isBlank(line: string | undefined): boolean {
  return (line ?? "").trim() === "";
}

function invalid(at: SourceRange, message: string): Problem {
  return { code: "invalid-suppression", severity: "warning", message: say(message), at };
}
