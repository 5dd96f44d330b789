// `.serverless-atlas.yml` in the editor: what can be written, what is wrong in it, and what it does.
import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { code, findings, reported, summary, until, workspaceFolder } from "../editor.ts";

const RULE = "SAS-10/sensitive-data-logged";

describe("configuration", () => {
  let clean: string[];
  let uri: vscode.Uri;
  before(async () => {
    await until("findings are reported", () => findings().length > 0);
    clean = summary(findings());
    uri = vscode.Uri.joinPath(workspaceFolder(), ".serverless-atlas.yml");
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uri);
    await until("all is as before", () => summary(findings()).join() === clean.join());
  });

  it("offers rules and severities, and turns a rule off", async () => {
    await write(`rules:\n  ${RULE}: off\n`);
    await until(
      "no finding of the rule is left",
      () => !findings().some(({ diagnostic }) => code(diagnostic) === RULE),
    );
    await vscode.workspace.openTextDocument(uri);
    assert.ok((await offered(new vscode.Position(1, 2))).includes(RULE), "the rule is offered");
    const severities = await offered(new vscode.Position(1, `  ${RULE}: `.length));
    assert.deepEqual(severities, ["off", "critical", "high", "medium", "low", "info"]);
  });

  it("says where it can't be followed", async () => {
    await write("rules:\n  SAS-10/no-such-rule: low\nignore:\n  - rule: SAS-2/*\n");
    const lines = (): number[] =>
      reported()
        .filter((each) => each.uri.path === uri.path)
        .map(({ diagnostic }) => diagnostic.range.start.line)
        .sort();
    await until("both mistakes are reported", () => lines().join() === "1,3");
  });

  const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

  async function offered(at: vscode.Position): Promise<string[]> {
    const found = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      uri,
      at,
    );
    const labels = found.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    return labels.filter((label) => /^SAS-|^(?:off|critical|high|medium|low|info)$/.test(label));
  }
});
