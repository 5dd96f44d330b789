import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { code, findings, hoverText, until } from "../editor.ts";

describe("hover", () => {
  it("explains every finding where it stands", async () => {
    await until("findings are reported", () => findings().length > 0);
    const silent: string[] = [];
    for (const { uri, diagnostic } of findings()) {
      await vscode.workspace.openTextDocument(uri);
      const text = await hoverText(uri, diagnostic.range.start);
      if (!text.includes(code(diagnostic).split("/")[0] ?? "")) silent.push(`${code(diagnostic)} in ${uri.path}`);
    }
    assert.deepEqual(silent, []);
  });
});
