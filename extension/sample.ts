import * as vscode from "vscode";

/** Opens a fresh copy of the sample app in a new window, so that fixes can be tried without changing the extension. */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const shipped = vscode.Uri.joinPath(context.extensionUri, "dist", "sample");
  const copy = vscode.Uri.joinPath(context.globalStorageUri, "online-shop");
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  await vscode.workspace.fs.copy(shipped, copy, { overwrite: true });
  await vscode.commands.executeCommand("vscode.openFolder", copy, { forceNewWindow: true });
}
