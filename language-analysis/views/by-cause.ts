// Findings that one change mends, such as the open routes of one API, are one row in lists, severity by severity: each keeps its own
// place, fix and id.
import { SEVERITIES, type Finding } from "../model/finding.ts";
import { formatMessage, type Message } from "../model/message.ts";

export interface CauseRow {
  /** What its findings have in common; absent where there is only one. */
  readonly cause?: Message;
  /** Of one severity. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Rows, most severe first; those of one severity stay in the order of their findings. */
export function byCause(findings: readonly Finding[]): readonly CauseRow[] {
  const rows = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of bySeverity(findings)) {
    const key = finding.cause ? `${finding.rule}\n${finding.severity}\n${finding.cause.key}` : finding.id;
    const row = rows.get(key);
    if (row) row.push(finding);
    else rows.set(key, [finding]);
  }
  return [...rows.values()].map((row) => {
    const { cause } = row[0];
    return cause && row.length > 1 ? { cause: cause.message, findings: row } : { findings: row };
  });
}

/** The row in one line: `Routes of Api that anyone on the internet can call (5)`, or what its only finding says. */
export function rowText({ cause, findings }: CauseRow): string {
  return cause ? `${formatMessage(cause)} (${findings.length})` : formatMessage(findings[0].message);
}

/** Stable: findings of one severity stay in the order of their places. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
