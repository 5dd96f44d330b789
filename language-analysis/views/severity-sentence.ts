// Why a finding is as severe as it is, against the severity that its rule starts from.
import { SEVERITIES, type Finding, type Severity } from "../model/finding.ts";
import { formatMessage, say, type Message } from "../model/message.ts";

/** Without the reasons, which a list shows; undefined for a finding as severe as its rule. */
export function severityChange(
  { severity }: Pick<Finding, "severity">,
  base: Severity | undefined,
): Message | undefined {
  if (base === undefined || base === severity) return undefined;
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(base)
    ? say("Severity {0}, raised from {1} here.", severity, base)
    : say("Severity {0}, lowered from {1} here.", severity, base);
}

/** With the reasons of this place; the rule's own reason, which is the first, is told apart from it. */
export function severitySentence(finding: Pick<Finding, "severity" | "reasons">, base: Severity | undefined): string {
  const head = formatMessage(severityChange(finding, base) ?? say("Severity {0}.", finding.severity)).slice(0, -1);
  const reasons = finding.reasons.slice(1).map((reason) => formatMessage(reason));
  return reasons.length === 0 ? `${head}.` : `${head}: ${reasons.join(" ")}`;
}
