// The modules that a configuration script is made of: which file an import means, and what a file exports.
import type { DataNode } from "../../model/tree.ts";
import { LineIndex } from "../line-index.ts";
import { parseJson } from "../json.ts";
import { parseYaml } from "../yaml.ts";
import type { Known, KnownEntry, Site } from "./known.ts";
import { plain } from "./known.ts";
import { parseModule } from "./module.ts";
import type { ScriptModule } from "./scope.ts";

/** Gives the texts of other files; what is not there yet comes with a later call. */
export interface ScriptHost {
  text(path: string): string | undefined;
  isMissing(path: string): boolean;
}

/** Files of one program, and characters of one file: configuration is far below both. */
const MAXIMUM_MODULES = 150;
const MAXIMUM_TEXT = 1_000_000;

export class ScriptProgram {
  private readonly modules = new Map<string, ScriptModule | undefined>();
  private readonly indexes = new Map<string, LineIndex>();
  private aliases: readonly PathAlias[] | undefined;

  /** `folder` is where the service stands: the working directory of its deployment. */
  constructor(
    readonly folder: string,
    private readonly host: ScriptHost,
  ) {}

  module(path: string, given?: string): ScriptModule | undefined {
    if (this.modules.has(path)) return this.modules.get(path);
    const text = given ?? this.host.text(path);
    if (text === undefined || text.length > MAXIMUM_TEXT || this.modules.size >= MAXIMUM_MODULES) return undefined;
    const module = parseModule(path, text);
    this.modules.set(path, module);
    this.indexes.set(path, new LineIndex(text));
    return module;
  }

  site(path: string, start: number, end: number): Site {
    return { file: path, at: this.indexes.get(path)?.spanAt(start, end) ?? [0, 0, 0, 0] };
  }

  /** Data of a JSON or YAML file that a script imports or reads. */
  data(path: string): Known | undefined {
    const text = this.host.text(path);
    if (text === undefined || text.length > MAXIMUM_TEXT) return undefined;
    const { root } = path.endsWith(".json") ? parseJson(path, text) : parseYaml(path, text);
    return root && knownOf(root, path);
  }

  /** The file that `specifier` means in `from`; undefined for packages and for what is not in the workspace, or not yet. */
  resolve(from: string, specifier: string): string | undefined {
    if (/^\.{1,2}(\/|$)/.test(specifier)) {
      const path = joinPath(folderOf(from), specifier);
      return path === undefined ? undefined : this.find(path, from);
    }
    for (const { prefix, suffix, targets } of this.pathAliases()) {
      if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) continue;
      const middle = specifier.slice(prefix.length, specifier.length - suffix.length);
      for (const target of targets) {
        const path = joinPath(this.folder, target.replace("*", middle));
        const found = path === undefined ? undefined : this.find(path, from);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  private find(path: string, from: string): string | undefined {
    if (/\.(json|ya?ml|[cm]?ts)$/.test(path)) return this.firstThere([path]);
    const isTypeScript = /\.[cm]?ts$/.test(from);
    const written = /^(.*)\.([cm]?)js$/.exec(path);
    if (written) {
      const [, stem = "", kind = ""] = written;
      return this.firstThere(isTypeScript ? [`${stem}.${kind}ts`, path] : [path]);
    }
    const own = isTypeScript ? ["ts"] : ["js"];
    const other = isTypeScript ? ["js"] : ["cjs", "mjs", "ts"];
    const forms = (extensions: readonly string[]): readonly string[] =>
      extensions.flatMap((extension) => [`${path}.${extension}`, `${path}/index.${extension}`]);
    return this.firstThere(forms(own)) ?? this.firstThere([...forms(other), `${path}.json`]);
  }

  /** All are asked for at once. Undefined when none is there, and while the answer for an earlier one is still to come. */
  private firstThere(paths: readonly string[]): string | undefined {
    const texts = paths.map((path) => this.host.text(path));
    for (const [index, path] of paths.entries()) {
      if (texts[index] !== undefined) return path;
      if (!this.host.isMissing(path)) return undefined;
    }
    return undefined;
  }

  /** `compilerOptions.paths` of the service's tsconfig.json, or of the file that holds them by convention. */
  private pathAliases(): readonly PathAlias[] {
    if (this.aliases) return this.aliases;
    const at = (name: string): string => joinPath(this.folder, name) ?? name;
    const files = ["tsconfig.json", "tsconfig.paths.json"].map(at);
    const texts = files.map((file) => this.host.text(file));
    const found: PathAlias[] = [];
    for (const [index, text] of texts.entries()) {
      if (text === undefined) continue;
      const { root } = parseJson(files[index] ?? "", text);
      const options = childOf(root, "compilerOptions");
      const base = childOf(options, "baseUrl");
      const paths = childOf(options, "paths");
      if (paths?.type !== "map") continue;
      for (const { key, value } of paths.entries) {
        const [prefix = "", suffix = ""] = key.split("*");
        const targets = (value.type === "list" ? value.items : [value]).flatMap((item) =>
          item.type === "scalar" ? [`${base?.type === "scalar" ? base.text : "."}/${item.text}`] : [],
        );
        found.push({ prefix, suffix, targets });
      }
    }
    this.aliases = found;
    return found;
  }
}

interface PathAlias {
  readonly prefix: string;
  readonly suffix: string;
  readonly targets: readonly string[];
}

function childOf(node: DataNode | undefined, key: string): DataNode | undefined {
  return node?.type === "map" ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

function knownOf(node: DataNode, file: string): Known {
  const site = { file, at: node.at };
  switch (node.type) {
    case "scalar":
      return { ...plain(node.value, site), content: node.contentAt };
    case "list":
      return { kind: "list", items: node.items.map((item) => knownOf(item, file)), site };
    case "map": {
      const entries = new Map<string, KnownEntry>();
      for (const { key, keyAt, value, at } of node.entries) {
        entries.set(key, { keySite: { file, at: keyAt }, at, value: knownOf(value, file) });
      }
      return { kind: "map", entries, site };
    }
  }
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** Undefined for a path that leads out of the workspace. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
