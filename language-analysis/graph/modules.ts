// Which file a module specifier means: what the language says, then what deployment packages and bundlers add (layers, aliases).
import type { CodeFile } from "../model/code-facts.ts";
import { resolveImport } from "../model/module-resolution.ts";
import { ancestorsOf, folderOf, under } from "./paths.ts";

export const SCRIPT_EXTENSIONS = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"];

export class Modules {
  private readonly found = new Map<string, string | undefined>();
  private readonly byBaseName = new Map<string, string[]>();
  private readonly files: ReadonlySet<string>;

  constructor(readonly code: ReadonlyMap<string, CodeFile>) {
    this.files = new Set(code.keys());
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
      const language = this.code.get(file)?.module.language ?? "javascript";
      const found = resolveImport(file, specifier, language, this.files);
      const isRead = found !== undefined && this.code.has(found);
      const other = () =>
        language === "python" ? this.otherPython(specifier) : this.otherScript(folderOf(file), specifier);
      this.found.set(key, isRead ? found : other());
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

  /** Layers are mounted below /opt, aliases (`@/db`, `~/db`, `@libs/db`, `src/db`) belong to a bundler or compiler. */
  private otherScript(folder: string, specifier: string): string | undefined {
    if (specifier.startsWith(".")) return undefined;
    const layer = /^\/opt\/(.+)$/.exec(specifier)?.[1];
    if (layer !== undefined) return this.onlyFileBelow("", withoutScriptExtension(layer));
    const bare = specifier.replace(/^[@~]\//, "").replace(/^[@~#]/, "");
    if (bare === "" || bare.startsWith("/")) return undefined;
    for (const above of ancestorsOf(folder)) {
      const found = this.scriptAt(under(above, bare)) ?? this.scriptAt(under(above, `src/${bare}`));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A layer's modules lie in a folder named `python`. */
  private otherPython(specifier: string): string | undefined {
    if (specifier.startsWith(".")) return undefined;
    const inLayer = this.onlyFileBelow("", under("python", specifier.replaceAll(".", "/")));
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
