// Findings for other programs; lines and columns one-based, as editors show them.
import { formatMessage } from "../model/message.ts";
import type { AcceptedFinding } from "../model/analysis-result.ts";
import type { Finding } from "../model/finding.ts";
import type { SourceRange } from "../model/range.ts";
import { toBlastRadiusJson, toReachersJson } from "./blast-radius-json.ts";
import { openFindings, type ReportInput } from "./report.ts";
import { nodeScores, riskScore } from "./risk-score.ts";
import { sasNumber } from "./tree.ts";

export function toFindingsJson(input: ReportInput): object {
  const { result, accepted, version } = input;
  const open = openFindings(input);
  return {
    version,
    statistics: result.statistics,
    risk: { score: riskScore(open), nodes: nodeScores(open) },
    sensitivity: (result.map.sensitivity ?? []).map(({ node, data, confidence, evidence }) => ({
      node,
      data,
      confidence,
      evidence: evidence.map(({ at, ...one }) => ({ ...one, ...placeOf(at) })),
    })),
    findings: [
      ...result.findings.map((finding) =>
        findingJson(finding, accepted.has(finding.id) ? { by: "baseline" as const } : undefined),
      ),
      ...(result.accepted ?? []).map(({ finding, by, reason }) => findingJson(finding, { by, reason })),
    ],
    problems: result.problems.map(({ code, severity, message, at }) => ({
      code,
      severity,
      message: formatMessage(message),
      ...placeOf(at),
    })),
    blastRadius: toBlastRadiusJson(result.map),
    reachers: toReachersJson(result.map),
    unresolved: result.unresolved.map(({ reason, subject, message, at }) => ({
      reason,
      subject,
      message: formatMessage(message),
      ...placeOf(at),
    })),
  };
}

function findingJson(finding: Finding, accepted: Partial<AcceptedFinding> | undefined): object {
  return {
    id: finding.id,
    rule: finding.rule,
    sas: `SAS-${sasNumber(finding.rule)}`,
    severity: finding.severity,
    confidence: finding.confidence,
    message: formatMessage(finding.message),
    ...(finding.cause ? { cause: formatMessage(finding.cause.message) } : {}),
    reasons: finding.reasons.map(formatMessage),
    ...placeOf(finding.at),
    node: finding.node,
    ...(finding.edge === undefined ? {} : { edge: finding.edge }),
    related: finding.related.map(({ at, message }) => ({ message: formatMessage(message), ...placeOf(at) })),
    steps: finding.steps.map(({ at, message }) => ({ message: formatMessage(message), ...placeOf(at) })),
    fixes: finding.fixes.map(({ title, edits, isPreferred }) => ({
      title: formatMessage(title),
      ...(isPreferred ? { isPreferred } : {}),
      edits: edits.map(({ at, newText }) => ({ ...placeOf(at), newText })),
    })),
    ...(accepted ? { accepted: true, acceptedBy: accepted.by, acceptedBecause: accepted.reason } : {}),
  };
}

function placeOf({ file, start, end }: SourceRange): object {
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
