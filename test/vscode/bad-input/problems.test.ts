import assert from "node:assert/strict";
import { rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import {
  code,
  findings,
  hoverText,
  type Located,
  openDocument,
  positionOf,
  reported,
  until,
  webviewTabs,
  workspaceFolder,
} from "../editor.ts";

// File, one-based line, code. What is odd but readable (`good/`) is not named.
const EXPECTED = [
  "alias-bomb/template.yaml:7 alias-limit error",
  "binary/template.yaml:1 binary-file information",
  "broken-json/template.json:5 syntax-error error",
  "broken-json/template.json:7 syntax-error error",
  "broken-yaml/template.yaml:13 syntax-error error",
  "cycle/serverless.yml:14 cyclic-reference warning",
  "cycle/serverless.yml:5 cyclic-reference warning",
  "cycle/template.yaml:18 cyclic-reference warning",
  "cycle/template.yaml:6 cyclic-reference warning",
  "duplicate-keys/template.yaml:8 duplicate-key warning",
  "duplicate-keys/template.yaml:9 duplicate-key warning",
  "encoding/template.yaml:3 invalid-encoding warning",
  "missing-handler/template.yaml:15 missing-handler warning",
  "unknown-intrinsic/template.yaml:13 unknown-intrinsic warning",
  "unknown-intrinsic/template.yaml:8 unknown-intrinsic warning",
];
const SEVERITIES = ["error", "warning", "information", "hint"];

describe("files that can't be read", () => {
  it("are reported where they are wrong, each once a line", async () => {
    await until("problems are reported", () => reported().length > 0);
    await vscode.commands.executeCommand("serverlessAtlas.reanalyse");
    assert.deepEqual([...new Set(problems().map(line))].sort(), EXPECTED);
    for (const { diagnostic } of problems()) assert.notEqual(diagnostic.message.trim(), "");
  });

  it("do not keep what is around them from being known", async () => {
    const broken = await openDocument("broken-yaml/template.yaml");
    assert.match(await hoverText(broken.uri, positionOf(broken, "ReadableTable")), /ReadableTable · store/);
    const cyclic = await openDocument("cycle/template.yaml");
    assert.match(await hoverText(cyclic.uri, positionOf(cyclic, "Third", "Resources:")), /Third · channel \(sqs\)/);
    const found = findings().map(line);
    for (const expected of [
      "good/template.yaml:4 SAS-8/no-concurrency-limit warning",
      "good/template.yaml:16 SAS-2/unauthenticated-endpoint warning",
    ]) {
      assert.ok(found.includes(expected), `${expected} is among ${found.join(", ")}`);
    }
  });

  it("do not keep the good files from being analysed while typing", async () => {
    const document = await openDocument("good/template.yaml");
    const editor = await vscode.window.showTextDocument(document);
    const before = findings().length;
    await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, PUBLIC_BUCKET));
    await until("a risk typed into the good file is found", () => findings().length > before);
    await vscode.commands.executeCommand("undo");
    await until("the finding goes with the risk", () => findings().length === before);
  });

  it("may be huge: a file of 50 MB is named and left out", async () => {
    const before = findings().map(line);
    const huge = path.join(workspaceFolder().fsPath, "good", "huge.yaml");
    writeFileSync(huge, "AWSTemplateFormatVersion: '2010-09-09'\n");
    truncateSync(huge, 50 * 1024 * 1024);
    await until("the huge file is reported", () => problems().map(line).includes(HUGE));
    assert.deepEqual(findings().map(line), before);
    rmSync(huge);
    await until("the report goes with the file", () => !problems().map(line).includes(HUGE));
  });

  it("are no longer reported when they are mended", async () => {
    const document = await openDocument("broken-json/template.json");
    const editor = await vscode.window.showTextDocument(document);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, '{ "Resources": {} }'));
    await until("no problem is left in it", () => !problems().some(({ uri }) => uri.path === document.uri.path));
    await vscode.commands.executeCommand("undo");
    await until("the problems are back", () => problems().some(({ uri }) => uri.path === document.uri.path));
  });

  it("do not keep the map from opening", async () => {
    await vscode.commands.executeCommand("serverlessAtlas.openAppMap");
    await until("the map's tab is open", () => webviewTabs().length === 1);
  });
});

const HUGE = "good/huge.yaml:1 file-too-large warning";
const problems = (): Located[] => reported().filter(({ diagnostic }) => !/^SAS-/.test(code(diagnostic)));

function line({ uri, diagnostic }: Located): string {
  const file = path.posix.relative(workspaceFolder().path, uri.path);
  return `${file}:${diagnostic.range.start.line + 1} ${code(diagnostic)} ${SEVERITIES[diagnostic.severity]}`;
}

const PUBLIC_BUCKET = `
  Everybody:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicReadWrite
`;
