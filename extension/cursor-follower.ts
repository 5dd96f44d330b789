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
  let moved: vscode.TextEditor | undefined;
  let last: string | undefined;
  const follow = (): void => {
    // An edit moves the cursor too; where things stand now, the coming result tells.
    if (!moved || controller.isResultDue) return;
    const path = enginePath(moved.document.uri);
    const result = controller.result;
    const node = result && path !== undefined ? nodeAt(result, path, moved.selection.active) : undefined;
    moved = undefined;
    if (!node || node.id === last) return;
    last = node.id;
    maps.selectNode(node.id);
    trees.reveal(node.id);
  };
  const followSoon = (editor: vscode.TextEditor | undefined): void => {
    moved = editor ?? moved;
    clearTimeout(timer);
    timer = setTimeout(follow, DELAY_MS);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => followSoon(textEditor)),
    // An editor that opens at a line tells of no change of its selection.
    vscode.window.onDidChangeActiveTextEditor(followSoon),
    controller.onDidChangeResult(() => followSoon(undefined)),
    { dispose: () => clearTimeout(timer) },
  );
}
