import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { reported, until, webviewTabs } from "../editor.ts";

describe("a workspace without an app", () => {
  it("reports nothing", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.reanalyse");
    assert.deepEqual(reported(), []);
  });

  it("opens the map all the same", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.openAppMap");
    await until("the map's tab is open", () => webviewTabs().length === 1);
  });
});
