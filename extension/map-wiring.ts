// Joins the map panel with the analysis, the trees and the editor.
import type * as vscode from "vscode";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import type { AnalysisStatus } from "../webview/protocol.ts";
import type { AnalysisController, AnalysisState } from "./analysis-controller.ts";
import { applyFix } from "./apply-fix.ts";
import { MapPanels } from "./map-panel/map-panel.ts";
import { showPolicy } from "./show-policy.ts";
import type { Trees } from "./trees.ts";
import { openRange } from "./workspace-paths.ts";

const STATUS: Record<AnalysisState, AnalysisStatus> = {
  waiting: "analysing",
  running: "analysing",
  ready: "ready",
  cancelled: "cancelled",
  failed: "failed",
};

export function createMapPanels(
  extensionUri: vscode.Uri,
  controller: AnalysisController,
  trees: Trees,
  log: vscode.LogOutputChannel,
  rules: readonly RuleInfo[],
): MapPanels {
  return new MapPanels({
    extensionUri,
    getResult: () => controller.result,
    onDidChangeResult: controller.onDidChangeResult,
    getStatus: () => STATUS[controller.state],
    onDidChangeStatus: controller.onDidChangeState,
    rules,
    openSource: (at, isPassing) => openRange(at, { beside: true, keepsFocus: isPassing }),
    applyFix: (finding, index) => applyFix(controller, finding, index),
    showPolicy: (node) => showPolicy(controller, node),
    analyse: () => controller.reanalyse(),
    onDidSelectNode: (node) => {
      if (node !== undefined) trees.reveal(node);
    },
    log,
  });
}
