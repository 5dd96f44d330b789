// A workspace of two folders that have the same name and hold files of the same names.
import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { code, findings, hoverText, openDocument, positionOf, quickFixes, reported, until } from "../editor.ts";

describe("a workspace of two folders", () => {
  before(() => until("findings are reported", () => findings().length > 0));

  it("reports a finding in the folder that has it", () => {
    const [, shipping] = folders();
    const open = findings().filter((each) => code(each.diagnostic) === "SAS-3/public-store");
    assert.equal(open.length, 1);
    assert.ok(open.every(({ uri }) => uri.path.startsWith(`${shipping.path}/`)));
  });

  it("knows each folder's own resources and handlers", async () => {
    const [billing, shipping] = folders();
    for (const [folder, name] of [
      [billing, "ChargeFunction"],
      [shipping, "LabelFunction"],
    ] as const) {
      const handler = await openDocument("handler.js", folder);
      const text = await hoverText(handler.uri, positionOf(handler, "main"));
      assert.match(text, new RegExp(`${name} · function`));
      assert.doesNotMatch(text, name === "ChargeFunction" ? /LabelFunction/ : /ChargeFunction/);
    }
    const template = await openDocument("template.yaml", billing);
    assert.match(await hoverText(template.uri, positionOf(template, "!Ref Labels")), /Labels · store \(s3\)/);
  });

  it("fixes a finding in its own folder", async () => {
    const [billing, shipping] = folders();
    const finding = findings().find((each) => code(each.diagnostic) === "SAS-3/public-store");
    assert.ok(finding);
    const [fix] = await quickFixes(finding);
    const changed = fix?.edit?.entries().map(([uri]) => uri.path);
    assert.deepEqual(changed, [`${shipping.path}/template.yaml`]);
    await vscode.window.showTextDocument(finding.uri);
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await until("the finding is gone", () => !codes().includes("SAS-3/public-store"));
    const other = await openDocument("template.yaml", billing);
    assert.equal(other.isDirty, false);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until("the finding is back", () => codes().includes("SAS-3/public-store"));
  });

  it("forgets a folder that is closed and learns it when it is opened again", async () => {
    const [, shipping] = folders();
    vscode.workspace.updateWorkspaceFolders(1, 1);
    const isInShipping = ({ uri }: { uri: vscode.Uri }): boolean => uri.path.startsWith(`${shipping.path}/`);
    await until("nothing is reported there any more", () => !reported().some(isInShipping));
    assert.ok(findings().length > 0, "the other folder is still looked after");
    vscode.workspace.updateWorkspaceFolders(1, 0, { uri: shipping });
    await until("it is reported again", () => codes().includes("SAS-3/public-store"));
  });
});

const codes = (): string[] => findings().map(({ diagnostic }) => code(diagnostic));

function folders(): [billing: vscode.Uri, shipping: vscode.Uri] {
  const [first, second] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first && second, "two folders are open");
  return [first.uri, second.uri];
}
