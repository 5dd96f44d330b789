import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SEVERITIES, type Severity } from "../../language-analysis/model/finding.ts";
import type { Confidence } from "../../language-analysis/model/app-map.ts";
import { riskScore } from "../../language-analysis/views/risk-score.ts";

interface Scored {
  readonly severity: Severity;
  readonly confidence: Confidence;
}
const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];
const finding = fc.record({ severity: fc.constantFrom(...SEVERITIES), confidence: fc.constantFrom(...CONFIDENCES) });
const findings = fc.array<Scored>(finding, { maxLength: 60 });
const some = (count: number, severity: Severity, confidence: Confidence = "high"): Scored[] =>
  Array.from({ length: count }, () => ({ severity, confidence }));

test.each([
  ["nothing", [], 0],
  ["one critical", some(1, "critical"), 50],
  ["two critical", some(2, "critical"), 75],
  ["one high that is a guess", some(1, "high", "low"), 7],
  ["ten low", some(10, "low"), 10],
  ["ten medium", some(10, "medium"), 46],
  ["information only", some(50, "info"), 0],
])("%s", (_title, given, expected) => {
  expect(riskScore(given)).toBe(expected);
});

describe("the score", () => {
  test("does not depend on the order", () => {
    const shuffled = findings.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(fc.property(shuffled, ([all, other]) => riskScore(all) === riskScore(other)));
  });

  test("stays between 0 and 100, and a further finding never lowers it", () => {
    fc.assert(
      fc.property(findings, finding, (all, more) => {
        const [before, after] = [riskScore(all), riskScore([...all, more])];
        return before >= 0 && after <= 100 && after >= before;
      }),
    );
  });

  test("rises with severity and with confidence", () => {
    fc.assert(
      fc.property(findings, fc.constantFrom(...CONFIDENCES), (all, confidence) => {
        const scores = SEVERITIES.map((severity) => riskScore([...all, { severity, confidence }]));
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });
});
