// Runs last: nothing that the tests did may have left an error of ours in VS Code's logs.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { EXTENSION_ID } from "../editor.ts";

describe("log", () => {
  it("shows the log of the extension", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.showLog");
    assert.ok(logs().some(isOurs), "the extension has written a log");
  });

  it("has no error of ours", () => {
    const hostLog = logs().filter((file) => /exthost\.log$/.test(file));
    assert.ok(hostLog.length > 0, "the extension host has a log");
    const errors = [
      ...logs()
        .filter(isOurs)
        .flatMap((file) => lines(file).filter((line) => line.includes("[error]"))),
      // The host names the extension in the line, or its bundle in the stack below.
      ...hostLog.flatMap((file) => lines(file).filter((line) => isHostError(line))),
    ];
    assert.deepEqual(errors, []);
  });
});

const isOurs = (file: string): boolean => path.basename(path.dirname(file)) === EXTENSION_ID;
const isHostError = (line: string): boolean =>
  (line.includes("[error]") && line.includes(EXTENSION_ID)) || /^\s+at .*dist[\\/]extension\.cjs/.test(line);

function logs(): string[] {
  const folder = process.env["ATLAS_TEST_LOGS"] ?? "";
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".log"))
    .map((file) => path.join(folder, file));
}

function lines(file: string): string[] {
  return readFileSync(file, "utf8").split("\n");
}
