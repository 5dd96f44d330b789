// Which functions of the map run the code of a module.
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import { textOf } from "../model/value.ts";
import type { RuleContext } from "./rule.ts";

interface Owners {
  readonly functions: ReadonlyMap<string, readonly MapNode[]>;
  readonly files: ReadonlyMap<NodeId, readonly string[]>;
}

const INDEX = new WeakMap<RuleContext, Owners>();

/** Functions whose handler is in `file` or imports it, directly or through other modules; by id. */
export function functionsRunning(context: RuleContext, file: string): readonly MapNode[] {
  return ownersOf(context).functions.get(file) ?? [];
}

/** Code files that the function runs, its handler's first. */
export function filesRunBy(context: RuleContext, functionId: NodeId): readonly string[] {
  return ownersOf(context).files.get(functionId) ?? [];
}

function ownersOf(context: RuleContext): Owners {
  let owners = INDEX.get(context);
  if (!owners) INDEX.set(context, (owners = buildOwners(context)));
  return owners;
}

function buildOwners({ graph, code }: RuleContext): Owners {
  const functions = new Map<string, MapNode[]>();
  const files = new Map<NodeId, readonly string[]>();
  const imports = new Map<string, readonly string[]>();
  for (const node of graph.nodes("function")) {
    const own = [...functionFiles(node, code, imports)];
    files.set(node.id, own);
    for (const file of own) {
      const list = functions.get(file);
      if (list) list.push(node);
      else functions.set(file, [node]);
    }
  }
  return { functions, files };
}

function functionFiles(
  node: MapNode,
  code: ReadonlyMap<string, CodeFile>,
  imports: Map<string, readonly string[]>,
): Set<string> {
  const files = new Set<string>();
  const queue = node.handler ? [node.handler.file] : [];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const module = code.get(file);
    if (files.has(file) || !module) continue;
    files.add(file);
    const root = packageFolder(node);
    let targets = imports.get(`${root}|${file}`);
    if (!targets) imports.set(`${root}|${file}`, (targets = importedFiles(file, module, code, root)));
    queue.push(...targets);
  }
  return files;
}

function packageFolder(node: MapNode): string {
  return (textOf(node.properties["codeUri"]) ?? "").replace(/^\.?\/+|\/+$/g, "");
}

const EXTENSIONS = [
  "",
  ".js",
  ".ts",
  ".mjs",
  ".cjs",
  ".jsx",
  ".tsx",
  ".mts",
  ".cts",
  "/index.js",
  "/index.ts",
  "/index.mjs",
];

function importedFiles(
  file: string,
  { module }: CodeFile,
  code: ReadonlyMap<string, CodeFile>,
  packageRoot: string,
): readonly string[] {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  return module.imports.flatMap(({ module: specifier, imported }) => {
    if (module.language === "python") return pythonFile(folder, packageRoot, specifier, imported, code) ?? [];
    if (!specifier.startsWith(".")) return [];
    const path = normalise(`${folder}/${specifier}`);
    const withoutExtension = path.replace(/\.(js|mjs|cjs)$/, "");
    return (
      [...EXTENSIONS.map((end) => path + end), `${withoutExtension}.ts`].find((candidate) => code.has(candidate)) ?? []
    );
  });
}

function pythonFile(
  folder: string,
  packageRoot: string,
  specifier: string,
  imported: string,
  code: ReadonlyMap<string, CodeFile>,
): string | undefined {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replaceAll(".", "/");
  const bases = dots > 0 ? [folder + "/..".repeat(dots - 1)] : [folder, packageRoot, ""];
  const names = [path, imported === "*" ? "" : `${path}/${imported}`].filter((name) => name !== "");
  return bases
    .flatMap((base) => names.flatMap((name) => [`${base}/${name}.py`, `${base}/${name}/__init__.py`]))
    .map(normalise)
    .find((candidate) => code.has(candidate));
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
