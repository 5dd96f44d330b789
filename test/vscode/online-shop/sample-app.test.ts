// The other tests of this folder run on the sample that the extension ships: here, that it is the sample.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import { extensionPath, workspaceFolder } from "../editor.ts";

describe("shipped sample", () => {
  it("is the sample of this checkout, without the answers", () => {
    const fixture = contents(path.join(extensionPath(), "test", "fixtures", "online-shop"));
    assert.ok(fixture.delete("answer-key.json"), "the answers are kept beside the sample");
    assert.deepEqual(contents(path.join(extensionPath(), "dist", "sample")), fixture);
    assert.deepEqual(contents(workspaceFolder().fsPath), fixture, "the workspace is that sample");
  });
});

function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
  return new Map(paths.map((file) => [path.relative(folder, file), readFileSync(file, "utf8")]));
}
