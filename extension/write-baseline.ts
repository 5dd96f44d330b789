// "Accept All Findings in a Baseline": what is found now is accepted, what comes after it shows. The same files as in the terminal.
import * as vscode from "vscode";
import { CONFIGURATION_FILE, withBaseline } from "../language-analysis/configuration/ignore-edit.ts";
import { baselineText, toAccept } from "../language-analysis/views/baseline-text.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { fileUri, workspaceRoots } from "./workspace-paths.ts";
import { textOf } from "./workspace-texts.ts";

const BASELINE = ".serverless-atlas-baseline.json";

export async function writeBaseline(controller: AnalysisController): Promise<void> {
  await controller.settled();
  const { result } = controller;
  const roots = workspaceRoots();
  const open = result?.findings ?? [];
  if (!result || open.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no findings to accept."));
    return;
  }
  const accept = vscode.l10n.t("Accept");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Accept all {0} findings that are there now?", open.length),
    {
      modal: true,
      detail: vscode.l10n.t(
        "They are listed in {0}, which {1} names. New findings still show.",
        BASELINE,
        CONFIGURATION_FILE,
      ),
    },
    accept,
  );
  if (answer !== accept) return;
  const listed = toAccept(result);
  for (const { name } of roots) {
    const prefix = roots.length > 1 ? `${name}/` : "";
    const here = listed.filter(({ at }) => at.file.startsWith(prefix));
    const [baseline, configuration] = [fileUri(prefix + BASELINE), fileUri(prefix + CONFIGURATION_FILE)];
    if (here.length === 0 || !baseline || !configuration) continue;
    await vscode.workspace.fs.writeFile(baseline, new TextEncoder().encode(baselineText(here)));
    const text = withBaseline(await textOf(configuration), BASELINE);
    if (text !== undefined) await vscode.workspace.fs.writeFile(configuration, new TextEncoder().encode(text));
  }
  await controller.reanalyse();
}
