// What can be written at a place of `.serverless-atlas.yml`. Works on lines, because a file that is being written seldom parses.
import { DATA_KINDS } from "../model/configuration.ts";
import { SEVERITIES } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule-info.ts";

export interface Completion {
  readonly label: string;
  /** Text to insert, with a `: ` where a value follows. */
  readonly text: string;
  readonly detail: string;
}

const SETTINGS: Readonly<Record<string, string>> = {
  exclude: "Files that are not analysed: patterns as in a .gitignore file",
  rules: "Severity of a rule, or off",
  ignore: "Findings that are accepted, each with its reason",
  sensitivity: "What data stores, channels and secrets hold",
  baseline: "File with findings that are accepted, as scan --write-baseline writes it",
};
const ENTRY: Readonly<Record<string, string>> = {
  rule: "Rule: SAS-n/name, or SAS-n/* for a whole risk",
  path: "Only in these files: a pattern as in a .gitignore file",
  resource: "Only on the resource of this name; * stands for any text",
  finding: "Only this finding, by its id",
  reason: "Why it is acceptable (required)",
};

/** `before` is the text of the line up to the cursor, `above` the lines before it. */
export function configurationCompletions(
  above: readonly string[],
  before: string,
  rules: Iterable<RuleInfo>,
): readonly Completion[] {
  if (/^\w*$/.test(before)) return keys(SETTINGS);
  const section = sectionOf(above);
  switch (section) {
    case "rules":
      if (/^\s+[^:]*$/.test(before)) return ruleIds(rules, ": ");
      return /:\s*\w*$/.test(before) ? words(["off", ...SEVERITIES], "Severity of the rule's findings") : [];
    case "ignore":
      if (/\brule:\s*\S*$/.test(before)) return ruleIds(rules, "");
      return /^\s+(?:-\s+)?\w*$/.test(before) ? keys(ENTRY) : [];
    case "sensitivity":
      return /:\s*(?:\[.*)?\w*$/.test(before) ? words([...DATA_KINDS, "none"], "Kind of data") : [];
    default:
      return [];
  }
}

function sectionOf(above: readonly string[]): string | undefined {
  for (let line = above.length - 1; line >= 0; line--) {
    const key = /^(\w+):/.exec(above[line] ?? "")?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}

function keys(table: Readonly<Record<string, string>>): Completion[] {
  return Object.entries(table).map(([label, detail]) => ({ label, text: `${label}: `, detail }));
}

function words(all: readonly string[], detail: string): Completion[] {
  return all.map((label) => ({ label, text: label, detail }));
}

function ruleIds(rules: Iterable<RuleInfo>, after: string): Completion[] {
  const each = [...rules].map(({ id, title }) => ({ label: String(id), text: `${id}${after}`, detail: title }));
  const risks = [...new Set(each.map(({ label }) => label.slice(0, label.indexOf("/"))))];
  const whole = risks.map((risk) => ({
    label: `${risk}/*`,
    text: `${risk}/*${after}`,
    detail: `Every rule of ${risk}`,
  }));
  return [...each, ...whole];
}
