// A report that stands alone: one file, no script, nothing loaded from anywhere, readable in light, dark and on paper.
import { formatMessage } from "../model/message.ts";
import type { Finding, Fix } from "../model/finding.ts";
import { byCause, rowText, type CauseRow } from "./by-cause.ts";
import { escapeMarkup as escaped } from "./escape-markup.ts";
import { STYLE } from "./html-style.ts";
import { severitySentence } from "./severity-sentence.ts";
import { toMapSvg } from "./map-svg.ts";
import { INTRODUCTION } from "./report-introduction.ts";
import {
  acceptedText,
  blastText,
  byRisk,
  counted,
  hasNoApp,
  openFindings,
  placeText,
  severityCounts,
  type ReportInput,
} from "./report.ts";
import { riskScore } from "./risk-score.ts";
import { noAppText } from "./text-report.ts";
import { riskTitle } from "./tree.ts";

/** Larger maps are no picture any more. */
const MAX_DRAWN_NODES = 200;

/** No script at all; the one style sheet is in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function toHtmlReport(input: ReportInput): string {
  const title = `Serverless risks of ${input.title}`;
  const isEmpty = hasNoApp(input.result) && input.result.findings.length === 0;
  const body = isEmpty ? `<p>${escaped(noAppText(input))}</p>` : content(input);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
<footer>Made by Serverless Atlas ${escaped(input.version)}.</footer>
</main>
</body>
</html>
`;
}

function content(input: ReportInput): string {
  const { result } = input;
  const findings = openFindings(input);
  const accepted = acceptedText(input);
  const groups = byRisk(findings);
  const blast = blastText(input);
  const found =
    findings.length === 0
      ? "No findings"
      : `${counted(findings.length, "finding")}: ${severityCounts(findings)}; risk score ${riskScore(findings)} of 100`;
  const overview = groups.map(
    ({ sas, findings: inRisk }) =>
      `<tr><td><a href="#sas-${sas}">${escaped(formatMessage(riskTitle(sas)))}</a></td>` +
      `<td>${inRisk.length}</td><td>${escaped(severityCounts(inRisk))}</td></tr>`,
  );
  return [
    `<p class="count">${escaped(found)}${accepted === "" ? "" : `; ${escaped(accepted)}`}.</p>`,
    blast === "" ? "" : `<p><strong>Largest blast radius.</strong> ${escaped(blast)}</p>`,
    `<section class="introduction">${INTRODUCTION.map(({ heading, text }) => `<p><strong>${escaped(heading)}</strong> ${escaped(text)}</p>`).join("\n")}</section>`,
    overview.length > 0
      ? `<table class="overview"><thead><tr><th scope="col">Risk</th><th scope="col">Findings</th><th scope="col">Severity</th></tr></thead><tbody>${overview.join("")}</tbody></table>`
      : "",
    mapSection(input, findings),
    ...groups.map(({ sas, findings: inRisk }) => {
      const heading = `<h2 id="sas-${sas}">${escaped(formatMessage(riskTitle(sas)))}</h2>`;
      return `<section>${heading}\n${byCause(inRisk)
        .map((row) => rowArticle(row, input))
        .join("\n")}</section>`;
    }),
    listSection(
      "Not known",
      result.unresolved.map(({ subject, message, at }) => [`${subject}: ${formatMessage(message)}`, placeText(at)]),
    ),
    listSection(
      "Not read",
      result.problems.map(({ message, at }) => [formatMessage(message), placeText(at)]),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function mapSection({ result }: ReportInput, findings: readonly Finding[]): string {
  const { nodes } = result.map;
  const functions = counted(nodes.filter((node) => node.kind === "function").length, "function");
  if (nodes.length > MAX_DRAWN_NODES)
    return `<p>The app has ${functions}; a map of ${nodes.length} nodes is not drawn here.</p>`;
  const svg = toMapSvg(result, findings);
  return svg === "" ? "" : `<section><h2>Map</h2><div class="scroll">${svg}</div></section>`;
}

function rowArticle(row: CauseRow, { rules }: ReportInput): string {
  const [finding] = row.findings;
  const rule = rules.get(finding.rule);
  const steps = finding.steps.map(
    (step) => `<li>${escaped(formatMessage(step.message))} ${place(placeText(step.at))}</li>`,
  );
  const related = finding.related.map(
    ({ at, message }) => `<li>${escaped(formatMessage(message))} ${place(placeText(at))}</li>`,
  );
  const [why] = finding.reasons;
  return [
    `<article class="${finding.severity}">`,
    `<h3><span class="severity">${finding.severity}</span> ${escaped(rowText(row))}</h3>`,
    `<p>${place(placeText(finding.at))} <span class="rule">${escaped(finding.rule)}, confidence ${finding.confidence}</span></p>`,
    `<p>${why ? escaped(formatMessage(why)) : ""} ${escaped(severitySentence(finding, rule?.severity))}</p>`,
    steps.length > 0 ? `<ol>${steps.join("")}</ol>` : "",
    row.cause ? `<ul>${row.findings.map(memberItem).join("")}</ul>` : "",
    related.length > 0 && !row.cause ? `<ul>${related.join("")}</ul>` : "",
    rule ? `<p><strong>Mitigation.</strong> ${escaped(rule.mitigation)}</p>` : "",
    ...(row.cause ? [] : finding.fixes.slice(0, 1).map(fixDetails)),
    "</article>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** One of several findings of one cause. */
function memberItem({ message, at, fixes }: Finding): string {
  const text = `${escaped(formatMessage(message))} ${place(placeText(at))}`;
  return `<li>${text}${fixes.slice(0, 1).map(fixDetails).join("")}</li>`;
}

function fixDetails(fix: Fix): string {
  const edits = fix.edits.map(
    (edit) => `<li>${place(placeText(edit.at))}<pre>${escaped(edit.newText.replace(/^\n+|\s+$/g, ""))}</pre></li>`,
  );
  return `<details><summary>Fix: ${escaped(formatMessage(fix.title))}</summary><ul>${edits.join("")}</ul></details>`;
}

function listSection(heading: string, items: readonly (readonly [text: string, where: string])[]): string {
  if (items.length === 0) return "";
  const rows = items.map(([text, where]) => `<li>${escaped(text)} ${place(where)}</li>`);
  return `<section><h2>${heading}</h2><ul>${rows.join("")}</ul></section>`;
}

function place(text: string): string {
  return `<code>${escaped(text)}</code>`;
}
