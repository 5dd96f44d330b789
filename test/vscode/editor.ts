// What the tests ask of the editor. Each wait has a deadline and says what it waited for.
import * as vscode from "vscode";

export const EXTENSION_ID = "serverless-atlas.serverless-atlas";
export const DIAGNOSTIC_SOURCE = "Serverless Atlas";

export type Located = { uri: vscode.Uri; diagnostic: vscode.Diagnostic };

/** Waits until `check` returns something true and returns that. */
export async function until<T>(
  what: string,
  check: () => T | PromiseLike<T>,
  timeoutSeconds = 60,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutSeconds} seconds in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("No folder is open.");
  return folder.uri;
}

/** The checkout: the extension runs from it. */
export function extensionPath(): string {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension) throw new Error(`${EXTENSION_ID} is not installed.`);
  return extension.extensionPath;
}

/** All that the extension reports: findings of rules (code `SAS-n/...`) and problems with files. */
export function reported(): Located[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) => diagnostics.map((diagnostic) => ({ uri, diagnostic })))
    .filter(({ diagnostic }) => diagnostic.source === DIAGNOSTIC_SOURCE);
}

export function findings(): Located[] {
  return reported().filter(({ diagnostic }) => /^SAS-\d+\//.test(code(diagnostic)));
}

/** Rule id of a finding, code of a problem. */
export function code({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Findings as one comparable text each, in a fixed order. */
export function summary(located: readonly Located[]): string[] {
  return located
    .map(
      ({ uri, diagnostic }) => `${uri.path}:${diagnostic.range.start.line}: ${code(diagnostic)} ${diagnostic.message}`,
    )
    .sort();
}

/** All quick fixes that the extension offers for a finding. */
export async function actionsAt({ uri, diagnostic }: Located): Promise<vscode.CodeAction[]> {
  await vscode.workspace.openTextDocument(uri);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

/** Quick fixes with an edit. */
export async function quickFixes(located: Located): Promise<vscode.CodeAction[]> {
  return (await actionsAt(located)).filter(({ edit }) => edit !== undefined);
}

/** Opens a workspace-relative file. */
export function openDocument(file: string, folder = workspaceFolder()): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file));
}

/** Where `text` stands for the first time after `after`; its first character unless told otherwise. */
export function positionOf(document: vscode.TextDocument, text: string, after = ""): vscode.Position {
  const from = document.getText().indexOf(after);
  const at = document.getText().indexOf(text, from + after.length);
  if (from < 0 || at < 0) throw new Error(`"${text}" is not in ${document.uri.path} after "${after}".`);
  return document.positionAt(at);
}

/** Text of all hovers at a position, as a reader sees it: without the Markdown's escapes. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  const parts = hovers.flatMap((hover) => hover.contents);
  const texts = parts.map((part) => (typeof part === "string" ? part : part.value));
  return texts.join("\n").replace(/\\([^\w\s])/g, "$1");
}

export function webviewTabs(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && /serverlessAtlas/i.test(input.viewType));
}
