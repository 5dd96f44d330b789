import { SEVERITIES, type Finding, type SasNumber } from "../model/finding.ts";
import type { Message } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import type { FindingView, RiskBadge } from "./graph-view.ts";

export function findingView(finding: Finding, format: (message: Message) => string): FindingView {
  return {
    id: finding.id,
    node: finding.node,
    ...(finding.edge === undefined ? {} : { edge: finding.edge }),
    rule: finding.rule,
    sas: Number(finding.rule.slice("SAS-".length, finding.rule.indexOf("/"))) as SasNumber,
    severity: finding.severity,
    confidence: finding.confidence,
    message: format(finding.message),
    reasons: finding.reasons.map(format),
    place: placeText(finding.at),
    steps: finding.steps.map((step) => ({ text: format(step.message), place: placeText(step.at) })),
    fixes: finding.fixes.map((fix) => format(fix.title)),
  };
}

/** The badge of all `findings`; absent when there are none. */
export function riskOf(findings: readonly FindingView[]): RiskBadge | undefined {
  if (findings.length === 0) return undefined;
  return {
    worst: SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info",
    findings: findings.length,
    sas: [...new Set(findings.map((finding) => finding.sas))].sort((a, b) => a - b),
  };
}

/** `file:line`, line one-based; empty for what has no file. */
export function placeText(at: SourceRange): string {
  return at.file === "" ? "" : `${at.file}:${at.start.line + 1}`;
}

/** How often each value occurs, keys in order of first occurrence. */
export function tally<K extends string | number>(values: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
