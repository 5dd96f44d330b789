// Joins what every template declares with what every code file does into the one app map.
import type { AppMap, MapNode, NodeId } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { Fragment, FragmentNode } from "../model/fragment.ts";
import { jsonOf, type Memo } from "../model/memo.ts";
import type { ModuleNames } from "../model/module-names.ts";
import type { Problem, Unresolved } from "../model/problem.ts";
import { compareRanges, type SourceRange } from "../model/range.ts";
import { CodeValues } from "./code-values.ts";
import type { DeclaredMap } from "./declared-map.ts";
import type { FileLayout } from "./file-layout.ts";
import { withDoorOfApi } from "./graphql-doors.ts";
import { findHandler } from "./handlers.ts";
import { isSameList, keptLinks, type KeptHandler, type KeptLinks, type KeptObservation } from "./kept-links.ts";
import { MapDraft } from "./map-draft.ts";
import { Modules } from "./modules.ts";
import { Observer, type FunctionContext, type Observed } from "./observed.ts";
import { Programs, type Reached } from "./reach.ts";
import { Resolver } from "./resolver.ts";
import { inOrder } from "./sorted-ids.ts";
import { addDeclaredInCode, declaredInCode } from "./code-functions.ts";
import { isTestFile, undeclaredHandlers } from "./undeclared.ts";

export interface LinkInput {
  readonly fragments: readonly Fragment[];
  readonly code: ReadonlyMap<string, CodeFile>;
  /** Every file of the workspace, read or not. */
  readonly files: ReadonlySet<string>;
  /** What the workspace calls its own modules. */
  readonly names?: ModuleNames;
}

export interface LinkOutput {
  readonly map: AppMap;
  readonly problems: Problem[];
  readonly unresolved: Unresolved[];
}

/** Byte-equal for the same input in any order. What can't be joined is in `unresolved`; nothing is thrown for bad input. */
export function linkMap({ fragments, code, files, names }: LinkInput, memo?: Memo): LinkOutput {
  return new Linker(sortFragments(fragments), code, files, memo, names).link();
}

class Linker {
  private readonly declared: DeclaredMap;
  private readonly draft: MapDraft;
  private readonly programs: Programs;
  private readonly kept: KeptLinks;
  private readonly problems: Problem[] = [];

  constructor(
    fragments: readonly Fragment[],
    private readonly code: ReadonlyMap<string, CodeFile>,
    private readonly files: ReadonlySet<string>,
    private readonly memo: Memo | undefined,
    names: ModuleNames | undefined,
  ) {
    this.kept = keptLinks(memo);
    this.declared = this.kept.declared(fragments);
    this.draft = new MapDraft(this.kept.joined, this.declared.draft);
    this.programs = new Programs(new Modules(code, memo, names), memo);
  }

  link(): LinkOutput {
    this.findHandlers();
    this.observe();
    this.programs.keep();
    const { nodes, elsewhere, unresolved } = this.draft;
    for (const [id, node] of elsewhere.nodes) nodes.set(id, node);
    const { statements, settings } = this.declared;
    const edges = this.draft.edges.edges((id) => nodes.has(id));
    const used = new Set<NodeId>();
    const use = (id: NodeId) => elsewhere.nodes.has(id) && used.add(id);
    for (const { owner } of statements) use(owner);
    for (const { from, to } of edges) {
      use(from);
      use(to);
    }
    const ids = inOrder(nodes.keys(), this.kept.nodeIds);
    this.kept.nodeIds = ids;
    const known: MapNode[] = [];
    for (const id of ids) {
      const node = nodes.get(id);
      // A name that only a dropped edge referred to is not on the map.
      if (node && (used.has(id) || !elsewhere.nodes.has(id))) known.push(node);
    }
    const usage = [...this.draft.usage].sort((a, b) => compareText(a.node, b.node));
    return {
      map: this.kept.settled(
        {
          nodes: known,
          edges,
          statements,
          ...(settings.length > 0 && { settings }),
          ...(usage.length > 0 && { usage }),
        },
        this.memo,
      ),
      problems: sortUnique(this.problems, this.memo),
      unresolved: sortUnique(unresolved, this.memo),
    };
  }

