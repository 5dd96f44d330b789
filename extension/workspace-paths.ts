// Between the engine's workspace-relative paths and the editor's URIs.
import * as vscode from "vscode";
import type { SourceRange } from "../language-analysis/model/range.ts";

export interface WorkspaceRoot {
  /** Folder name as it stands before the paths of a multi-root workspace; made unique when two folders share it. */
  readonly name: string;
  readonly path: string;
}

/** Folders on disk; folders of virtual file systems can't be read by the engine and are left out. */
export function workspaceRoots(): WorkspaceRoot[] {
  const taken = new Set<string>();
  return diskFolders().map((folder) => {
    let name = folder.name;
    for (let n = 2; taken.has(name); n++) name = `${folder.name}-${n}`;
    taken.add(name);
    return { name, path: folder.uri.fsPath };
  });
}

export function hasVirtualFolders(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length > diskFolders().length;
}

/** The engine's path of a file; undefined outside the workspace and for anything that is not a file on disk. */
export function enginePath(uri: vscode.Uri): string | undefined {
  if (uri.scheme !== "file") return undefined;
  const folders = diskFolders();
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const index = folders.findIndex(({ uri: folderUri }) => folderUri.toString() === folder?.uri.toString());
  const root = folders[index];
  if (!root) return undefined;
  const relative = uri.path.slice(root.uri.path.replace(/\/$/, "").length + 1);
  const name = workspaceRoots()[index]?.name;
  return folders.length > 1 ? `${name}/${relative}` : relative;
}

/** The file behind an engine path; undefined when its root is gone or the path would leave it. */
export function fileUri(path: string): vscode.Uri | undefined {
  const folders = diskFolders();
  if (path.split("/").includes("..")) return undefined;
  if (folders.length <= 1) return folders[0] && vscode.Uri.joinPath(folders[0].uri, path);
  const [name, ...rest] = path.split("/");
  const folder = folders[workspaceRoots().findIndex((root) => root.name === name)];
  return folder && vscode.Uri.joinPath(folder.uri, ...rest);
}

export function editorRange({ start, end }: SourceRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function editorLocation(range: SourceRange): vscode.Location | undefined {
  const uri = fileUri(range.file);
  return uri && new vscode.Location(uri, editorRange(range));
}

/** Opens the range's file with the range selected, beside the map when the map is in front. */
export async function openRange(
  range: SourceRange,
  options: { beside?: boolean; keepsFocus?: boolean } = {},
): Promise<void> {
  const uri = fileUri(range.file);
  if (!uri) return;
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const column =
    shown?.viewColumn ??
    (options.beside
      ? (vscode.window.visibleTextEditors[0]?.viewColumn ?? vscode.ViewColumn.Beside)
      : vscode.ViewColumn.Active);
  await vscode.window.showTextDocument(uri, {
    selection: editorRange(range),
    viewColumn: column,
    preserveFocus: options.keepsFocus === true,
  });
}

function diskFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
}
