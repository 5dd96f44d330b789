import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { code, findings, hoverText, openDocument, positionOf, until, webviewTabs } from "../editor.ts";

describe("blast radius and paths", () => {
  before(() => until("findings are reported", () => findings().length > 0));

  it("says at a function and at its handler what a takeover would reach", async () => {
    for (const [file, text] of [
      ["template.yaml", "SalesReportFunction"],
      ["orders/fulfil_order.py", "handler"],
    ] as const) {
      const document = await openDocument(file);
      const shown = await hoverText(document.uri, positionOf(document, text, file.endsWith("py") ? "def " : ""));
      assert.match(shown, /If \w+ is compromised: .*(reads|writes) \d+ (store|resource)/);
      assert.match(shown, /\[Blast radius\]\(command:serverlessAtlas\.showBlastRadius\?/);
    }
  });

  it("asks at a store who can reach it", async () => {
    const document = await openDocument("template.yaml");
    const shown = await hoverText(document.uri, positionOf(document, "OrdersTable:"));
    assert.match(shown, /\[Who can reach this\]\(command:serverlessAtlas\.showReachers\?/);
  });

  it("offers the way of the data where a finding has one", async () => {
    const document = await openDocument("pricing/quote.js");
    const at = positionOf(document, "eval(formula)");
    assert.match(await hoverText(document.uri, at), /\[Show path on map\]\(command:serverlessAtlas\.showPath\?/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.QuickFix.value,
    );
    const action = actions.find(({ command }) => command?.command === "serverlessAtlas.showPath");
    assert.ok(action, "there is an action for the path");
    assert.ok(findings().some(({ diagnostic }) => code(diagnostic) === "SAS-1/code-injection"));
  });

  it("opens the map for a focus", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.showBlastRadius", "template.yaml#SalesReportFunction");
    await until("the map's tab is open", () => webviewTabs().length === 1);
    await vscode.commands.executeCommand("serverlessAtlas.showReachers", "template.yaml#OrdersTable");
    assert.equal(webviewTabs().length, 1);
    await vscode.window.tabGroups.close(webviewTabs());
  });
});
