import { describe, expect, it } from "vitest";
import { ModuleNames } from "../../language-analysis/model/module-names.ts";
import { pythonSubmodule, resolveImport } from "../../language-analysis/model/module-resolution.ts";

const FILES = new Set([
  "src/app.ts",
  "src/db.ts",
  "src/lib/index.js",
  "src/view.tsx",
  "src/esm.mts",
  "config.json",
  "fn/handler.py",
  "fn/db.py",
  "fn/pkg/__init__.py",
  "fn/pkg/models.py",
  "shared/util.py",
  "layer/python/common.py",
]);

describe("JavaScript and TypeScript", () => {
  const table: Readonly<Record<string, readonly [specifier: string, expected: string | undefined]>> = {
    "extension added": ["./db", "src/db.ts"],
    "compiled name": ["./db.js", "src/db.ts"],
    "compiled module name": ["./esm.mjs", "src/esm.mts"],
    "compiled component": ["./view.js", "src/view.tsx"],
    "index file": ["./lib", "src/lib/index.js"],
    "folder with slash": ["./lib/", "src/lib/index.js"],
    up: ["../config", "config.json"],
    exact: ["../config.json", "config.json"],
    package: ["db", undefined],
    missing: ["./none", undefined],
    "out of the workspace": ["../../../db", undefined],
  };
  it.each(Object.entries(table))("%s", (_, [specifier, expected]) => {
    expect(resolveImport("src/app.ts", specifier, "typescript", FILES)).toBe(expected);
  });
});

describe("names of the workspace", () => {
  const names = new ModuleNames([
    { pattern: "@app/core", targets: ["packages/core/dist/index.js", "packages/core/src/index"], within: "" },
    { pattern: "@app/core/*", targets: ["packages/core/*", "packages/core/src/*"], within: "" },
    { pattern: "~lib/*", targets: ["src/lib/*"], within: "src" },
    { pattern: "shared", targets: ["one/shared/index"], within: "" },
    { pattern: "shared", targets: ["two/shared/index"], within: "" },
  ]);
  const files = new Set([
    "packages/core/src/index.ts",
    "packages/core/src/log.ts",
    "src/lib/db.ts",
    "one/shared/index.js",
    "two/shared/index.js",
  ]);
  it.each([
    ["a package", "src/app.ts", "@app/core", "packages/core/src/index.ts"],
    ["a part of a package", "src/app.ts", "@app/core/log", "packages/core/src/log.ts"],
    ["an alias", "src/app.ts", "~lib/db", "src/lib/db.ts"],
    ["an alias of another folder", "test/app.ts", "~lib/db", undefined],
    ["the nearer of two packages", "two/app/main.js", "shared", "two/shared/index.js"],
    ["a package of the registry", "src/app.ts", "@other/core", undefined],
    ["a module does not mean itself", "packages/core/src/index.ts", "@app/core", undefined],
  ])("%s", (_, from, specifier, expected) => {
    expect(resolveImport(from, specifier, "typescript", files, undefined, names)).toBe(expected);
  });
});

describe("Python", () => {
  const table: Readonly<
    Record<string, readonly [from: string, specifier: string, expected: string | undefined, root?: string]>
  > = {
    sibling: ["fn/handler.py", "db", "fn/db.py"],
    package: ["fn/handler.py", "pkg", "fn/pkg/__init__.py"],
    submodule: ["fn/handler.py", "pkg.models", "fn/pkg/models.py"],
    relative: ["fn/pkg/__init__.py", ".models", "fn/pkg/models.py"],
    "relative package": ["fn/pkg/models.py", ".", "fn/pkg/__init__.py"],
    "relative up": ["fn/pkg/models.py", "..db", "fn/db.py"],
    "from the root": ["fn/pkg/models.py", "shared.util", "shared/util.py"],
    "code root": ["fn/handler.py", "common", "layer/python/common.py", "layer/python"],
    "not without its code root": ["fn/handler.py", "common", undefined],
    installed: ["fn/handler.py", "boto3", undefined],
  };
  it.each(Object.entries(table))("%s", (_, [from, specifier, expected, root]) => {
    expect(resolveImport(from, specifier, "python", FILES, root)).toBe(expected);
  });

  it("names submodules", () => {
    expect([pythonSubmodule(".", "db"), pythonSubmodule("..", "db"), pythonSubmodule("app", "db")]).toEqual([
      ".db",
      "..db",
      "app.db",
    ]);
  });
});
