// The least-privilege policy of a function, in an editor of its own.
import * as vscode from "vscode";
import { policiesOf, toPolicyYaml } from "../language-analysis/views/policy-text.ts";
import type { AnalysisController } from "./analysis-controller.ts";

export async function showPolicy({ result }: AnalysisController, node: string): Promise<void> {
  const policies = result ? policiesOf(result.map, node) : [];
  if (policies.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no policy to show for this function."));
    return;
  }
  const content = toPolicyYaml(policies);
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
