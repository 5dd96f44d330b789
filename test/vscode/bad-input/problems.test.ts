import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { findings, reported, until, webviewTabs, workspaceFolder } from "../editor.ts";

// Each holds something that can't be read or resolved; the other folders of the workspace hold what is odd but readable.
const UNREADABLE = ["alias-bomb", "broken-json", "broken-yaml"];

describe("files that can't be read", () => {
  it("are reported where they are wrong", async () => {
    await until("problems are reported", () => reported().length > 0);
    await vscode.commands.executeCommand("serverlessAtlas.reanalyse");
    const folders = new Set(
      reported().map(({ uri }) => uri.path.slice(workspaceFolder().path.length + 1).split("/")[0]),
    );
    assert.deepEqual(
      UNREADABLE.filter((folder) => !folders.has(folder)),
      [],
    );
    for (const { uri, diagnostic } of reported()) {
      assert.ok(uri.path.startsWith(`${workspaceFolder().path}/`), uri.path);
      assert.notEqual(diagnostic.message.trim(), "");
    }
  });

  it("do not keep the good files from being analysed", async () => {
    const good = vscode.Uri.joinPath(workspaceFolder(), "good", "template.yaml");
    const document = await vscode.workspace.openTextDocument(good);
    const editor = await vscode.window.showTextDocument(document);
    const before = findings().length;
    await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, PUBLIC_BUCKET));
    await until("a risk typed into the good file is found", () => findings().length > before);
    await vscode.commands.executeCommand("undo");
    await until("the finding goes with the risk", () => findings().length === before);
  });

  it("do not keep the map from opening", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.openAppMap");
    await until("the map's tab is open", () => webviewTabs().length === 1);
  });
});

const PUBLIC_BUCKET = `
  Everybody:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicReadWrite
`;
