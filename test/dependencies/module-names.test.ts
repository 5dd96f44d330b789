import { expect, test } from "vitest";
import { readModuleNames } from "../../language-analysis/dependencies/module-names.ts";
import { ModuleNames } from "../../language-analysis/model/module-names.ts";

const shown = (file: string, text: string) =>
  readModuleNames(file, text).map(
    ({ pattern, targets, within }) => `${pattern} -> ${targets.join(" ")}${within === "" ? "" : ` in ${within}`}`,
  );

test("paths of a TypeScript configuration, comments and all", () => {
  const text = `{
    // what the bundler knows, too
    "compilerOptions": { "baseUrl": "./src", "paths": { "@lib/*": ["lib/*"], "@all": ["./all", "../other/all"] } },
  }`;
  expect(shown("app/tsconfig.base.json", text)).toEqual([
    "@lib/* -> app/src/lib/* in app",
    "@all -> app/src/all app/other/all in app",
  ]);
});

test("a package by its name, its entry and its parts", () => {
  const text = `{ "name": "@app/core", "main": "./dist/index.js", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./log": "./dist/log.js" }, "imports": { "#db": "./src/db.ts" } }`;
  expect(shown("packages/core/package.json", text)).toEqual([
    "#db -> packages/core/src/db.ts in packages/core",
    "@app/core -> packages/core/src/index.js packages/core/dist/index.js packages/core/src/index packages/core/dist/index.d.ts packages/core/index packages/core/src packages/core/lib/index",
    "@app/core/log -> packages/core/src/log.js packages/core/dist/log.js",
    "@app/core/* -> packages/core/* packages/core/src/*",
  ]);
});

test("nobody imports the workspace itself, and what can't be read names nothing", () => {
  expect(shown("package.json", `{ "name": "app" }`)).toEqual([]);
  expect(shown("tsconfig.json", `{ "compilerOptions": { "paths": [1, null] } }`)).toEqual([]);
  expect(shown("tsconfig.json", "{")).toEqual([]);
  expect(shown("settings.json", `{ "name": "x", "compilerOptions": { "paths": { "a": ["b"] } } }`)).toEqual([]);
});

test("paths of a layer end the search, too", () => {
  const names = new ModuleNames(readModuleNames("packages/core/package.json", `{ "name": "@app/core" }`));
  expect(names.targetsOf("packages/api/index.js", "/opt/nodejs/orders")).toEqual([]);
  expect(names.targetsOf("packages/api/index.js", "/")).toEqual([]);
});
