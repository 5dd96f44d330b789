// The map cut into parts that have nothing to do with each other: no edge, template, setting or code in common. In a workspace of many
// apps an edit touches one part, and what was found out about the others still holds.
import type { AppMap, MapEdge, MapNode, MapSetting, NodeId, OwnedStatement } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import { jsonOf, remembered, type Memo } from "../model/memo.ts";
import type { ProgramModule } from "../model/program.ts";
import type { Sensitivity } from "../model/sensitivity.ts";
import type { FunctionUsage } from "../model/usage.ts";
import { AppGraph } from "./app-graph.ts";
import type { Modules } from "./modules.ts";
import { isPython, type CodeLayout } from "./modules.ts";

export interface MapPart {
  readonly graph: AppGraph;
  /** What the part's functions may run. */
  readonly modules: Modules;
}

interface Kept {
  layout?: CodeLayout;
  imports: WeakMap<ProgramModule, readonly string[]>;
  /** By the first node or setting of its own. */
  parts: ReadonlyMap<string, MapPart>;
}

/** In the map's order. With a memo a part in which nothing has changed is the same object as before. */
export function partsOf(map: AppMap, modules: Modules, memo?: Memo): readonly MapPart[] {
  const kept = remembered<Kept>(memo, "map parts", () => ({ imports: new WeakMap(), parts: new Map() }));
  if (kept.layout !== modules.layout) {
    kept.layout = modules.layout;
    kept.imports = new WeakMap();
    kept.parts = new Map();
  }
  const parts = new Map<string, MapPart>();
  for (const draft of draftsOf(map, modules, kept.imports)) {
    const key = [...draft.nodes, ...draft.settings].find(({ id }) => !draft.shared.has(id))?.id ?? "";
    const before = kept.parts.get(key);
    parts.set(key, before && isSamePart(before, draft, memo) ? before : partOf(draft, map, modules));
  }
  kept.parts = parts;
  return [...parts.values()];
}

interface Draft {
  readonly nodes: MapNode[];
  readonly edges: MapEdge[];
  readonly statements: OwnedStatement[];
  readonly settings: MapSetting[];
  readonly usage: FunctionUsage[];
  readonly sensitivity: Sensitivity[];
  readonly code: Map<string, CodeFile>;
  /** Shared nodes that edges of the part touch. */
  readonly shared: Set<NodeId>;
}

function draftsOf(map: AppMap, modules: Modules, imports: WeakMap<ProgramModule, readonly string[]>): Iterable<Draft> {
  const shared = new Set(map.nodes.flatMap(({ id, kind }) => (kind === "public" ? [id] : [])));
  const roots = new Roots();
  const [nodes, groups, files] = [new Keys(roots), new Keys(roots), new Keys(roots)];
  const run = new Set<string>();
  for (const { id, group, handler } of map.nodes) {
    if (shared.has(id)) continue;
    const node = nodes.of(id);
    roots.join(node, groups.of(group));
    if (!handler) continue;
    roots.join(node, files.of(handler.file));
    run.add(handler.file);
  }
  // A set keeps the order in which its members come, those added on the way included.
  for (const file of run) {
    for (const target of targetsOf(file, modules, imports)) {
      roots.join(files.of(file), files.of(target));
      run.add(target);
    }
  }
  for (const { from, to } of map.edges)
    if (!shared.has(from) && !shared.has(to)) roots.join(nodes.of(from), nodes.of(to));
  for (const { group, configures } of map.settings ?? []) {
    for (const id of configures) if (!shared.has(id)) roots.join(nodes.of(id), groups.of(group));
  }

  const drafts = new Map<number, Draft>();
  const draftAt = (member: number): Draft => {
    const root = roots.of(member);
    let draft = drafts.get(root);
    if (!draft) drafts.set(root, (draft = emptyDraft()));
    return draft;
  };
  for (const edge of map.edges) {
    const { from, to } = edge;
    const [isFromShared, isToShared] = [shared.has(from), shared.has(to)];
    if (isFromShared && isToShared) continue;
    const draft = draftAt(nodes.of(isFromShared ? to : from));
    draft.edges.push(edge);
    if (isFromShared) draft.shared.add(from);
    if (isToShared) draft.shared.add(to);
  }
  for (const node of map.nodes) {
    if (!shared.has(node.id)) draftAt(nodes.of(node.id)).nodes.push(node);
    else for (const draft of drafts.values()) if (draft.shared.has(node.id)) draft.nodes.push(node);
  }
  const controls = map.statements.filter(({ policy }) => policy === "service-control");
  for (const statement of map.statements) {
    if (statement.policy !== "service-control") draftAt(nodes.of(statement.owner)).statements.push(statement);
  }
  for (const setting of map.settings ?? []) draftAt(groups.of(setting.group)).settings.push(setting);
  for (const usage of map.usage ?? []) draftAt(nodes.of(usage.node)).usage.push(usage);
  for (const one of map.sensitivity ?? []) draftAt(nodes.of(one.node)).sensitivity.push(one);
  // What holds for whole accounts holds for every part.
  for (const draft of drafts.values()) draft.statements.push(...controls);
  // Code that no function runs, which some rules speak of too, is a part of its own.
  const unused = emptyDraft();
  for (const [file, code] of modules.code) {
    (files.has(file) ? draftAt(files.of(file)) : unused).code.set(file, code);
  }
  return unused.code.size > 0 ? [...drafts.values(), unused] : drafts.values();
}

