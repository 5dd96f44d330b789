// Which file a module specifier means. Source: Node.js "Modules" and "ECMAScript modules", TypeScript "Module resolution",
// Python "The import system"; search paths are those of a deployment package: its root is some folder above the module.
import type { CodeFile } from "../model/code-facts.ts";
import { ancestorsOf, folderOf, joinPath, under } from "./paths.ts";

export const SCRIPT_EXTENSIONS = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"];

export class Modules {
  private readonly found = new Map<string, string | undefined>();
  private readonly byBaseName = new Map<string, string[]>();

  constructor(readonly code: ReadonlyMap<string, CodeFile>) {
    for (const file of [...code.keys()].sort()) {
      const base = baseNameOf(file);
      const known = this.byBaseName.get(base);
      if (known) known.push(file);
      else this.byBaseName.set(base, [file]);
    }
  }

  /** The workspace file that `specifier` means in `file`; undefined for packages and built-in modules. */
  resolve(file: string, specifier: string): string | undefined {
    const key = `${folderOf(file)}|${specifier}|${isPython(file) ? "python" : ""}`;
    if (!this.found.has(key)) {
      const folder = folderOf(file);
      this.found.set(key, isPython(file) ? this.pythonModule(folder, specifier) : this.script(folder, specifier));
    }
    return this.found.get(key);
  }

  /** A script by its path without extension, with one, or as a folder with an index. */
  scriptAt(path: string): string | undefined {
    const asSource = path.replace(/\.([cm]?)jsx?$/, ".$1ts");
    const candidates = [
      path,
      asSource,
      asSource.replace(/\.ts$/, ".tsx"),
      ...SCRIPT_EXTENSIONS.map((extension) => path + extension),
      ...SCRIPT_EXTENSIONS.map((extension) => under(path, `index${extension}`)),
    ];
    return candidates.find((candidate) => this.code.has(candidate) && !isPython(candidate));
  }

  /** A Python module by its path without extension, or as a package. */
  pythonAt(path: string): string | undefined {
    return [`${path}.py`, under(path, "__init__.py")].find((candidate) => this.code.has(candidate));
  }

  /** The only file below `folder` whose path without extension ends with `path`. */
  onlyFileBelow(folder: string, path: string): string | undefined {
    const wanted = `/${path}.`;
    const start = folder === "" ? "" : `${folder}/`;
    const all = (this.byBaseName.get(path.slice(path.lastIndexOf("/") + 1)) ?? []).filter(
      (file) => file.startsWith(start) && `/${withoutExtension(file)}.`.endsWith(wanted),
    );
    return all.length === 1 ? all[0] : undefined;
  }

  private script(folder: string, specifier: string): string | undefined {
    if (/^\.\.?(?:\/|$)/.test(specifier)) {
      const path = joinPath(folder, specifier);
      return path === undefined ? undefined : this.scriptAt(path);
    }
    // Layers are mounted below /opt: their files lie in a folder of the workspace that ends alike.
    const layer = /^\/opt\/(.+)$/.exec(specifier)?.[1];
    if (layer !== undefined) return this.onlyFileBelow("", withoutScriptExtension(layer));
    // Aliases of a bundler or compiler: `@/db`, `~/db`, `@libs/db`, `src/db`.
    const bare = specifier.replace(/^[@~]\//, "").replace(/^[@~#]/, "");
    if (bare === "" || bare.startsWith("/")) return undefined;
    for (const above of ancestorsOf(folder)) {
      const found = this.scriptAt(under(above, bare)) ?? this.scriptAt(under(above, `src/${bare}`));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private pythonModule(folder: string, specifier: string): string | undefined {
    const [, dots = "", rest = ""] = /^(\.*)(.*)$/.exec(specifier) ?? [];
    const path = rest.replaceAll(".", "/");
    if (dots !== "") {
      const base = joinPath(folder, "../".repeat(dots.length - 1));
      return base === undefined ? undefined : this.pythonAt(under(base, path));
    }
    for (const above of ancestorsOf(folder)) {
      const found = this.pythonAt(under(above, path));
      if (found !== undefined) return found;
    }
    // A layer's modules lie in a folder named `python`.
    const inLayer = this.onlyFileBelow("", under("python", path));
    return inLayer !== undefined && isPython(inLayer) ? inLayer : undefined;
  }
}

export function isPython(file: string): boolean {
  return file.endsWith(".py");
}

export function withoutExtension(file: string): string {
  return file.replace(/\.[^./]+$/, "");
}

function withoutScriptExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

function baseNameOf(file: string): string {
  return withoutExtension(file.slice(file.lastIndexOf("/") + 1));
}
