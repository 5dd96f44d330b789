import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { EXTENSION_ID } from "../editor.ts";

describe("activation", () => {
  it("activates the extension", async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension, `${EXTENSION_ID} is installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("registers a handler for every command of the manifest", async () => {
    const manifest = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON as {
      contributes?: { commands?: { command: string }[] };
    };
    const declared = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    for (const command of ["openAppMap", "reanalyse", "showLog"]) {
      assert.ok(declared.includes(`serverlessAtlas.${command}`), `${command} is in the manifest`);
    }
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      declared.filter((command) => !registered.includes(command)),
      [],
    );
  });
});
