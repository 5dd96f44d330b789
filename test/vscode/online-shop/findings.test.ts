import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { code, findings, summary, until, workspaceFolder } from "../editor.ts";

const FIRST_RULES = [
  "SAS-1/code-injection",
  "SAS-1/os-command-injection",
  "SAS-2/unauthenticated-endpoint",
  "SAS-3/public-store",
  "SAS-4/wildcard-action",
  "SAS-7/hard-coded-secret",
  "SAS-8/no-concurrency-limit",
  "SAS-10/verbose-error-response",
];

describe("findings of the sample", () => {
  it("appear without any file being open", async () => {
    await until("findings are reported", () => findings().length > 0);
    const rules = new Set(findings().map(({ diagnostic }) => code(diagnostic)));
    assert.deepEqual(
      FIRST_RULES.filter((rule) => !rules.has(rule)),
      [],
      "every planted risk is reported",
    );
  });

  it("stand in a file of the workspace, at text that is there", async () => {
    for (const { uri, diagnostic } of findings()) {
      assert.ok(uri.path.startsWith(`${workspaceFolder().path}/`), uri.path);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.ok(
        document.validateRange(diagnostic.range).isEqual(diagnostic.range),
        `${uri.path}: ${diagnostic.message}`,
      );
      assert.notEqual(document.getText(diagnostic.range).trim(), "", diagnostic.message);
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
    await until("the same findings are reported", () => summary(findings()).join() === before.join());
    assert.deepEqual(summary(findings()), before);
  });
});
