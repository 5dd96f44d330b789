// Joins what every template declares with what every code file does into the one app map.
import type { AppMap, MapEdge, MapNode, NodeId, OwnedStatement } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { Fragment, FragmentNode } from "../model/fragment.ts";
import { jsonOf, type Memo } from "../model/memo.ts";
import type { Problem, Unresolved } from "../model/problem.ts";
import { compareRanges, type SourceRange } from "../model/range.ts";
import { textOf } from "../model/value.ts";
import { CodeValues, type CodeContext } from "./code-values.ts";
import { findHandler } from "./handlers.ts";
import {
  isSameList,
  keptLinks,
  type KeptHandler,
  type KeptLinks,
  type KeptObservation,
  type KeptStack,
} from "./kept-links.ts";
import { MapDraft } from "./map-draft.ts";
import type { MapIndex } from "./map-index.ts";
import { Modules } from "./modules.ts";
import { Observer, type Observed } from "./observed.ts";
import { grantsOf } from "./permissions.ts";
import { Programs, type Reached } from "./reach.ts";
import { Resolver } from "./resolver.ts";
import { inOrder } from "./sorted-ids.ts";
import { StackLinks } from "./stack-links.ts";
import { undeclaredHandlers } from "./undeclared.ts";

export interface LinkInput {
  readonly fragments: readonly Fragment[];
  readonly code: ReadonlyMap<string, CodeFile>;
  /** Every file of the workspace, read or not. */
  readonly files: ReadonlySet<string>;
}

export interface LinkOutput {
  readonly map: AppMap;
  readonly problems: Problem[];
  readonly unresolved: Unresolved[];
}

/** Byte-equal for the same input in any order. What can't be joined is in `unresolved`; nothing is thrown for bad input. */
export function linkMap({ fragments, code, files }: LinkInput, memo?: Memo): LinkOutput {
  return new Linker(sortFragments(fragments), code, files, memo).link();
}

class Linker {
  private readonly index: MapIndex;
  private readonly draft: MapDraft;
  private readonly resolver: Resolver;
  private readonly programs: Programs;
  private readonly kept: KeptLinks;
  private readonly problems: Problem[] = [];

  constructor(
    private readonly fragments: readonly Fragment[],
    private readonly code: ReadonlyMap<string, CodeFile>,
    private readonly files: ReadonlySet<string>,
    private readonly memo: Memo | undefined,
  ) {
    this.kept = keptLinks(memo);
    this.index = this.kept.index(fragments);
    this.draft = new MapDraft(this.kept.joined);
    this.resolver = new Resolver(this.index, this.draft.elsewhere);
    this.programs = new Programs(new Modules(code, memo), memo);
    for (const { unresolved } of fragments) this.draft.unresolved.push(...unresolved);
  }

  link(): LinkOutput {
    this.findHandlers();
    const statements = this.addStacks();
    this.observe();
    const { nodes, elsewhere, unresolved } = this.draft;
    for (const [id, node] of elsewhere.nodes) nodes.set(id, node);
    const edges = this.draft.edges.edges((id) => nodes.has(id));
    const used = new Set(statements.map(({ owner }) => owner));
    for (const { from, to } of edges) used.add(from).add(to);
    const ids = inOrder(nodes.keys(), this.kept.nodeIds);
    this.kept.nodeIds = ids;
    this.draft.edges.keep();
    this.programs.keep();
    return {
      map: {
        // A name that only a dropped edge referred to is not on the map.
        nodes: ids.flatMap((id) => (elsewhere.nodes.has(id) && !used.has(id) ? [] : (nodes.get(id) ?? []))),
        edges,
        statements: statements.sort((a, b) => compareRanges(a.at, b.at) || compareText(keyOf(a), keyOf(b))),
      },
      problems: sortUnique(this.problems, this.memo),
      unresolved: sortUnique(unresolved, this.memo),
    };
  }

  private findHandlers(): void {
    const folders = this.kept.foldersOf(this.files);
    for (const declared of this.index.nodes.values()) {
      if (declared.kind !== "function" || declared.declaredElsewhere) {
        this.draft.nodes.set(declared.id, declared);
        continue;
      }
      const { node, search } = this.handlerOf(declared, folders);
      this.draft.nodes.set(node.id, node);
      if (search.problem) this.problems.push(search.problem);
      if (search.unresolved) this.draft.unresolved.push(search.unresolved);
    }
  }