  private findHandlers(): void {
    const fileLayout = this.kept.layoutOf(this.files);
    const { index } = this.declared;
    const resolver = new Resolver(index, this.draft.elsewhere);
    for (const declared of index.nodes.values()) {
      if (declared.kind !== "function" || declared.declaredElsewhere) {
        this.draft.nodes.set(declared.id, withDoorOfApi(declared, index, resolver));
        continue;
      }
      const { node, search } = this.handlerOf(declared, fileLayout);
      this.draft.nodes.set(node.id, node);
      if (search.problem) this.problems.push(search.problem);
      if (search.unresolved) this.draft.unresolved.push(search.unresolved);
    }
  }

  private handlerOf(declared: FragmentNode, fileLayout: FileLayout): KeptHandler {
    const { layout } = this.programs.modules;
    const known = this.kept.handlers.get(declared);
    const isSame = known?.layout === layout && known.fileLayout === fileLayout && this.programs.isSameRead(known.reads);
    if (isSame) return known;
    const { value: search, reads } = this.programs.readsOf(() => findHandler(declared, this.programs, fileLayout));
    const { handler, source } = search;
    const place = handler ?? source;
    const isAsBefore = known && JSON.stringify(known.search.handler ?? known.search.source) === JSON.stringify(place);
    const node = isAsBefore ? known.node : { ...declared, ...(handler ? { handler } : source && { source }) };
    const found = { layout, fileLayout, reads, search, node };
    this.kept.handlers.set(declared, found);
    return found;
  }

  private observe(): void {
    const { draft, programs } = this;
    const { index } = this.declared;
    const resolver = new Resolver(index, draft.elsewhere);
    const values = new CodeValues(index, programs);
    const observer = new Observer({ programs, values, resolver }, draft);
    const observations = new Map<NodeId, KeptObservation>();
    const observe = (node: MapNode): Reached | undefined => {
      if (!node.handler) return undefined;
      const reached = programs.reachedFrom(node.handler.file, node.handler.functionIndex);
      const context = this.declared.contextOf(node.id);
      observations.set(node.id, this.observation(observer, { node, reached, context }));
      return reached;
    };
    const claimed = new Set<string>();
    for (const node of [...draft.nodes.values()]) for (const file of observe(node)?.keys() ?? []) claimed.add(file);
    for (const [file, one] of this.code) {
      if (!one.facts.codeFunctions || claimed.has(file) || isTestFile(file)) continue;
      const declared = this.kept.inCode.get(one) ?? declaredInCode(file, one);
      this.kept.inCode.set(one, declared);
      addDeclaredInCode(file, declared, draft, values, resolver);
      for (const { node } of declared.functions)
        for (const reached of observe(node)?.keys() ?? []) claimed.add(reached);
    }
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
      isSameContext(known.context, observed.context) &&
      this.programs.isSameRead(known.reads);
    if (isKnown) {
      this.draft.add(known.added);
      return known;
    }
    const { value: added, reads } = this.programs.readsOf(() => this.draft.record(() => observer.observe(observed)));
    return { ...observed, face, layout, reads, added };
  }
}

function isSameContext(a: FunctionContext, b: FunctionContext): boolean {
  if (a === b) return true;
  const isSameSource = ({ node, service }: (typeof a.triggeredBy)[number], index: number) =>
    node === b.triggeredBy[index]?.node && service === b.triggeredBy[index].service;
  return (
    isSameList(a.grants, b.grants) &&
    a.triggeredBy.length === b.triggeredBy.length &&
    a.triggeredBy.every(isSameSource) &&
    JSON.stringify(a.sockets) === JSON.stringify(b.sockets)
  );
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

function sortUnique<T extends { readonly at: SourceRange }>(items: readonly T[], memo: Memo | undefined): T[] {
  const byText = new Map(items.map((item) => [jsonOf(item, memo), item]));
  return [...byText]
    .sort(([a, one], [b, other]) => compareRanges(one.at, other.at) || compareText(a, b))
    .map(([, item]) => item);
}
