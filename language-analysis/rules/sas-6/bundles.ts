// Which packages are deployed with which functions: the nearest manifest above a function's code, and the lock file that belongs to it.
import type { AppGraph } from "../../graph/app-graph.ts";
import { ancestorsOf, folderOf, joinPath } from "../../graph/paths.ts";
import type { MapNode, NodeId } from "../../model/app-map.ts";
import type { Dependency, DependencyFile, Ecosystem } from "../../model/dependencies.ts";
import { oncePer, remembered } from "../../model/memo.ts";
import type { ProgramModule } from "../../model/program.ts";
import { rangeOf, type SourceRange, type Span } from "../../model/range.ts";
import { textOf } from "../../model/value.ts";
import { oncePerModule } from "../code-search.ts";
import { filesRunBy } from "../code-owners.ts";
import type { RuleContext } from "../rule.ts";
import { packageOfImport } from "./import-names.ts";
import { isAddress, layerFoldersOf } from "./layer-folders.ts";

/** One manifest with the functions that are packaged by it. */
export interface Bundle {
  readonly manifest: DependencyFile;
  readonly lock: DependencyFile | undefined;
  /** By id; never empty. */
  readonly functions: readonly MapNode[];
  /** Where code that a function reaches imports a package, by package name; the first place of each function. */
  readonly imports: ReadonlyMap<string, readonly PackageImport[]>;
  /** The manifest stands in what is packaged; else only what a bundler finds imported is deployed. */
  readonly isPackaged: boolean;
  /** Names of packages that are deployed: not only for development, or imported all the same. */
  readonly deployed: ReadonlySet<string>;
}

export interface PackageImport {
  readonly node: MapNode;
  readonly at: SourceRange;
}

/** The Lambda runtimes bring these along; a version in the manifest is for tests. Source: docs.aws.amazon.com/lambda, "Lambda runtimes". */
const PROVIDED = /^(?:aws-sdk|@aws-sdk\/.*|@smithy\/.*|boto3|botocore)$/;

/** One package that lies installed in what a function deploys, as a bundle of its own. */
function installedBundles(context: RuleContext): readonly Bundle[] {
  const records = (context.dependencies ?? []).filter(({ role }) => role === "installed");
  if (records.length === 0) return [];
  const named = bundlesOf(context);
  return records.flatMap((manifest): Bundle[] => {
    const [{ name, version } = { name: "", version: "" }] = manifest.packages;
    const functions = context.graph.nodes("function").filter((node) => {
      const folder = packageFolderOf(node) ?? (node.handler && folderOf(node.handler.file));
      if (folder === undefined || !isAtOrBelow(folder, manifest.file)) return false;
      // What a manifest in the same folder or its lock file names is told there.
      const isTold = ({ manifest: other, lock }: Bundle) =>
        isAtOrBelow(folder, other.file) &&
        [...other.packages, ...(lock?.packages ?? [])].some(
          (one) => one.name === name && (one.version ?? version) === version,
        );
      return ecosystemOf(node) === manifest.ecosystem && !named.some(isTold);
    });
    if (functions.length === 0) return [];
    const imports = importsOf(context, functions, manifest.ecosystem);
    return [{ manifest, lock: undefined, functions, imports, isPackaged: true, deployed: new Set([name]) }];
  });
}

/** What manifests name, and what lies installed beside the code without being named. */
export function deployedBundles(context: RuleContext): readonly Bundle[] {
  return [...bundlesOf(context), ...installedBundles(context)];
}

const BUNDLES = new WeakMap<RuleContext, readonly Bundle[]>();

export function bundlesOf(context: RuleContext): readonly Bundle[] {
  let bundles = BUNDLES.get(context);
  if (!bundles) BUNDLES.set(context, (bundles = keptBundles(context)));
  return bundles;
}

/** What bundles are made from: the map, manifests and lock files, and what code imports. */
interface Kept {
  readonly graph: AppGraph;
  readonly dependencies: readonly DependencyFile[];
  readonly imports: ReadonlyMap<string, ProgramModule["imports"]>;
  readonly bundles: readonly Bundle[];
}

/** Those of the analysis before, as long as nothing that they are made from has changed. */
function keptBundles(context: RuleContext): readonly Bundle[] {
  const { graph, code, dependencies = [], memo } = context;
  if (dependencies.length === 0) return [];
  const kept = remembered<{ last?: Kept }>(memo, "bundles", () => ({}));
  const { last } = kept;
  const imports = new Map([...code].map(([file, { module }]) => [file, module.imports]));
  if (
    last?.graph === graph &&
    last.dependencies.length === dependencies.length &&
    last.dependencies.every((file, index) => file === dependencies[index]) &&
    last.imports.size === imports.size &&
    [...imports].every(([file, own]) => isSameImport(own, last.imports.get(file)))
  ) {
    kept.last = { ...last, imports };
    return last.bundles;
  }
  const bundles = buildBundles(context);
  kept.last = { graph, dependencies, imports, bundles };
  return bundles;
}

