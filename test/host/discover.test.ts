import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { discover } from "../../language-analysis/host/discover.ts";
import type { CompiledIgnoreFiles } from "../../language-analysis/host/ignore-rules.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const pathsIn = async (folder: string) =>
  (await discover([{ name: "app", path: folder }])).files.map((file) => file.path);

describe("which files are read", () => {
  test("templates, code and texts that may hold secrets, sorted; other files are only known by path", async () => {
    const folder = temporaryFolder({ "b.yaml": "", "a/z.ts": "", "a/h.py": "", "a/Main.java": "", "README.md": "" });
    const { files, allPaths } = await discover([{ name: "app", path: folder }]);
    expect(files.map((file) => file.path)).toEqual(["a/Main.java", "a/h.py", "a/z.ts", "b.yaml"]);
    expect([...allPaths]).toEqual(["README.md", "a/Main.java", "a/h.py", "a/z.ts", "b.yaml"]);
  });

  test.each(["node_modules", ".aws-sam", "__pycache__", "dist", ".serverless", "site-packages", "cdk.out"])(
    "nothing in %s, at any depth",
    async (name) => {
      const folder = temporaryFolder({ [`${name}/a.js`]: "", [`src/${name}/b.js`]: "", "src/c.js": "" });
      expect(await pathsIn(folder)).toEqual(["src/c.js"]);
    },
  );

  test("of packages that are checked in only what they are", async () => {
    const record = "src/vendor/PyYAML-3.13.dist-info/METADATA";
    const folder = temporaryFolder({
      [record]: "",
      "src/vendor/PyYAML-3.13.dist-info/a.py": "",
      "src/vendor/yaml/b.py": "",
      "src/vendor/template.yaml": "",
      "src/node_modules/PyYAML-3.13.dist-info/METADATA": "",
      "src/METADATA": "",
      "src/c.py": "",
    });
    expect(await pathsIn(folder)).toEqual(["src/c.py", record]);
  });

  test("no minified code; a near miss is read, and lock files of packages are", async () => {
    const folder = temporaryFolder({ "a.min.js": "", "composer.lock": "", "admin.js": "", "package-lock.json": "" });
    expect(await pathsIn(folder)).toEqual(["admin.js", "package-lock.json"]);
  });

  test(".gitignore files, the deeper one wins, a folder that is ignored is not entered", async () => {
    const folder = temporaryFolder({
      ".gitignore": "*.gen.js\n/private/\n",
      "a.gen.js": "",
      "private/a.js": "",
      "src/private/a.js": "",
      "src/.gitignore": "!keep.gen.js\nlocal.yml",
      "src/keep.gen.js": "",
      "src/other.gen.js": "",
      "src/local.yml": "",
      "local.yml": "",
    });
    expect(await pathsIn(folder)).toEqual(["local.yml", "src/keep.gen.js", "src/private/a.js"]);
  });
});

describe("links", () => {
  test("a loop of links ends, links are not followed", async () => {
    const outside = temporaryFolder({ "secret.yaml": "" });
    const folder = temporaryFolder({ "src/a.js": "" });
    symlinkSync(folder, path.join(folder, "src", "loop"));
    symlinkSync(outside, path.join(folder, "outside"));
    symlinkSync(path.join(outside, "secret.yaml"), path.join(folder, "linked.yaml"));
    expect(await pathsIn(folder)).toEqual(["src/a.js"]);
  });

  test("a root that is a link itself is read", async () => {
    const folder = temporaryFolder({ "a.js": "" });
    const link = path.join(temporaryFolder(), "app");
    symlinkSync(folder, link);
    expect(await pathsIn(link)).toEqual(["a.js"]);
  });
});

describe("several roots", () => {
  test("paths begin with the root's name; a root in a root and a root given twice are read once", async () => {
    const folder = temporaryFolder({ "a.js": "", "inner/b.js": "" });
    const { files } = await discover([
      { name: "outer", path: folder },
      { name: "inner", path: path.join(folder, "inner") },
      { name: "again", path: folder },
    ]);
    expect(files.map((file) => file.path)).toEqual(["inner/b.js", "outer/a.js"]);
  });
});

describe("bad input", () => {
  test("a file of 50 MB is named and not listed", async () => {
    const folder = temporaryFolder({ "big.yaml": "", "big.json": "", "a.js": "" });
    truncateSync(path.join(folder, "big.yaml"), 50 * 1024 * 1024);
    truncateSync(path.join(folder, "big.json"), 50 * 1024 * 1024);
    const { files, problems } = await discover([{ name: "app", path: folder }]);
    expect(files.map((file) => file.path)).toEqual(["a.js"]);
    expect(problems.map(({ code, severity, at }) => [code, severity, at.file])).toEqual(
      expect.arrayContaining([
        ["file-too-large", "warning", "big.yaml"],
        ["file-too-large", "information", "big.json"],
      ]),
    );
  });

  test("a folder that can't be read is named, the others are read", async () => {
    const folder = temporaryFolder({ "good/a.js": "" });
    const { files, problems } = await discover([
      { name: "gone", path: path.join(folder, "gone") },
      { name: "good", path: path.join(folder, "good") },
    ]);
    expect(files.map((file) => file.path)).toEqual(["good/a.js"]);
    expect(problems).toMatchObject([{ code: "unreadable-file", at: { file: "gone" }, message: { args: ["ENOENT"] } }]);
  });

  test("an empty workspace and no workspace have no files", async () => {
    expect(await discover([{ name: "app", path: temporaryFolder() }])).toMatchObject({ files: [], problems: [] });
    expect(await discover([])).toMatchObject({ files: [], problems: [] });
  });

  test("a .gitignore that is a folder ignores nothing", async () => {
    const folder = temporaryFolder({ "a.js": "" });
    mkdirSync(path.join(folder, ".gitignore"));
    expect(await pathsIn(folder)).toEqual(["a.js"]);
  });

  test("cancelling ends it", async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(discover([{ name: "app", path: temporaryFolder() }], abort.signal)).rejects.toThrow("aborted");
  });
});

test("rules that were compiled before follow the text of the file", async () => {
  const folder = temporaryFolder({ ".gitignore": "a.js", "a.js": "", "b.js": "" });
  const compiled: CompiledIgnoreFiles = new Map();
  const roots = [{ name: "app", path: folder }];
  expect((await discover(roots, undefined, compiled)).files.map((file) => file.path)).toEqual(["b.js"]);
  writeFileSync(path.join(folder, ".gitignore"), "b.js");
  expect((await discover(roots, undefined, compiled)).files.map((file) => file.path)).toEqual(["a.js"]);
  rmSync(path.join(folder, ".gitignore"));
  expect((await discover(roots, undefined, compiled)).files.map((file) => file.path)).toEqual(["a.js", "b.js"]);
});
