// Findings for a terminal.
import { formatMessage } from "../model/message.ts";
import type { Unresolved } from "../model/problem.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { byCause, rowText, type CauseRow } from "./by-cause.ts";
import {
  acceptedText,
  byRisk,
  counted,
  hasNoApp,
  openFindings,
  placeText,
  severityCounts,
  type ReportInput,
} from "./report.ts";
import { severitySentence } from "./severity-sentence.ts";
import { riskTitle } from "./tree.ts";

/** Control Sequence Introducer colours of the severities; bold where there is no colour of its own. */
const COLORS: Readonly<Record<Severity, string>> = { critical: "1;31", high: "31", medium: "33", low: "36", info: "2" };

export interface TextOptions {
  readonly color: boolean;
}

export function toTextReport(input: ReportInput, { color }: TextOptions = { color: false }): string {
  const paint = (code: string, text: string) => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const { result } = input;
  if (hasNoApp(result) && result.findings.length === 0) return `${noAppText(input)}\n`;
  const findings = openFindings(input);
  const lines: string[] = [];
  for (const { sas, findings: found } of byRisk(findings)) {
    lines.push(paint("1", formatMessage(riskTitle(sas))), "");
    for (const row of byCause(found)) lines.push(...rowLines(row, input, paint), "");
  }
  for (const problem of result.problems.filter(({ severity }) => severity === "error")) {
    lines.push(`${paint("33", "not read")}  ${placeText(problem.at)}  ${oneLine(formatMessage(problem.message))}`);
  }
  if (lines.at(-1) !== undefined && lines.at(-1) !== "") lines.push("");
  lines.push(...summary(input, findings));
  return `${lines.join("\n")}\n`;
}

/** One finding, or several of one cause and severity: what is said of the first stands for all. */
function rowLines(row: CauseRow, { rules }: ReportInput, paint: (code: string, text: string) => string): string[] {
  const [finding] = row.findings;
  const lines = [
    `  ${paint(COLORS[finding.severity], finding.severity.padEnd(8))}  ${oneLine(rowText(row))}`,
    `            ${placeText(finding.at)}  ${paint("2", finding.rule)}`,
  ];
  if (row.cause) {
    for (const { message, at } of row.findings)
      lines.push(`              - ${oneLine(formatMessage(message))}  ${placeText(at)}`);
  }
  for (const step of finding.steps)
    lines.push(`              -> ${placeText(step.at)}  ${oneLine(formatMessage(step.message))}`);
  const rule = rules.get(finding.rule);
  lines.push(`            ${paint("2", oneLine(severitySentence(finding, rule?.severity)))}`);
  const mitigation = rule?.mitigation;
  const fix = finding.fixes[0] ? `Fix: ${formatMessage(finding.fixes[0].title)}` : mitigation;
  if (fix !== undefined) lines.push(`            ${paint("2", oneLine(fix))}`);
  return lines;
}

function summary(input: ReportInput, findings: readonly Finding[]): string[] {
  const { statistics, map, problems, unresolved } = input.result;
  const functions = map.nodes.filter((node) => node.kind === "function").length;
  const accepted = acceptedText(input);
  const counts = severityCounts(findings);
  const found = findings.length === 0 ? "No findings" : `${counted(findings.length, "finding")} (${counts})`;
  return [
    `${found}${accepted === "" ? "" : `, ${accepted}`}.`,
    `${counted(statistics.files, "file")} read: ${counted(statistics.templates, "template")}, ` +
      `${counted(statistics.modules, "module")}, ${counted(functions, "function")}; ` +
      `${counted(problems.length, "problem")} reading, ${counted(unresolved.length, "value")} not known.`,
    ...unknownLines(unresolved),
  ];
}

/** What is not known by its reason, with the first place of each; the editor's tree and the JSON report list them all. */
function unknownLines(unresolved: readonly Unresolved[]): string[] {
  const reasons = new Map<string, Unresolved[]>();
  for (const each of unresolved) reasons.set(each.reason, [...(reasons.get(each.reason) ?? []), each]);
  return [...reasons].sort().flatMap(([reason, [first, ...others]]) => {
    if (!first) return [];
    const place = `${oneLine(first.subject)} (${placeText(first.at)})`;
    return [
      `  not known, ${reason.replaceAll("-", " ")}: ${place}${others.length > 0 ? ` and ${others.length} more` : ""}`,
    ];
  });
}

/** A friendly answer where there is nothing to analyse. */
export function noAppText({ title, result }: ReportInput): string {
  const files = counted(result.statistics.files, "file");
  return (
    `No serverless app was found in ${title} (${files} looked at).\n` +
    "Serverless Atlas reads AWS SAM and CloudFormation templates (YAML, JSON), serverless.yml, and functions in JavaScript, " +
    "TypeScript and Python."
  );
}

/** Text of the workspace must not steer the terminal. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001F\u007F-\u009F]+/g, " ");
}
