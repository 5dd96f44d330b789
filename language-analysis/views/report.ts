// What all reports share: which findings count, how they are grouped, how a place is written.
import { graphOf } from "../graph/app-graph.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import { SEVERITIES, type Finding, type Severity } from "../model/finding.ts";
import type { SourceRange } from "../model/range.ts";
import type { RuleInfo } from "../model/rule-info.ts";
import { bySeverity } from "./by-cause.ts";
import { sentenceText, worstBlast } from "./blast-sentence.ts";
import { sasNumber } from "./tree.ts";

export interface ReportInput {
  readonly result: AnalysisResult;
  readonly rules: ReadonlyMap<Finding["rule"], RuleInfo>;
  /** Ids of findings that a baseline accepts: counted, not listed. */
  readonly accepted: ReadonlySet<string>;
  /** Name of what was analysed. */
  readonly title: string;
  /** Version of this tool. */
  readonly version: string;
}

export interface RiskGroup {
  readonly sas: number;
  /** Most severe first. */
  readonly findings: readonly Finding[];
}

export function openFindings({ result, accepted }: ReportInput): readonly Finding[] {
  return result.findings.filter((finding) => !accepted.has(finding.id));
}

/** `2 accepted by comments, 1 accepted by the baseline`; empty when none is. */
export function acceptedText({ result, accepted }: ReportInput): string {
  const ways = (result.accepted ?? []).map(({ by }) => by);
  for (const finding of result.findings) if (accepted.has(finding.id)) ways.push("baseline");
  return (["comment", "configuration", "baseline"] as const)
    .flatMap((way) => {
      const count = ways.filter((each) => each === way).length;
      return count === 0 ? [] : [`${count} accepted by ${way === "comment" ? "comments" : `the ${way}`}`];
    })
    .join(", ");
}

/** Only risks that have findings, in their order; most severe first within one. */
export function byRisk(findings: readonly Finding[]): readonly RiskGroup[] {
  const numbers = [...new Set(findings.map((finding) => sasNumber(finding.rule)))].sort((a, b) => a - b);
  return numbers.map((sas) => ({
    sas,
    findings: bySeverity(findings.filter((finding) => sasNumber(finding.rule) === sas)),
  }));
}

/** `3 high, 1 low`; empty when there is none. */
export function severityCounts(findings: readonly Finding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  }).join(", ");
}

/** `folder/file.yaml:12:3`, one-based as editors and terminals read it. */
export function placeText({ file, start }: SourceRange): string {
  return file === "" ? "workspace" : `${file}:${start.line + 1}:${start.character + 1}`;
}

/** `1 function`, `2 functions`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The blast radius of the function whose takeover reaches most; empty when none reaches anything. */
export function blastText({ result }: ReportInput): string {
  const worst = worstBlast(graphOf(result.map));
  return worst ? sentenceText(worst) : "";
}

/** True when there is nothing to show: no template and no function was found. */
export function hasNoApp({ map }: AnalysisResult): boolean {
  return map.nodes.every((node) => node.kind === "public");
}

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
