import * as vscode from "vscode";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import { configurationCompletions } from "../language-analysis/views/configuration-completions.ts";

export const CONFIGURATION_FILES: vscode.DocumentSelector = {
  scheme: "file",
  pattern: "**/.serverless-atlas.{yml,yaml}",
};

export class ConfigurationCompletionProvider implements vscode.CompletionItemProvider {
  constructor(private readonly rules: Iterable<RuleInfo>) {}

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const above = Array.from({ length: position.line }, (_, line) => document.lineAt(line).text);
    const before = document.lineAt(position.line).text.slice(0, position.character);
    // Rule ids contain characters that end a word for the editor: the whole word before the cursor is replaced.
    const word = /[\w/*-]*$/.exec(before)?.[0] ?? "";
    const range = new vscode.Range(position.translate(0, -word.length), position);
    return configurationCompletions(above, before, this.rules).map(({ label, text, detail }, index) => {
      const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Property);
      const sortText = String(index).padStart(4, "0");
      return Object.assign(item, { insertText: text, detail, range, sortText });
    });
  }
}
