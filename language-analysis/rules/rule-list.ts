import type { Rule } from "./rule.ts";

/** The rules as a Markdown table with links to their pages, for the README. */
export function ruleListMarkdown(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, title, severity }) => `| [${id}](docs/rules/${id}.md) | ${title} | ${severity} |`);
  return ["| Rule | Finding | Base severity |", "| --- | --- | --- |", ...rows].join("\n");
}
