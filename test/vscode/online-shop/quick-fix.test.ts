import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { findings, quickFixes, summary, until } from "../editor.ts";

describe("quick fix", () => {
  it("makes its finding go away and adds no other; undo brings it back", async () => {
    await until("findings are reported", () => findings().length > 0);
    const before = summary(findings());
    const { finding, fix } = await firstFix();
    const document = await vscode.workspace.openTextDocument(finding.uri);
    await vscode.window.showTextDocument(document);
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)), `"${fix.title}" can be applied`);
    await until(`"${fix.title}" makes its finding go`, () => countLike(finding) < countIn(before, finding));
    assert.ok(findings().length < before.length, "no new finding");

    await vscode.commands.executeCommand("undo");
    await until("undo brings the finding back", () => summary(findings()).join() === before.join());
  });
});

type Finding = ReturnType<typeof findings>[number];

/** The first finding, in a fixed order, that the extension offers a fix for. */
async function firstFix(): Promise<{ finding: Finding; fix: vscode.CodeAction }> {
  for (const finding of findings().sort((a, b) => (text(a) < text(b) ? -1 : 1))) {
    await vscode.workspace.openTextDocument(finding.uri);
    const own = (await quickFixes(finding)).find((fix) =>
      fix.diagnostics?.some(({ message }) => message === finding.diagnostic.message),
    );
    if (own) return { finding, fix: own };
  }
  throw new Error("No finding of the sample offers a quick fix.");
}

const text = (finding: Finding): string => summary([finding])[0] ?? "";
const message = (finding: Finding): string => finding.diagnostic.message;
const countIn = (summaries: readonly string[], finding: Finding): number =>
  summaries.filter((each) => each.includes(`${finding.uri.path}:`) && each.endsWith(message(finding))).length;
const countLike = (finding: Finding): number => countIn(summary(findings()), finding);
