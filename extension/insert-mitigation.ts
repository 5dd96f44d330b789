// "Insert mitigation snippet": a rule's example, in the place and the format of the file that the finding is about.
import * as vscode from "vscode";
import { mitigationInserts, type MitigationInsert } from "../language-analysis/mitigation/mitigation-inserts.ts";
import type { Finding, TextEdit } from "../language-analysis/model/finding.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { localize } from "./localize.ts";
import { editorRange, fileUri, openRange } from "./workspace-paths.ts";

/** False when the finding is gone, or no example fits in there. */
export async function insertMitigation(
  controller: AnalysisController,
  rules: ReadonlyMap<Finding["rule"], RuleInfo>,
  findingId: string,
): Promise<boolean> {
  await controller.settled();
  const finding = controller.result?.findings.find(({ id }) => id === findingId);
  const rule = finding && rules.get(finding.rule);
  const node = controller.result?.map.nodes.find(({ id }) => id === finding?.node);
  const texts = new Map<string, string>();
  for (const file of finding ? [finding.at.file, node?.nameAt.file ?? ""] : []) {
    const uri = fileUri(file);
    if (file !== "" && uri) texts.set(file, (await vscode.workspace.openTextDocument(uri)).getText());
  }
  const inserts = finding && rule ? mitigationInserts(finding, node, rule, (file) => texts.get(file)) : [];
  const chosen = inserts.length > 1 ? await choose(inserts) : inserts[0];
  const [first] = chosen?.edits ?? [];
  if (!chosen || !first) {
    if (inserts.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("No example fits in here; the documentation of the rule has them all."),
      );
    }
    return false;
  }
  await openRange(first.at);
  return vscode.workspace.applyEdit(toSnippetEdit(chosen.edits));
}

async function choose(inserts: readonly MitigationInsert[]): Promise<MitigationInsert | undefined> {
  const picked = await vscode.window.showQuickPick(
    inserts.map((insert) => ({ label: localize(insert.title), insert })),
    { title: vscode.l10n.t("Choose an example") },
  );
  return picked?.insert;
}

function toSnippetEdit(edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const byFile = new Map<string, vscode.SnippetTextEdit[]>();
  for (const { at, newText } of edits) {
    const snippet = new vscode.SnippetTextEdit(editorRange(at), withPlaceholders(newText));
    // The text has its indentation already.
    snippet.keepWhitespace = true;
    byFile.set(at.file, [...(byFile.get(at.file) ?? []), snippet]);
  }
  for (const [file, snippets] of byFile) {
    const uri = fileUri(file);
    if (uri) edit.set(uri, snippets);
  }
  return edit;
}

/** Names and addresses of the example, which are others in the reader's own app. */
const TO_REPLACE = /(![A-Z]\w+ )([^\s\]},]+)|(arn:aws[^\s"',\]}]+|https:\/\/[\w./-]*example\.com[\w./-]*)/g;

function withPlaceholders(text: string): vscode.SnippetString {
  const snippet = new vscode.SnippetString();
  let done = 0;
  for (const match of text.matchAll(TO_REPLACE)) {
    const [whole, tag = "", name, address] = match;
    snippet.appendText(text.slice(done, match.index) + tag).appendPlaceholder(name ?? address ?? "");
    done = match.index + whole.length;
  }
  return snippet.appendText(text.slice(done));
}
