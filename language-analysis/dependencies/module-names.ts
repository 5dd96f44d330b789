// What a package or a compiler's configuration calls modules of the workspace: text to names.
import type { ModuleName } from "../model/module-names.ts";
import type { DataNode } from "../model/tree.ts";
import { parseJson } from "../syntax/json.ts";

const CONFIGURATION = /(?:^|\/)[jt]sconfig(?:\.[\w-]+)*\.json$/;
const PACKAGE = /(?:^|\/)package\.json$/;

/** What is wrong with the file is told by whoever reads it for more. */
export function readModuleNames(file: string, text: string): readonly ModuleName[] {
  const read = PACKAGE.test(file) ? packageNames : CONFIGURATION.test(file) ? aliases : undefined;
  if (!read) return [];
  const { root } = parseJson(file, text);
  return root ? read(file.slice(0, Math.max(0, file.lastIndexOf("/"))), root) : [];
}

/** Source: TypeScript handbook, "paths" and "baseUrl"; both are relative to the file. */
function aliases(folder: string, root: DataNode): readonly ModuleName[] {
  const options = entry(root, "compilerOptions");
  const paths = entry(options, "paths");
  if (paths?.type !== "map") return [];
  const base = under(folder, textOf(entry(options, "baseUrl")) ?? ".");
  return paths.entries.flatMap(({ key, value }) => {
    const targets = textsOf(value).map((target) => under(base, target));
    return targets.length > 0 ? [{ pattern: key, targets, within: folder }] : [];
  });
}

/** Folders of sources that a build puts elsewhere. */
const BUILT = /^(?:dist|build|lib|out|esm|cjs)(?=\/)/;

function packageNames(folder: string, root: DataNode): readonly ModuleName[] {
  const found: ModuleName[] = [];
  const imports = entry(root, "imports");
  if (imports?.type === "map") {
    for (const { key, value } of imports.entries)
      found.push({ pattern: key, targets: sources(folder, textsOf(value)), within: folder });
  }
  const name = textOf(entry(root, "name"));
  if (name === undefined || name === "" || folder === "") return found;
  const exports = entry(root, "exports");
  const isTable = exports?.type === "map" && exports.entries.some(({ key }) => key.startsWith("."));
  const entries = isTable ? entry(exports, ".") : exports;
  const main = ["source", "main", "module", "types"].flatMap((key) => textOf(entry(root, key)) ?? []);
  const whole = [...main, ...(entries ? textsOf(entries) : []), "src/index", "index", "src", "lib/index"];
  found.push({ pattern: name, targets: sources(folder, whole), within: "" });
  if (isTable) {
    for (const { key, value } of exports.entries) {
      if (key.startsWith("./"))
        found.push({ pattern: `${name}${key.slice(1)}`, targets: sources(folder, textsOf(value)), within: "" });
    }
  }
  found.push({ pattern: `${name}/*`, targets: sources(folder, ["*", "src/*"]), within: "" });
  return found;
}

/** Each path as it is written, and where the source of what is built there may lie. */
function sources(folder: string, paths: readonly string[]): readonly string[] {
  const all = paths.flatMap((path) => {
    const plain = path.replace(/^\.\//, "");
    return BUILT.test(plain) ? [plain.replace(BUILT, "src").replace(/\.d\.ts$/, ""), plain] : [plain];
  });
  return [...new Set(all.map((path) => under(folder, path)))];
}

function entry(node: DataNode | undefined, key: string): DataNode | undefined {
  return node?.type === "map" ? node.entries.find((one) => one.key === key)?.value : undefined;
}

function textOf(node: DataNode | undefined): string | undefined {
  return node?.type === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** Texts in it, conditions (`import`, `require`, `types`) and fallbacks in their order. */
function textsOf(node: DataNode): readonly string[] {
  const text = textOf(node);
  if (text !== undefined) return [text];
  if (node.type === "map") return node.entries.flatMap(({ value }) => textsOf(value));
  return node.type === "list" ? node.items.flatMap(textsOf) : [];
}

/** Of a path relative to the folder; what leaves the workspace means nothing there. */
function under(folder: string, path: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
