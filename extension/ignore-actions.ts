// "Ignore this finding": a comment above it, or an entry of the configuration. The user writes the reason in place.
import * as vscode from "vscode";
import { CONFIGURATION_FILE, ignoreComment, ignoreEntry } from "../language-analysis/configuration/ignore-edit.ts";
import type { Finding } from "../language-analysis/model/finding.ts";
import { textOf } from "./workspace-texts.ts";

/** After the fixes in the menu, never preferred: accepting is the last resort. */
export async function ignoreAction(
  document: vscode.TextDocument,
  finding: Finding,
): Promise<vscode.CodeAction | undefined> {
  const comment = ignoreComment(document.getText(), finding);
  if (comment) {
    const text = snippet(comment.beforeReason, `${comment.afterReason}\n`);
    return action(vscode.l10n.t("Ignore {0} here with a comment", finding.rule), (edit) => {
      const place = new vscode.Range(comment.line, 0, comment.line, 0);
      edit.set(document.uri, [new vscode.SnippetTextEdit(place, text)]);
    });
  }
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder) return undefined;
  const uri = vscode.Uri.joinPath(folder.uri, CONFIGURATION_FILE);
  const present = await textOf(uri);
  const entry = ignoreEntry(present, finding);
  return action(vscode.l10n.t("Ignore {0} in {1}", finding.rule, CONFIGURATION_FILE), (edit) => {
    if (present === undefined) edit.createFile(uri, { ignoreIfExists: true });
    const place = new vscode.Range(entry.line, 0, entry.line, 0);
    edit.set(uri, [new vscode.SnippetTextEdit(place, snippet(entry.beforeReason, entry.afterReason))]);
  });
}

function action(title: string, write: (edit: vscode.WorkspaceEdit) => void): vscode.CodeAction {
  const result = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  result.edit = new vscode.WorkspaceEdit();
  write(result.edit);
  return result;
}

function snippet(before: string, after: string): vscode.SnippetString {
  return new vscode.SnippetString()
    .appendText(before)
    .appendPlaceholder(vscode.l10n.t("why this is acceptable"))
    .appendText(after);
}
