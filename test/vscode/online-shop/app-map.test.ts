import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { until, webviewTabs } from "../editor.ts";

describe("app map", () => {
  it("opens in one tab, however often it is asked for", async () => {
    assert.equal(webviewTabs().length, 0, "the map does not open by itself");
    await vscode.commands.executeCommand("serverlessAtlas.openAppMap");
    await until("the map's tab is open", () => webviewTabs().length === 1);
    await vscode.commands.executeCommand("serverlessAtlas.openAppMap");
    await until("the map's tab is in front", () => webviewTabs()[0]?.isActive);
    assert.equal(webviewTabs().length, 1);
  });
});
