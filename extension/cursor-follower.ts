// The cursor in a handler or a declaration selects its node on the map and in the tree.
import * as vscode from "vscode";
import type { AnalysisController } from "./analysis-controller.ts";
import type { MapPanels } from "./map-panel/map-panel.ts";
import { nodeAt } from "../language-analysis/views/node-at.ts";
import type { Trees } from "./trees.ts";
import { enginePath } from "./workspace-paths.ts";

const DELAY_MS = 150;

export function followCursor(controller: AnalysisController, maps: MapPanels, trees: Trees): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let last: string | undefined;
  const follow = (editor: vscode.TextEditor): void => {
    const path = enginePath(editor.document.uri);
    const result = controller.result;
    if (!result || path === undefined) return;
    const node = nodeAt(result, path, editor.selection.active);
    if (!node || node.id === last) return;
    last = node.id;
    maps.selectNode(node.id);
    trees.reveal(node.id);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      clearTimeout(timer);
      timer = setTimeout(() => follow(textEditor), DELAY_MS);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
