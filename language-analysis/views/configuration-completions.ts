// What can be written at a place of `.serverless-atlas.yml`. Works on lines, because a file that is being written seldom parses.
import { DATA_KINDS } from "../model/configuration.ts";
import { SEVERITIES } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule-info.ts";
import { SINK_CLASSES, TRUSTS } from "../model/taint.ts";

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
  taint: "Functions of your own libraries that data flows through",
  baseline: "File with findings that are accepted, as scan --write-baseline writes it",
};
const ENTRY: Readonly<Record<string, string>> = {
  rule: "Rule: SAS-n/name, or SAS-n/* for a whole risk",
  path: "Only in these files: a pattern as in a .gitignore file",
  resource: "Only on the resource of this name; * stands for any text",
  finding: "Only this finding, by its id",
  reason: "Why it is acceptable (required)",
};

const TAINT: Readonly<Record<string, string>> = {
  sources: "Calls whose result comes from outside",
  sinks: "Calls that interpret or hand out an argument",
  sanitizers: "Calls whose result can't harm",
  propagators: "Calls whose result holds what went in",
};
const MODEL: Readonly<Record<string, string>> = {
  api: "Name from the import on: acme-db.connect().run",
  trust: "Of a source: who decides on its result",
  class: "Of a sink: what it does with its argument",
  argument: "Of a sink: place of the argument; 0 is the first",
  protects: "Of a sanitizer: classes of sinks that its result can't harm",
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
    case "taint":
      return taintCompletions(before);
    default:
      return [];
  }
}

function taintCompletions(before: string): readonly Completion[] {
  if (/\btrust:\s*\w*$/.test(before)) return words(TRUSTS, "Who decides on the data");
  if (/\b(?:class:\s*|protects:\s*\[.*)[\w-]*$/.test(before)) return words(SINK_CLASSES, "Class of sinks");
  if (/^ {1,2}\w*$/.test(before)) return keys(TAINT);
  return /^\s+(?:-\s+)?\w*$/.test(before) ? keys(MODEL) : [];
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
