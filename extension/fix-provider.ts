// Quick fixes: each fix of a finding under the cursor becomes a code action with a WorkspaceEdit.
import * as vscode from "vscode";
import type { Finding, Fix } from "../language-analysis/model/finding.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { DIAGNOSTIC_SOURCE } from "./diagnostics.ts";
import { ignoreAction } from "./ignore-actions.ts";
import { insertsFor } from "./insert-mitigation.ts";
import { localize } from "./localize.ts";
import { editorRange, enginePath, fileUri } from "./workspace-paths.ts";

export class FixProvider implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(
    private readonly controller: AnalysisController,
    private readonly rules: ReadonlyMap<Finding["rule"], RuleInfo>,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    // The light bulb asks after every key, and again when the diagnostics change: it must not start an analysis.
    const isAutomatic = context.triggerKind === vscode.CodeActionTriggerKind.Automatic;
    if (isAutomatic && !this.controller.isUpToDate) return [];
    // An edit made for older text would land in the wrong place.
    await this.controller.settled(token);
    const path = enginePath(document.uri);
    const { result } = this.controller;
    if (!result) return [];
    const here = result.findings.filter(
      (finding) => finding.at.file === path && editorRange(finding.at).intersection(range) !== undefined,
    );
    const fixes = here.flatMap((finding) => finding.fixes.flatMap((fix) => this.toAction(finding, fix, context) ?? []));
    const byRule = new Map(here.map((finding) => [finding.rule, finding]));
    const ignores = await Promise.all([...byRule.values()].map((finding) => this.toIgnore(document, finding, context)));
    const paths = here.filter(({ steps }) => steps.length > 0).map((finding) => toPathAction(finding, context));
    const fitting = await Promise.all(
      [...byRule.values()].map(async (finding) =>
        (await insertsFor(finding, result, this.rules)).length > 0 ? [finding] : [],
      ),
    );
    const mitigations = fitting.flat().map((finding) => toMitigation(finding, context));
    return [...fixes, ...mitigations, ...paths, ...ignores.flatMap((each) => each ?? [])];
  }

  private async toIgnore(document: vscode.TextDocument, finding: Finding, context: vscode.CodeActionContext) {
    const action = await ignoreAction(document, finding);
    if (action) action.diagnostics = diagnosticsOf(finding, context);
    return action;
  }

  private toAction(finding: Finding, fix: Fix, context: vscode.CodeActionContext): vscode.CodeAction | undefined {
    const edit = toWorkspaceEdit(fix);
    if (!edit) return undefined;
    const action = new vscode.CodeAction(localize(fix.title), vscode.CodeActionKind.QuickFix);
    action.edit = edit;
    action.isPreferred = fix.isPreferred === true;
    action.diagnostics = diagnosticsOf(finding, context);
    return action;
  }
}

/** After the fixes, which know better what is wrong here. */
function toMitigation(finding: Finding, context: vscode.CodeActionContext): vscode.CodeAction {
  const title = vscode.l10n.t("Insert mitigation snippet for {0}", finding.rule);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: "serverlessAtlas.insertMitigation", title, arguments: [finding.id] };
  action.diagnostics = diagnosticsOf(finding, context);
  return action;
}

function toPathAction(finding: Finding, context: vscode.CodeActionContext): vscode.CodeAction {
  const title = vscode.l10n.t("Show path on map: {0}", localize(finding.message));
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: "serverlessAtlas.showPath", title, arguments: [finding.id] };
  action.diagnostics = diagnosticsOf(finding, context);
  return action;
}

function diagnosticsOf(finding: Finding, context: vscode.CodeActionContext): vscode.Diagnostic[] {
  return context.diagnostics.filter(
    ({ source, code }) => source === DIAGNOSTIC_SOURCE && typeof code === "object" && code.value === finding.rule,
  );
}

/** Undefined when an edit's file is not in the workspace any more: half a fix is worse than none. */
export function toWorkspaceEdit(fix: Fix): vscode.WorkspaceEdit | undefined {
  const edit = new vscode.WorkspaceEdit();
  for (const { at, newText } of fix.edits) {
    const uri = fileUri(at.file);
    if (!uri) return undefined;
    edit.replace(uri, editorRange(at), newText);
  }
  return edit;
}
