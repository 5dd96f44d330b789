// Which file a module specifier means: what the language says, then what deployment packages and bundlers add (layers, aliases).
import type { CodeFile } from "../model/code-facts.ts";
import { templateOfInline } from "../model/inline-code.ts";
import { remembered, type Memo } from "../model/memo.ts";
import { NO_MODULE_NAMES, type ModuleNames } from "../model/module-names.ts";
import { resolveImport } from "../model/module-resolution.ts";
import type { Language } from "../model/program.ts";
import { ancestorsOf, folderOf, under } from "./paths.ts";
import { PYTHON_PACKAGES } from "./python-packages.ts";

/** How far above a file its project's folder is looked for. */
const PROJECT_DEPTH = 2;
/** Folders that hold what several functions use. */
const SHARED = /(?:^|\/)(?:commons?|shared|libs?|layers?|utils?|helpers?|core)\//;

export const SCRIPT_EXTENSIONS = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"];

/** Paths and languages of all code: what resolving depends on, and with it what it found. */
export class CodeLayout {
  readonly languages: ReadonlyMap<string, Language>;
  readonly files: ReadonlySet<string>;
  readonly byBaseName = new Map<string, string[]>();
  readonly folders = new Set<string>();
  /** Answers of `Modules.resolve`. */
  readonly found = new Map<string, string | undefined>();

  constructor(
    code: ReadonlyMap<string, CodeFile>,
    readonly names: ModuleNames,
  ) {
    this.languages = new Map([...code].map(([file, { module }]) => [file, module.language]));
    this.files = new Set(code.keys());
    for (const file of [...code.keys()].sort()) {
      if (templateOfInline(file) !== undefined) continue;
      const base = baseNameOf(file);
      const known = this.byBaseName.get(base);
      if (known) known.push(file);
      else this.byBaseName.set(base, [file]);
      this.folders.add(folderOf(file));
    }
  }

  isOf(code: ReadonlyMap<string, CodeFile>, names: ModuleNames): boolean {
    if (this.names !== names || code.size !== this.languages.size) return false;
    for (const [file, { module }] of code) if (this.languages.get(file) !== module.language) return false;
    return true;
  }
}

/** The layout of the analysis before, as the same object, when no code file has come or gone since and all are called as before. */
function layoutOf(code: ReadonlyMap<string, CodeFile>, names: ModuleNames, memo: Memo | undefined): CodeLayout {
  const kept = remembered<{ layout?: CodeLayout }>(memo, "code layout", () => ({}));
  if (!kept.layout?.isOf(code, names)) kept.layout = new CodeLayout(code, names);
  return kept.layout;
}

export class Modules {
  readonly layout: CodeLayout;

  constructor(
    readonly code: ReadonlyMap<string, CodeFile>,
    memo?: Memo,
    names: ModuleNames = NO_MODULE_NAMES,
    layout?: CodeLayout,
  ) {
    this.layout = layout ?? layoutOf(code, names, memo);
  }

  /** Specifiers mean what they mean here, but only these files can be read. */
  within(code: ReadonlyMap<string, CodeFile>): Modules {
    return new Modules(code, undefined, this.layout.names, this.layout);
  }

  /** The workspace file that `specifier` means in `file`; undefined for packages and built-in modules. */
  resolve(file: string, specifier: string): string | undefined {
    const { found: known, files, languages, names } = this.layout;
    // A Python module never means itself, so that two files of one folder may mean different modules by one name.
    const key = `${isPython(file) ? file : folderOf(file)}|${specifier}`;
    if (!known.has(key)) {
      const language = languages.get(file) ?? "javascript";
      const found = resolveImport(file, specifier, language, files, undefined, names);
      const isRead = found !== undefined && files.has(found);
      const other = () =>
        language === "python"
          ? this.otherPython(folderOf(file), specifier)
          : this.otherScript(folderOf(file), specifier);
      known.set(key, isRead ? found : other());
    }
    return known.get(key);
  }

  /** A script by its path without extension, with one, or as a folder with an index. */
  scriptAt(path: string): string | undefined {
    const { byBaseName, folders } = this.layout;
    const base = path.slice(path.lastIndexOf("/") + 1);
    if (!byBaseName.has(base) && !byBaseName.has(withoutExtension(base)) && !folders.has(path)) return undefined;
    const asSource = path.replace(/\.([cm]?)jsx?$/, ".$1ts");
    const candidates = [
      path,
      asSource,
      asSource.replace(/\.ts$/, ".tsx"),
      ...SCRIPT_EXTENSIONS.map((extension) => path + extension),
      ...SCRIPT_EXTENSIONS.map((extension) => under(path, `index${extension}`)),
    ];
    return candidates.find((candidate) => this.layout.files.has(candidate) && !isPython(candidate));
  }

  /** A Python module by its path without extension, or as a package. */
  pythonAt(path: string): string | undefined {
    return [`${path}.py`, under(path, "__init__.py")].find((candidate) => this.layout.files.has(candidate));
  }

  /** The only file below `folder` whose path without extension ends with `path`. */
  onlyFileBelow(folder: string, path: string): string | undefined {
    const wanted = `/${path}.`;
    const start = folder === "" ? "" : `${folder}/`;
    const all = (this.layout.byBaseName.get(path.slice(path.lastIndexOf("/") + 1)) ?? []).filter(
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

  /**
   * A layer's modules lie in a folder named `python`, or in the folder that is built into it: then the only file of that path is meant,
   * for a module without a package the only one in the project.
   */
  private otherPython(folder: string, specifier: string): string | undefined {
    if (specifier.startsWith(".")) return undefined;
    const path = specifier.replaceAll(".", "/");
    const [package_ = ""] = specifier.split(".");
    if (PYTHON_PACKAGES.has(package_) || /^boto|^aws_/.test(package_)) return undefined;
    const isDotted = specifier.includes(".");
    const above = ancestorsOf(folder);
    const projects = isDotted ? [""] : above.slice(0, PROJECT_DEPTH);
    const packageFile = under(path, "__init__");
    const found = [
      this.onlyFileBelow("", under("python", path)),
      this.onlyFileBelow("", under("python", packageFile)),
      ...projects.flatMap((one) => [this.onlyFileBelow(one, path), this.onlyFileBelow(one, packageFile)]),
      this.onlyFileBelow("", packageFile),
    ];
    const near = found.find((one) => one !== undefined && isPython(one));
    // Packing copies what functions share beside each handler, from however far away.
    const shared = () => above.slice(PROJECT_DEPTH).map((one) => this.onlyFileBelow(one, path));
    return near ?? shared().find((one) => one !== undefined && isPython(one) && SHARED.test(one));
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
