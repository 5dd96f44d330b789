// One number for how urgent the findings of a node or an app are. The formula and its reasons: docs/risk-score.md.
import type { Confidence, NodeId } from "../model/app-map.ts";
import { SEVERITIES, type Finding, type Severity } from "../model/finding.ts";

/** Share of what is left to 100 that a certain finding takes. */
const WEIGHT: Readonly<Record<Severity, number>> = { critical: 0.5, high: 0.25, medium: 0.06, low: 0.01, info: 0 };
const SURENESS: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.7, low: 0.3 };
const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];

type Scored = Pick<Finding, "severity" | "confidence">;

/** 0 (no findings) to 100; whole numbers. The order of the findings does not matter. */
export function riskScore(findings: readonly Scored[]): number {
  const counts = new Map<string, number>();
  for (const { severity, confidence } of findings) {
    const key = `${severity}|${confidence}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let left = 1;
  // In a fixed order, so that rounding is the same for every order of the findings.
  for (const severity of SEVERITIES) {
    for (const confidence of CONFIDENCES) {
      const count = counts.get(`${severity}|${confidence}`) ?? 0;
      left *= (1 - WEIGHT[severity] * SURENESS[confidence]) ** count;
    }
  }
  return Math.round(100 * (1 - left));
}

/** By node, highest first, then by id; nodes whose score is 0 are left out. */
export function nodeScores(findings: readonly Finding[]): readonly { readonly node: NodeId; readonly score: number }[] {
  const byNode = new Map<NodeId, Finding[]>();
  for (const finding of findings) {
    const known = byNode.get(finding.node);
    if (known) known.push(finding);
    else byNode.set(finding.node, [finding]);
  }
  return [...byNode]
    .map(([node, own]) => ({ node, score: riskScore(own) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0));
}
