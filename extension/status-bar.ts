import * as vscode from "vscode";
import { riskScore } from "../language-analysis/views/risk-score.ts";
import type { AnalysisController } from "./analysis-controller.ts";

/** The one status-bar item: what the analysis is doing, or how many findings there are; opens the map. */
export function createStatusBar(controller: AnalysisController): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("serverlessAtlas.status", vscode.StatusBarAlignment.Left, 0);
  item.name = "Serverless Atlas";
  item.command = "serverlessAtlas.openAppMap";
  const update = (): void => {
    const result = controller.result;
    const functions = result?.map.nodes.filter((node) => node.kind === "function").length ?? 0;
    item.backgroundColor = undefined;
    if (controller.state === "running" && !result) {
      item.text = `$(sync~spin) ${vscode.l10n.t("Atlas")}`;
      item.tooltip = vscode.l10n.t("Serverless Atlas is analysing the workspace");
    } else if (controller.state === "failed") {
      item.text = `$(warning) ${vscode.l10n.t("Atlas")}`;
      item.tooltip = vscode.l10n.t("The analysis failed; see Serverless Atlas: Show Log");
      item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
    } else if (!result || functions === 0) {
      item.hide();
      return;
    } else {
      const serious = result.findings.filter(({ severity }) => severity === "critical" || severity === "high").length;
      item.text = `$(type-hierarchy) ${vscode.l10n.t("Atlas")} ${functions} $(symbol-function) ${result.findings.length} $(shield)`;
      const accepted = result.accepted?.length ?? 0;
      const tooltip = vscode.l10n.t(
        "{0} functions, {1} findings, {2} of them critical or high, risk score {3} of 100. Open the app map.",
        functions,
        result.findings.length,
        serious,
        riskScore(result.findings),
      );
      item.tooltip = accepted === 0 ? tooltip : `${tooltip} ${vscode.l10n.t("{0} findings are accepted.", accepted)}`;
    }
    item.accessibilityInformation = { label: String(item.tooltip) };
    item.show();
  };
  update();
  return vscode.Disposable.from(item, controller.onDidChangeState(update), controller.onDidChangeResult(update));
}
