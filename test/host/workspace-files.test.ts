import { symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { WorkspaceFiles, decode, readText } from "../../language-analysis/host/workspace-files.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("decoding", () => {
  test.each([
    ["UTF-8", new TextEncoder().encode("é😀"), "é😀"],
    ["UTF-8 with a mark, which does not count as a character", bytes(0xef, 0xbb, 0xbf, 0x61), "a"],
    ["UTF-16 little endian with a mark", bytes(0xff, 0xfe, 0x61, 0, 0xe9, 0), "aé"],
    ["UTF-16 big endian with a mark", bytes(0xfe, 0xff, 0, 0x61), "a"],
  ])("%s", (_name, content, text) => {
    expect(decode("a.yml", content)).toMatchObject({ text, problems: [] });
  });

  test("invalid UTF-8 is read with a problem at the first replacement", () => {
    expect(decode("a.yml", bytes(0x61, 0x0a, 0x62, 0xe9, 0x0a))).toMatchObject({
      text: "a\nb\uFFFD\n",
      problems: [
        { code: "invalid-encoding", at: { start: { line: 1, character: 1 }, end: { line: 1, character: 2 } } },
      ],
    });
  });

  test("a binary file has no text", () => {
    expect(decode("a.json", bytes(0x7b, 0, 1, 2))).toMatchObject({
      problem: { code: "binary-file", at: { file: "a.json" } },
    });
  });
});

describe("reading", () => {
  test("a file that has grown too large since it was listed is not opened", () => {
    const folder = temporaryFolder({ "a.yml": "" });
    truncateSync(path.join(folder, "a.yml"), 50 * 1024 * 1024);
    expect(readText("a.yml", path.join(folder, "a.yml"))).toMatchObject({ problem: { code: "file-too-large" } });
  });

  test("a file that is gone is a problem", () => {
    expect(readText("a.yml", path.join(temporaryFolder(), "a.yml"))).toMatchObject({
      problem: { code: "unreadable-file", message: { args: ["ENOENT"] } },
    });
  });
});

describe("paths", () => {
  test.each(["../secret", "a/../../secret", "/etc/hosts", "a\0b"])("%j leaves the workspace", (name) => {
    expect(new WorkspaceFiles([{ name: "app", path: temporaryFolder() }]).absolutePath(name)).toBeUndefined();
  });

  test("a link to the outside leaves it too, one to the inside does not", () => {
    const outside = temporaryFolder({ "secret.txt": "" });
    const folder = temporaryFolder({ "a.txt": "" });
    symlinkSync(path.join(outside, "secret.txt"), path.join(folder, "out.txt"));
    symlinkSync(path.join(folder, "a.txt"), path.join(folder, "in.txt"));
    const files = new WorkspaceFiles([{ name: "app", path: folder }]);
    expect(files.absolutePath("out.txt")).toBeUndefined();
    expect(files.absolutePath("in.txt")).toBe(path.join(folder, "in.txt"));
    expect(files.absolutePath("not-yet.txt")).toBe(path.join(folder, "not-yet.txt"));
  });

  test("in several roots the first part names the root", () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const files = new WorkspaceFiles([
      { name: "one", path: one },
      { name: "two", path: two },
    ]);
    expect(files.absolutePath("two/a.yml")).toBe(path.join(two, "a.yml"));
    expect(files.absolutePath("three/a.yml")).toBeUndefined();
  });
});