  private handlerOf(declared: FragmentNode, folders: ReadonlySet<string>): KeptHandler {
    const { layout } = this.programs.modules;
    const known = this.kept.handlers.get(declared);
    const isSame = known?.layout === layout && known.folders === folders && this.programs.isSameRead(known.reads);
    if (isSame) return known;
    const { value: search, reads } = this.programs.readsOf(() => findHandler(declared, this.programs, folders));
    const { handler } = search;
    const isAsBefore = known && JSON.stringify(known.search.handler) === JSON.stringify(handler);
    const node = isAsBefore ? known.node : handler ? { ...declared, handler } : declared;
    const found = { layout, folders, reads, search, node };
    this.kept.handlers.set(declared, found);
    return found;
  }

  /** What the templates say, step after step; each sees what the steps before have added, whichever template it came from. */
  private addStacks(): OwnedStatement[] {
    const { draft, fragments } = this;
    const links = new StackLinks(this.resolver, draft);
    const drawn = new Set(
      fragments.flatMap(({ edges }) =>
        edges.flatMap(({ kind, from }) => (kind === "runs-as" && "node" in from ? [from.node] : [])),
      ),
    );
    const step = (part: Exclude<keyof KeptStack, "statements">, work: (fragment: Fragment) => void) =>
      fragments.map((fragment) => {
        const known = this.kept.stacks.get(fragment)?.[part];
        if (!known) return draft.record(() => work(fragment));
        draft.add(known);
        return known;
      });
    const statementsOf = new Map<Fragment, readonly OwnedStatement[]>();
    const own = (fragment: Fragment) => statementsOf.set(fragment, links.ownedStatements(fragment));
    const steps = {
      declared: step("declared", (fragment) => links.addDeclared(fragment)),
      roles: step("roles", (fragment) => links.addRoles(fragment, drawn)),
      owned: step("owned", own),
      trust: step("trust", (fragment) => links.addTrust(this.statementsOf(fragment, statementsOf))),
      permissions: step("permissions", (fragment) => links.addPermissions(this.statementsOf(fragment, statementsOf))),
    };
    return fragments.flatMap((fragment, index): readonly OwnedStatement[] => {
      const known = this.kept.stacks.get(fragment);
      if (known) return known.statements;
      const statements = this.statementsOf(fragment, statementsOf);
      const [declared, roles, owned, trust, permissions] = [
        steps.declared[index],
        steps.roles[index],
        steps.owned[index],
        steps.trust[index],
        steps.permissions[index],
      ];
      if (declared && roles && owned && trust && permissions) {
        this.kept.stacks.set(fragment, { declared, roles, owned, trust, permissions, statements });
      }
      return statements;
    });
  }

  private statementsOf(
    fragment: Fragment,
    found: ReadonlyMap<Fragment, readonly OwnedStatement[]>,
  ): readonly OwnedStatement[] {
    return found.get(fragment) ?? this.kept.stacks.get(fragment)?.statements ?? [];
  }

  /** Nodes that trigger the function, and behind channels those that publish to them: a bucket's events come through a queue too. */
  private sourcesOf(
    id: NodeId,
    triggers: ReadonlyMap<NodeId, readonly MapEdge[]>,
    publishers: ReadonlyMap<NodeId, readonly MapEdge[]>,
  ): CodeContext["triggeredBy"] {
    const found = new Map<NodeId, number>();
    for (const { from } of triggers.get(id) ?? []) found.set(from, 0);
    for (const [node, distance] of found) {
      if (distance >= LONGEST_RELAY) continue;
      for (const { from } of publishers.get(node) ?? []) if (!found.has(from)) found.set(from, distance + 1);
    }
    return [...found.keys()].map((node) => ({ node, service: this.draft.node(node)?.service ?? "" }));
  }

