import * as vscode from "vscode";
import type { RuleId } from "../language-analysis/model/finding.ts";

/** The rule's page, shipped with the extension so that it is there offline. */
export function ruleDocumentation(extensionUri: vscode.Uri, rule: RuleId): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "docs", "rules", `${rule}.md`);
}

export async function openRuleDocumentation(extensionUri: vscode.Uri, rule: RuleId): Promise<void> {
  await vscode.commands.executeCommand("markdown.showPreview", ruleDocumentation(extensionUri, rule));
}
