// "Refresh Advisories": the one thing that this extension does over the network, and only when the user says so.
import * as vscode from "vscode";
import { askOsv, keepAdvisories, workspacePackages } from "../language-analysis/host/osv-refresh.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { workspaceRoots } from "./workspace-paths.ts";

/** In the extension's storage for the workspace; undefined when there is no workspace. */
export function refreshedAdvisoriesPath({ storageUri }: vscode.ExtensionContext): string | undefined {
  return storageUri && vscode.Uri.joinPath(storageUri, "refreshed-advisories.json").fsPath;
}

export async function refreshAdvisories(
  context: vscode.ExtensionContext,
  controller: AnalysisController,
): Promise<void> {
  const file = refreshedAdvisoriesPath(context);
  const packages = file === undefined ? [] : await workspacePackages(workspaceRoots());
  if (file === undefined || packages.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No lock file or manifest of this workspace names a package with its version."),
    );
    return;
  }
  const refresh = vscode.l10n.t("Ask OSV");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Ask osv.dev for known vulnerabilities of {0} package versions?", packages.length),
    {
      modal: true,
      detail: vscode.l10n.t(
        "The names and versions of the packages are sent over HTTPS to api.osv.dev. Nothing else of the workspace leaves this computer: no code, no file names, no values.",
      ),
    },
    refresh,
  );
  if (answer !== refresh) return;
  const today = new Date().toISOString().slice(0, 10);
  const progress = { location: vscode.ProgressLocation.Notification, cancellable: true };
  await vscode.window.withProgress(
    { ...progress, title: vscode.l10n.t("Asking osv.dev about {0} package versions", packages.length) },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      keepAdvisories(file, await askOsv(packages, { today, signal: abort.signal }));
    },
  );
  await controller.reanalyse();
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The advisories for the packages of this workspace are those of {0}.", today),
  );
}
