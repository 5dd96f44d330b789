// "Insert mitigation snippet": a rule's example, in the place and the format of the file that the finding is about.
import * as vscode from "vscode";
import { mitigationInserts, type MitigationInsert } from "../language-analysis/mitigation/mitigation-inserts.ts";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import type { Finding, TextEdit } from "../language-analysis/model/finding.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { localize } from "./localize.ts";
import { editorRange, fileUri, openRange } from "./workspace-paths.ts";
import { textOf } from "./workspace-texts.ts";

type Rules = ReadonlyMap<Finding["rule"], RuleInfo>;

const KNOWN = new WeakMap<AnalysisResult, Map<string, Promise<readonly MitigationInsert[]>>>();

/** Examples that fit where the finding stands; remembered, for the light bulb asks at every move of the cursor. */
export function insertsFor(
  finding: Finding,
  result: AnalysisResult,
  rules: Rules,
): Promise<readonly MitigationInsert[]> {
  let known = KNOWN.get(result);
  if (!known) KNOWN.set(result, (known = new Map<string, Promise<readonly MitigationInsert[]>>()));
  let inserts = known.get(finding.id);
  if (!inserts) known.set(finding.id, (inserts = findInserts(finding, result, rules)));
  return inserts;
}

async function findInserts(
  finding: Finding,
  { map }: AnalysisResult,
  rules: Rules,
): Promise<readonly MitigationInsert[]> {
  const rule = rules.get(finding.rule);
  if (!rule?.snippets?.length) return [];
  const node = map.nodes.find(({ id }) => id === finding.node);
  const texts = new Map<string, string | undefined>();
  for (const file of [finding.at.file, node?.nameAt.file ?? ""]) {
    const uri = fileUri(file);
    if (file !== "" && uri) texts.set(file, await textOf(uri));
  }
  return mitigationInserts(finding, node, rule, (file) => texts.get(file));
}

/** False when the finding is gone, or no example fits in there any more. */
export async function insertMitigation(
  controller: AnalysisController,
  rules: Rules,
  findingId: string,
): Promise<boolean> {
  await controller.settled();
  const { result } = controller;
  const finding = result?.findings.find(({ id }) => id === findingId);
  const inserts = result && finding ? await insertsFor(finding, result, rules) : [];
  const chosen = inserts.length > 1 ? await choose(inserts) : inserts[0];
  const [first] = chosen?.edits ?? [];
  if (!chosen || !first) return false;
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
