import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { reported, until, workspaceFolder } from "../editor.ts";

describe("files that can't be read", () => {
  it("are reported in the file, and the analysis goes on", async () => {
    await until("problems are reported", () => reported().length > 0);
    for (const { uri, diagnostic } of reported()) {
      assert.ok(uri.path.startsWith(`${workspaceFolder().path}/`), uri.path);
      assert.notEqual(diagnostic.message.trim(), "");
    }
    await vscode.commands.executeCommand("serverlessAtlas.reanalyse");
    await until("problems are reported again", () => reported().length > 0);
  });

  it("do not keep the map from opening", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.openAppMap");
  });
});
