import * as vscode from "vscode";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import type { Finding, Severity } from "../language-analysis/model/finding.ts";
import type { Problem } from "../language-analysis/model/problem.ts";
import { localize } from "./localize.ts";
import { ruleDocumentation } from "./rule-documentation.ts";
import { editorLocation, editorRange, fileUri } from "./workspace-paths.ts";

export const DIAGNOSTIC_SOURCE = "Serverless Atlas";

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  critical: vscode.DiagnosticSeverity.Error,
  high: vscode.DiagnosticSeverity.Error,
  medium: vscode.DiagnosticSeverity.Warning,
  low: vscode.DiagnosticSeverity.Information,
  info: vscode.DiagnosticSeverity.Hint,
};

const PROBLEM_SEVERITIES: Record<Problem["severity"], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Replaces all diagnostics by those of `result`: what is no longer found disappears. */
export function showDiagnostics(
  collection: vscode.DiagnosticCollection,
  extensionUri: vscode.Uri,
  result: AnalysisResult,
): void {
  const byFile = new Map<string, vscode.Diagnostic[]>();
  const add = (file: string, diagnostic: vscode.Diagnostic): void => {
    const list = byFile.get(file);
    if (list) list.push(diagnostic);
    else byFile.set(file, [diagnostic]);
  };
  for (const finding of result.findings) add(finding.at.file, toDiagnostic(finding, extensionUri));
  for (const problem of result.problems) add(problem.at.file, problemDiagnostic(problem));
  collection.clear();
  for (const [file, diagnostics] of byFile) {
    const uri = fileUri(file);
    if (uri) collection.set(uri, diagnostics);
  }
}

function toDiagnostic(finding: Finding, extensionUri: vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    editorRange(finding.at),
    localize(finding.message),
    SEVERITIES[finding.severity],
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: finding.rule, target: ruleDocumentation(extensionUri, finding.rule) };
  const steps = new Set(finding.steps.map(({ at }) => JSON.stringify(at)));
  const related = [...finding.steps, ...finding.related.filter(({ at }) => !steps.has(JSON.stringify(at)))];
  diagnostic.relatedInformation = related.flatMap(({ at, message }) => {
    const location = editorLocation(at);
    return location ? [new vscode.DiagnosticRelatedInformation(location, localize(message))] : [];
  });
  return diagnostic;
}

function problemDiagnostic(problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    editorRange(problem.at),
    localize(problem.message),
    PROBLEM_SEVERITIES[problem.severity],
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = problem.code;
  return diagnostic;
}
