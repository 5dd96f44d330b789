// Asks which node or finding a command of the palette is meant for; the node under the cursor comes first.
import * as vscode from "vscode";
import type { NodeId, NodeKind } from "../language-analysis/model/app-map.ts";
import { nodeAt } from "../language-analysis/views/node-at.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { localize } from "./localize.ts";
import { enginePath } from "./workspace-paths.ts";

interface Choice extends vscode.QuickPickItem {
  readonly id: string;
}

export async function pickNode(
  controller: AnalysisController,
  kinds: readonly NodeKind[],
): Promise<NodeId | undefined> {
  const { result } = controller;
  if (!result) return undefined;
  const here = nodeUnderCursor(controller);
  const nodes = result.map.nodes.filter(({ kind }) => kinds.includes(kind));
  const choices = nodes
    .map(({ id, name, kind, group }): Choice => ({ id, label: name, description: kind, detail: group }))
    .sort((a, b) => Number(b.id === here) - Number(a.id === here) || rank(kinds, a) - rank(kinds, b));
  return pick(choices, vscode.l10n.t("Which part of the app?"));
}

/** Findings with a flow of data. */
export async function pickFlow(controller: AnalysisController): Promise<string | undefined> {
  const findings = (controller.result?.findings ?? []).filter(({ steps }) => steps.length > 0);
  const choices = findings.map(({ id, message, rule, at }): Choice => ({
    id,
    label: localize(message),
    description: rule,
    detail: `${at.file}:${at.start.line + 1}`,
  }));
  return pick(choices, vscode.l10n.t("Which finding?"));
}

async function pick(choices: readonly Choice[], placeHolder: string): Promise<string | undefined> {
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is nothing to choose from in this workspace."));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(choices, { placeHolder, matchOnDescription: true });
  return chosen?.id;
}

function rank(kinds: readonly NodeKind[], { description }: Choice): number {
  return kinds.findIndex((kind) => kind === description);
}

function nodeUnderCursor({ result }: AnalysisController): NodeId | undefined {
  const editor = vscode.window.activeTextEditor;
  const path = editor && enginePath(editor.document.uri);
  return result && editor && path !== undefined ? nodeAt(result, path, editor.selection.active)?.id : undefined;
}
