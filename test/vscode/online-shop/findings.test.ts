import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { code, extensionPath, findings, type Located, summary, until, workspaceFolder } from "../editor.ts";

/** A planted risk, or with the same shape a place that looks like one and is none; lines are one-based. */
type Planted = { rule: string; file: string; line: number; endLine: number; status?: string };
type AnswerKey = { findings: Planted[]; negatives: Planted[] };

describe("findings of the sample", () => {
  it("appear without any file being open, for every planted risk and nothing that only looks like one", async () => {
    await until("findings are reported", () => findings().length > 0);
    const { findings: planted, negatives } = answerKey();
    const missed = planted.filter(
      (risk) => risk.status === "expected-now" && !findings().some((each) => isAt(each, risk)),
    );
    assert.deepEqual(missed, [], "every planted risk is reported");
    const wrong = negatives.filter((place) => findings().some((each) => isAt(each, place)));
    assert.deepEqual(wrong, [], "harmless places are not reported");
  });

  it("stand in a file of the workspace, at text that is there", async () => {
    for (const { uri, diagnostic } of findings()) {
      assert.ok(uri.path.startsWith(`${workspaceFolder().path}/`), uri.path);
      const document = await vscode.workspace.openTextDocument(uri);
      const { range, message } = diagnostic;
      assert.ok(document.validateRange(range).isEqual(range), `${uri.path}: ${message}`);
      assert.notEqual(document.getText(range).trim(), "", message);
    }
  });

  it("link to a documentation page that exists", async () => {
    for (const { diagnostic } of findings()) {
      assert.ok(typeof diagnostic.code === "object", `${diagnostic.message} has a link`);
      if (diagnostic.code.target.scheme !== "https") await vscode.workspace.fs.stat(diagnostic.code.target);
    }
  });

  it("are the same after analysing again", async () => {
    const before = summary(findings());
    await vscode.commands.executeCommand("serverlessAtlas.reanalyse");
    assert.deepEqual(summary(findings()), before);
  });
});

function answerKey(): AnswerKey {
  // Not in the workspace: nobody shall see it in the opened sample.
  const file = path.join(extensionPath(), "test", "fixtures", "online-shop", "answer-key.json");
  return JSON.parse(readFileSync(file, "utf8")) as AnswerKey;
}

function isAt({ uri, diagnostic }: Located, { rule, file, line, endLine }: Planted): boolean {
  const { start, end } = diagnostic.range;
  const isInLines = start.line + 1 <= endLine && end.line + 1 >= line;
  return code(diagnostic) === rule && uri.path === `${workspaceFolder().path}/${file}` && isInLines;
}
