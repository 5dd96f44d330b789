// Joins what every template declares with what every code file does into the one app map.
import type { AppMap, MapEdge, MapNode, NodeId, OwnedStatement } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { EdgeEnd, Fragment, FragmentEdge } from "../model/fragment.ts";
import type { Memo } from "../model/memo.ts";
import { say } from "../model/message.ts";
import type { Problem, Unresolved } from "../model/problem.ts";
import { compareRanges, type SourceRange } from "../model/range.ts";
import { textOf } from "../model/value.ts";
import { CodeValues, type CodeContext } from "./code-values.ts";
import { EdgeCollector } from "./edge-collector.ts";
import { Elsewhere } from "./elsewhere.ts";
import { findHandler } from "./handlers.ts";
import { MapIndex } from "./map-index.ts";
import { Modules } from "./modules.ts";
import { Observer } from "./observed.ts";
import { ancestorsOf, folderOf } from "./paths.ts";
import { addPermissionEdges, grantsOf } from "./permissions.ts";
import { Programs } from "./reach.ts";
import { Resolver, type Resolution, type Target } from "./resolver.ts";
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
  private readonly elsewhere = new Elsewhere();
  private readonly edges = new EdgeCollector();
  private readonly resolver: Resolver;
  private readonly programs: Programs;
  private readonly nodes = new Map<NodeId, MapNode>();
  private readonly problems: Problem[] = [];
  private readonly unresolved: Unresolved[];

  constructor(
    private readonly fragments: readonly Fragment[],
    private readonly code: ReadonlyMap<string, CodeFile>,
    private readonly files: ReadonlySet<string>,
    memo: Memo | undefined,
  ) {
    this.index = new MapIndex(fragments);
    this.resolver = new Resolver(this.index, this.elsewhere);
    this.programs = new Programs(new Modules(code, memo), memo);
    this.unresolved = fragments.flatMap((fragment) => [...fragment.unresolved]);
  }

  link(): LinkOutput {
    this.findHandlers();
    for (const fragment of this.fragments) for (const edge of fragment.edges) this.addDeclared(edge, fragment.file);
    this.addRoles();
    const statements = this.fragments.flatMap((fragment) => this.own(fragment));
    this.addTrust(statements);
    addPermissionEdges(statements, this.resolver, (id) => this.node(id), this.edges);
    this.observe();
    this.programs.keep();
    for (const [id, node] of this.elsewhere.nodes) this.nodes.set(id, node);
    const nodes = [...this.nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const edges = this.edges.edges((id) => this.nodes.has(id));
    const used = new Set(edges.flatMap((edge) => [edge.from, edge.to]).concat(statements.map(({ owner }) => owner)));
    return {
      map: {
        // A name that only a dropped edge referred to is not on the map.
        nodes: nodes.filter((node) => !this.elsewhere.nodes.has(node.id) || used.has(node.id)),
        edges,
        statements: statements.sort((a, b) => compareRanges(a.at, b.at) || compareText(keyOf(a), keyOf(b))),
      },
      problems: sortUnique(this.problems),
      unresolved: sortUnique(this.unresolved),
    };
  }

  private node(id: NodeId): MapNode | undefined {
    return this.nodes.get(id) ?? this.elsewhere.nodes.get(id);
  }

  private findHandlers(): void {
    const folders = new Set([...this.files].flatMap((file) => ancestorsOf(folderOf(file))));
    for (const node of this.index.nodes.values()) {
      if (node.kind !== "function" || node.declaredElsewhere) {
        this.nodes.set(node.id, node);
        continue;
      }
      const { handler, problem, unresolved } = findHandler(node, this.programs, folders);
      this.nodes.set(node.id, handler ? { ...node, handler } : node);
      if (problem) this.problems.push(problem);
      if (unresolved) this.unresolved.push(unresolved);
    }
  }

  private addDeclared(edge: FragmentEdge, group: string): void {
    const { at, label } = edge.evidence;
    const from = this.end(edge.from, group, at);
    const to = this.end(edge.to, group, at);
    for (const { missing } of [from, to]) {
      for (const { reason, text } of missing) {
        const message = say("The other end of {0} is not known: {1}.", label, text);
        this.unresolved.push({ reason, subject: label, message, at });
      }
    }
    for (const start of from.targets) {
      for (const end of to.targets) {
        const { kind, trigger, actions, filter } = edge;
        const doubt =
          [start, end].find(({ confidence }) => confidence === "low") ?? (start.reason === undefined ? end : start);
        const isDeclaredSure = edge.confidence === undefined || edge.confidence === "high";
        const confidence = isDeclaredSure ? doubt.confidence : (edge.confidence ?? "high");
        const reason = isDeclaredSure ? doubt.reason : edge.reason;
        this.edges.add({
          from: start.node,
          to: end.node,
          kind,
          ...(trigger && { trigger }),
          ...(actions && { actions }),
          evidence: edge.evidence,
          confidence,
          ...(reason !== undefined && { reason }),
          ...(filter && { filter }),
        });
      }
    }
  }

  private end(end: EdgeEnd, group: string, at: SourceRange): Resolution {
    if ("public" in end) return certain(this.elsewhere.internet());
    if ("node" in end) return this.nodes.has(end.node) ? certain(end.node) : { targets: [], missing: [] };
    const { value, kind, service } = end;
    const hint = { ...(kind && { kind }), ...(service !== undefined && { service }) };
    return this.resolver.resolve(value, hint, { group, at: value.at.file === "" ? at : value.at });
  }

  /** Functions whose reader names a role without drawing the edge. */
  private addRoles(): void {
    const drawn = new Set(
      this.fragments.flatMap(({ edges }) =>
        edges.flatMap(({ kind, from }) => (kind === "runs-as" && "node" in from ? [from.node] : [])),
      ),
    );
    for (const node of this.index.nodes.values()) {
      const { role } = node.properties;
      if (!role || drawn.has(node.id) || (node.kind !== "function" && node.kind !== "workflow")) continue;
      const { targets } = this.resolver.resolve(
        role,
        { kind: "role", service: "iam" },
        { group: node.group, at: role.at },
      );
      for (const target of targets) this.addEdge(node.id, target, "runs-as", role.at, "Role");
    }
  }

  private addEdge(from: NodeId, target: Target, kind: MapEdge["kind"], at: SourceRange, label: string): void {
    const { node, confidence, reason } = target;
    const evidence = { kind: "declared", at, label } as const;
    this.edges.add({ from, to: node, kind, evidence, confidence, ...(reason !== undefined && { reason }) });
  }

  private own({ statements, file }: Fragment): OwnedStatement[] {
    return statements.flatMap((statement) => {
      const { targets } = this.end(statement.owner, file, statement.at);
      return targets.map(({ node }) => ({ ...statement, owner: node }));
    });
  }

  private addTrust(statements: readonly OwnedStatement[]): void {
    for (const { owner, policy, effect, principals, at } of statements) {
      if (policy !== "trust" || effect !== "Allow") continue;
      for (const principal of principals) {
        const group = this.node(owner)?.group ?? "";
        const text = textOf(principal);
        if (text === "*")
          this.addEdge(owner, { node: this.elsewhere.internet(), confidence: "high" }, "trusts", at, "Principal");
        else {
          // Accounts and host names of services are no nodes: only ARNs and references lead to one.
          const texts = this.index.names
            .of(principal)
            .filter((one) => one.text.startsWith("arn:") || this.index.names.leading(one.text)?.mark.kind === "node");
          const { targets } = this.resolver.resolveTexts(texts, {}, { group, at: principal.at });
          for (const target of targets) this.addEdge(owner, target, "trusts", at, "Principal");
        }
      }
    }
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
    return [...found.keys()].map((node) => ({ node, service: this.node(node)?.service ?? "" }));
  }

  private socketOf(route: NodeId): NodeId | undefined {
    const node = this.node(route);
    const api = node?.properties["api"];
    if (!node || !api || textOf(node.properties["protocol"]) !== "websocket") return undefined;
    const id = textOf(api);
    if (id !== undefined && this.nodes.has(id)) return id;
    return this.resolver.resolve(api, {}, { group: node.group, at: api.at }).targets[0]?.node;
  }

  private observe(): void {
    const isNode = (id: NodeId) => this.node(id) !== undefined;
    const declared = this.edges.edges(isNode);
    const grants = grantsOf(declared);
    const roles = groupEdges(declared, "runs-as", (edge) => edge.from);
    const triggers = groupEdges(declared, "triggers", (edge) => edge.to);
    const publishers = groupEdges(declared, "publishes", (edge) => edge.to);
    const observer = new Observer(
      {
        programs: this.programs,
        values: new CodeValues(this.index, this.programs),
        resolver: this.resolver,
        elsewhere: this.elsewhere,
        grantsOf: (id) => (roles.get(id) ?? []).flatMap((edge) => grants.get(edge.to) ?? []),
        triggeredBy: (id) => this.sourcesOf(id, triggers, publishers),
        socketOf: (id) => this.socketOf(id),
        nodeOf: (id) => this.node(id),
      },
      this.edges,
    );
    const claimed = new Set<string>();
    for (const node of [...this.nodes.values()]) {
      for (const file of observer.observe(node).keys()) claimed.add(file);
    }
    for (const node of undeclaredHandlers(this.code, claimed)) {
      if (this.nodes.has(node.id)) continue;
      this.nodes.set(node.id, node);
      observer.observe(node);
    }
    this.unresolved.push(...observer.unresolved);
  }
}

/** Channels one behind the other between a bucket and the function that its events reach. */
const LONGEST_RELAY = 3;

function certain(node: NodeId): Resolution {
  return { targets: [{ node, confidence: "high" }], missing: [] };
}

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

function sortUnique<T extends { readonly at: SourceRange }>(items: readonly T[]): T[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText]
    .sort(([a, one], [b, other]) => compareRanges(one.at, other.at) || compareText(a, b))
    .map(([, item]) => item);
}
