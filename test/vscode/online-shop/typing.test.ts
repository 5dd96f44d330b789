// What is typed is analysed as it stands in the editor; the file on disk does not matter.
import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { code, findings, openDocument, positionOf, summary, until } from "../editor.ts";

describe("typing", () => {
  let clean: string[];
  before(async () => {
    await until("findings are reported", () => findings().length > 0);
    clean = summary(findings());
  });
  afterEach(async () => {
    await setting("analyseWhileTyping", undefined);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until("all is as before", () => summary(findings()).join() === clean.join(), 20).catch(() => {
      assert.deepEqual(summary(findings()), clean);
    });
  });

  it("shows a new risk without saving, moves the others along, and takes it away with the text", async () => {
    const document = await typeAtTop("pricing/quote.js", "// one\n// two\n");
    const lines = () => inFile(document).map(({ diagnostic }) => diagnostic.range.start.line);
    await until("the finding has moved down", () => lines().join() === "7");
    await type(document, positionOf(document, "  const price"), "  eval(group);\n");
    await until("the new risk is reported", () => lines().length === 2);
    assert.ok(document.isDirty, "nothing was saved");
    assert.ok(inFile(document).every(({ diagnostic }) => code(diagnostic) === "SAS-1/code-injection"));
    await vscode.commands.executeCommand("undo");
    await until("the new risk is gone", () => lines().length === 1);
  });

  it("keeps the findings of what still stands when half a line is typed", async () => {
    const document = await typeAtTop("template.yaml", "Half: [a, {b\n");
    await until("the broken text is reported", () =>
      vscode.languages.getDiagnostics(document.uri).some((each) => code(each) === "syntax-error"),
    );
    assert.ok(findings().some(({ uri }) => uri.path.endsWith("/support-desk/serverless.yml")));
  });

  it("waits for the save where the user wants that", async () => {
    await setting("analyseWhileTyping", false);
    const document = await typeAtTop("pricing/quote.js", "// moved\n");
    // Longer than the pause after which typing is analysed, with the analysis itself.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.deepEqual(summary(findings()), clean);
    await document.save();
    await until("the save is analysed", () => inFile(document)[0]?.diagnostic.range.start.line === 6);
    await vscode.commands.executeCommand("undo");
    await document.save();
  });
});

const inFile = ({ uri }: vscode.TextDocument) => findings().filter((each) => each.uri.toString() === uri.toString());

async function typeAtTop(file: string, text: string): Promise<vscode.TextDocument> {
  const document = await openDocument(file);
  await type(document, new vscode.Position(0, 0), text);
  return document;
}

async function type(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(at, text));
}

async function setting(name: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration("serverlessAtlas").update(name, value, target);
}
