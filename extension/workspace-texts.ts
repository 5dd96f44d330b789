// Files of the workspace as they are now: what the editor has open counts, saved or not.
import * as vscode from "vscode";

/** Opens no document, which would start an analysis. Undefined when there is no such file. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
