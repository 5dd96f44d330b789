// A baseline lists accepted findings by id. Rule and message stand beside it for people who review the file; only ids are read.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { Finding } from "../model/finding.ts";
import { formatMessage } from "../model/message.ts";

/** What a baseline lists that takes the place of the one before: what is open now, and what that one accepts. */
export function toAccept({ findings, accepted = [] }: AnalysisResult): readonly Finding[] {
  return [...findings, ...accepted.flatMap(({ finding, by }) => (by === "baseline" ? [finding] : []))];
}

export function baselineText(findings: readonly Finding[]): string {
  const listed = findings.map(({ id, rule, at, message }) => ({
    id,
    rule,
    file: at.file,
    message: formatMessage(message),
  }));
  const sorted = listed.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return `${JSON.stringify({ version: 1, findings: sorted }, null, 2)}\n`;
}