/** A file that has been read again mostly imports what it did. */
function isSameImport(a: ProgramModule["imports"], b: ProgramModule["imports"] | undefined): boolean {
  return a === b || (b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

export function isProvided(name: string): boolean {
  return PROVIDED.test(name);
}

function buildBundles(context: RuleContext): readonly Bundle[] {
  const files = context.dependencies ?? [];
  if (files.length === 0) return [];
  const manifests = byFolder(files.filter(({ role }) => role === "manifest"));
  const locks = byFolder(files.filter(({ role }) => role === "lock"));
  const functions = new Map<DependencyFile, MapNode[]>();
  const packaged = new Set<DependencyFile>();
  for (const node of context.graph.nodes("function")) {
    const ecosystem = ecosystemOf(node);
    const packageFolder = packageFolderOf(node);
    const folder = node.handler ? folderOf(node.handler.file) : packageFolder;
    if (ecosystem === undefined || folder === undefined) continue;
    for (const manifest of nearest(manifests, folder, ecosystem)) {
      const isInside = packageFolder === undefined || isAtOrBelow(packageFolder, folderOf(manifest.file));
      if (isInside && !isBundled(node)) packaged.add(manifest);
      else if (!importsAny(context, node, manifest)) continue;
      const list = functions.get(manifest);
      if (list) list.push(node);
      else functions.set(manifest, [node]);
    }
    for (const inLayer of layerFoldersOf(context.graph, node)) {
      for (const manifest of manifests.get(inLayer) ?? []) {
        const list = functions.get(manifest) ?? [];
        if (manifest.ecosystem !== ecosystem || manifest.packages.length === 0 || list.includes(node)) continue;
        packaged.add(manifest);
        functions.set(manifest, [...list, node]);
      }
    }
  }
  return [...functions]
    .sort(([a], [b]) => (a.file < b.file ? -1 : 1))
    .map(([manifest, nodes]): Bundle => {
      const [near] = nearest(locks, folderOf(manifest.file), manifest.ecosystem);
      // A requirements file has no lock file; one beside it is made for the same app, one further up for another.
      const isOwn = !/\.(?:txt|in)$/.test(manifest.file) || (near && folderOf(near.file) === folderOf(manifest.file));
      const lock = isOwn ? near : undefined;
      const imports = importsOf(context, nodes, manifest.ecosystem);
      const isPackaged = packaged.has(manifest);
      const deployed = deployedNames(manifest, lock, imports, isPackaged);
      return { manifest, lock, functions: nodes, imports, isPackaged, deployed };
    });
}

/** A bundler packages what is imported, whatever the manifest names beside it. */
function isBundled({ properties }: MapNode): boolean {
  return /^(?:esbuild|webpack|bundle|rollup|vite)$/.test(textOf(properties["buildMethod"]) ?? "");
}

function byFolder(files: readonly DependencyFile[]): ReadonlyMap<string, readonly DependencyFile[]> {
  const folders = new Map<string, DependencyFile[]>();
  for (const file of files) {
    const folder = folderOf(file.file);
    const list = folders.get(folder);
    if (list) list.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}

/** Those of the deepest folder, at or above `folder`, that has any of the ecosystem. */
function nearest(
  folders: ReadonlyMap<string, readonly DependencyFile[]>,
  folder: string,
  ecosystem: Ecosystem,
): readonly DependencyFile[] {
  for (const each of [folder, ...ancestorsOf(folder)]) {
    const found = folders.get(each)?.filter((file) => file.ecosystem === ecosystem && file.packages.length > 0);
    if (found && found.length > 0) return found;
  }
  return [];
}

function ecosystemOf(node: MapNode): Ecosystem | undefined {
  const runtime = textOf(node.properties["runtime"]) ?? "";
  if (runtime.startsWith("nodejs")) return "npm";
  if (runtime.startsWith("python")) return "PyPI";
  if (runtime.startsWith("java")) return "Maven";
  if (runtime.startsWith("dotnet")) return "NuGet";
  if (runtime.startsWith("go")) return "Go";
  const file = node.handler?.file ?? "";
  return file.endsWith(".py") ? "PyPI" : /\.[cm]?[jt]sx?$/.test(file) ? "npm" : undefined;
}

/** The folder that is deployed; undefined when the template names none, so that the handler's own is all that is known. */
function packageFolderOf(node: MapNode): string | undefined {
  const codeUri = textOf(node.properties["codeUri"]);
  return codeUri === undefined || isAddress(codeUri) ? undefined : joinPath(folderOf(node.at.file), codeUri);
}

interface ImportedPackage {
  readonly name: string;
  readonly at: Span;
}

const IMPORTED: Partial<Record<Ecosystem, (module: ProgramModule) => readonly ImportedPackage[]>> = {
  npm: oncePerModule((module) => importedPackages(module, "npm")),
  PyPI: oncePerModule((module) => importedPackages(module, "PyPI")),
};

export function packagesImportedBy(module: ProgramModule, ecosystem: Ecosystem): readonly ImportedPackage[] {
  return IMPORTED[ecosystem]?.(module) ?? [];
}

function importedPackages({ imports }: ProgramModule, ecosystem: Ecosystem): readonly ImportedPackage[] {
  return imports.flatMap(({ module, at }) => packageOfImport(ecosystem, module).map((name) => ({ name, at })));
}

function isAtOrBelow(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function importsAny(context: RuleContext, node: MapNode, manifest: DependencyFile): boolean {
  const imported = importsOf(context, [node], manifest.ecosystem);
  return manifest.packages.some(({ name }) => imported.has(name));
}

function importsOf(
  context: RuleContext,
  nodes: readonly MapNode[],
  ecosystem: Ecosystem,
): ReadonlyMap<string, readonly PackageImport[]> {
  const imports = new Map<string, PackageImport[]>();
  for (const node of nodes) {
    const seen = new Set<string>();
    for (const file of filesRunBy(context, node.id)) {
      const module = context.code.get(file)?.module;
      for (const { name, at } of module ? packagesImportedBy(module, ecosystem) : []) {
        if (seen.has(name)) continue;
        seen.add(name);
        const list = imports.get(name);
        const place = { node, at: rangeOf(file, at) };
        if (list) list.push(place);
        else imports.set(name, [place]);
      }
    }
  }
  return imports;
}

function deployedNames(
  manifest: DependencyFile,
  lock: DependencyFile | undefined,
  imports: ReadonlyMap<string, unknown>,
  isPackaged: boolean,
): ReadonlySet<string> {
  const direct = manifest.packages.filter(
    ({ name, scope }) => imports.has(name) || (isPackaged && (scope === "runtime" || scope === "optional")),
  );
  const deployed = new Set(direct.map(({ name }) => name).filter((name) => !isProvided(name)));
  const requires = lock && requirementsOf(lock);
  if (requires) {
    for (const name of deployed) for (const needed of requires.get(name) ?? []) deployed.add(needed);
    return deployed;
  }
  if (!isPackaged) return deployed;
  // Without the graph, whatever is not only for development by name counts.
  const development = new Set(manifest.packages.filter(({ scope }) => scope === "development").map(({ name }) => name));
  for (const { name, scope } of lock?.packages ?? []) {
    if (scope !== "development" && !development.has(name) && !isProvided(name)) deployed.add(name);
  }
  return deployed;
}

/** Which package asks for which; undefined when the lock file does not say. */
const requirementsOf = oncePer((lock: DependencyFile): ReadonlyMap<string, readonly string[]> | undefined => {
  if (!lock.packages.some((one) => one.requires)) return undefined;
  const requires = new Map<string, readonly string[]>();
  for (const { name, requires: names } of lock.packages) {
    requires.set(name, [...(requires.get(name) ?? []), ...(names ?? [])]);
  }
  return requires;
});

export function declaredIn({ manifest }: Bundle, name: string): Dependency | undefined {
  return (
    manifest.packages.find((each) => each.name === name && each.scope === "runtime") ??
    manifest.packages.find((each) => each.name === name)
  );
}

/** The function to show a finding on: the first that imports the package, else the first of the bundle. */
export function functionFor({ functions, imports }: Bundle, name?: string): NodeId {
  const node = (name === undefined ? undefined : imports.get(name)?.[0]?.node) ?? functions[0];
  if (!node) throw new Error("A bundle has a function.");
  return node.id;
}

/** `Orders`, `Orders and 2 more functions`. */
export function functionNames(functions: readonly MapNode[]): string {
  const [first] = functions;
  const more = functions.length - 1;
  return more <= 0 ? (first?.name ?? "") : `${first?.name ?? ""} and ${more} more function${more === 1 ? "" : "s"}`;
}