  private socketOf(route: NodeId): NodeId | undefined {
    const node = this.draft.node(route);
    const api = node?.properties["api"];
    if (!node || !api || textOf(node.properties["protocol"]) !== "websocket") return undefined;
    const id = textOf(api);
    if (id !== undefined && this.draft.nodes.has(id)) return id;
    return this.resolver.resolve(api, {}, { group: node.group, at: api.at }).targets[0]?.node;
  }

  private observe(): void {
    const { draft, programs } = this;
    const declared = draft.edges.edges((id) => draft.node(id) !== undefined);
    const grants = grantsOf(declared);
    const roles = groupEdges(declared, "runs-as", (edge) => edge.from);
    const triggers = groupEdges(declared, "triggers", (edge) => edge.to);
    const publishers = groupEdges(declared, "publishes", (edge) => edge.to);
    const values = new CodeValues(this.index, programs);
    const observer = new Observer({ programs, values, resolver: this.resolver }, draft);
    const observations = new Map<NodeId, KeptObservation>();
    const observe = (node: MapNode): Reached | undefined => {
      if (!node.handler) return undefined;
      const reached = programs.reachedFrom(node.handler.file, node.handler.functionIndex);
      const triggeredBy = this.sourcesOf(node.id, triggers, publishers);
      const sockets = [...new Set(triggeredBy.flatMap((source) => this.socketOf(source.node) ?? []))];
      const granted = (roles.get(node.id) ?? []).flatMap((edge) => grants.get(edge.to) ?? []);
      const observed = { node, reached, triggeredBy, sockets, grants: granted };
      observations.set(node.id, this.observation(observer, observed));
      return reached;
    };
    const claimed = new Set<string>();
    for (const node of [...draft.nodes.values()]) for (const file of observe(node)?.keys() ?? []) claimed.add(file);
    for (const node of undeclaredHandlers(this.code, claimed, this.kept.undeclared)) {
      if (draft.nodes.has(node.id)) continue;
      draft.nodes.set(node.id, node);
      observe(node);
    }
    this.kept.observations = observations;
  }

  private observation(observer: Observer, observed: Observed): KeptObservation {
    const { face } = this.kept;
    const { layout } = this.programs.modules;
    const known = this.kept.observations.get(observed.node.id);
    const isKnown =
      known?.face === face &&
      known.layout === layout &&
      known.node === observed.node &&
      known.reached === observed.reached &&
      isSameList(known.grants, observed.grants) &&
      isSameList(known.sockets, observed.sockets) &&
      JSON.stringify(known.triggeredBy) === JSON.stringify(observed.triggeredBy) &&
      this.programs.isSameRead(known.reads);
    if (isKnown) {
      this.draft.add(known.added);
      return known;
    }
    const { value: added, reads } = this.programs.readsOf(() => this.draft.record(() => observer.observe(observed)));
    return { ...observed, face, layout, reads, added };
  }
}

/** Channels one behind the other between a bucket and the function that its events reach. */
const LONGEST_RELAY = 3;

function groupEdges(
  edges: readonly MapEdge[],
  kind: MapEdge["kind"],
  keyOf: (edge: MapEdge) => NodeId,
): ReadonlyMap<NodeId, readonly MapEdge[]> {
  const groups = new Map<NodeId, MapEdge[]>();
  for (const edge of edges) {
    if (edge.kind !== kind) continue;
    const known = groups.get(keyOf(edge));
    if (known) known.push(edge);
    else groups.set(keyOf(edge), [edge]);
  }
  return groups;
}

/** By file; two fragments of one file, which should not be, by content: then the first of them counts. */
function sortFragments(fragments: readonly Fragment[]): readonly Fragment[] {
  return [...fragments].sort(
    (a, b) => compareText(a.file, b.file) || (a === b ? 0 : compareText(JSON.stringify(a), JSON.stringify(b))),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ owner, policy, effect }: OwnedStatement): string {
  return `${owner}|${policy}|${effect}`;
}

function sortUnique<T extends { readonly at: SourceRange }>(items: readonly T[], memo: Memo | undefined): T[] {
  const byText = new Map(items.map((item) => [jsonOf(item, memo), item]));
  return [...byText]
    .sort(([a, one], [b, other]) => compareRanges(one.at, other.at) || compareText(a, b))
    .map(([, item]) => item);
}
