// Which functions of the map run the code of a module.
import { Modules } from "../graph/modules.ts";
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { RuleContext } from "./rule.ts";

interface Owners {
  readonly functions: ReadonlyMap<string, readonly MapNode[]>;
  readonly files: ReadonlyMap<NodeId, readonly string[]>;
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

function buildOwners({ graph, code, memo }: RuleContext): Owners {
  const functions = new Map<string, MapNode[]>();
  const files = new Map<NodeId, readonly string[]>();
  const imports = new Map<string, readonly string[]>();
  const modules = new Modules(code, memo);
  const importsOf = (file: string): readonly string[] => {
    let targets = imports.get(file);
    if (!targets) imports.set(file, (targets = importedFiles(modules, file)));
    return targets;
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

function importedFiles(modules: Modules, file: string): readonly string[] {
  const imports = modules.code.get(file)?.module.imports ?? [];
  return imports.flatMap(({ module, imported }) => {
    const whole = modules.resolve(file, module);
    // `from package import module`
    const part = imported === "*" ? undefined : modules.resolve(file, `${module.replace(/\.$/, "")}.${imported}`);
    return [whole ?? [], file.endsWith(".py") ? (part ?? []) : []].flat();
  });
}
