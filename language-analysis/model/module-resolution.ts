// Which file of the workspace an import means. Pure functions on paths: code, graph and data flow ask the same question.
import { NO_MODULE_NAMES, type ModuleNames } from "./module-names.ts";
import type { Language } from "./program.ts";

const SCRIPT_EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "mjs", "cjs", "jsx", "json"];
/** TypeScript sources import by the name of what is compiled from them. */
const COMPILED = /\.([mc]?)js(x?)$/;

/**
 * The file that `specifier`, as written in `fromFile`, means; absent for packages and for what is not in the workspace.
 * JavaScript and TypeScript: relative paths and `names` of the workspace, with extensions, `index` files and compiled names added. Python: dots go up from
 * the package of `fromFile`, absolute names are looked for in its folder, in `codeRoot` (the folder a function is deployed from) and
 * in the folders between them and the workspace's root. `from a import b`: ask for `a.b` first with `pythonSubmodule`.
 */
export function resolveImport(
  fromFile: string,
  specifier: string,
  language: Language,
  files: ReadonlySet<string>,
  codeRoot?: string,
  names: ModuleNames = NO_MODULE_NAMES,
): string | undefined {
  switch (language) {
    case "javascript":
    case "typescript":
      return resolveScript(fromFile, specifier, files, codeRoot, names);
    case "python":
      return resolvePython(fromFile, specifier, files, codeRoot);
    case "java":
    case "go":
    case "csharp":
      return undefined;
  }
}

/** The specifier of submodule `name` of `module`: `.` and `db` give `.db`, `app` and `db` give `app.db`. */
export function pythonSubmodule(module: string, name: string): string {
  return /^\.*$/.test(module) ? `${module}${name}` : `${module}.${name}`;
}

function resolveScript(
  fromFile: string,
  specifier: string,
  files: ReadonlySet<string>,
  codeRoot: string | undefined,
  names: ModuleNames,
): string | undefined {
  const path = scriptPath(fromFile, specifier, codeRoot);
  const paths = path === undefined ? names.targetsOf(fromFile, specifier) : [path];
  for (const one of paths) {
    const found = scriptFile(one, files);
    if (found !== undefined && found !== fromFile) return found;
  }
  return undefined;
}

function scriptFile(path: string, files: ReadonlySet<string>): string | undefined {
  if (files.has(path)) return path;
  const compiled = COMPILED.exec(path);
  if (compiled) {
    const source = `${path.slice(0, compiled.index)}.${compiled[1] ?? ""}ts${compiled[2] ?? ""}`;
    if (files.has(source)) return source;
    if (files.has(`${source}x`)) return `${source}x`;
  }
  const candidates = [...withExtensions(path), ...withExtensions(join(path, "index"))];
  return candidates.find((one) => files.has(one));
}

function scriptPath(fromFile: string, specifier: string, codeRoot: string | undefined): string | undefined {
  if (/^\.{1,2}(\/|$)/.test(specifier)) return join(folderOf(fromFile), specifier);
  // A function's folder deployed as a layer or with an absolute root: `/opt/nodejs/db`.
  const layer = /^\/opt\/(?:nodejs\/)?(.+)$/.exec(specifier)?.[1];
  return layer !== undefined && codeRoot !== undefined ? join(codeRoot, layer) : undefined;
}

function withExtensions(path: string): readonly string[] {
  return SCRIPT_EXTENSIONS.map((extension) => `${path}.${extension}`);
}

function resolvePython(
  fromFile: string,
  specifier: string,
  files: ReadonlySet<string>,
  codeRoot?: string,
): string | undefined {
  const [, dots = "", name = ""] = /^(\.*)(.*)$/.exec(specifier) ?? [];
  const relative = name.replace(/\./g, "/");
  if (dots.length > 0) {
    const up = "../".repeat(dots.length - 1);
    return pythonFile(join(folderOf(fromFile), up, relative), files);
  }
  if (relative === "") return undefined;
  for (const root of pythonRoots(fromFile, codeRoot)) {
    const found = pythonFile(join(root, relative), files);
    if (found !== undefined && found !== fromFile) return found;
  }
  return undefined;
}

/** The deployed folder first, then from the importing file's folder outwards. */
function pythonRoots(fromFile: string, codeRoot: string | undefined): readonly string[] {
  const roots = codeRoot === undefined ? [] : [codeRoot];
  let folder = folderOf(fromFile);
  for (let level = 0; level < 20; level++) {
    roots.push(folder);
    if (folder === "") break;
    folder = folderOf(folder);
  }
  return roots;
}

function pythonFile(path: string, files: ReadonlySet<string>): string | undefined {
  if (path !== "" && files.has(`${path}.py`)) return `${path}.py`;
  const packageFile = join(path, "__init__.py");
  return files.has(packageFile) ? packageFile : undefined;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Workspace-relative; what would leave the workspace stays outside of every set of files. */
function join(...parts: readonly string[]): string {
  const result: string[] = [];
  for (const part of parts.join("/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && result.length > 0 && result.at(-1) !== "..") result.pop();
    else result.push(part);
  }
  return result.join("/");
}
