// What the templates alone say: all of the map but handlers and what code is seen to do. Holds until a template changes.
import type { MapEdge, MapSetting, NodeId, OwnedStatement } from "../model/app-map.ts";
import type { Fragment } from "../model/fragment.ts";
import { compareRanges } from "../model/range.ts";
import { textOf } from "../model/value.ts";
import type { JoinedEdges } from "./edge-collector.ts";
import { Elsewhere } from "./elsewhere.ts";
import { MapDraft, type Contribution } from "./map-draft.ts";
import type { MapIndex } from "./map-index.ts";
import type { FunctionContext, Socket } from "./observed.ts";
import { grantsOf } from "./permissions.ts";
import { Resolver } from "./resolver.ts";
import { mapSettings } from "./settings.ts";
import { StackLinks } from "./stack-links.ts";

/** What one template adds, by step. */
export interface KeptStack {
  readonly declared: Contribution;
  readonly roles: Contribution;
  readonly owned: Contribution;
  readonly statements: readonly OwnedStatement[];
  readonly trust: Contribution;
  readonly permissions: Contribution;
  readonly settings: readonly MapSetting[];
}

type Groups = ReadonlyMap<NodeId, readonly MapEdge[]>;

/** Channels one behind the other between a bucket and the function that its events reach. */
const LONGEST_RELAY = 3;

export class DeclaredMap {
  readonly draft: MapDraft;
  /** Sorted. */
  readonly statements: readonly OwnedStatement[];
  /** Sorted by id. */
  readonly settings: readonly MapSetting[];
  private readonly grants: Groups;
  private readonly roles: Groups;
  private readonly triggers: Groups;
  private readonly publishers: Groups;
  private readonly contexts = new Map<NodeId, FunctionContext>();

  /** `stacks`: what is known to hold of the fragments; what is new is added. */
  constructor(
    readonly fragments: readonly Fragment[],
    readonly index: MapIndex,
    stacks: WeakMap<Fragment, KeptStack>,
    joined: JoinedEdges,
  ) {
    this.draft = new MapDraft(joined);
    for (const node of index.nodes.values()) this.draft.nodes.set(node.id, node);
    for (const { unresolved } of fragments) this.draft.unresolved.push(...unresolved);
    this.addStacks(stacks);
    this.statements = fragments
      .flatMap((fragment) => stacks.get(fragment)?.statements ?? [])
      .sort((a, b) => compareRanges(a.at, b.at) || compareText(keyOf(a), keyOf(b)));
    this.settings = fragments
      .flatMap((fragment) => stacks.get(fragment)?.settings ?? [])
      .sort((a, b) => compareText(a.id, b.id));
    const edges = this.draft.edges.edges((id) => this.draft.node(id) !== undefined);
    this.grants = grantsOf(edges);
    this.roles = groupEdges(edges, "runs-as", (edge) => edge.from);
    this.triggers = groupEdges(edges, "triggers", (edge) => edge.to);
    this.publishers = groupEdges(edges, "publishes", (edge) => edge.to);
  }

  /** Step after step: each sees what the steps before have added, whichever template it came from. */
  private addStacks(stacks: WeakMap<Fragment, KeptStack>): void {
    const { draft, fragments } = this;
    const links = new StackLinks(new Resolver(this.index, draft.elsewhere), draft);
    const drawn = new Set(
      fragments.flatMap(({ edges }) =>
        edges.flatMap(({ kind, from }) => (kind === "runs-as" && "node" in from ? [from.node] : [])),
      ),
    );
    const owned = new Map<Fragment, readonly OwnedStatement[]>();
    const statementsOf = (fragment: Fragment) => owned.get(fragment) ?? [];
    const step = (part: Exclude<keyof KeptStack, "statements" | "settings">, work: (fragment: Fragment) => void) =>
      new Map(
        fragments.map((fragment) => {
          const known = stacks.get(fragment)?.[part];
          if (known) draft.add(known);
          return [fragment, known ?? draft.record(() => work(fragment))];
        }),
      );
    const steps = {
      declared: step("declared", (fragment) => links.addDeclared(fragment)),
      roles: step("roles", (fragment) => links.addRoles(fragment, drawn)),
      owned: step("owned", (fragment) => void owned.set(fragment, links.ownedStatements(fragment))),
      trust: step("trust", (fragment) => links.addTrust(statementsOf(fragment))),
      permissions: step("permissions", (fragment) => links.addPermissions(statementsOf(fragment))),
    };
    for (const fragment of fragments) {
      const [declared, roles, own, trust, permissions] = [
        steps.declared.get(fragment),
        steps.roles.get(fragment),
        steps.owned.get(fragment),
        steps.trust.get(fragment),
        steps.permissions.get(fragment),
      ];
      if (stacks.has(fragment) || !declared || !roles || !own || !trust || !permissions) continue;
      const settings = mapSettings(fragment, this.index);
      const statements = statementsOf(fragment);
      stacks.set(fragment, { declared, roles, owned: own, trust, permissions, statements, settings });
    }
  }

  /** What is known of a function before its code is looked at; the same object for each question. */
  contextOf(id: NodeId): FunctionContext {
    let context = this.contexts.get(id);
    if (!context) {
      const triggeredBy = this.sourcesOf(id);
      context = {
        triggeredBy,
        sockets: triggeredBy.flatMap((source) => this.socketOf(source.node) ?? []),
        grants: (this.roles.get(id) ?? []).flatMap((edge) => this.grants.get(edge.to) ?? []),
      };
      this.contexts.set(id, context);
    }
    return context;
  }

  /** Nodes that trigger the function, and behind channels those that publish to them: a bucket's events come through a queue too. */
  private sourcesOf(id: NodeId): FunctionContext["triggeredBy"] {
    const found = new Map<NodeId, number>();
    for (const { from } of this.triggers.get(id) ?? []) found.set(from, 0);
    for (const [node, distance] of found) {
      if (distance >= LONGEST_RELAY) continue;
      for (const { from } of this.publishers.get(node) ?? []) if (!found.has(from)) found.set(from, distance + 1);
    }
    return [...found.keys()].map((node) => ({ node, service: this.draft.node(node)?.service ?? "" }));
  }

  /** The API of a websocket route. */
  private socketOf(route: NodeId): Socket | undefined {
    const node = this.draft.node(route);
    const api = node?.properties["api"];
    if (!node || !api || textOf(node.properties["protocol"]) !== "websocket") return undefined;
    const id = textOf(api);
    if (id !== undefined && this.draft.nodes.has(id)) return { api: id, elsewhere: [] };
    // Only a call that uses the socket puts it on the map.
    const elsewhere = new Elsewhere();
    const place = { group: node.group, at: api.at };
    const [target] = new Resolver(this.index, elsewhere).resolve(api, {}, place).targets;
    return target && { api: target.node, elsewhere: [...elsewhere.nodes.values()] };
  }
}

function groupEdges(edges: readonly MapEdge[], kind: MapEdge["kind"], keyOf: (edge: MapEdge) => NodeId): Groups {
  const groups = new Map<NodeId, MapEdge[]>();
  for (const edge of edges) {
    if (edge.kind !== kind) continue;
    const known = groups.get(keyOf(edge));
    if (known) known.push(edge);
    else groups.set(keyOf(edge), [edge]);
  }
  return groups;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ owner, policy, effect }: OwnedStatement): string {
  return `${owner}|${policy}|${effect}`;
}
