// Findings in SARIF 2.1.0 (OASIS), for code scanning. Its words and its one-based regions live in this file only.
import { formatMessage, type Message } from "../model/message.ts";
import { SEVERITIES, type Finding, type Fix, type Severity } from "../model/finding.ts";
import type { AcceptedFinding } from "../model/analysis-result.ts";
import type { Problem } from "../model/problem.ts";
import type { SourceRange } from "../model/range.ts";
import type { RuleInfo } from "../model/rule-info.ts";
import type { ReportInput } from "./report.ts";
import { riskTitle, sasNumber } from "./tree.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/** Paths are relative to what was analysed; the reader of the log decides where that is. */
const BASE = "SRCROOT";
/** Name and version of how the fingerprint is made. */
const FINGERPRINT = "serverlessAtlas/v1";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** Source: GitHub, "SARIF support for code scanning": above 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.5",
};

/** GitHub's precisions, by how sure we are. */
const PRECISIONS = { high: "high", medium: "medium", low: "low" } as const;

export function toSarif(input: ReportInput, options: { readonly hasBaseline?: boolean } = {}): object {
  const { result, version } = input;
  const accepted = result.accepted ?? [];
  const used = new Set([...result.findings, ...accepted.map(({ finding }) => finding)].map((finding) => finding.rule));
  const rules = [...input.rules.values()].filter((rule) => used.has(rule.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Serverless Atlas",
            version,
            semanticVersion: version,
            rules: rules.map(reportingDescriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { description: { text: "The folder that was analysed." } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: result.problems.map(notification) }],
        results: [
          ...result.findings.map((finding) => ({
            ...resultOf(finding, indexes.get(finding.rule)),
            ...(options.hasBaseline ? baselineOf(finding, input.accepted) : {}),
          })),
          ...accepted.map((each) => ({
            ...resultOf(each.finding, indexes.get(each.finding.rule)),
            suppressions: [suppressionOf(each)],
          })),
        ],
      },
    ],
  };
}

function reportingDescriptor(rule: RuleInfo): object {
  const sas = sasNumber(rule.id);
  const severity = rule.severity ?? "medium";
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    helpUri: rule.source,
    help: { text: `${rule.why} ${rule.mitigation}`, markdown: helpMarkdown(rule) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      sas: `SAS-${sas}`,
      tags: ["security", "serverless", `SAS-${sas}`],
      "security-severity": SECURITY_SEVERITIES[severity],
      "problem.severity": LEVELS[severity] === "note" ? "recommendation" : LEVELS[severity],
    },
  };
}

function helpMarkdown(rule: RuleInfo): string {
  const snippets = (rule.snippets ?? []).map(
    ({ title, language, text }) => `**${formatMessage(title)}**\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\``,
  );
  const head = `## ${rule.title}\n\n*${formatMessage(riskTitle(sasNumber(rule.id)))}*`;
  return [head, rule.why, `**Mitigation.** ${rule.mitigation}`, ...snippets, `[Source](${rule.source})`].join("\n\n");
}

function resultOf(finding: Finding, ruleIndex: number | undefined): object {
  const [message, ...reasons] = [finding.message, ...finding.reasons].map(formatMessage);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    rank: 100 - SEVERITIES.indexOf(finding.severity) * 20,
    message: { text: [message, ...reasons].join(" ") },
    locations: [locationOf(finding.at)],
    partialFingerprints: { [FINGERPRINT]: finding.id },
    ...(finding.related.length > 0
      ? { relatedLocations: finding.related.map((related, id) => ({ id, ...locationOf(related.at, related.message) })) }
      : {}),
    ...(finding.steps.length > 0 ? { codeFlows: [codeFlow(finding)] } : {}),
    ...(finding.fixes.length > 0 ? { fixes: finding.fixes.map(fixOf) } : {}),
    properties: {
      sas: `SAS-${sasNumber(finding.rule)}`,
      severity: finding.severity,
      confidence: finding.confidence,
      precision: PRECISIONS[finding.confidence],
      "security-severity": SECURITY_SEVERITIES[finding.severity],
      node: finding.node,
    },
  };
}

function codeFlow(finding: Finding): object {
  const locations = finding.steps.map((step, index) => ({
    location: locationOf(step.at, step.message),
    executionOrder: index + 1,
    importance: index === 0 || index === finding.steps.length - 1 ? "essential" : "important",
  }));
  return { threadFlows: [{ locations }] };
}

function fixOf(fix: Fix): object {
  const files = [...new Set(fix.edits.map((edit) => edit.at.file))].sort();
  return {
    description: { text: formatMessage(fix.title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: fix.edits
        .filter((edit) => edit.at.file === file)
        .map((edit) => ({ deletedRegion: regionOf(edit.at), insertedContent: { text: edit.newText } })),
    })),
  };
}

function baselineOf(finding: Finding, accepted: ReadonlySet<string>): object {
  if (!accepted.has(finding.id)) return { baselineState: "new" };
  const suppressions = [{ kind: "external", status: "accepted", justification: "Accepted by the baseline." }];
  return { baselineState: "unchanged", suppressions };
}

function suppressionOf({ by, reason, at }: AcceptedFinding): object {
  return {
    kind: by === "comment" ? "inSource" : "external",
    status: "accepted",
    justification: reason,
    ...(at ? { location: locationOf(at) } : {}),
  };
}

function notification(problem: Problem): object {
  const levels = { error: "error", warning: "warning", information: "note" } as const;
  return {
    descriptor: { id: problem.code },
    level: levels[problem.severity],
    message: { text: formatMessage(problem.message) },
    ...(problem.at.file === "" ? {} : { locations: [locationOf(problem.at)] }),
  };
}

function locationOf(at: SourceRange, message?: Message): object {
  return {
    physicalLocation: { artifactLocation: artifactLocation(at.file), region: regionOf(at) },
    ...(message ? { message: { text: formatMessage(message) } } : {}),
  };
}

function artifactLocation(file: string): object {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: BASE };
}

function regionOf({ start, end }: SourceRange): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function pascalCase(id: string): string {
  const name = id.slice(id.indexOf("/") + 1);
  return name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