function emptyDraft(): Draft {
  return {
    nodes: [],
    edges: [],
    statements: [],
    settings: [],
    usage: [],
    sensitivity: [],
    code: new Map(),
    shared: new Set(),
  };
}

function partOf({ code, shared: _, ...lists }: Draft, whole: AppMap, modules: Modules): MapPart {
  const { nodes, edges, statements, settings, usage, sensitivity } = lists;
  const map: AppMap = {
    nodes,
    edges,
    statements,
    ...(settings.length > 0 && { settings }),
    ...(usage.length > 0 && { usage }),
    // An empty list says that nothing is sensitive, none that nobody has asked.
    ...(whole.sensitivity && { sensitivity }),
  };
  return { graph: new AppGraph(map), modules: modules.within(code) };
}

function isSamePart({ graph: { map }, modules }: MapPart, draft: Draft, memo: Memo | undefined): boolean {
  const isSame = <T extends object>(before: readonly T[] | undefined = [], now: readonly T[]): boolean =>
    before.length === now.length &&
    before.every((one, index) => {
      const other = now[index];
      return other !== undefined && (one === other || jsonOf(one, memo) === jsonOf(other, memo));
    });
  if (modules.code.size !== draft.code.size) return false;
  for (const [file, code] of draft.code) if (modules.code.get(file) !== code) return false;
  return (
    isSame(map.nodes, draft.nodes) &&
    isSame(map.edges, draft.edges) &&
    isSame(map.statements, draft.statements) &&
    isSame(map.settings, draft.settings) &&
    isSame(map.usage, draft.usage) &&
    isSame(map.sensitivity, draft.sensitivity)
  );
}

/** Files whose modules the file's module imports or hands on. */
function targetsOf(
  file: string,
  modules: Modules,
  imports: WeakMap<ProgramModule, readonly string[]>,
): readonly string[] {
  const module = modules.code.get(file)?.module;
  if (!module) return [];
  let targets = imports.get(module);
  if (!targets) {
    const specifiers = [
      ...module.imports.flatMap(({ module: from, imported }) =>
        // `from package import module`
        isPython(file) ? [from, `${from.replace(/\.$/, "")}.${imported}`, `${from}${imported}`] : [from],
      ),
      ...module.exports.flatMap(({ from }) => from ?? []),
    ];
    targets = specifiers.flatMap((specifier) => modules.resolve(file, specifier) ?? []);
    imports.set(module, targets);
  }
  return targets;
}

/** Sets of numbers that were joined: disjoint sets with path halving. */
class Roots {
  private readonly parents: number[] = [];

  add(): number {
    return this.parents.push(this.parents.length) - 1;
  }

  of(member: number): number {
    const { parents } = this;
    let current = member;
    let parent = parents[current] ?? current;
    while (parent !== current) {
      parents[current] = parents[parent] ?? parent;
      current = parent;
      parent = parents[current] ?? current;
    }
    return current;
  }

  join(a: number, b: number): void {
    this.parents[this.of(a)] = this.of(b);
  }
}

/** One kind of what is joined, by its own key. */
class Keys {
  private readonly numbers = new Map<string, number>();

  constructor(private readonly roots: Roots) {}

  has(key: string): boolean {
    return this.numbers.has(key);
  }

  of(key: string): number {
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.roots.add()));
    return number;
  }
}
