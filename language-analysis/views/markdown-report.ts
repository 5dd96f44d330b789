// Findings as Markdown: for pull requests, wikis and job summaries.
import { formatMessage } from "../model/message.ts";
import { byCause, rowText } from "./by-cause.ts";
import {
  acceptedText,
  blastText,
  byRisk,
  counted,
  hasNoApp,
  openFindings,
  placeText,
  severityCounts,
  type ReportInput,
} from "./report.ts";
import { severitySentence } from "./severity-sentence.ts";
import { toMermaid } from "./mermaid.ts";
import { INTRODUCTION } from "./report-introduction.ts";
import { riskScore } from "./risk-score.ts";
import { noAppText } from "./text-report.ts";
import { riskTitle } from "./tree.ts";

/** Larger maps are no longer readable as a flowchart, and Mermaid refuses them. */
const MAX_DRAWN_NODES = 80;

export function toMarkdownReport(input: ReportInput): string {
  const { result, title, version, rules } = input;
  const parts = [`# Serverless risks of ${escaped(title)}`];
  if (hasNoApp(result) && result.findings.length === 0) return `${[...parts, noAppText(input)].join("\n\n")}\n`;
  const findings = openFindings(input);
  const accepted = acceptedText(input);
  const counts = severityCounts(findings);
  const blast = blastText(input);
  parts.push(
    findings.length === 0
      ? "No findings."
      : `**${counted(findings.length, "finding")}** (${counts}). Risk score: ${riskScore(findings)} of 100.`,
    ...(accepted === "" ? [] : [`${accepted}.`]),
    ...(blast === "" ? [] : [`**Largest blast radius.** ${escaped(blast)}`]),
    ...INTRODUCTION.map(({ heading, text }) => `**${heading}** ${text}`),
  );
  for (const { sas, findings: found } of byRisk(findings)) {
    parts.push(`## ${formatMessage(riskTitle(sas))}`);
    parts.push(
      [
        "| Severity | Finding | Place | Mitigation |",
        "| --- | --- | --- | --- |",
        ...byCause(found).map((row) => {
          const [finding] = row.findings;
          const rule = rules.get(finding.rule);
          const sentence = severitySentence(finding, rule?.severity);
          const messages = row.cause ? row.findings.map(({ message }) => ` ${escaped(formatMessage(message))}`) : [];
          const cells = [
            finding.severity,
            `${escaped(rowText(row))}${row.cause ? ":" : ""}${messages.join("")} ${escaped(sentence)} (${code(finding.rule)})`,
            row.findings.map(({ at }) => code(placeText(at))).join(", "),
            escaped(rule?.mitigation ?? ""),
          ];
          return `| ${cells.join(" | ")} |`;
        }),
      ].join("\n"),
    );
  }
  if (result.map.nodes.length > 0 && result.map.nodes.length <= MAX_DRAWN_NODES) {
    parts.push("## Map", `\`\`\`mermaid\n${toMermaid(result)}\`\`\``);
  }
  if (result.unresolved.length > 0) {
    const items = result.unresolved.map(
      ({ subject, message, at }) =>
        `- ${escaped(subject)}: ${escaped(formatMessage(message))} (${code(placeText(at))})`,
    );
    parts.push("## Not known", items.join("\n"));
  }
  if (result.problems.length > 0) {
    const items = result.problems.map(
      ({ message, at }) => `- ${code(placeText(at))}: ${escaped(formatMessage(message))}`,
    );
    parts.push("## Not read", items.join("\n"));
  }
  parts.push(`Made by Serverless Atlas ${version}.`);
  return `${parts.join("\n\n")}\n`;
}

/** Text of the workspace stays text: no markup, no table cells, no line breaks of its own. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

/** A code span; text with backticks needs a longer fence. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").replace(/\|/g, "\\|");
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}
