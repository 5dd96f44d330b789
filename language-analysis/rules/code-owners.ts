// Which functions of the map run the code of a module.
import { Modules, type CodeLayout } from "../graph/modules.ts";
import type { MapNode, NodeId } from "../model/app-map.ts";
import { remembered } from "../model/memo.ts";
import type { ProgramModule } from "../model/program.ts";
import type { RuleContext } from "./rule.ts";

interface Owners {
  readonly functions: ReadonlyMap<string, readonly MapNode[]>;
  readonly files: ReadonlyMap<NodeId, readonly string[]>;
}

/** Files that modules import; holds for one layout of the code. */
interface KeptImports {
  layout?: CodeLayout;
  targets: WeakMap<ProgramModule, readonly string[]>;
}

const OWNERS = new WeakMap<RuleContext, Owners>();

/** Functions whose handler is in `file` or imports it, directly or through other modules; by id. */
export function functionsRunning(context: RuleContext, file: string): readonly MapNode[] {
  return ownersOf(context).functions.get(file) ?? [];
}

/** Code files that the function runs, its handler's first. */
export function filesRunBy(context: RuleContext, functionId: NodeId): readonly string[] {
  return ownersOf(context).files.get(functionId) ?? [];
}

function ownersOf(context: RuleContext): Owners {
  let owners = OWNERS.get(context);
  if (!owners) OWNERS.set(context, (owners = buildOwners(context)));
  return owners;
}

function buildOwners({ graph, code, memo, modules = new Modules(code, memo) }: RuleContext): Owners {
  const functions = new Map<string, MapNode[]>();
  const files = new Map<NodeId, readonly string[]>();
  const kept = remembered<KeptImports>(memo, "imports", () => ({ targets: new WeakMap() }));
  if (kept.layout !== modules.layout) {
    kept.layout = modules.layout;
    kept.targets = new WeakMap();
  }
  const importsOf = (file: string): readonly string[] => {
    const module = code.get(file)?.module;
    let targets = module && kept.targets.get(module);
    if (module && !targets) kept.targets.set(module, (targets = importedFiles(modules, module)));
    return targets ?? [];
  };
  for (const node of graph.nodes("function")) {
    if (!node.handler) continue;
    const own = closure(node.handler.file, importsOf);
    files.set(node.id, own);
    for (const file of own) {
      const list = functions.get(file);
      if (list) list.push(node);
      else functions.set(file, [node]);
    }
  }
  return { functions, files };
}

function closure(start: string, importsOf: (file: string) => readonly string[]): readonly string[] {
  const files = new Set([start]);
  // A set keeps the order in which its members come, those added on the way included.
  for (const file of files) for (const target of importsOf(file)) files.add(target);
  return [...files];
}

function importedFiles(modules: Modules, { file, imports, exports }: ProgramModule): readonly string[] {
  // `export * from "./auth"` of a barrel file.
  const handedOn = exports.flatMap(({ from }) => (from === undefined ? [] : (modules.resolve(file, from) ?? [])));
  const taken = imports.flatMap(({ module, imported }) => {
    const whole = modules.resolve(file, module);
    // `from package import module`
    const part = imported === "*" ? undefined : modules.resolve(file, `${module.replace(/\.$/, "")}.${imported}`);
    return [whole ?? [], file.endsWith(".py") ? (part ?? []) : []].flat();
  });
  return [...taken, ...handedOn];
}
