import * as vscode from "vscode";
import type { AnalysisController } from "./analysis-controller.ts";
import { toWorkspaceEdit } from "./fix-provider.ts";
import { localize } from "./localize.ts";
import { openRange } from "./workspace-paths.ts";

/**
 * Applies a fix of a finding as the documents are now: the analysis is brought up to date first, so an edit never lands on
 * text that has moved. Without `index` and with several fixes the user chooses. False when the finding is gone or has no fix.
 */
export async function applyFix(controller: AnalysisController, findingId: string, index?: number): Promise<boolean> {
  await controller.settled();
  const finding = controller.result?.findings.find(({ id }) => id === findingId);
  if (!finding || finding.fixes.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This finding is not there any more."));
    return false;
  }
  const fix =
    index !== undefined || finding.fixes.length === 1 ? finding.fixes[index ?? 0] : await chooseFix(finding.fixes);
  const edit = fix && toWorkspaceEdit(fix);
  if (!edit) return false;
  await openRange(finding.at, { beside: true });
  return vscode.workspace.applyEdit(edit);
}

async function chooseFix<F extends { title: Parameters<typeof localize>[0] }>(
  fixes: readonly F[],
): Promise<F | undefined> {
  const picked = await vscode.window.showQuickPick(
    fixes.map((fix) => ({ label: localize(fix.title), fix })),
    { title: vscode.l10n.t("Choose a fix") },
  );
  return picked?.fix;
}
