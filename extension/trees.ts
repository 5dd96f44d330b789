// The two trees of the side bar, kept up to date with the latest result.
import * as vscode from "vscode";
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import { appTree, findingsTree } from "../language-analysis/views/tree.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { TreeProvider } from "./tree-provider.ts";

export interface Trees extends vscode.Disposable {
  groupBy(grouping: "kind" | "risk"): void;
  /** Selects the node in the app tree when the tree is visible; never steals the focus. */
  reveal(node: NodeId): void;
}

export function createTrees(controller: AnalysisController): Trees {
  let grouping: "kind" | "risk" = "kind";
  // Without functions there is nothing to show but the welcome text, even when loose resources were found.
  const isEmpty = (result: AnalysisResult): boolean => result.map.nodes.every(({ kind }) => kind === "public");
  const app = new TreeProvider((result) => (isEmpty(result) ? [] : appTree(result, grouping)));
  const findings = new TreeProvider(findingsTree);
  const appView = vscode.window.createTreeView("serverlessAtlas.app", { treeDataProvider: app, showCollapseAll: true });
  const findingsView = vscode.window.createTreeView("serverlessAtlas.findings", {
    treeDataProvider: findings,
    showCollapseAll: true,
  });
  const setContext = (key: string, value: string): void => {
    void vscode.commands.executeCommand("setContext", `serverlessAtlas.${key}`, value);
  };
  const update = (result: AnalysisResult): void => {
    app.update(result);
    findings.update(result);
    const count = result.findings.length;
    findingsView.badge = count > 0 ? { value: count, tooltip: vscode.l10n.t("{0} findings", count) } : undefined;
  };
  setContext("grouping", grouping);
  setContext("state", controller.state);
  const subscriptions: vscode.Disposable = vscode.Disposable.from(
    appView,
    findingsView,
    controller.onDidChangeResult(update),
    controller.onDidChangeState((state) => setContext("state", state)),
  );
  return {
    groupBy(next) {
      grouping = next;
      setContext("grouping", next);
      if (controller.result) update(controller.result);
    },
    reveal(node) {
      const item = app.itemOf(node);
      if (item && appView.visible) void appView.reveal(item, { select: true, focus: false });
    },
    dispose: () => void subscriptions.dispose(),
  };
}
